import type { Metrics } from './metrics.js';

/** Every family, in one place, so that dashboards can be written from here. Labels are few, and never an order's id. */
export function businessCounters(metrics: Metrics) {
  return {
    started: metrics.counter({
      name: 'waybill_orders_handed_over_total',
      help: 'Orders handed to their workflows, by what they began as',
      labels: ['account', 'decision'],
    }),
    signalled: metrics.counter({
      name: 'waybill_orders_signalled_total',
      help: 'News handed to order workflows',
      labels: ['account'],
    }),
    ignored: metrics.counter({
      name: 'waybill_orders_ignored_total',
      help: 'Orders seen at Amazon that are not imported, by reason',
      labels: ['account', 'reason'],
    }),
    ended: metrics.counter({
      name: 'waybill_orders_ended_total',
      help: 'Order workflows ended, by status',
      labels: ['account', 'status'],
    }),
    unreadable: metrics.counter({
      name: 'waybill_unreadable_orders_total',
      help: 'Orders in an answer of Amazon whose shape is unknown',
      labels: ['account'],
    }),
    pagesRead: metrics.counter({
      name: 'waybill_pages_read_total',
      help: 'Pages of orders read from Amazon, by what for',
      labels: ['account', 'reading'],
    }),
    ordersRead: metrics.counter({
      name: 'waybill_orders_read_total',
      help: 'Orders on these pages',
      labels: ['account', 'reading'],
    }),
    ordersLost: metrics.counter({
      name: 'waybill_orders_not_handed_over_total',
      help: 'Orders seen at Amazon that no workflow could be given: a person has to look',
      labels: ['account'],
    }),
    reconciled: metrics.counter({
      name: 'waybill_reconciled_orders_total',
      help: 'Orders that a reconciliation found missing or behind, and put right',
      labels: ['account', 'found'],
    }),
    lag: metrics.histogram({
      name: 'waybill_order_lag_seconds',
      help: "From Amazon's change of an order until we knew of it",
      labels: ['account'],
      buckets: [1, 5, 15, 60, 180, 300, 600, 1_800, 3_600, 21_600, 86_400],
    }),
    sweptTo: metrics.gauge({
      name: 'waybill_sweep_window_end_timestamp_seconds',
      help: 'End of the latest window that was read',
      labels: ['account'],
    }),
    sweepsFailed: metrics.counter({
      name: 'waybill_sweeps_failed_total',
      help: 'Sweeps that came to nothing',
      labels: ['account', 'kind'],
    }),
    notifications: metrics.counter({
      name: 'waybill_notifications_total',
      help: "Amazon's notifications of changed orders, by what became of them",
      labels: ['account', 'outcome'],
    }),
    notificationsAside: metrics.counter({
      name: 'waybill_notifications_set_aside_total',
      help: 'Notifications that could not be read or handled: dead letters, or deleted where the queue has none',
      labels: ['account'],
    }),
    notificationDelays: metrics.counter({
      name: 'waybill_notification_retries_total',
      help: 'Attempts to hand over a notification that came to nothing; it stays on the queue',
      labels: ['account', 'kind'],
    }),
    queueFailures: metrics.counter({
      name: 'waybill_notification_queue_failures_total',
      help: 'Calls to the queue of notifications that failed',
      labels: ['account', 'operation', 'kind'],
    }),
    queueWaiting: metrics.gauge({
      name: 'waybill_notification_queue_messages',
      help: 'Messages on the queue of notifications, as SQS estimates them',
      labels: ['account', 'state'],
    }),
    queueOldest: metrics.gauge({
      name: 'waybill_notification_queue_oldest_seconds',
      help: 'Since the oldest notification in hand was sent; of those that wait, only CloudWatch knows',
      labels: ['account'],
    }),
    commerceOrders: metrics.counter({
      name: 'waybill_commerce_orders_total',
      help: 'Attempts to make a Commerce order, by outcome',
      labels: ['account', 'outcome'],
    }),
    commerceShipments: metrics.counter({
      name: 'waybill_commerce_shipments_total',
      help: 'Attempts to make a Commerce shipment, by outcome',
      labels: ['account', 'outcome'],
    }),
    confirmations: metrics.counter({
      name: 'waybill_amazon_confirmations_total',
      help: 'Packages told to Amazon, by outcome',
      labels: ['account', 'outcome'],
    }),
    webhooks: metrics.counter({
      name: 'waybill_shipment_webhooks_total',
      help: 'Deliveries of shipping systems, by answer',
      labels: ['account', 'status', 'code'],
    }),
    blockersRaised: metrics.counter({
      name: 'waybill_blockers_raised_total',
      help: 'Orders that became blocked, by cause',
      labels: ['account', 'code'],
    }),
    blockersCleared: metrics.counter({
      name: 'waybill_blockers_cleared_total',
      help: 'Orders whose cause was gone, by cause',
      labels: ['account', 'code'],
    }),
    blockedNow: metrics.gauge({
      name: 'waybill_blocked_orders',
      help: 'Orders that were blocked when the probe last looked',
      labels: ['account'],
    }),
    woken: metrics.counter({
      name: 'waybill_blocked_orders_woken_total',
      help: 'Blocked orders that were told that their cause is gone',
      labels: ['account'],
    }),
    remoteFailures: metrics.counter({
      name: 'waybill_remote_failures_total',
      help: 'Calls to Amazon and Commerce that failed',
      labels: ['remote', 'operation', 'kind'],
    }),
    ownFaults: metrics.counter({
      name: 'waybill_own_faults_total',
      help: "Faults of Waybill's own, by part",
      labels: ['part'],
    }),
    unsaid: metrics.counter({
      name: 'waybill_telemetry_failures_total',
      help: 'Events that could not be counted or logged',
      labels: [],
    }),
  } as const;
}
