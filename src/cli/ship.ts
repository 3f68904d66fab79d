import { type DeskAnswer, openShippingDesk, type ShippingDesk } from '../processes/shipping-desk.js';
import type { Call, SingleCommand } from './command.js';

const wrongUse = 2;

export const ship: SingleCommand = {
  name: 'ship',
  does: 'reports one package that left, as a shipping system would: signed, to the running Waybill',
  options: [
    { flag: '--order', value: 'number', does: "the order's number at Amazon, or in Commerce" },
    { flag: '--tracking', value: 'number', does: 'the tracking number' },
    {
      flag: '--carrier',
      value: 'code',
      does: "the shipping system's own code: shipping.carriers, or a well-known one",
    },
    { flag: '--service', value: 'name', does: "the carrier's service" },
    { flag: '--items', value: 'list', does: 'SKU=quantity, by commas; absent: all that is left of the order' },
    {
      flag: '--package',
      value: 'id',
      does: 'absent: made of the tracking number, so that a repeat is the same package',
    },
    { flag: '--shipped-at', value: 'time', does: 'such as 2026-11-21T14:00:00Z; absent: now' },
    { flag: '--account', value: 'id', does: 'which one, when the settings have several' },
    { flag: '--url', value: 'address', does: 'where Waybill listens; absent: as the settings say' },
  ],
  run,
};

type Item = { readonly sku?: string; readonly orderItemId?: string; readonly quantity: number };

async function run({ env, values, say }: Call): Promise<number> {
  const [order, tracking, carrier] = [values.get('--order'), values.get('--tracking'), values.get('--carrier')];
  if (order === undefined || tracking === undefined || carrier === undefined) {
    say('waybill ship needs --order, --tracking and --carrier.');
    return wrongUse;
  }
  const desk = openShippingDesk(env, wantedOf(values));
  const listed = values.get('--items');
  const items = listed === undefined ? await leftOf(desk, order) : itemsOf(listed);
  if (items === undefined || items.length === 0) {
    say(
      listed === undefined
        ? `What is left of ${order} cannot be told: name it with --items SKU=quantity.`
        : '--items looks like MUG-BLUE=2,PLATE-WHITE=1.',
    );
    return listed === undefined ? 1 : wrongUse;
  }
  const service = values.get('--service');
  const answer = await desk.report(isAmazons(order) ? { amazonOrderId: order } : { commerceOrderNumber: order }, {
    id: values.get('--package') ?? `ship-${tracking}`,
    carrier,
    ...(service === undefined ? {} : { service }),
    trackingNumber: tracking,
    shippedAt: values.get('--shipped-at') ?? new Date().toISOString(),
    items,
  });
  if (answer.status === 0) {
    say(`Waybill does not answer at ${desk.url}: is it running? --url names another address.`);
    return 1;
  }
  return tell(answer, order, say);
}

const isAmazons = (order: string): boolean => /^\d{3}-\d{7}-\d{7}$/.test(order);

function wantedOf(values: Call['values']) {
  const [account, url] = [values.get('--account'), values.get('--url')];
  return { ...(account === undefined ? {} : { account }), ...(url === undefined ? {} : { url }) };
}

function itemsOf(list: string): readonly Item[] | undefined {
  const items = list.split(',').map((each) => {
    const [, sku = '', quantity = ''] = /^(.+)=(\d{1,6})$/.exec(each.trim()) ?? [];
    return { sku, quantity: Number(quantity) };
  });
  return items.every(({ sku, quantity }) => sku !== '' && quantity > 0) ? items : undefined;
}

/** What was ordered, less what was cancelled and what is in other packages. */
async function leftOf(desk: ShippingDesk, order: string): Promise<readonly Item[] | undefined> {
  const { status, body } = await desk.order(order);
  if (status !== 200) return undefined;
  const { items, packages } = Object(body);
  if (!Array.isArray(items) || !Array.isArray(packages)) return undefined;
  const packed = packages.flatMap((each: unknown) => Object(Object(each).items));
  return items
    .map((each: unknown) => {
      const { orderItemId, quantity, quantityCancelled } = Object(each);
      const inPackages = packed
        .filter((line: unknown) => Object(line).orderItemId === orderItemId)
        .reduce((sum: number, line: unknown) => sum + Number(Object(line).quantity), 0);
      return { orderItemId: String(orderItemId), quantity: Number(quantity) - Number(quantityCancelled) - inPackages };
    })
    .filter(({ quantity }) => quantity > 0);
}

function tell({ status, body }: DeskAnswer, order: string, say: Call['say']): number {
  const { outcome, package: id, detail } = Object(body);
  if (status === 202) say(`Package ${id} of order ${order} is taken: Waybill tells Amazon and Commerce.`);
  else if (status === 200) say(`Package ${id} of order ${order} was known already (${outcome}).`);
  else say(`Refused (${status}): ${typeof detail === 'string' ? detail : 'no reason given'}`);
  return status === 200 || status === 202 ? 0 : 1;
}
