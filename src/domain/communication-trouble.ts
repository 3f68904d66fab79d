import type { Remote, RemoteFailure } from './remote-failure.js';

/** Calls to a remote that failed in the same way, told once with their count. Nothing of it is personal. */
export type CommunicationTrouble = {
  readonly remote: Remote;
  readonly operation: string;
  /** What kind of trouble, and the remote's own code where it has one: `unavailable`, `unauthorised permission`. */
  readonly code: string;
  /** As it was put the last time. */
  readonly message: string;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
};

/** So many different ones are kept of an account; the one that was last seen longest ago makes room. */
export const troublesMax = 30;

/** Undefined: nothing went over the wire, so nothing went wrong there. */
export function troubleOf(failure: RemoteFailure, at: string): CommunicationTrouble | undefined {
  const { remote, operation, fault, message } = failure;
  if (fault.kind === 'throttled' && fault.isOwn === true) return undefined;
  return { remote, operation, code: codeOf(fault), message, count: 1, firstAt: at, lastAt: at };
}

function codeOf(fault: RemoteFailure['fault']): string {
  switch (fault.kind) {
    case 'unauthorised':
      return `unauthorised ${fault.because}`;
    case 'rejected':
      return `rejected ${fault.code}`;
    default:
      return fault.kind;
  }
}

/** Latest first. Order of arrival does not matter, so that reports of several processes may be put together. */
export function mergeTroubles(
  known: readonly CommunicationTrouble[],
  news: readonly CommunicationTrouble[],
): readonly CommunicationTrouble[] {
  const merged = new Map(known.map((trouble) => [nameOf(trouble), trouble]));
  for (const trouble of news) {
    const before = merged.get(nameOf(trouble));
    merged.set(nameOf(trouble), before === undefined ? trouble : sum(before, trouble));
  }
  const latestFirst = (one: CommunicationTrouble, other: CommunicationTrouble): number =>
    one.lastAt < other.lastAt ? 1 : one.lastAt > other.lastAt ? -1 : 0;
  return [...merged.values()].sort(latestFirst).slice(0, troublesMax);
}

const nameOf = ({ remote, operation, code }: CommunicationTrouble): string => `${remote} ${operation} ${code}`;

function sum(one: CommunicationTrouble, other: CommunicationTrouble): CommunicationTrouble {
  const latest = other.lastAt >= one.lastAt ? other : one;
  return {
    ...latest,
    count: one.count + other.count,
    firstAt: one.firstAt < other.firstAt ? one.firstAt : other.firstAt,
  };
}

/** What a person can do about it. */
export function remedyOfTrouble({ remote, code }: Pick<CommunicationTrouble, 'remote' | 'code'>): string {
  const [kind = '', because = ''] = code.split(' ');
  const words: Readonly<Record<string, string>> = remote === 'amazon' ? amazonWords : commerceWords;
  return words[`${kind} ${because}`] ?? words[kind] ?? 'Look into the log of the process for the same code';
}

const amazonWords = {
  throttled: 'Nothing: calls wait for their turn. If it goes on, ask whether another program uses the same application',
  unavailable:
    'Nothing: it is tried again. If it goes on, look at this machine’s way to Amazon and at Amazon’s status page',
  'unauthorised credentials': 'Authorise the application again in Seller Central, or replace the client secret',
  'unauthorised permission': 'Give the application the missing role at Amazon, then authorise it again',
  'unauthorised clock': 'Set the clock of this server by NTP',
  rejected: 'Run `waybill doctor`; the message is Amazon’s own',
  'malformed-answer': 'Report the place that the message names to the maintainers of Waybill',
  'not-found': 'Check amazon.endpoint in the settings',
} as const;

const commerceWords = {
  throttled: 'Raise the limit of requests at the shop’s gateway for this integration',
  unavailable: 'Look at the shop: is it up, in maintenance, slow? Its own log has the report id, if one is named',
  'unauthorised credentials': 'Check the integration in Commerce: System, Extensions, Integrations',
  'unauthorised permission': 'Give the integration the resource that the message names',
  'unauthorised clock': 'Set the clocks of both servers by NTP',
  rejected: 'Run `waybill doctor`; the message is Commerce’s own',
  'malformed-answer':
    'Report the place that the message names to the maintainers of Waybill; an extension may have changed the answer',
  'not-found': 'Check commerce.baseUrl in the settings',
} as const;
