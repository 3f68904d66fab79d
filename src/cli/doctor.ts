import { type Finding, type FindingPlace, findingPlaces, worstOf } from '../doctor/finding.js';
import { type Diagnosis, diagnose } from '../processes/doctor.js';
import type { Call, SingleCommand } from './command.js';

export const doctor: SingleCommand = {
  name: 'doctor',
  does: 'looks at Temporal, Amazon and Commerce as the settings name them, says what is wrong and what to do',
  options: [
    { flag: '--account', value: 'id', does: 'one account only' },
    { flag: '--json', does: 'the findings as one JSON document' },
    { flag: '--deep', does: "also search at Amazon, which costs one of the seller's twenty searches an hour" },
  ],
  run: runDoctor,
};

/** 1 when something does not work; a warning is none. */
async function runDoctor({ env, flags, values, say }: Call): Promise<number> {
  const accountId = values.get('--account');
  const diagnosis = await diagnose(env, {
    isDeep: flags.has('--deep'),
    ...(accountId === undefined ? {} : { accountId }),
  });
  const all = [...diagnosis.shared, ...diagnosis.accounts.flatMap(({ findings }) => findings)];
  const worst = worstOf(all);
  if (flags.has('--json')) say(JSON.stringify({ worst, ...diagnosis }, null, 2));
  else tell(diagnosis, say);
  return worst === 'fault' ? 1 : 0;
}

function tell({ shared, accounts }: Diagnosis, say: (line: string) => void): void {
  for (const line of linesOf(shared)) say(line);
  for (const { id, findings } of accounts) {
    say(`\nAccount ${id}`);
    for (const line of linesOf(findings)) say(line);
  }
  const all = [...shared, ...accounts.flatMap(({ findings }) => findings)];
  const countOf = (level: Finding['level']) => all.filter((finding) => finding.level === level).length;
  say(`\n${counted(countOf('fault'), 'fault')}, ${counted(countOf('warning'), 'warning')}, ${countOf('ok')} in order.`);
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const marks: Readonly<Record<Finding['level'], string>> = { ok: 'ok     ', warning: 'WARNING', fault: 'FAULT  ' };
const titles: Readonly<Record<FindingPlace, string>> = {
  temporal: 'Temporal',
  settings: 'Settings',
  intake: 'Intake',
  amazon: 'Amazon',
  notifications: 'Notifications',
  commerce: 'Commerce',
  stock: 'Stock',
};

const linesOf = (findings: readonly Finding[]): readonly string[] =>
  findingPlaces.flatMap((place) =>
    findings
      .filter((finding) => finding.place === place)
      .flatMap(({ level, sentence, remedy }) => [
        `  ${marks[level]} ${titles[place].padEnd(13)} ${sentence}`,
        ...(remedy === undefined ? [] : [`${' '.repeat(24)} → ${remedy}`]),
      ]),
  );
