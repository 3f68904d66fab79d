import { actionsScript } from './script/actions-script.js';
import { buyersScript } from './script/buyers-script.js';
import { refreshScript } from './script/refresh-script.js';

/** Pages are whole without this script: lists, filters and buttons work; what it adds is said in its parts. */
export const clientScript = `'use strict';
(() => {
${refreshScript}
${buyersScript}
${actionsScript}
})();
`;
