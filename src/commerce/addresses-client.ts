import { z } from 'zod';
import { given } from '../remote/given.js';
import { parsedAnswer } from './parsed-answer.js';
import type { AddressChanges, CommerceAddresses } from './port.js';
import { failureOf, isEntityMissing, type RestTransport, refusalAsFailure } from './rest-transport.js';

/** Whatever Commerce holds of an address is sent back with it: it saves the address as a whole. */
const wireAddress = z.looseObject({ entity_id: z.number(), address_type: z.string() });
const wireOrderAddresses = z.object({
  billing_address: wireAddress,
  extension_attributes: z.object({
    shipping_assignments: z.array(z.object({ shipping: z.object({ address: wireAddress }) })).min(1),
  }),
});
type WireAddress = z.output<typeof wireAddress>;

/** Commerce derives these from others, and takes them for unknown fields or for the region of before. */
const derived = ['region_code', 'extension_attributes', 'customer_address_id'];

/** Commerce leaves out what is empty when it answers, and refuses an address that does not name these. */
const toBeNamed = { postcode: '', telephone: '', company: '', fax: '' };

export const createAddressesClient = (transport: RestTransport): CommerceAddresses => ({
  async correct(entityId, which, changes) {
    const call = {
      operation: 'readOrderAddresses',
      method: 'GET',
      path: `/V1/orders/${entityId}`,
      query: [['fields', 'billing_address,extension_attributes']],
    } as const;
    const read = await transport.call(call);
    if ('refused' in read) {
      if (isEntityMissing(read.refused)) return { refused: 'The order is not in Commerce any more' };
      throw refusalAsFailure(call, read.refused);
    }
    const order = parsedAnswer(wireOrderAddresses, read.json, call);
    const address = which === 'billing' ? order.billing_address : shippingOf(order);
    if (address === undefined) throw failureOf(call, { kind: 'malformed-answer', at: 'extension_attributes' });
    const answer = await transport.call({
      operation: 'updateOrderAddress',
      method: 'PUT',
      path: `/V1/orders/${entityId}`,
      body: { entity: { ...toBeNamed, ...withoutDerived(address), ...wireChanges(changes), parent_id: entityId } },
      personal: personalOf(address, changes),
    });
    return 'json' in answer ? 'saved' : { refused: answer.refused.text };
  },
});

const shippingOf = ({ extension_attributes }: z.output<typeof wireOrderAddresses>): WireAddress | undefined =>
  extension_attributes.shipping_assignments[0]?.shipping.address;

const withoutDerived = (address: WireAddress): object =>
  Object.fromEntries(Object.entries(address).filter(([name]) => !derived.includes(name)));

const wireChanges = ({ firstName, lastName, company, street, city, postcode, telephone }: AddressChanges) =>
  given({ firstname: firstName, lastname: lastName, company, street, city, postcode, telephone });

/** What must not be repeated in a refusal: Commerce quotes what it does not like. */
function personalOf(address: WireAddress, changes: AddressChanges): readonly string[] {
  const texts = [...Object.values(address), ...Object.values(changes)].flat();
  return texts.filter((text): text is string => typeof text === 'string' && text.length > 2);
}
