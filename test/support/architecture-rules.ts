import { posix } from 'node:path';
import { type Import, importsOf } from './imports-of.js';

/** Sources by their path from the project's root, with forward slashes. */
export type Sources = ReadonlyMap<string, string>;

type Room = {
  /** A room, one file of it (`amazon/port`), or `types of` either. */
  readonly mayImport: readonly string[];
  /** Absent: any package. */
  readonly packages?: readonly RegExp[];
};

const ports = ['amazon/port', 'commerce/port'] as const;
const messages = ['workflows/messages', 'workflows/late-messages', 'workflows/account-messages'] as const;
const asking = ['domain', 'remote', ...ports, 'temporal', 'telemetry', 'privacy', ...messages] as const;
const contract = 'types of activities/contract';

/** The table of the style guide, section 1. What is beside it says why. */
const rooms: Readonly<Record<string, Room>> = {
  domain: { mayImport: [], packages: [] },
  'activities/contract': { mayImport: ['types of domain'], packages: [] },
  workflows: { mayImport: ['domain', contract], packages: [/^@temporalio\/(workflow|common)$/] },
  // One transport for both clients, so that time-outs and size caps are written once.
  remote: { mayImport: ['domain'] },
  amazon: { mayImport: ['domain', 'remote'] },
  commerce: { mayImport: ['domain', 'remote'] },
  activities: { mayImport: [contract, 'domain', ...ports, 'telemetry'], packages: [/^@temporalio\//] },
  privacy: { mayImport: ['domain'] },
  telemetry: { mayImport: ['domain'] },
  config: { mayImport: ['domain'] },
  temporal: { mayImport: ['config', 'privacy', 'domain'] },
  // The sweeps of both are activities too: they keep the same contract, but need clients that `activities` must not know.
  ingestion: { mayImport: [...asking, contract, 'late-facts'] },
  shipping: { mayImport: [...asking, contract, 'late-facts'] },
  // What comes after an order's end comes from sweeps, webhook and pages alike: one way to its late workflow.
  'late-facts': { mayImport: [...asking] },
  // Judges what it is shown; the clients that look are handed to it. Shared by the command and the Accounts page.
  doctor: {
    mayImport: [
      'domain',
      'temporal',
      'config',
      'types of amazon',
      'types of commerce',
      'types of ingestion',
      'types of workflows',
    ],
  },
  http: { mayImport: [...asking, 'late-facts', 'doctor', 'types of workflows/account-state'] },
  simulators: { mayImport: [] },
  // The sample day of `npm start`: outside servers and what happens in them, played without a word to the product.
  demo: { mayImport: ['simulators', 'temporal', 'config', 'domain'] },
  processes: { mayImport: ['anything'] },
  // One file per command; a command starts processes.
  cli: { mayImport: [...asking, 'config', 'doctor', 'processes', 'demo', 'simulators'] },
  // A benchmark needs the servers that tests need; it is no part of the product either.
  tools: { mayImport: ['anything', 'test'] },
  test: { mayImport: ['anything', 'test'] },
};

/** One file of a room that may import a package which the room may not. */
const packageExceptions: Readonly<Record<string, RegExp>> = {
  // The typed keys have no other home that workflows and clients may both import.
  'src/domain/search-attributes.ts': /^@temporalio\/common$/,
  'src/domain/order-attributes.ts': /^@temporalio\/common$/,
};

const defaultExports: readonly string[] = ['test/support/global-setup.ts', 'test/support/global-teardown.ts'];
const barrels: readonly string[] = [
  'workflows/index.ts',
  'activities/index.ts',
  // The queues' names belong to the domain, since workflows choose by them, and are looked for here.
  // Who starts the simulator needs the type of its options, and no other file of it.
  'src/simulators/commerce/commerce-simulator.ts',
];

export const linesMax = 300;
/** Longer files, each with the answer to "why?". */
export const longFiles: Readonly<Record<string, string>> = {
  'activities/contract.ts': 'every promise between workflows and activities, in the one file that workflows may import',
  'test/commerce/commerce-client.simulator.test.ts': 'every operation of the port once more, against the simulator',
  'test/amazon/sp-api-client.test.ts': 'one specification of one client',
};

export function violationsOf(sources: Sources): readonly string[] {
  return [
    ...[...sources].flatMap(([path, text]) => [...importFaults(path, text), ...exportFaults(path, text)]),
    ...[...sources].flatMap(([path, text]) => lengthFault(path, text)),
    ...cyclesOf(sources).map((cycle) => `cycle between rooms: ${cycle.join(' → ')}`),
  ];
}

function importFaults(path: string, text: string): readonly string[] {
  const from = roomOf(path);
  const room = rooms[from];
  if (room === undefined) return [`${path}: ${from} is a room that the table does not know`];
  return importsOf(text).flatMap((found) => {
    const { specifier } = found;
    if (!specifier.startsWith('.'))
      return isPackageAllowed(path, room, specifier) ? [] : [`${path} imports ${specifier}`];
    const target = targetOf(path, specifier);
    return [
      ...(specifier.endsWith('.js') || specifier.endsWith('.json')
        ? []
        : [`${path}: ${specifier} does not end in .js`]),
      ...(isImportAllowed(from, room, { ...found, target }) ? [] : [`${path} imports ${target}`]),
    ];
  });
}

function isPackageAllowed(path: string, { packages }: Room, specifier: string): boolean {
  const allowed = [...(packages ?? [/./]), ...(packageExceptions[path] === undefined ? [] : [packageExceptions[path]])];
  return allowed.some((pattern) => pattern.test(specifier));
}

function isImportAllowed(from: string, { mayImport }: Room, found: Import & { readonly target: string }): boolean {
  const to = roomOf(found.target);
  if (to === from) return true;
  if (to === 'test') return mayImport.includes('test');
  const names = [to, found.target.replace(/^src\//, '').replace(/\.ts$/, '')];
  return mayImport.some(
    (allowed) =>
      allowed === 'anything' ||
      names.includes(allowed) ||
      (found.isTypeOnly && names.some((name) => allowed === `types of ${name}`)),
  );
}

function exportFaults(path: string, text: string): readonly string[] {
  const isBarrel = importsOf(text).some(({ isReexport }) => isReexport);
  return [
    ...(/^export default\b/m.test(text) && !defaultExports.includes(path) ? [`${path} has a default export`] : []),
    ...(isBarrel && !barrels.includes(path) ? [`${path} hands on what another file exports`] : []),
  ];
}

function lengthFault(path: string, text: string): readonly string[] {
  const lines = text.split('\n').length - 1;
  if (lines <= linesMax) return Object.hasOwn(longFiles, path) ? [`${path} is listed as long, and is not`] : [];
  return Object.hasOwn(longFiles, path) ? [] : [`${path} has ${lines} lines: split it, or list it with a reason`];
}

const targetOf = (path: string, specifier: string): string =>
  posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts');

/** Rooms are `workflows`, `activities` and each folder inside `src`. */
function roomOf(path: string): string {
  if (path === 'activities/contract.ts') return 'activities/contract';
  const [top = '', inside = ''] = path.split('/');
  return top === 'src' ? inside : top;
}

/** Every way from a room back to itself, each once. */
function cyclesOf(sources: Sources): readonly (readonly string[])[] {
  const edges = new Map<string, Set<string>>();
  for (const [path, text] of sources) {
    const from = roomOf(path);
    const targets = importsOf(text)
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map(({ specifier }) => roomOf(targetOf(path, specifier)))
      .filter((to) => to !== from);
    edges.set(from, new Set([...(edges.get(from) ?? []), ...targets]));
  }
  const cycles = new Map<string, readonly string[]>();
  const walk = (trail: readonly string[]): void => {
    for (const next of edges.get(trail.at(-1) ?? '') ?? []) {
      const start = trail.indexOf(next);
      if (start < 0) walk([...trail, next]);
      else {
        const name = [...trail.slice(start)].sort().join();
        if (!cycles.has(name)) cycles.set(name, [...trail.slice(start), next]);
      }
    }
  };
  for (const room of edges.keys()) walk([room]);
  return [...cycles.values()];
}
