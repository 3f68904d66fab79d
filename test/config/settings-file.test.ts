import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isFaulty, parseSettings, readSettings } from '../../src/config/settings-file.js';
import { account, env, file, good, only, replaced, webhookSecret } from './settings-texts.js';

describe('a settings file with nothing but what must be there', () => {
  it('gets every default filled in', () => {
    expect(good(file)).toEqual({
      http: { host: '127.0.0.1', port: 8080, isPortBinding: false, indexDays: 90, users: [] },
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
            cancelBy: 'feed',
            cancelFeedIntervalMs: 300_000,
          },
          commerce: {
            baseUrl: 'https://shop.example',
            storeViewCode: 'default',
            storeViews: {},
            auth: {
              kind: 'oauth1',
              consumerKey: 'key',
              consumerSecret: 'planted-consumer-secret',
              token: 'planted-token',
              tokenSecret: 'planted-token-secret',
            },
            characters: 'basic',
            minimumResendWaitMs: 60_000,
            probeSeconds: 60,
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
            refunds: 'ignore',
            refundSweepMs: 900_000,
          },
          shipping: { webhookSecrets: [], carriers: {}, sweepIntervalMs: 60_000, atRiskLeadMs: 14_400_000 },
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
    expect(http).toEqual({ host: '127.0.0.1', port: 8080, isPortBinding: true, indexDays: 90, users: [] });
    expect(accounts[0]?.amazon.notifications?.endpoint).toBe('http://127.0.0.1:9324');
    expect(accounts[0]?.commerce).toEqual({
      baseUrl: 'http://127.0.0.1:9102',
      storeViewCode: 'default',
      storeViews: {},
      auth: { kind: 'bearer', token: 'planted-token' },
      characters: 'basic',
      minimumResendWaitMs: 60_000,
      probeSeconds: 60,
    });
    expect(accounts[0]?.orders.since).toBe('2026-01-01T00:00:00.000Z');
    expect(accounts[0]?.shipping).toEqual({
      webhookSecrets: [webhookSecret],
      sweepIntervalMs: 60_000,
      atRiskLeadMs: 14_400_000,
      carriers: {
        fedex: { carrierCode: 'FedEx' },
        ups: { carrierCode: 'UPS' },
        acme_post: { carrierCode: 'Other', carrierName: 'Acme Post' },
      },
    });
  });
});

describe('store views', () => {
  it('are named for the marketplaces that have one of their own', () => {
    const text = replaced(
      'storeViewCode: default',
      'storeViewCode: default\n      storeViews: { ATVPDKIKX0DER: amazon_us }',
    );
    expect(only(text).commerce.storeViews).toEqual({ ATVPDKIKX0DER: 'amazon_us' });
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
