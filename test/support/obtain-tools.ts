import { obtainTemporal } from '../../src/temporal/obtain-temporal.js';
import { elasticMqTool } from './elasticmq-install.js';
import { installTool } from './maven-tool.js';
import { timeSkippingTool } from './time-skipping-install.js';

/** Before the tests rather than within one, so that minutes of building are seen as such and time no test out. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const { path, from } = await obtainTemporal({ say });
if (from !== 'cache') say(`Temporal's development server: ${path}`);

const timeSkipping = await installTool(timeSkippingTool, say);
if ('missing' in timeSkipping) say(`Tests that skip days will be skipped themselves: ${timeSkipping.missing}.`);
const elasticMq = await installTool(elasticMqTool, say);
if ('missing' in elasticMq) say(`Tests with a queue will be skipped: ${elasticMq.missing}.`);
