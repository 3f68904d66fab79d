import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Settings } from '../../src/config/settings.js';
import { type Faults, isFaulty, parseSettings, readSettings } from '../../src/config/settings-file.js';

const webhookSecret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const env = {
  CLIENT_ID: 'client-id',
  CLIENT_SECRET: 'planted-client-secret',
  REFRESH_TOKEN: 'planted-refresh-token',
  CONSUMER_SECRET: 'planted-consumer-secret',
  TOKEN: 'planted-token',
  TOKEN_SECRET: 'planted-token-secret',
  SHIPPING_SECRET: webhookSecret,
  EMPTY: '',
  PORT: '8181',
  SHORT_WEBHOOK: 'whsec_cGxhbnRlZA==',
};

const account = `
  - id: acme-us
    amazon:
      sellerId: A2EXAMPLE
      region: na
      clientId: \${CLIENT_ID}
      clientSecret: \${CLIENT_SECRET}
      refreshToken: \${REFRESH_TOKEN}
      marketplaces: [ATVPDKIKX0DER]
    commerce:
      baseUrl: https://shop.example
      storeViewCode: default
      auth: { kind: oauth1, consumerKey: key, consumerSecret: "\${CONSUMER_SECRET}", token: \${TOKEN}, tokenSecret: \${TOKEN_SECRET} }
`;
const file = `accounts:${account}`;
const withLine = (line: string): string => `${file}${line}\n`;
const replaced = (from: string, to: string): string => {
  expect(file).toContain(from);
  return file.replace(from, to);
};

function good(text: string): Settings {
  const read = parseSettings(text, env);
  if (isFaulty(read)) throw new Error(JSON.stringify(read.faults));
  return read;
}

function faultsIn(text: string): Faults['faults'] {
  const read = parseSettings(text, env);
  if (!isFaulty(read)) throw new Error('the file was taken');
  return read.faults;
}

const only = (text: string): Settings['accounts'][number] => {
  const [first] = good(text).accounts;
  if (first === undefined) throw new Error('no account');
  return first;
};

describe('a settings file with nothing but what must be there', () => {
  it('gets every default filled in', () => {
    expect(good(file)).toEqual({
      http: { host: '127.0.0.1', port: 8080, isPortBinding: false, indexDays: 90 },
      accounts: [
        {
          id: 'acme-us',
          amazon: {
            sellerId: 'A2EXAMPLE',
            region: 'na',
            endpoint: 'https://sellingpartnerapi-na.amazon.com',
            lwaEndpoint: 'https://api.amazon.com/auth/o2/token',
            clientId: 'client-id',
            clientSecret: 'planted-client-secret',
            refreshToken: 'planted-refresh-token',
            marketplaces: ['ATVPDKIKX0DER'],
          },
          commerce: {
            baseUrl: 'https://shop.example',
            storeViewCode: 'default',
            auth: {
              kind: 'oauth1',
              consumerKey: 'key',
              consumerSecret: 'planted-consumer-secret',
              token: 'planted-token',
              tokenSecret: 'planted-token-secret',
            },
            minimumResendWaitMs: 60_000,
          },
          orders: {
            import: true,
            customer: 'guest',
            numberFrom: 'commerce',
            numberPrefix: '',
            pending: 'ignore',
            status: 'default',
            amazonFulfilled: 'import',
            invoice: 'creation',
          },
          shipping: { webhookSecrets: [], carriers: {}, sweepIntervalMs: 60_000 },
          skuMap: {},
        },
      ],
    });
  });

  it('names no Temporal server, so that the caller may embed one', () => {
    expect(good(file).temporal).toBeUndefined();
  });

  it('may hold no account at all: who needs one says so', () => {
    expect(good('http: { port: 80 }').accounts).toEqual([]);
    expect(good('').accounts).toEqual([]);
  });

  it.each([
    ['eu', 'https://sellingpartnerapi-eu.amazon.com', 'A1PA6795UKMFR9'],
    ['fe', 'https://sellingpartnerapi-fe.amazon.com', 'A1VC38T7YXB528'],
  ])("in region %s talks to that region's host", (region, endpoint, marketplace) => {
    const text = replaced('region: na', `region: ${region}`).replace('ATVPDKIKX0DER', marketplace);
    expect(only(text).amazon.endpoint).toBe(endpoint);
  });
});

