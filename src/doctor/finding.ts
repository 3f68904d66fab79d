/** Where a finding belongs: what all accounts share, the account's intake, or one of its remotes. */
export const findingPlaces = [
  'temporal',
  'settings',
  'intake',
  'amazon',
  'notifications',
  'commerce',
  'stock',
] as const;
export type FindingPlace = (typeof findingPlaces)[number];

/** `warning`: it works, and somebody should know. `fault`: something does not work until somebody acts. */
export type FindingLevel = 'ok' | 'warning' | 'fault';

export type Finding = {
  readonly place: FindingPlace;
  /** For machines; stays the same from release to release. */
  readonly code: string;
  readonly level: FindingLevel;
  readonly sentence: string;
  /** What to do. Absent where nothing has to be done. */
  readonly remedy?: string;
};

type Judgement = Omit<Finding, 'place' | 'level'>;
type Troubling = Judgement & { readonly remedy: string };

/** The findings of one place; what is not well always says what to do. */
export const findingsAbout = (place: FindingPlace) => ({
  ok: (judgement: Judgement): Finding => ({ place, level: 'ok', ...judgement }),
  warning: (judgement: Troubling): Finding => ({ place, level: 'warning', ...judgement }),
  fault: (judgement: Troubling): Finding => ({ place, level: 'fault', ...judgement }),
});

const ranks: Readonly<Record<FindingLevel, number>> = { ok: 0, warning: 1, fault: 2 };

export const worstOf = (findings: readonly Finding[]): FindingLevel =>
  findings.reduce<FindingLevel>((worst, { level }) => (ranks[level] > ranks[worst] ? level : worst), 'ok');
