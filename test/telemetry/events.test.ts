import { describe, expect, it } from '@jest/globals';
import { parseAccountId, parseAmazonOrderId } from '../../src/domain/ids.js';
import { BusinessEvents } from '../../src/telemetry/events.js';
import { createLogger, type Logger } from '../../src/telemetry/logger.js';
import { Metrics } from '../../src/telemetry/metrics.js';

const accountId = parseAccountId('acme');
const amazonOrderId = parseAmazonOrderId('902-1106328-1059050');
if (accountId === undefined || amazonOrderId === undefined) throw new Error('not ids');
const order = { accountId, amazonOrderId };

function hub() {
  const lines: string[] = [];
  const metrics = new Metrics();
  const logger = createLogger({
    env: { WAYBILL_LOG_LEVEL: 'debug' },
    destination: { write: (line) => void lines.push(line) },
  });
  return { events: new BusinessEvents({ logger, metrics }), metrics, lines };
}

type Tell = (events: BusinessEvents) => void;
const told: readonly (readonly [string, Tell, string])[] = [
  [
    'an order handed over',
    (events) => events.orderHandedOver({ order, decision: 'start-pending' }),
    'waybill_orders_handed_over_total{account="acme",decision="start-pending"} 1',
  ],
  [
    'an order told of news',
    (events) => events.orderSignalled({ order }),
    'waybill_orders_signalled_total{account="acme"} 1',
  ],
  [
    'an order ignored',
    (events) => events.orderIgnored({ account: 'acme', reason: 'before-since' }),
    'waybill_orders_ignored_total{account="acme",reason="before-since"} 1',
  ],
  [
    'an order that nobody can read',
    (events) => events.unreadableOrderSeen({ account: 'acme', at: 'orders.0.lines' }),
    'waybill_unreadable_orders_total{account="acme"} 1',
  ],
  [
    'a page of a sweep',
    (events) =>
      events.pageRead({
        account: 'acme',
        reading: 'sweep',
        orders: 100,
        windowEnd: '2026-01-01T00:00:00Z',
        withoutId: 0,
        notTaken: 0,
      }),
    'waybill_orders_read_total{account="acme",reading="sweep"} 100',
  ],
  [
    'the end of its window',
    (events) =>
      events.pageRead({
        account: 'acme',
        reading: 'sweep',
        orders: 1,
        windowEnd: '2026-01-01T00:00:00Z',
        withoutId: 0,
        notTaken: 0,
      }),
    'waybill_sweep_window_end_timestamp_seconds{account="acme"} 1767225600',
  ],
  [
    'a reconciliation that found something',
    (events) => events.differencesFound({ account: 'acme', missing: 2, differing: 0 }),
    'waybill_reconciled_orders_total{account="acme",found="missing"} 2',
  ],
  [
    'the lag of an order',
    (events) => events.orderSeen({ account: 'acme', lagSeconds: 4 }),
    'waybill_order_lag_seconds_bucket{account="acme",le="5"} 1',
  ],
  [
    'a sweep that failed',
    (events) => events.sweepFailed({ account: 'acme', kind: 'throttled' }),
    'waybill_sweeps_failed_total{account="acme",kind="throttled"} 1',
  ],
  [
    'a notification',
    (events) => events.notificationTaken({ account: 'acme', outcome: 'handed-over' }),
    'waybill_notifications_total{account="acme",outcome="handed-over"} 1',
  ],
  [
    'a notification that nobody can read',
    (events) => events.notificationSetAside({ account: 'acme', at: 'Payload' }),
    'waybill_notifications_set_aside_total{account="acme"} 1',
  ],
  [
    'a notification that has to wait',
    (events) =>
      events.notificationDelayed({ account: 'acme', kind: 'temporal-unavailable', error: new Error('Planted') }),
    'waybill_notification_retries_total{account="acme",kind="temporal-unavailable"} 1',
  ],
  [
    'a queue in trouble',
    (events) => events.notificationQueueFailed({ account: 'acme', operation: 'receive', kind: 'denied' }),
    'waybill_notification_queue_failures_total{account="acme",operation="receive",kind="denied"} 1',
  ],
  [
    'the length of a queue',
    (events) => events.notificationQueueSeen({ account: 'acme', waiting: 7, inFlight: 2, oldestSeconds: 40 }),
    'waybill_notification_queue_messages{account="acme",state="waiting"} 7',
  ],
  [
    'the age of a queue',
    (events) => events.notificationQueueSeen({ account: 'acme', waiting: 7, inFlight: 2, oldestSeconds: 40 }),
    'waybill_notification_queue_oldest_seconds{account="acme"} 40',
  ],
  [
    'a Commerce order',
    (events) => events.commerceOrderAnswered({ order, outcome: 'created' }),
    'waybill_commerce_orders_total{account="acme",outcome="created"} 1',
  ],
  [
    'a Commerce shipment',
    (events) => events.commerceShipmentAnswered({ order, outcome: 'adopted' }),
    'waybill_commerce_shipments_total{account="acme",outcome="adopted"} 1',
  ],
  [
    'a confirmation',
    (events) => events.confirmationAnswered({ order, outcome: 'sent' }),
    'waybill_amazon_confirmations_total{account="acme",outcome="sent"} 1',
  ],
  [
    'a webhook',
    (events) => events.shipmentAnswered({ status: 401, code: 'bad-signature' }),
    'waybill_shipment_webhooks_total{account="unknown",status="401",code="bad-signature"} 1',
  ],
  [
    'a blocker',
    (events) => events.blockerRaised({ order, code: 'sku-unknown' }),
    'waybill_blockers_raised_total{account="acme",code="sku-unknown"} 1',
  ],
  [
    'a blocker that is gone',
    (events) => events.blockerCleared({ order, code: 'sku-unknown' }),
    'waybill_blockers_cleared_total{account="acme",code="sku-unknown"} 1',
  ],
  [
    'an order that ended',
    (events) => events.orderEnded({ order, status: 'Complete' }),
    'waybill_orders_ended_total{account="acme",status="Complete"} 1',
  ],
  [
    'a call that failed',
    (events) => events.remoteFailed({ remote: 'amazon', operation: 'getOrder', kind: 'throttled' }),
    'waybill_remote_failures_total{remote="amazon",operation="getOrder",kind="throttled"} 1',
  ],
  [
    'a fault of our own',
    (events) => events.activityFaulted({ activity: 'shipCommerceOrder', name: 'TypeError', stack: 'at x' }),
    'waybill_own_faults_total{part="shipCommerceOrder"} 1',
  ],
  [
    'a fault of the order index',
    (events) => events.orderIndexFailed({ step: 'load', error: new Error('Planted') }),
    'waybill_own_faults_total{part="order-index-load"} 1',
  ],
  [
    'a part that failed',
    (events) => events.partFaulted({ part: 'probe', error: new Error('Planted') }),
    'waybill_own_faults_total{part="probe"} 1',
  ],
  [
    'blocked orders that were woken',
    (events) => events.blockedOrdersProbed({ account: 'acme', blocked: 3, woken: 2 }),
    'waybill_blocked_orders_woken_total{account="acme"} 2',
  ],
  [
    'a fault of a request',
    (events) => events.requestFailed({ route: '/orders/:id', error: new Error('Planted') }),
    'waybill_own_faults_total{part="http"} 1',
  ],
];