describe('the settings file of the design page', () => {
  it('is read as it is printed there', () => {
    const text = `
temporal:            # absent: an embedded development server is started
  address: 127.0.0.1:7233
  namespace: default
http: { host: 127.0.0.1, port: 8080, indexDays: 90 }
accounts:
  - id: acme-us
    amazon:
      sellerId: A2EXAMPLE
      region: na                      # na | eu | fe
      endpoint: http://127.0.0.1:9101 # optional; sandbox or simulator
      lwaEndpoint: http://127.0.0.1:9101/auth/o2/token   # optional
      clientId: \${CLIENT_ID}
      clientSecret: \${CLIENT_SECRET}
      refreshToken: \${REFRESH_TOKEN}
      marketplaces: [ATVPDKIKX0DER]
      notifications: { queueUrl: "http://127.0.0.1:9324/queue/orders", region: us-east-1, endpoint: "http://127.0.0.1:9324" }
    commerce:
      baseUrl: http://127.0.0.1:9102/  # .../rest is appended
      storeViewCode: default
      auth: { kind: bearer, token: \${TOKEN} }
    orders:
      import: true
      since: 2026-01-01T00:00:00Z
      customer: guest
      numberFrom: commerce
      numberPrefix: ""
      pending: ignore
      status: default
      amazonFulfilled: import
    shipping:
      webhookSecrets: [\${SHIPPING_SECRET}]
      carriers: { fedex: FedEx, ups: UPS, acme_post: { carrierCode: Other, carrierName: Acme Post } }
`;
    const { temporal, http, accounts } = good(text);
    expect(temporal).toEqual({ address: '127.0.0.1:7233', namespace: 'default' });
    expect(http).toEqual({ host: '127.0.0.1', port: 8080, isPortBinding: true, indexDays: 90 });
    expect(accounts[0]?.amazon.notifications?.endpoint).toBe('http://127.0.0.1:9324');
    expect(accounts[0]?.commerce).toEqual({
      baseUrl: 'http://127.0.0.1:9102',
      storeViewCode: 'default',
      auth: { kind: 'bearer', token: 'planted-token' },
      minimumResendWaitMs: 60_000,
    });
    expect(accounts[0]?.orders.since).toBe('2026-01-01T00:00:00.000Z');
    expect(accounts[0]?.shipping).toEqual({
      webhookSecrets: [webhookSecret],
      sweepIntervalMs: 60_000,
      carriers: {
        fedex: { carrierCode: 'FedEx' },
        ups: { carrierCode: 'UPS' },
        acme_post: { carrierCode: 'Other', carrierName: 'Acme Post' },
      },
    });
  });
});

describe('a value out of the environment', () => {
  it('may be part of a text', () => {
    expect(only(replaced('https://shop.example', `https://\${CLIENT_ID}.example`)).commerce.baseUrl).toBe(
      'https://client-id.example',
    );
  });

  it('may be a number, and then the port is written in the file', () => {
    expect(good(`http: { port: \${PORT} }\n${file}`).http).toMatchObject({ port: 8181, isPortBinding: true });
  });

  it('never changes the shape of the file, whatever it holds', () => {
    const read = parseSettings(file, { ...env, CLIENT_ID: 'a, b: {c}\n# d ${' + 'TOKEN}' });
    if (isFaulty(read)) throw new Error('refused');
    expect(read.accounts[0]?.amazon.clientId).toBe('a, b: {c}\n# d ${' + 'TOKEN}');
  });

  it('is not asked for inside a comment', () => {
    expect(good(`# \${NOT_SET}\n${file}`).accounts).toHaveLength(1);
  });
});

