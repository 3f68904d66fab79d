import type { AmazonDiagnosis, Participation } from '../amazon/diagnosis-client.js';
import type { AmazonOrderId, MarketplaceId } from '../domain/ids.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import { type Finding, findingsAbout } from './finding.js';

const { ok, warning, fault } = findingsAbout('amazon');

/** Amazon refuses to be searched nearer than two minutes; what is more than this is worth a word. */
const skewMaxMs = 60_000;

type Question = {
  readonly amazon: AmazonDiagnosis;
  readonly marketplaces: readonly MarketplaceId[];
  /** An order that Amazon would show the buyer of: to see whether it does. */
  readonly recentOrderId?: AmazonOrderId;
  /** Also what spends the quota of searches. */
  readonly isDeep: boolean;
  readonly nowMs: number;
};

export async function checkAmazon(question: Question): Promise<readonly Finding[]> {
  const { amazon } = question;
  const token = await answered(() => amazon.sellerToken());
  // Nothing else can be asked without one, and every answer would be the same.
  if ('failure' in token) return [tokenTrouble(token.failure)];
  const parts = [
    await checkParticipations(question),
    await checkFeeds(amazon),
    await checkOrderData(question),
    await checkSearch(question),
    checkClock(amazon.clockSkewMs()),
  ];
  return [ok({ code: 'token', sentence: 'Amazon accepts the credentials' }), ...parts.flat()];
}

type Answered<Value> = { readonly value: Value } | { readonly failure: RemoteFailure };

async function answered<Value>(ask: () => Promise<Value>): Promise<Answered<Value>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (error instanceof RemoteFailure) return { failure: error };
    throw error;
  }
}

const credentialTroubles: Readonly<Record<string, { readonly sentence: string; readonly remedy: string }>> = {
  invalid_grant: {
    sentence: 'Amazon does not accept the refresh token: the seller has revoked the authorisation, or it has expired',
    remedy: 'Let the seller authorise the application again and put the new refresh token into the environment',
  },
  invalid_client: {
    sentence: 'Amazon does not accept the client id and secret: one is wrong, or the secret was rotated or expired',
    remedy: 'Take both from the Developer Console (LWA credentials) and put them into settings and environment',
  },
  unauthorized_client: {
    sentence: 'Amazon does not let this application use this kind of authorisation',
    remedy: 'Check in the Developer Console that the application is the one that the seller authorised',
  },
};

function tokenTrouble(failure: RemoteFailure): Finding {
  const known = credentialTroubles[failure.detail ?? ''];
  if (known !== undefined) return fault({ code: `token-${failure.detail?.replace('_', '-')}`, ...known });
  return unlooked('token', 'the credentials', failure);
}

async function checkParticipations({ amazon, marketplaces }: Question): Promise<readonly Finding[]> {
  const asked = await answered(() => amazon.participations());
  if ('failure' in asked) return [refusedOr('participations', 'the list of marketplaces', asked.failure)];
  return marketplaces.map((id) =>
    judgeParticipation(
      id,
      asked.value.find(({ marketplaceId }) => marketplaceId === id),
    ),
  );
}

function judgeParticipation(id: MarketplaceId, found: Participation | undefined): Finding {
  if (found === undefined) {
    return fault({
      code: 'marketplace-missing',
      sentence: `The seller has no account in marketplace ${id}`,
      remedy: 'Take it out of amazon.marketplaces, or check that the refresh token is of the right seller and region',
    });
  }
  if (!found.isParticipating) {
    return fault({
      code: 'marketplace-not-participating',
      sentence: `The seller does not sell in marketplace ${id}`,
      remedy: 'Finish the registration in Seller Central, or take it out of amazon.marketplaces',
    });
  }
  if (found.hasSuspendedListings) {
    return warning({
      code: 'listings-suspended',
      sentence: `The seller's listings in marketplace ${id} are suspended`,
      remedy: 'See Account Health in Seller Central; orders placed before are still read',
    });
  }
  return ok({ code: 'marketplace', sentence: `The seller sells in marketplace ${id}` });
}

async function checkFeeds(amazon: AmazonDiagnosis): Promise<readonly Finding[]> {
  const asked = await answered(() => amazon.feeds());
  if ('failure' in asked) return [refusedOr('feeds', 'feeds, which cancel orders', asked.failure)];
  return [ok({ code: 'feeds', sentence: 'Feeds, which cancel orders, are open to the application' })];
}

async function checkOrderData({ amazon, recentOrderId }: Question): Promise<readonly Finding[]> {
  if (recentOrderId === undefined) {
    return [
      ok({
        code: 'order-data-untried',
        sentence: 'No order waits for shipment, so the right to buyer data could not be tried',
      }),
    ];
  }
  const asked = await answered(() => amazon.orderData(recentOrderId));
  if ('failure' in asked) return [refusedOr('order-data', 'orders with buyer and address', asked.failure)];
  const { value } = asked;
  if (value === 'not-found' || !value.isPersonal) return [];
  const missing = [
    ...(value.hasAddress
      ? []
      : [missingRole('address', "the buyer's address", 'Direct-to-Consumer Delivery (Restricted)')]),
    ...(value.hasBuyer
      ? []
      : [
          missingRole(
            'buyer',
            "the buyer's name and e-mail",
            'Direct-to-Consumer Delivery, Tax Invoicing or Tax Remittance (Restricted)',
          ),
        ]),
  ];
  return missing.length > 0 ? missing : [ok({ code: 'order-data', sentence: 'Amazon shows buyers and addresses' })];
}

const missingRole = (what: string, data: string, role: string): Finding =>
  fault({
    code: `role-missing-${what}`,
    sentence: `Amazon does not show ${data}`,
    remedy: `Give the application the role ${role} in the Developer Console, then let the seller authorise it again`,
  });

async function checkSearch({ amazon, marketplaces, isDeep, nowMs }: Question): Promise<readonly Finding[]> {
  if (!isDeep) return [];
  const hourAgo = new Date(nowMs - 3_600_000).toISOString();
  const asked = await answered(() => amazon.search(marketplaces, hourAgo));
  if ('failure' in asked) return [refusedOr('search', 'searches for orders', asked.failure)];
  return [ok({ code: 'search', sentence: 'Orders can be searched for' })];
}

function checkClock(skewMs: number | undefined): readonly Finding[] {
  if (skewMs === undefined) return [];
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  if (Math.abs(skewMs) <= skewMaxMs)
    return [ok({ code: 'clock', sentence: `This clock and Amazon's are ${seconds} s apart` })];
  return [
    warning({
      code: 'clock-off',
      sentence: `This clock is ${seconds} s ${skewMs > 0 ? 'behind' : 'ahead of'} Amazon's`,
      remedy: 'Set the clock of this server by NTP; Waybill corrects its searches meanwhile',
    }),
  ];
}

/** A 403 says that a role is missing, and for what; anything else that the answer could not be had. */
function refusedOr(code: string, what: string, failure: RemoteFailure): Finding {
  if (failure.fault.kind !== 'unauthorised' || failure.fault.because !== 'permission')
    return unlooked(code, what, failure);
  return fault({
    code: `role-missing-${code}`,
    sentence: `Amazon refuses the application ${what} (operation ${failure.operation})`,
    remedy: 'Give the application the role for it in the Developer Console, then let the seller authorise it again',
  });
}

function unlooked(code: string, what: string, failure: RemoteFailure): Finding {
  return warning({
    code: `${code}-not-looked-at`,
    sentence: `Amazon could not be asked about ${what}: ${failure.message}`,
    remedy: 'Try again in a minute; if it stays so, check the way from here to Amazon',
  });
}
