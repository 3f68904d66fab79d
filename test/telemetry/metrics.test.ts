import { describe, expect, it } from '@jest/globals';
import { Metrics } from '../../src/telemetry/metrics.js';

describe('metrics', () => {
  it('are written as Prometheus reads them', () => {
    const metrics = new Metrics();
    const orders = metrics.counter({
      name: 'orders_total',
      help: 'Orders\nby "outcome"',
      labels: ['account', 'outcome'],
    });
    orders.add({ account: 'acme', outcome: 'created' });
    orders.add({ account: 'acme', outcome: 'created' });
    orders.add({ account: 'acme', outcome: 'adopted' }, 3);
    metrics.gauge({ name: 'up_to', help: 'Time', labels: [] }).set({}, 12.5);
    expect(metrics.text()).toBe(
      [
        '# HELP orders_total Orders\\nby "outcome"',
        '# TYPE orders_total counter',
        'orders_total{account="acme",outcome="created"} 2',
        'orders_total{account="acme",outcome="adopted"} 3',
        '# HELP up_to Time',
        '# TYPE up_to gauge',
        'up_to 12.5',
        '',
      ].join('\n'),
    );
  });

  it('count into every bucket that an observation fits', () => {
    const metrics = new Metrics();
    const seconds = metrics.histogram({ name: 'seconds', help: 'S', labels: ['remote'], buckets: [0.1, 1] });
    for (const value of [0.05, 0.5, 5]) seconds.observe({ remote: 'amazon' }, value);
    expect(metrics.text().split('\n').slice(2, -1)).toEqual([
      'seconds_bucket{remote="amazon",le="0.1"} 1',
      'seconds_bucket{remote="amazon",le="1"} 2',
      'seconds_bucket{remote="amazon",le="+Inf"} 3',
      'seconds_sum{remote="amazon"} 5.55',
      'seconds_count{remote="amazon"} 3',
    ]);
  });

  it('cannot be broken out of by a label', () => {
    const metrics = new Metrics();
    metrics.counter({ name: 'c', help: 'C', labels: ['l'] }).add({ l: '"} 1\nevil\\' });
    expect(metrics.text()).toContain('c{l="\\"} 1\\nevil\\\\"} 1\n');
  });

  it('never count backwards', () => {
    const metrics = new Metrics();
    metrics.counter({ name: 'c', help: 'C', labels: [] }).add({}, -5);
    expect(metrics.text()).toContain('c 0\n');
  });

  it('stop growing when a label turns out to hold ids, and still count', () => {
    const metrics = new Metrics();
    const counter = metrics.counter({ name: 'c', help: 'C', labels: ['id'] });
    for (let id = 0; id < 2_000; id += 1) counter.add({ id: `${id}` });
    const lines = metrics.text().split('\n').slice(2, -1);
    expect(lines).toHaveLength(501);
    expect(lines.at(-1)).toBe('c{id="other"} 1500');
  });
});