describe('Adobe Commerce as a Cloud Service', () => {
  it('gets the token server and scope of Adobe filled in', () => {
    const text = file.replace(
      /auth: .*/,
      `auth: { kind: ims, clientId: a, clientSecret: \${CLIENT_SECRET}, orgId: b@AdobeOrg }`,
    );
    expect(only(text).commerce.auth).toMatchObject({
      kind: 'ims',
      orgId: 'b@AdobeOrg',
      scope: expect.stringContaining('commerce.accs'),
      tokenEndpoint: 'https://ims-na1.adobelogin.com/ims/token/v3',
    });
  });
});

describe('accounts that share settings by a YAML anchor', () => {
  it('each get them, secrets included', () => {
    const second = account
      .replace('acme-us', 'acme-ca')
      .replace('A2EXAMPLE', 'A3EXAMPLE')
      .replace(/auth: .*/, 'auth: *auth');
    const { accounts } = good(`accounts:${account.replace('auth: {', 'auth: &auth {')}${second.slice(1)}`);
    expect(accounts[1]?.commerce.auth).toEqual(accounts[0]?.commerce.auth);
  });
});

const faulty: readonly (readonly [string, string, string, string])[] = [
  ['an unknown setting', withLine('colour: red'), 'colour', 'is not a setting'],
  [
    'an unknown setting close to a known one',
    replaced('storeViewCode', 'storeviewCod'),
    'accounts[0].commerce.storeviewCod',
    'did you mean storeViewCode?',
  ],
  [
    'an unknown setting within auth',
    replaced('consumerKey', 'consumerkey'),
    'accounts[0].commerce.auth.consumerkey',
    'did you mean consumerKey?',
  ],
  ['a missing setting', replaced('      region: na\n', ''), 'accounts[0].amazon.region', 'is missing'],
  ['an empty setting', replaced('region: na', 'region:'), 'accounts[0].amazon.region', 'is empty'],
  [
    'a word that is none of the choices',
    replaced('region: na', 'region: us'),
    'accounts[0].amazon.region',
    'na, eu or fe',
  ],
  [
    'a variable that is not set',
    replaced('CLIENT_ID', 'NOT_SET'),
    'accounts[0].amazon.clientId',
    'environment variable NOT_SET, which is not set',
  ],
  [
    'a variable that is empty',
    replaced('CLIENT_SECRET', 'EMPTY'),
    'accounts[0].amazon.clientSecret',
    'environment variable EMPTY, which is not set',
  ],
  [
    'a variable that has the name of an inherited property',
    replaced('CLIENT_ID', 'constructor'),
    'accounts[0].amazon.clientId',
    'environment variable constructor',
  ],
  [
    'a half-written reference',
    replaced('clientId: ${' + 'CLIENT_ID}', 'clientId: "${' + 'CLIENT-ID}"'),
    'accounts[0].amazon.clientId',
    'not followed by NAME}',
  ],
  [
    'a secret written into the file',
    replaced('refreshToken: ${' + 'REFRESH_TOKEN}', 'refreshToken: planted-literal'),
    'accounts[0].amazon.refreshToken',
    'is a secret',
  ],
  [
    'a secret written into the file as a number',
    replaced('refreshToken: ${' + 'REFRESH_TOKEN}', 'refreshToken: 1234567'),
    'accounts[0].amazon.refreshToken',
    'is a secret',
  ],
  [
    'a secret written partly into the file',
    replaced('token: ${' + 'TOKEN}', 'token: planted-${' + 'TOKEN}'),
    'accounts[0].commerce.auth.token',
    'is a secret',
  ],
  [
    'a secret that is a YAML alias of something else',
    replaced('clientId: ${' + 'CLIENT_ID}', 'clientId: &a planted-literal').replace('${' + 'CLIENT_SECRET}', '*a'),
    'accounts[0].amazon.clientSecret',
    'is a secret',
  ],
  [
    'a webhook secret written into the file',
    withLine(`    shipping: { webhookSecrets: [${webhookSecret}] }`),
    'accounts[0].shipping.webhookSecrets[0]',
    'is a secret',
  ],
  [
    'a webhook secret that is too short',
    withLine(`    shipping: { webhookSecrets: [\${SHIPPING_SECRET}, \${SHORT_WEBHOOK}] }`),
    'accounts[0].shipping.webhookSecrets[1]',
    'Standard Webhooks secret',
  ],
  [
    'a webhook secret that is no such secret',
    withLine(`    shipping: { webhookSecrets: [\${CLIENT_SECRET}] }`),
    'accounts[0].shipping.webhookSecrets[0]',
    'Standard Webhooks secret',
  ],
  [
    'a carrier Other without a name',
    withLine('    shipping: { carriers: { acme: Other } }'),
    'accounts[0].shipping.carriers.acme.carrierName',
    'is missing',
  ],
  [
    'the same carrier twice',
    withLine('    shipping: { carriers: { Acme: UPS, acme: FedEx } }'),
    'accounts[0].shipping.carriers.acme',
    'is there twice',
  ],
  [
    'an unknown kind of auth',
    replaced('kind: oauth1', 'kind: oauth2'),
    'accounts[0].commerce.auth.kind',
    'oauth1, bearer or ims',
  ],
  ['no kind of auth', replaced('kind: oauth1, ', ''), 'accounts[0].commerce.auth.kind', 'oauth1, bearer or ims'],
  [
    'a number where text belongs',
    replaced('storeViewCode: default', 'storeViewCode: 1'),
    'accounts[0].commerce.storeViewCode',
    'quotation marks',
  ],
  ['text where a number belongs', `http: { port: many }\n${file}`, 'http.port', 'must be a whole number'],
  ['a fraction where a whole number belongs', `http: { port: 80.5 }\n${file}`, 'http.port', 'must be a whole number'],
  ['a port beyond all ports', `http: { port: 65536 }\n${file}`, 'http.port', 'must be 65535 or less'],
  ['no marketplace', replaced('[ATVPDKIKX0DER]', '[]'), 'accounts[0].amazon.marketplaces', 'is empty'],
  [
    'one marketplace that is no list',
    replaced('[ATVPDKIKX0DER]', 'ATVPDKIKX0DER'),
    'accounts[0].amazon.marketplaces',
    'must be a list',
  ],
  [
    'a marketplace of another region',
    replaced('[ATVPDKIKX0DER]', '[ATVPDKIKX0DER, A1F83G8C2ARO7P]'),
    'accounts[0].amazon.marketplaces[1]',
    'is amazon.co.uk, which belongs to region eu',
  ],
  [
    'a seller id in small letters',
    replaced('A2EXAMPLE', 'a2example'),
    'accounts[0].amazon.sellerId',
    'capital letters',
  ],
  ['an account id with blanks', replaced('acme-us', 'Acme US'), 'accounts[0].id', 'small letters'],
  [
    'http to another machine',
    replaced('https://shop', 'http://shop'),
    'accounts[0].commerce.baseUrl',
    'https://, since it is on another machine',
  ],
  [
    'an address of the web with a password in it',
    replaced('https://shop', 'https://jane:planted-password@shop'),
    'accounts[0].commerce.baseUrl',
    'no user name',
  ],
  [
    'an address of the web with a query',
    replaced('shop.example', 'shop.example?a=b'),
    'accounts[0].commerce.baseUrl',
    'no ?',
  ],
  [
    'no address of the web',
    replaced('https://shop.example', 'shop'),
    'accounts[0].commerce.baseUrl',
    'must be a web address',
  ],
  [
    'an address of another protocol',
    replaced('https://shop.example', 'ftp://shop.example'),
    'accounts[0].commerce.baseUrl',
    'must begin with https://',
  ],
  [
    "a test server for orders beside Amazon's own for tokens",
    replaced('region: na', 'region: na\n      endpoint: http://127.0.0.1:9101'),
    'accounts[0].amazon.lwaEndpoint',
    'is missing',
  ],
  [
    "a test server for tokens beside Amazon's own for orders",
    replaced('region: na', 'region: na\n      lwaEndpoint: http://127.0.0.1:9101/token'),
    'accounts[0].amazon.endpoint',
    'is missing',
  ],
  [
    'a day without a time',
    withLine('    orders: { since: 2026-01-01 }'),
    'accounts[0].orders.since',
    'time with its zone',
  ],
  [
    'a time without a zone',
    withLine('    orders: { since: "2026-01-01T00:00:00" }'),
    'accounts[0].orders.since',
    'time with its zone',
  ],
  [
    'a month that does not exist',
    withLine('    orders: { since: "2026-13-01T00:00:00Z" }'),
    'accounts[0].orders.since',
    'time with its zone',
  ],
  [
    'a yes that is neither true nor false',
    withLine('    orders: { import: maybe }'),
    'accounts[0].orders.import',
    'true or false',
  ],
  [
    'a number prefix that would not fit',
    withLine(`    orders: { numberPrefix: ${'x'.repeat(32)} }`),
    'accounts[0].orders.numberPrefix',
    '31 at most',
  ],
  [
    'a number prefix with a slash',
    withLine('    orders: { numberPrefix: a/b }'),
    'accounts[0].orders.numberPrefix',
    'letters, digits',
  ],
  [
    'a status that is no code',
    withLine('    orders: { status: On Hold }'),
    'accounts[0].orders.status',
    'code of an order status',
  ],
  ['a SKU mapped to nothing', withLine('    skuMap: { A: }'), 'accounts[0].skuMap.A', 'is empty'],
  ['a SKU mapped to a number', withLine('    skuMap: { "A B": 1 }'), 'accounts[0].skuMap["A B"]', 'quotation marks'],
  [
    'a Temporal address without a port',
    `temporal: { address: localhost }\n${file}`,
    'temporal.address',
    'a host and a port',
  ],
  ['a list where settings belong', '- a\n- b', '', 'must hold settings of its own'],
  ['the same setting twice', `http: {}\nhttp: {}\n${file}`, '', 'the same setting twice'],
  ['a bracket that never closes', `http: { port: 80\n${file}`, '', ''],
  ['a tab for indentation', 'http:\n\tport: 80', '', ''],
  ['two documents', `${file}---\n${file}`, '', 'more than one YAML document'],
  ['an anchor that does not exist', 'http: *nowhere', '', 'anchor that does not exist'],
  ['a YAML tag', 'http: !!js/function x', '', 'YAML tag'],
];

