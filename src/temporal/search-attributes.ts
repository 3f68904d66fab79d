import type { SearchAttributeType } from '@temporalio/common';
import { orderAttributes } from '../domain/search-attributes.js';

export { orderAttributes };

/** What a namespace must know before an order can start in it. */
export const requiredSearchAttributes: ReadonlyArray<{ readonly name: string; readonly type: SearchAttributeType }> =
  Object.values(orderAttributes).map(({ name, type }) => ({ name, type }));

/** The words of Temporal's command line, for texts that tell an operator what to type. */
export const commandLineTypeName: Readonly<Record<SearchAttributeType, string>> = {
  TEXT: 'Text',
  KEYWORD: 'Keyword',
  INT: 'Int',
  DOUBLE: 'Double',
  BOOL: 'Bool',
  DATETIME: 'Datetime',
  KEYWORD_LIST: 'KeywordList',
};

/** The same types as numbers of `temporal.api.enums.v1.IndexedValueType`, as the server's API takes and gives them. */
export const indexedValueType: Readonly<Record<SearchAttributeType, number>> = {
  TEXT: 1,
  KEYWORD: 2,
  INT: 3,
  DOUBLE: 4,
  BOOL: 5,
  DATETIME: 6,
  KEYWORD_LIST: 7,
};
