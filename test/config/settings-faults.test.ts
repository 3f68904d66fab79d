import { describe, expect, it } from '@jest/globals';
import { faultyFiles } from './faulty-files.js';
import { account, faultsIn } from './settings-texts.js';

describe('a settings file with', () => {
  it.each(faultyFiles)('%s is refused', (_, text, path, problem) => {
    const faults = faultsIn(text);
    expect(faults.map((fault) => fault.path)).toContain(path);
    expect(faults.find((fault) => fault.path === path)?.problem).toContain(problem);
    expect(faults.every(({ line }) => line !== undefined && line > 0)).toBe(true);
  });

  it.each(faultyFiles.filter(([, , path, problem]) => path !== '' && !problem.startsWith('did you mean')))(
    '%s has that one fault',
    (_, text) => {
      expect(faultsIn(text)).toHaveLength(1);
    },
  );

  it.each(faultyFiles)('%s does not have its secrets told', (_, text) => {
    expect(JSON.stringify(faultsIn(text))).not.toMatch(/planted|1234567|whsec_[A-Za-z0-9]{5}/);
  });

  it('two sellers on one queue of notifications', () => {
    const withQueue = account.replace(
      'marketplaces: [ATVPDKIKX0DER]',
      'marketplaces: [ATVPDKIKX0DER]\n      notifications: { queueUrl: https://sqs.us-east-1.amazonaws.com/1/orders, region: us-east-1 }',
    );
    const other = withQueue.replace('acme-us', 'acme-two').replace('A2EXAMPLE', 'A3EXAMPLE');
    expect(faultsIn(`accounts:${withQueue}${other}`)).toMatchObject([
      {
        path: 'accounts[1].amazon.notifications.queueUrl',
        problem: expect.stringContaining('each seller needs its own'),
      },
    ]);
  });

  it('two accounts of one name and one seller names both faults', () => {
    expect(faultsIn(`accounts:${account}${account.slice(1)}`)).toEqual([
      { path: 'accounts[1].id', problem: expect.stringContaining('accounts[0]'), line: expect.any(Number) },
      {
        path: 'accounts[1].amazon.sellerId',
        problem: expect.stringContaining('accounts[0]'),
        line: expect.any(Number),
      },
    ]);
  });

  it('faults of every kind names all of them at once, each with its line', () => {
    const text = `hppt: {}
accounts:
  - id: acme
    amazon:
      sellerId: a
      region: xx
      clientId: \${NOT_SET}
      clientSecret: planted-literal
      refreshToken: \${ALSO_NOT_SET}
      marketplaces: []
    commerce:
      baseUrl: http://shop.example
      storeViewCode: default
      auth: { kind: bearer, tokn: x }
`;
    expect(
      faultsIn(text)
        .map(({ path, line }) => `${path} ${line}`)
        .sort(),
    ).toEqual(
      [
        'hppt 1',
        'accounts[0].amazon.sellerId 5',
        'accounts[0].amazon.region 6',
        'accounts[0].amazon.clientId 7',
        'accounts[0].amazon.clientSecret 8',
        'accounts[0].amazon.refreshToken 9',
        'accounts[0].amazon.marketplaces 10',
        'accounts[0].commerce.baseUrl 12',
        'accounts[0].commerce.auth.token 14',
        'accounts[0].commerce.auth.tokn 14',
      ].sort(),
    );
  });
});
