import { customerName } from './customer-name.js';
import { parsedAnswer } from './parsed-answer.js';
import type { CommerceCustomer, CommerceCustomers, CommerceStore } from './port.js';
import type { RestTransport } from './rest-transport.js';
import { searchQuery } from './search-criteria.js';
import { wireCustomer, wireList } from './wire-schemas.js';

/** Saved directly, a customer has no group unless one is given, and would count as "not logged in". */
const groupIdGeneral = 1;

export function createCustomersClient(transport: RestTransport, store: CommerceStore): CommerceCustomers {
  const findByEmail = async (email: string): Promise<CommerceCustomer | undefined> => {
    const { websiteId } = await store.view();
    const call = {
      operation: 'findCustomer',
      method: 'GET',
      path: '/V1/customers/search',
      query: searchQuery({
        groups: [[{ field: 'email', value: email }], [{ field: 'website_id', value: websiteId }]],
        pageSize: 1,
        fields: 'items[id,group_id]',
      }),
      personal: [email],
      dropsParameters: true,
    } as const;
    const [found] = parsedAnswer(wireList(wireCustomer), await transport.expect(call), call).items;
    return found && { id: found.id, groupId: found.group_id };
  };

  return {
    findByEmail,

    async create({ email, firstName, lastName, groupId = groupIdGeneral, taxNumber }) {
      const { websiteId, storeId } = await store.view();
      const answer = await transport.call({
        operation: 'createCustomer',
        // NOTE: never POST /V1/customers, which always mails a welcome to the buyer.
        method: 'PUT',
        path: '/V1/customers/0',
        body: {
          customer: {
            email,
            firstname: customerName(firstName),
            lastname: customerName(lastName),
            website_id: websiteId,
            store_id: storeId,
            group_id: groupId,
            // No address beside it: Commerce would judge the address, and with automatic groups the number in it.
            ...(taxNumber === undefined ? {} : { taxvat: taxNumber }),
          },
        },
        personal: [email, firstName, lastName, taxNumber ?? ''],
        dropsParameters: true,
      });
      if ('refused' in answer) {
        const isTaken = answer.refused.says(/same email address already exists/i);
        return isTaken ? 'exists' : { refused: answer.refused.text };
      }
      // That this route creates is not documented: only a customer that can be read back counts.
      return (await findByEmail(email)) ?? { refused: 'the shop answered well but kept no customer' };
    },
  };
}
