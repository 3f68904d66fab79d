import { describe, expect, it } from '@jest/globals';
import { childrenOf, readXml, textIn } from '../../src/amazon/xml-reader.js';

describe('XML of others', () => {
  it('is read with declarations, comments, CDATA, prefixes, attributes and references', () => {
    const read = readXml(
      '\ufeff<?xml version="1.0"?><!-- one --><x:a xmlns:x="urn:x" y="1"><b z=\'2\'/><c><![CDATA[<&]]> &amp;&#65;&#x42;</c></x:a>',
    );
    if (read === 'malformed') throw new Error('malformed');
    expect(read.localName).toBe('a');
    expect(childrenOf(read, 'b')).toHaveLength(1);
    expect(textIn(read, 'b')).toBe('');
    expect(textIn(read, 'c')).toBe('<& &AB');
    expect(textIn(read, 'd')).toBeUndefined();
  });

  it.each([
    '',
    'words',
    '<a>',
    '</a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>words',
    '<a>&undeclared;</a>',
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  ])('is malformed: %j', (source) => {
    expect(readXml(source)).toBe('malformed');
  });
});
