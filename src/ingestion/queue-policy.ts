import { z } from 'zod';
import { parseJson } from '../remote/json-text.js';

/** The AWS account that Amazon sends notifications from. */
export const amazonSender = '437568002678';
const needed = ['SQS:SendMessage', 'SQS:GetQueueAttributes'] as const;

/** To be added to the queue's policy; it gives nothing to anybody else. */
export const statementFor = (queueArn: string) => ({
  Sid: 'AmazonSellingPartnerNotifications',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${amazonSender}:root` },
  Action: needed,
  Resource: queueArn,
});

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*').transform(() => ({ AWS: ['*'] })), z.object({ AWS: oneOrMore })]).optional(),
  Action: oneOrMore.optional(),
  Resource: oneOrMore.optional(),
  Condition: z.unknown().optional(),
});
type Statement = z.infer<typeof statement>;
const policy = z.object({ Statement: z.union([z.unknown().array(), z.unknown().transform((one) => [one])]) });

/**
 * What Amazon may not do with this queue, as its policy has it. What has a condition may hold or not: an allowance with
 * one does not count, a denial does not either.
 */
export function missingPermissions(queueArn: string, text: string | undefined): readonly string[] {
  const statements = statementsOf(text).filter(({ Condition }) => Condition === undefined);
  const concerning = (effect: Statement['Effect'], action: string) =>
    statements.some((each) => each.Effect === effect && concerns(each, { action, queueArn }));
  return needed.filter((action) => !concerning('Allow', action) || concerning('Deny', action));
}

function statementsOf(text: string | undefined): readonly Statement[] {
  const json = parseJson(text ?? '');
  const read = policy.safeParse(json === 'not-json' ? undefined : json.json);
  if (!read.success) return [];
  return read.data.Statement.flatMap((each) => {
    const parsed = statement.safeParse(each);
    return parsed.success ? [parsed.data] : []; // in a form for somebody else, such as one for a service
  });
}

function concerns(
  each: Statement,
  { action, queueArn }: { readonly action: string; readonly queueArn: string },
): boolean {
  const principals = each.Principal?.AWS ?? [];
  const isMeant = principals.some((name) => name === '*' || name === amazonSender || name.startsWith(amazonRoot));
  const isAction = (each.Action ?? []).some((pattern) => matches(pattern, action));
  return isMeant && isAction && (each.Resource ?? ['*']).some((pattern) => matches(pattern, queueArn));
}
const amazonRoot = `arn:aws:iam::${amazonSender}:`;

/** `*` and `?` as AWS has them; capitals do not count. */
function matches(pattern: string, name: string): boolean {
  const escaped = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 'i').test(name);
}
