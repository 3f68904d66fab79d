import { buyerTaxNumber } from '../src/domain/draft-customer.js';
import { customerNameOf } from '../src/domain/person-name.js';
import type { RemotesOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities } from './contract.js';
import { inStoreViewOf } from './in-store-view-of.js';
import { readOrder } from './read-order.js';

type Deps = { readonly remotesOf: RemotesOf };

/** Called twice, it finds what the first call made: an e-mail is unique within its website. */
export const createCommerceCustomer =
  ({ remotesOf }: Deps): Activities['createCommerceCustomer'] =>
  async ({ order, settings = {} }) => {
    const remotes = remotesOf(order.accountId);
    if (remotes === undefined) return accountRemoved;
    const amazonOrder = await readOrder(remotes, order);
    if ('outcome' in amazonOrder) return amazonOrder;
    const { buyer, deliveryAddress } = amazonOrder;
    const email = buyer?.email?.trim() ?? '';
    if (email === '') return { outcome: 'guest', because: 'no-email' };

    const { customers } = inStoreViewOf(remotes, settings, amazonOrder);
    const known = await customers.findByEmail(email);
    if (known !== undefined) return { outcome: 'adopted', customerId: known.id, groupId: known.groupId };
    const { firstName, lastName } = customerNameOf(buyer?.name ?? deliveryAddress?.name ?? '');
    const taxNumber = buyerTaxNumber(amazonOrder);
    const made = await customers.create({
      ...{ email, firstName, lastName },
      ...(settings.customerGroup === undefined ? {} : { groupId: settings.customerGroup }),
      ...(taxNumber === undefined ? {} : { taxNumber }),
    });
    if (made === 'exists') {
      const raced = await customers.findByEmail(email);
      return raced === undefined
        ? { outcome: 'guest', because: 'commerce-refused' }
        : { outcome: 'adopted', customerId: raced.id, groupId: raced.groupId };
    }
    if ('refused' in made) return { outcome: 'guest', because: 'commerce-refused' };
    return { outcome: 'created', customerId: made.id, groupId: made.groupId };
  };
