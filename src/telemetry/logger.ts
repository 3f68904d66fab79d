import { type DestinationStream, pino } from 'pino';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof levels)[number];

/**
 * What a line may tell, and nothing else: a name that is not in this list is left out, so that no buyer gets into a log
 * because somebody logged a whole object. Every value is a plain text, number or boolean.
 */
const allowedFields = [
  'account',
  'activity',
  'amazonOrderId',
  'at',
  'code',
  'commerceOrderNumber',
  'decision',
  'error',
  'kind',
  'operation',
  'orders',
  'outcome',
  'pages',
  'part',
  'places',
  'process',
  'reason',
  'remote',
  'route',
  'sdk',
  'status',
  'step',
  'taskQueue',
  'url',
  'windowEnd',
  'workflowId',
] as const;
export type LogField = (typeof allowedFields)[number];
export type LogFields = { readonly [Field in LogField]?: unknown };

type Log = {
  (message: string): void;
  (fields: LogFields, message: string): void;
};
export type Logger = { readonly [Level in Exclude<LogLevel, 'silent'>]: Log };

type Options = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is logged when `WAYBILL_LOG_LEVEL` says nothing, or no level. */
  readonly level?: LogLevel;
  /** Where lines are appended instead of standard output: beside a page or a story that people read there. */
  readonly file?: string;
  /** A test that listens. */
  readonly destination?: DestinationStream;
};

const textMax = 2_000;

/** One JSON object per line. Written at once, so that a line is there when the process ends on it. */
export function createLogger({ env, level = 'info', file, destination }: Options): Logger {
  const asked = env['WAYBILL_LOG_LEVEL'] ?? '';
  const known = levels.find((each) => each === asked.toLowerCase());
  const log = pino(
    { level: known ?? level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination ?? pino.destination({ dest: file ?? 1, mkdir: true, sync: true }),
  );
  const write =
    (each: Exclude<LogLevel, 'silent'>): Log =>
    (first: LogFields | string, message?: string) => {
      if (typeof first === 'string') log[each](first.slice(0, textMax));
      else log[each](allowed(first), (message ?? '').slice(0, textMax));
    };
  const logger: Logger = {
    trace: write('trace'),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
  };
  if (asked !== '' && known === undefined) logger.warn(`WAYBILL_LOG_LEVEL must be one of ${levels.join(', ')}`);
  return logger;
}

function allowed(fields: LogFields): Readonly<Record<string, string | number | boolean>> {
  const kept: Record<string, string | number | boolean> = {};
  for (const name of allowedFields) {
    const value = fields[name];
    if (typeof value === 'string') kept[name] = value.slice(0, textMax);
    if (typeof value === 'number' || typeof value === 'boolean') kept[name] = value;
  }
  return kept;
}

/** Of an error of any kind: its name, and the places it came through. Never its message, which may hold anything. */
export function errorFields(error: unknown): Pick<LogFields, 'error' | 'places'> {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return { error: typeof error };
  const name = 'name' in error && typeof error.name === 'string' ? error.name : 'Error';
  const places = String(error.stack)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, placesMax)
    .map((line) => line.trim())
    .join(' ');
  return { error: name, ...(places === '' ? {} : { places }) };
}

const placesMax = 8;