describe('a settings file with', () => {
  it.each(faulty)('%s is refused', (_, text, path, problem) => {
    const faults = faultsIn(text);
    expect(faults.map((fault) => fault.path)).toContain(path);
    expect(faults.find((fault) => fault.path === path)?.problem).toContain(problem);
    expect(faults.every(({ line }) => line !== undefined && line > 0)).toBe(true);
  });

  it.each(faulty.filter(([, , path, problem]) => path !== '' && !problem.startsWith('did you mean')))(
    '%s has that one fault',
    (_, text) => {
      expect(faultsIn(text)).toHaveLength(1);
    },
  );

  it.each(faulty)('%s does not have its secrets told', (_, text) => {
    expect(JSON.stringify(faultsIn(text))).not.toMatch(/planted|1234567|whsec_[A-Za-z0-9]{5}/);
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

describe('the file itself', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybill-settings-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is read from its path', () => {
    const path = join(folder, 'waybill.yaml');
    writeFileSync(path, file);
    expect(readSettings({ path, env })).toEqual(good(file));
  });

  it('that does not exist is one fault', () => {
    expect(readSettings({ path: join(folder, 'nothing.yaml'), env })).toEqual({
      faults: [{ path: '', problem: 'does not exist' }],
    });
  });

  it('that is a folder is one fault', () => {
    expect(readSettings({ path: folder, env })).toEqual({ faults: [{ path: '', problem: 'is a folder' }] });
  });
});
