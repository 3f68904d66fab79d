import { pino } from 'pino';
import { createLogger, type Logger } from '../telemetry/logger.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Beside the state of the embedded parts: what is printed belongs to the person who watches. */
export const logToFile = (env: Environment, file: string): Logger =>
  createLogger({ env, destination: pino.destination({ dest: file, mkdir: true, sync: true }) });
