export { amazonAccount } from './amazon-account.js';
export { amazonFulfilledOrder } from './amazon-fulfilled-order.js';
export { lateOrder } from './late-order.js';
export { merchantFulfilledOrder } from './merchant-fulfilled-order.js';
export { viewOnlyOrder } from './view-only-order.js';
