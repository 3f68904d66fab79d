import { afterEach, describe, expect, it } from '@jest/globals';
import { isFaulty, parseSettings } from '../../src/config/settings-file.js';
import { type Finding, worstOf } from '../../src/doctor/finding.js';
import { examine } from '../../src/processes/account-examination.js';
import type { CommerceSimulatorOptions } from '../../src/simulators/commerce/commerce-simulator.js';
import {
  type SampleAccount,
  sampleAmazonOptions,
  sampleEnvironment,
  sampleIntegrationWith,
  sampleSettingsFile,
} from '../support/sample-accounts.js';
import { type SimulatedRemotes, startRemotes } from '../support/simulated-remotes.js';

const account: SampleAccount = { id: 'acme-us' };
const running: SimulatedRemotes[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((remotes) => remotes.stop()));
});

type Given = {
  readonly account?: SampleAccount;
  readonly shop?: CommerceSimulatorOptions;
  readonly seller?: { readonly notParticipatingIn?: readonly string[]; readonly suspendedIn?: readonly string[] };
  readonly env?: Readonly<Record<string, string>>;
};

/** Both simulators, and the account as its settings file has it; Temporal is away. */
async function given({ account: own = account, shop, seller, env }: Given = {}) {
  const [first] = sampleAmazonOptions([own]).sellers ?? [];
  if (first === undefined) throw new Error('a sample account has a seller');
  const remotes = await startRemotes([own], shop, { sellers: [{ ...first, ...seller }] });
  running.push(remotes);
  const settings = parseSettings(sampleSettingsFile([own], remotes), { ...sampleEnvironment([own]), ...env });
  if (isFaulty(settings)) throw new Error(JSON.stringify(settings.faults));
  const [only] = settings.accounts;
  if (only === undefined) throw new Error('no account');
  const look = (isDeep = false) => examine(only, { temporal: undefined, isDeep, nowMs: () => Date.now() });
  return { remotes, look };
}

const codesOf = (findings: readonly Finding[], level: Finding['level']): readonly string[] =>
  findings.filter((finding) => finding.level === level).map(({ code }) => code);
const sentenceOf = (findings: readonly Finding[], code: string): string | undefined =>
  findings.find((finding) => finding.code === code)?.sentence;

describe('an account in order', () => {
  it('has no fault, and is warned of the stock that REST orders do not reserve', async () => {
    const { look } = await given();
    const findings = await look();
    expect(codesOf(findings, 'fault')).toEqual([]);
    expect(codesOf(findings, 'warning')).toEqual(['inventory-not-reserved']);
    expect(sentenceOf(findings, 'reachable')).toBe('Commerce answers: Magento/2.4 (Community)');
    expect(sentenceOf(findings, 'stock')).toContain('with the sources default');
    expect(findings.map(({ code }) => code)).toContain('erp-events');
  });

  it('is looked at without a search at Amazon and without a change in Commerce', async () => {
    const { remotes, look } = await given();
    await look();
    const asked = (await remotes.amazon().ledger()).map(({ operation }) => operation);
    expect(new Set(asked)).toEqual(new Set(['token', 'getMarketplaceParticipations', 'getFeed']));
    expect(await remotes.commerce.orders()).toEqual([]);
    expect(
      (await remotes.commerce.ledger()).filter(({ method, status }) => method !== 'GET' && status === 200),
    ).toEqual([]);
  });

  it('is searched at Amazon once when the look is deep', async () => {
    const { remotes, look } = await given();
    expect(sentenceOf(await look(true), 'search')).toBe('Orders can be searched for');
    expect(await remotes.amazon().ledger('searchOrders')).toHaveLength(1);
  });

  it('says of every finding that is not well what to do', async () => {
    const { look } = await given({ shop: { hasInventoryManagement: false } });
    for (const { level, remedy } of await look()) if (level !== 'ok') expect(remedy).toBeTruthy();
  });
});

describe('credentials', () => {
  it('that the seller has revoked are told apart from a wrong client secret, and nothing else is asked', async () => {
    const { remotes, look } = await given();
    await remotes.amazon().fault({ operation: 'token', kind: 'invalid-grant' });
    const revoked = await look();
    expect(codesOf(revoked, 'fault')).toEqual(['token-invalid-grant']);
    expect(await remotes.amazon().ledger('getMarketplaceParticipations')).toEqual([]);

    const wrong = await given({ env: { AMAZON_CLIENT_SECRET: 'another' } });
    const findings = await wrong.look();
    expect(codesOf(findings, 'fault')).toEqual(['token-invalid-client']);
    expect(JSON.stringify(findings)).not.toContain('another');
  });

  it('that Commerce refuses are one fault, and no list of missing permissions', async () => {
    const { look } = await given({ env: { COMMERCE_TOKEN_SECRET: 'x'.repeat(32) } });
    expect(codesOf(await look(), 'fault')).toEqual(['credentials-refused']);
  });
});

