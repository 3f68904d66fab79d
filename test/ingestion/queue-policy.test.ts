import { describe, expect, it } from '@jest/globals';
import { missingPermissions, statementFor } from '../../src/ingestion/queue-policy.js';

const arn = 'arn:aws:sqs:us-east-1:123456789012:orders';
const both = ['SQS:SendMessage', 'SQS:GetQueueAttributes'];
const policyOf = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allowance = statementFor(arn);

describe("a queue's policy", () => {
  const cases: readonly (readonly [string, string | undefined, readonly string[]])[] = [
    ['with the statement that we print lets Amazon in', policyOf(allowance), []],
    ['of one statement that is no list lets Amazon in', JSON.stringify({ Statement: allowance }), []],
    ['that names the bare account lets Amazon in', policyOf({ ...allowance, Principal: { AWS: '437568002678' } }), []],
    ['that lets everybody in lets Amazon in', policyOf({ ...allowance, Principal: '*' }), []],
    ['that allows all of SQS lets Amazon in', policyOf({ ...allowance, Action: 'sqs:*' }), []],
    [
      'that is written in small letters lets Amazon in',
      policyOf({ ...allowance, Action: both.map((each) => each.toLowerCase()) }),
      [],
    ],
    [
      'for all queues of the account lets Amazon in',
      policyOf({ ...allowance, Resource: 'arn:aws:sqs:us-east-1:123456789012:*' }),
      [],
    ],
    [
      'beside statements of other kinds lets Amazon in',
      policyOf(
        { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage' },
        allowance,
      ),
      [],
    ],
    [
      'that demands encryption by a condition lets Amazon in',
      policyOf(allowance, { ...allowance, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      [],
    ],
    ['that is absent lets nobody in', undefined, both],
    ['that is no JSON lets nobody in', 'none', both],
    ['that is no policy lets nobody in', '{}', both],
    ['for another account does not', policyOf({ ...allowance, Principal: { AWS: '111111111111' } }), both],
    ['for another queue does not', policyOf({ ...allowance, Resource: `${arn}-2` }), both],
    [
      'under a condition may or may not, and does not count',
      policyOf({ ...allowance, Condition: { ArnLike: {} } }),
      both,
    ],
    [
      'for half of it lacks the other half',
      policyOf({ ...allowance, Action: 'SQS:SendMessage' }),
      ['SQS:GetQueueAttributes'],
    ],
    [
      'that takes back what it gave gives nothing',
      policyOf(allowance, { Effect: 'Deny', Principal: '*', Action: 'SQS:SendMessage', Resource: '*' }),
      ['SQS:SendMessage'],
    ],
    [
      'with a pattern that would be a hostile regular expression is read as AWS reads it',
      policyOf({ ...allowance, Action: '(a+)+$' }),
      both,
    ],
  ];
  it.each(cases)('%s', (_, policy, missing) => {
    expect(missingPermissions(arn, policy)).toEqual(missing);
  });
});