const never = (): never => {
  throw new Error('broken');
};
const broken: Logger = { trace: never, debug: never, info: never, warn: never, error: never, fatal: never };

describe('a business event', () => {
  it.each(told)('%s is counted', (_, tell, line) => {
    const { events, metrics } = hub();
    tell(events);
    expect(metrics.text().split('\n')).toContain(line);
  });

  it.each(told.filter(([what]) => what !== 'an order ignored' && what !== 'the lag of an order'))(
    '%s is logged, once',
    (_, tell) => {
      const { events, lines } = hub();
      tell(events);
      expect(lines).toHaveLength(1);
      expect(lines.join()).not.toContain('Planted');
    },
  );

  it('is counted but not logged when every sweep would say it again', () => {
    const { events, lines } = hub();
    events.orderIgnored({ account: 'acme', reason: 'before-since' });
    expect(lines).toEqual([]);
  });

  it.each(told)('%s does not stop the business when it cannot be told', (_, tell) => {
    expect(() => tell(new BusinessEvents({ logger: broken, metrics: new Metrics() }))).not.toThrow();
  });

  it('that cannot be told is counted as such', () => {
    const metrics = new Metrics();
    new BusinessEvents({ logger: broken, metrics }).orderSignalled({ order });
    expect(metrics.text().split('\n')).toContain('waybill_telemetry_failures_total 1');
  });

  it('has a method of its own, and a test', () => {
    const methods = Object.getOwnPropertyNames(BusinessEvents.prototype).filter((name) => name !== 'constructor');
    const sources = told.map(([, tell]) => tell.toString()).join();
    expect(methods.filter((name) => !sources.includes(`events.${name}(`))).toEqual([]);
  });

  it('never makes a series out of an order', () => {
    const { events, metrics } = hub();
    for (const [, tell] of told) tell(events);
    expect(metrics.text()).not.toContain(amazonOrderId);
  });
});
