/** Defined in the domain, because workflows choose the queues of their activities. */
export { amazonTaskQueue, commerceTaskQueue, ordersTaskQueue } from '../domain/task-queues.js';