describe('roles at Amazon', () => {
  it.each([
    ['getMarketplaceParticipations', 'role-missing-participations'],
    ['getFeed', 'role-missing-feeds'],
  ])('a 403 of %s names what the application may not', async (operation, code) => {
    const { remotes, look } = await given();
    await remotes.amazon().fault({ operation, kind: 'marketplace-forbidden' });
    const findings = await look();
    expect(codesOf(findings, 'fault')).toEqual([code]);
    expect(sentenceOf(findings, code)).toContain(operation);
  });

  it('a 403 of the search is seen by a deep look only', async () => {
    const { remotes, look } = await given();
    await remotes.amazon().fault({ operation: 'searchOrders', kind: 'marketplace-forbidden' });
    expect(codesOf(await look(), 'fault')).toEqual([]);
    expect(codesOf(await look(true), 'fault')).toEqual(['role-missing-search']);
  });
});

describe('marketplaces', () => {
  it('where the seller does not sell, or whose listings are suspended, are named', async () => {
    const silent = await given({ seller: { notParticipatingIn: ['ATVPDKIKX0DER'] } });
    expect(codesOf(await silent.look(), 'fault')).toEqual(['marketplace-not-participating']);
    const suspended = await given({ seller: { suspendedIn: ['ATVPDKIKX0DER'] } });
    expect(codesOf(await suspended.look(), 'warning')).toContain('listings-suspended');
  });
});

describe('Commerce', () => {
  it('names each permission that the integration lacks', async () => {
    const acl = [
      'Magento_Backend::store',
      'Magento_Sales::actions_view',
      'Magento_Sales::create',
      'Magento_Catalog::products',
    ];
    const { look } = await given({ shop: { integrations: [sampleIntegrationWith(acl)] } });
    const findings = (await look()).filter(({ code }) => code === 'permission-missing');
    const named = findings.map(({ sentence }) => sentence.replace('The integration lacks Magento_', ''));
    expect(named).toEqual([
      'Sales::cancel',
      'Sales::hold',
      'Sales::unhold',
      'Sales::comment',
      'Sales::invoice',
      'Sales::ship',
      'Sales::creditmemo',
      'Sales::shipment',
      'Sales::sales_invoice',
      'Sales::sales_creditmemo',
      'InventorySalesApi::stock',
    ]);
  });

  it('is asked about customers only where customers are created', async () => {
    const own = { ...account, orders: { customer: 'create' } };
    const { remotes, look } = await given({ account: own });
    expect(codesOf(await look(), 'fault')).toEqual([]);
    const paths = (await remotes.commerce.ledger()).map(({ path }) => path);
    expect(paths.some((path) => path.endsWith('/V1/customers/0'))).toBe(true);
  });

  it('without the store view of the settings, or with another currency, says so', async () => {
    const other = await given({ account: { ...account, storeViewCode: 'nowhere' } });
    expect(codesOf(await other.look(), 'fault')).toEqual(['store-view-missing']);
    const euro = await given({ shop: { stores: [{ id: 1, code: 'default', baseCurrency: 'EUR' }] } });
    expect(sentenceOf(await euro.look(), 'currency-differs')).toContain('sells in USD');
  });

  it('that is down, or in maintenance, is one fault; Amazon is looked at all the same', async () => {
    const { remotes, look } = await given();
    await remotes.commerce.fault({ operation: '*', kind: 'html-503' });
    const findings = await look();
    expect(codesOf(findings, 'fault')).toEqual(['unreachable']);
    expect(sentenceOf(findings, 'token')).toBeDefined();
  });
});

describe('stock', () => {
  it('of a shop without inventory management is said never to fall', async () => {
    const { look } = await given({ shop: { hasInventoryManagement: false } });
    const findings = await look();
    expect(codesOf(findings, 'warning')).toEqual(['inventory-absent']);
    expect(codesOf(findings, 'fault')).toEqual([]);
  });

  it('from a source that the stock does not have, or from none of several, is a fault before the first shipment', async () => {
    const wrong = await given({ account: { ...account, shipping: { sourceCode: 'nowhere' } } });
    expect(codesOf(await wrong.look(), 'fault')).toEqual(['source-unknown']);
    const stocks = [{ id: 1, name: 'Two', websiteCodes: ['base'], sourceCodes: ['east', 'west'] }];
    const undecided = await given({ shop: { stocks } });
    expect(codesOf(await undecided.look(), 'fault')).toEqual(['source-undecided']);
  });
});

it('the worst finding is what the look comes to', () => {
  const finding = (level: Finding['level']): Finding => ({ place: 'amazon', code: level, level, sentence: level });
  expect(worstOf([])).toBe('ok');
  expect(worstOf([finding('ok'), finding('warning')])).toBe('warning');
  expect(worstOf([finding('fault'), finding('warning')])).toBe('fault');
});
