import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { merchantFulfilledOrder } from './example-orders.js';
import { type ShopAtHand, searchFor, shopAtHand } from './shop-at-hand.js';

describe('a customer', () => {
  let shop: ShopAtHand;
  beforeEach(async () => {
    shop = await shopAtHand();
  });
  afterEach(() => shop.close());

  const jane = {
    email: 'k3v1@marketplace.amazon.com',
    firstname: 'Jane',
    lastname: 'Doe',
    website_id: 1,
    store_id: 1,
    group_id: 1,
  };
  const put = (customer: unknown, id = 0) => shop.rest('PUT', `/customers/${id}`, { body: { customer } });
  const mails = async () => (await shop.control('GET', '/mails')).body;

  it('is created silently by a PUT without an id', async () => {
    expect(await put(jane)).toMatchObject({ status: 200, body: { id: 1, email: jane.email, group_id: 1 } });
    expect(await mails()).toEqual([]);
  });

  it('is created with a welcome mail by a POST', async () => {
    expect((await shop.rest('POST', '/customers', { body: { customer: jane } })).status).toBe(200);
    expect(await mails()).toMatchObject([{ kind: 'customer_welcome', to: jane.email, audience: 'customer' }]);
  });

  it('exists once per website, whatever the case of its e-mail', async () => {
    await put(jane);
    expect(await put({ ...jane, email: jane.email.toUpperCase() })).toMatchObject({
      status: 400,
      body: { message: 'A customer with the same email address already exists in an associated website.' },
    });
    expect((await put({ ...jane, website_id: 2 })).status).toBe(200);
    const query = searchFor(['email', jane.email], ['website_id', '1']);
    const found = await shop.rest('GET', '/customers/search', { query });
    expect(found.body).toMatchObject({ total_count: 1, items: [{ id: 1 }] });
  });

  it('is changed by the id of the body, whatever the path says', async () => {
    await put(jane);
    expect((await put({ ...jane, id: 1, lastname: 'Roe' }, 99)).body).toMatchObject({ id: 1, lastname: 'Roe' });
    expect((await put({ ...jane, id: 77 })).status).toBe(404);
  });

  it.each([
    [{ firstname: 'A & B' }, 'First Name is not valid!'],
    [{ lastname: 'Doe/Roe' }, 'Last Name is not valid!'],
    [{ firstname: '' }, '"%fieldName" is required. Enter and try again.'],
    [{ email: 'nobody' }, '"Email" is not a valid email address.'],
    [
      {
        addresses: [
          {
            firstname: 'J',
            lastname: 'D',
            street: ['1'],
            city: 'Austin',
            postcode: '1',
            country_id: 'US',
            region_id: 57,
          },
        ],
      },
      '"%fieldName" is required. Enter and try again.',
    ],
  ])('is refused with %j', async (changes, message) => {
    expect(await put({ ...jane, ...changes })).toMatchObject({ status: 400, body: { message } });
    expect((await shop.control('GET', '/customers')).body).toEqual([]);
  });

  it('keeps its addresses, and may have names from anywhere', async () => {
    const address = {
      firstname: 'Zoë',
      lastname: 'O’Brien-Łuk, Jr.',
      street: ['1 Main St'],
      city: 'Austin',
      postcode: '78701',
      telephone: '1',
      country_id: 'US',
      region: { region_code: 'TX', region: 'Texas', region_id: 57 },
      default_billing: true,
    };
    const { body } = await put({ ...jane, firstname: 'Zoë', addresses: [address] });
    expect(body).toMatchObject({ addresses: [{ id: 1, customer_id: 1, region_id: 57 }], default_billing: '1' });
  });

  it('needs a tax number where the shop wants one', async () => {
    const strict = await shopAtHand({ isTaxNumberRequired: true });
    const save = (customer: unknown) => strict.rest('PUT', '/customers/0', { body: { customer } });
    expect(await save(jane)).toMatchObject({ status: 400, body: { parameters: { fieldName: 'taxvat' } } });
    expect(await save({ ...jane, taxvat: 'DE123456789' })).toMatchObject({ body: { taxvat: 'DE123456789' } });
    await strict.close();
  });

  it('can own an order', async () => {
    await put(jane);
    const { status } = await shop.createOrder(
      merchantFulfilledOrder({ customer_is_guest: 0, customer_id: 1, customer_group_id: 1 }),
    );
    expect(status).toBe(200);
  });
});
