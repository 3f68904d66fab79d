import { expect, it } from '@jest/globals';
import { TokenBuckets } from '../../src/amazon/token-buckets.js';
import { Metrics } from '../../src/telemetry/metrics.js';
import { answerClass, RemoteTraffic } from '../../src/telemetry/remote-traffic.js';

it('tells what is left of a quota at the moment it is read, not at the last call', () => {
  const traffic = new RemoteTraffic(new Metrics());
  const buckets = new TokenBuckets({ rateShare: 1 });
  const clock = { nowMs: 0 };
  traffic.watchQuotas('acme', () => buckets.states(clock.nowMs));
  expect(traffic.text()).not.toContain('getOrder');
  for (let call = 0; call < 10; call += 1) buckets.take('getOrder', clock.nowMs);
  expect(traffic.text()).toContain('waybill_amazon_tokens_left{account="acme",operation="getOrder"} 20\n');
  clock.nowMs = 4_000;
  expect(traffic.text()).toContain('waybill_amazon_tokens_left{account="acme",operation="getOrder"} 22\n');
  buckets.learnRate('getOrder', '2', clock.nowMs);
  expect(traffic.text()).toContain('waybill_amazon_rate_per_second{account="acme",operation="getOrder"} 2\n');
});

it('counts answers by class, and 429 by itself', () => {
  const traffic = new RemoteTraffic(new Metrics());
  for (const status of [200, 204, 429, 503, 0])
    traffic.amazonAnswered({ account: 'acme', operation: 'getOrder', status });
  const lines = traffic.text().split('\n');
  const counted = (answer: string) =>
    lines.find((line) => line.startsWith('waybill_amazon_answers_total') && line.includes(`"${answer}"`))?.at(-1);
  expect(['2xx', '429', '5xx', 'none'].map(counted)).toEqual(['2', '1', '1', '1']);
  expect(answerClass(404)).toBe('4xx');
});
