import { parseBlockerCode, sentenceOf } from './blocker.js';
import type { TimelineEntry, TimelineEvent } from './timeline.js';

type Sentence = (detail: string) => string;

const sentences: Readonly<Record<TimelineEvent, Sentence>> = {
  started: (status) => `Amazon reported the order${when(status, (it) => ` as ${it}`)}`,
  verified: () => 'Amazon verified the payment',
  'amazon-changed': (status) => `Amazon now says ${status || 'something new'}`,
  'commerce-customer-created': (id) => `A customer was created in Commerce${when(id, (it) => ` (${it})`)}`,
  'commerce-customer-adopted': (id) => `The customer was found in Commerce${when(id, (it) => ` (${it})`)}`,
  'commerce-customer-refused': () => 'No customer could be created in Commerce: the order goes through as guest',
  'commerce-order-created': (number) => `The Commerce order was created${when(number, (it) => `: ${it}`)}`,
  'commerce-order-adopted': (number) => `The Commerce order was there already${when(number, (it) => `: ${it}`)}`,
  'commerce-order-maybe-sent': () =>
    'Commerce did not answer: the order may exist. Waybill waits, searches twice, and only then sends again',
  blocked: blockedSentence,
  unblocked: (code) => `No longer blocked${when(code, (it) => ` (${it})`)}`,
  'package-received': (id) => `Package ${id} left`,
  'package-refused': (id) => `Package ${id} does not fit the order and was not sent on`,
  'package-corrected': (id) => `Package ${id} was corrected`,
  'commerce-shipment-created': (id) => `Commerce has the shipment of package ${id}`,
  'commerce-shipment-adopted': (id) => `Commerce had the shipment of package ${id} already`,
  'amazon-shipment-sent': (id) => `Package ${id} was sent to Amazon; it is not seen there yet`,
  'amazon-shipment-confirmed': (id) => `Amazon shows package ${id}`,
  'amazon-shipped-otherwise': (id) => `Amazon has the goods of package ${id} as shipped already, in another package`,
  'ship-by-at-risk': () => 'The ship-by time is near and the order is not shipped',
  'ship-by-missed': () => 'The ship-by time has passed and the order is not shipped',
  'cancel-requested-by-buyer': () => 'The buyer asks to cancel',
  'cancel-withdrawn-by-buyer': () => 'The buyer does not ask to cancel any more',
  'operator-declined-cancel': (reason) => `Declined to cancel: the order goes on${when(reason, (it) => ` (${it})`)}`,
  'operator-cancelled': (reason) => `Asked Amazon to cancel the order${when(reason, (it) => `: ${it}`)}`,
  'cancel-handed-over': () => 'The cancellation waits for the next feed to Amazon',
  'cancel-accepted-by-amazon': (warning) =>
    `Amazon took the cancellation; it is done when the order shows as cancelled${when(warning, (it) => `. Amazon warns: ${it}`)}`,
  'cancel-refused-by-amazon': (text) => `Amazon did not cancel the order${when(text, (it) => `: ${it}`)}`,
  'cancel-called-off': () =>
    'A package had left before Amazon cancelled: the shipment stands, the cancellation is dropped',
  'commerce-order-held': () => 'The Commerce order is on hold, so that nobody ships it',
  'commerce-order-not-held': (state) =>
    `The Commerce order could not be put on hold${when(state, (it) => `: it is ${it}`)}`,
  'commerce-hold-lifted': () => 'The Commerce order is no longer on hold',
  'cancelled-at-amazon': () => 'The order was cancelled at Amazon',
  'commerce-order-cancelled': () => 'The Commerce order was cancelled',
  'commerce-order-closed': () => 'The Commerce order was closed by an offline refund',
  'cancel-lost-to-shipment': () => 'Goods had left already: the shipment stands, the cancellation is recorded',
  'operator-retried': () => 'Asked to try again now',
  'operator-mapped-sku': (map) => `Mapped a SKU for this order${when(map, (it) => `: ${it}`)}`,
  'operator-confirmed-again': (id) => `Asked to tell Amazon of package ${id} again`,
  'operator-skipped': (reason) => `Skipped the order${when(reason, (it) => `: ${it}`)}`,
  'operator-corrected-region': (region) => `Corrected country and region${when(region, (it) => ` to ${it}`)}`,
  'operator-corrected-address': () => 'Corrected the address in Commerce',
  completed: () => 'Complete',
  replaces: (id) => `Replaces order ${id}, free of charge`,
  'replaced-by': (id) => `Amazon replaced this order by order ${id}`,
  'tip-changed': (amount) => `The buyer's tip is now ${amount}`,
  'package-returned': (detail) => `Amazon says of package ${detail}`,
  'amazon-package-refused': (detail) => `Amazon did not take package ${detail}`,
  'amazon-package-unseen': (id) => `Amazon accepted package ${id} and does not show it: compare in Seller Central`,
  'commerce-track-added': (id) => `Commerce has the tracking of package ${id}`,
  'commerce-track-missing': (id) =>
    `No tracking number was entered in Commerce for package ${id}: it is not awaited any more`,
  'commerce-package-noted': (id) => `Package ${id} was noted on the Commerce order`,
  'refund-seen': (detail) => `Amazon paid back${when(detail, (it) => `: ${it}`)}`,
  'refund-credited': (id) => `Commerce has a credit memo for refund ${id}`,
  'refund-held': (detail) => `No credit memo was made for refund ${detail}`,
};

/** A code of a newer worker is shown as it is: pages and workers are not always of one version. */
export function sentenceOfEntry({ what, detail = '' }: TimelineEntry): string {
  const sentence: Sentence | undefined = sentences[what];
  return sentence === undefined ? `${what} ${detail}`.trim() : sentence(detail);
}

/** The detail of `blocked` is the code, then what is wrong. */
function blockedSentence(detail: string): string {
  const [code = '', ...subject] = detail.split(' ');
  const known = parseBlockerCode(code);
  return `Blocked: ${known === undefined ? detail : sentenceOf({ code: known, subject: subject.join(' ') })}`;
}

function when(detail: string, say: (detail: string) => string): string {
  return detail === '' ? '' : say(detail);
}
