import type { AmazonOrder } from './amazon-order.js';
import type { OrderDraft } from './order-draft.js';
import { customerNameMax, splitPersonName } from './person-name.js';
import { oneLine } from './text.js';

export type KnownCustomer = { readonly id: number; readonly groupId: number };

/** Commerce cuts longer ones in silence: mail would go astray. */
const emailMax = 128;

/**
 * Commerce refuses the whole order over an address that PHP's own check (`FILTER_VALIDATE_EMAIL`) does not take: letters
 * outside ASCII, dots side by side, more than 64 characters before the @.
 */
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const emailPattern = new RegExp(`^(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@${label}(?:\\.${label})+$`);

/** Of Commerce's column; a longer one stands in the comment alone, since half a number is a wrong one. */
const taxNumberMax = 32;

export const buyerTaxNumber = ({ taxRegistrations = [] }: Pick<AmazonOrder, 'taxRegistrations'>): string | undefined =>
  taxRegistrations
    .filter(({ of }) => of === 'BUYER')
    .map(({ number }) => oneLine(number))
    .find((number) => number !== '' && number.length <= taxNumberMax);

/** Amazon gives no e-mail for what it ships itself, and none to an application without the role. */
export function draftCustomer(amazonOrder: AmazonOrder, known: KnownCustomer | undefined): OrderDraft['customer'] {
  const { id, buyer, deliveryAddress } = amazonOrder;
  const names = splitPersonName(buyer?.name?.trim() || (deliveryAddress?.name ?? ''), customerNameMax);
  const email = buyer?.email?.trim() ?? '';
  const taxNumber = buyerTaxNumber(amazonOrder);
  const isUsable = email.length <= emailMax && emailPattern.test(email);
  return {
    // `.invalid` is reserved: no mail can ever reach anybody there (RFC 2606).
    email: isUsable ? email : `${id}@amazon.invalid`,
    ...names,
    ...(known === undefined ? {} : { id: known.id, groupId: known.groupId }),
    ...(taxNumber === undefined ? {} : { taxNumber }),
  };
}
