import type { CommerceDiagnosis, CommerceResource, ShopView } from '../commerce/diagnosis-client.js';
import type { MarketplaceId } from '../domain/ids.js';
import { marketplaceOf } from '../domain/marketplaces.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import { type Finding, findingsAbout } from './finding.js';

const { ok, warning, fault } = findingsAbout('commerce');

export type ShopQuestion = {
  readonly commerce: CommerceDiagnosis;
  readonly baseUrl: string;
  /** Which store view the orders of each marketplace go to. */
  readonly storeViews: readonly { readonly marketplaceId: MarketplaceId; readonly code: string }[];
  readonly createsCustomers: boolean;
};

type ShopFindings = { readonly findings: readonly Finding[]; readonly websiteIds: readonly number[] };

const neededAlways: readonly CommerceResource[] = [
  'Magento_Backend::store',
  'Magento_Sales::actions_view',
  'Magento_Sales::create',
  'Magento_Sales::cancel',
  'Magento_Sales::hold',
  'Magento_Sales::unhold',
  'Magento_Sales::comment',
  'Magento_Sales::invoice',
  'Magento_Sales::ship',
  'Magento_Sales::creditmemo',
  'Magento_Sales::shipment',
  'Magento_Sales::sales_invoice',
  'Magento_Sales::sales_creditmemo',
  'Magento_Catalog::products',
  'Magento_InventorySalesApi::stock',
];
const neededForCustomers: readonly CommerceResource[] = ['Magento_Customer::customer', 'Magento_Customer::manage'];

/** The shop, its store views, and what the integration may do there. */
export async function checkCommerce(question: ShopQuestion): Promise<ShopFindings> {
  const { commerce, createsCustomers } = question;
  const reached = await asked(() => commerce.permission('Magento_Sales::actions_view'));
  if ('trouble' in reached) return { findings: [reached.trouble], websiteIds: [] };
  const version = await commerce.version();
  const permissions = await checkPermissions(commerce, [
    ...neededAlways,
    ...(createsCustomers ? neededForCustomers : []),
  ]);
  const views = await checkStoreViews(question);
  return {
    findings: [
      ok({ code: 'reachable', sentence: `Commerce answers${version === undefined ? '' : `: ${version}`}` }),
      ...permissions,
      ...views.findings,
    ],
    websiteIds: views.websiteIds,
  };
}

type Asked<Value> = { readonly value: Value } | { readonly trouble: Finding };

async function asked<Value>(ask: () => Promise<Value>): Promise<Asked<Value>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (error instanceof RemoteFailure) return { trouble: troubleFinding(error) };
    throw error;
  }
}

export function troubleFinding({ fault: { kind, ...more }, message }: RemoteFailure): Finding {
  const because = 'because' in more ? more.because : undefined;
  if (because === 'credentials') {
    return fault({
      code: 'credentials-refused',
      sentence: `Commerce does not accept the credentials: ${message}`,
      remedy:
        'Compare commerce.auth with the integration in Commerce: System, Extensions, Integrations; it must be active. A proxy that hides https spoils every signature',
    });
  }
  if (because === 'clock') {
    return fault({
      code: 'clock-refused',
      sentence: "Commerce refuses this server's time",
      remedy: 'Set the clocks of both servers by NTP',
    });
  }
  if (because === 'permission') {
    return fault({
      code: 'permission-missing',
      sentence: `The integration lacks a permission: ${message}`,
      remedy: 'Give it the resource in Commerce (System, Extensions, Integrations, API), then save and reauthorise',
    });
  }
  if (kind === 'unavailable' || kind === 'throttled') {
    return fault({
      code: 'unreachable',
      sentence: `Commerce does not answer as it should: ${message}`,
      remedy: 'Check commerce.baseUrl, that the shop is up and not in maintenance, and the way from here to it',
    });
  }
  return fault({
    code: 'not-commerce',
    sentence: `What answers is not the Commerce that is meant: ${message}`,
    remedy: 'Check commerce.baseUrl: the address of the shop itself, without /rest',
  });
}

