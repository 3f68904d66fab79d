import { assertNever } from '../domain/assert-never.js';
import { cancelReasons, parseCancelReason } from '../domain/cancel-reason.js';
import { parseAmazonOrderId } from '../domain/ids.js';
import { type OrderDesk, openOrderDesk } from '../processes/order-desk.js';
import type { Call, SingleCommand } from './command.js';

const wrongUse = 2;
const account = { flag: '--account', value: 'id', does: 'which one, when the settings have several' } as const;
const actor = { flag: '--actor', value: 'name', does: 'your role or login name, kept with the order' } as const;
const number = { name: 'number', does: "the order's number at Amazon" } as const;

/** Both ask the order itself, which has the last word. */
export const orderCancellation: readonly SingleCommand[] = [
  {
    name: 'cancel',
    does: 'asks Amazon to cancel an order that has not shipped; also how a wish of the buyer is followed',
    words: [number],
    options: [account, actor, { flag: '--reason', value: 'code', does: `one of ${cancelReasons.join(', ')}` }],
    run: cancelOrder,
  },
  {
    name: 'decline-cancel',
    does: "does not follow the buyer's wish to cancel: the order goes on",
    words: [number],
    options: [account, actor, { flag: '--reason', value: 'text', does: 'kept with the order; no names' }],
    run: declineCancel,
  },
];

async function cancelOrder(call: Call): Promise<number> {
  const reason = parseCancelReason(call.values.get('--reason'));
  if (reason === undefined) {
    call.say(`Name a reason of Amazon's with --reason: ${cancelReasons.join(', ')}.`);
    return wrongUse;
  }
  return onOrder(call, (desk, by) => desk.act({ kind: 'cancel', actor: by, reason }));
}

async function declineCancel(call: Call): Promise<number> {
  const reason = call.values.get('--reason');
  return onOrder(call, (desk, by) =>
    desk.act({ kind: 'decline-cancel', actor: by, ...(reason === undefined ? {} : { reason }) }),
  );
}

async function onOrder(
  { env, words, values, say }: Call,
  act: (desk: OrderDesk, actor: string) => ReturnType<OrderDesk['act']>,
): Promise<number> {
  const [raw] = words;
  const amazonOrderId = parseAmazonOrderId(raw);
  const by = values.get('--actor') ?? 'operator';
  if (amazonOrderId === undefined || !/^[\w .-]{1,40}$/.test(by)) {
    say(
      amazonOrderId === undefined
        ? `${raw} is not an order number of Amazon: those look like 902-1106328-1059050.`
        : '--actor is a role or login name of at most 40 letters.',
    );
    return wrongUse;
  }
  const desk = await openOrderDesk(env, { account: values.get('--account'), amazonOrderId });
  try {
    const answer = await act(desk, by);
    say(`${amazonOrderId}: ${sentenceOf(answer, desk.accountId)}.`);
    return answer.outcome === 'accepted' ? 0 : 1;
  } finally {
    await desk.close();
  }
}

function sentenceOf(answer: Awaited<ReturnType<OrderDesk['act']>>, accountId: string): string {
  switch (answer.outcome) {
    case 'accepted':
      return answer.answer.note;
    case 'refused':
      return `refused. ${answer.because}`;
    case 'ended':
      return 'the order has ended: nothing can be done on it any more';
    case 'unknown':
      return `account ${accountId} has no such order`;
    case 'no-answer':
      return 'Temporal is away, or no worker answers for the order';
    default:
      return assertNever(answer);
  }
}
