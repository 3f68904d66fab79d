import { startHttp } from '../processes/http.js';
import { startIngestion } from '../processes/ingestion.js';
import { runOneProcess } from '../processes/one-process.js';
import { runStart } from '../processes/start.js';
import { startWorker } from '../processes/worker.js';
import { workflowBundlePath } from '../processes/workflow-bundle.js';
import { accounts } from './accounts.js';
import type { Command } from './command.js';
import { doctor } from './doctor.js';
import { notifications } from './notifications.js';
import { orders } from './orders.js';
import { ship } from './ship.js';
import { runSimulate } from './simulate.js';
import { users } from './users.js';

export const commands: readonly Command[] = [
  {
    name: 'start',
    does: 'everything in one process; without a settings file on embedded parts, with a day of sample orders',
    options: [{ flag: '--once', does: 'end when the sample orders are done: exit code 0, or 1 if one is not' }],
    run: ({ env, flags, say }) => runStart({ env, once: flags.has('--once'), say }),
  },
  {
    name: 'worker',
    does: 'runs the workflows, and what they ask of Commerce',
    options: [],
    run: ({ env }) =>
      runOneProcess('worker', env, (composed) => {
        const buildId = env['WAYBILL_BUILD_ID'];
        return startWorker({
          ...composed,
          workflowBundlePath: workflowBundlePath(composed.temporal),
          ...(buildId ? { buildId } : {}),
        });
      }),
  },
  {
    name: 'ingestion',
    does: 'reads orders from Amazon and speaks to it, within its quotas',
    options: [],
    run: ({ env }) => runOneProcess('ingestion', env, startIngestion),
  },
  {
    name: 'http',
    does: 'serves the Orders page, the API and the shipping webhook',
    options: [],
    run: ({ env }) =>
      runOneProcess('http', env, (composed, settings) => {
        const temporalUiUrl = env['TEMPORAL_UI_URL'] || settings.temporal?.uiUrl;
        return startHttp({
          ...composed,
          http: settings.http,
          settingsEnv: env,
          ...(temporalUiUrl ? { temporalUiUrl } : {}),
        });
      }),
  },
  doctor,
  accounts,
  notifications,
  orders,
  users,
  ship,
  {
    name: 'simulate',
    does: 'runs the simulated Amazon and the simulated Commerce alone, for trying settings against',
    options: [],
    run: ({ env, say }) => runSimulate({ env, say }),
  },
];