async function checkPermissions(
  commerce: CommerceDiagnosis,
  resources: readonly CommerceResource[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  // One after the other: a shop that is busy should not be asked for everything at once.
  for (const resource of resources) {
    const permission = await asked(() => commerce.permission(resource));
    if ('trouble' in permission) {
      const { sentence } = permission.trouble;
      findings.push(
        warning({
          code: 'permission-not-looked-at',
          sentence: `Whether the integration has ${resource} could not be seen. ${sentence}`,
          remedy: 'Try again when the shop answers',
        }),
      );
    } else if (permission.value !== 'given') {
      findings.push(
        fault({
          code: 'permission-missing',
          sentence: `The integration lacks ${permission.value.missing}`,
          remedy: `Give it ${permission.value.missing} in Commerce (System, Extensions, Integrations, API), then save and reauthorise`,
        }),
      );
    }
  }
  if (findings.length > 0) return findings;
  return [
    ok({ code: 'permissions', sentence: `The integration has all ${resources.length} permissions that it needs` }),
  ];
}

async function checkStoreViews({ commerce, storeViews, baseUrl }: ShopQuestion): Promise<ShopFindings> {
  const read = await asked(() => commerce.storeViews());
  if ('trouble' in read) {
    const isPermission = read.trouble.code === 'permission-missing'; // named already, with all others
    return { findings: isPermission ? [] : [read.trouble], websiteIds: [] };
  }
  const found = storeViews.map(({ marketplaceId, code }) => ({
    marketplaceId,
    code,
    view: read.value.find((view) => view.code === code),
  }));
  const views = [...new Map(found.flatMap(({ view }) => (view === undefined ? [] : [[view.code, view]]))).values()];
  return {
    findings: [
      ...found.map(({ marketplaceId, code, view }) => judgeView(marketplaceId, code, view)),
      ...views.flatMap((view) => judgeUrls(view, baseUrl)),
    ],
    websiteIds: [...new Set(views.map(({ websiteId }) => websiteId))],
  };
}

function judgeView(marketplaceId: MarketplaceId, code: string, view: ShopView | undefined): Finding {
  if (view === undefined) {
    return fault({
      code: 'store-view-missing',
      sentence: `Commerce has no store view ${code}, which the orders of ${marketplaceId} belong to`,
      remedy: 'Write the code as Stores, All Stores shows it into commerce.storeViewCode or commerce.storeViews',
    });
  }
  const currency = marketplaceOf(marketplaceId)?.currency;
  if (currency === undefined || currency === view.baseCurrency) {
    return ok({
      code: 'store-view',
      sentence: `Orders of ${marketplaceId} go to store view ${code} (${view.baseCurrency})`,
    });
  }
  return fault({
    code: 'currency-differs',
    sentence: `Store view ${code} has the base currency ${view.baseCurrency}, marketplace ${marketplaceId} sells in ${currency}: every order would be blocked`,
    remedy: `Name a store view whose base currency is ${currency} for ${marketplaceId} in commerce.storeViews`,
  });
}

function judgeUrls({ code, baseUrl: unsecure, secureBaseUrl }: ShopView, configured: string): readonly Finding[] {
  const own = secureBaseUrl ?? unsecure;
  const findings: Finding[] = [];
  if (!/^https:/i.test(own) && !isLoopback(own)) {
    findings.push(
      warning({
        code: 'base-url-insecure',
        sentence: `Store view ${code} has the base URL ${own}, which is not secure`,
        remedy: 'Set web/secure/base_url to https, and use secure URLs in storefront and Admin',
      }),
    );
  }
  if (hostOf(own) !== hostOf(configured)) {
    findings.push(
      warning({
        code: 'base-url-differs',
        sentence: `The shop calls itself ${hostOf(own)}, and commerce.baseUrl names ${hostOf(configured)}`,
        remedy:
          'If this is a copy of the shop, keep it from being told of real orders: use another account, or the read-only mode',
      }),
    );
  }
  return findings;
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
const isLoopback = (url: string): boolean =>
  URL.canParse(url) && /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(new URL(url).hostname);
