import { performance } from 'node:perf_hooks';
import { shopSeen } from '../../workflows/account-messages.js';
import type { CommercePort } from '../commerce/port.js';
import type { AccountSettings } from '../config/settings.js';
import type { ShopIdentity } from '../domain/shop-identity.js';
import { ChangeGate } from '../remote/change-gate.js';
import type { BusinessEvents } from '../telemetry/events.js';
import { readChangePermit } from '../temporal/change-permit.js';
import type { TemporalConnection } from '../temporal/connection.js';
import { isHeard } from '../temporal/workflow-gone.js';
import { accountWorkflowId } from '../temporal/workflow-ids.js';

type Deps = {
  readonly temporal: Pick<TemporalConnection, 'client'>;
  readonly settings: Pick<AccountSettings, 'id' | 'commerce'>;
  /** A getter, since the client of the shop passes this gate itself. */
  readonly store: () => CommercePort['store'];
  /** The sample shop gets another port at each start, and is the same shop. */
  readonly isSample: boolean;
};

const sampleShop: ShopIdentity = { address: 'the sample shop', baseUrl: 'the sample shop', storeId: 1 };

/** Before anything is to be changed, so that a wrong shop is known at the start and not with the first order. */
export async function checkShop(
  { gate }: { readonly gate: ChangeGate },
  events: Pick<BusinessEvents, 'partFaulted'>,
): Promise<void> {
  await gate.heldBecause().catch((error: unknown) => events.partFaulted({ part: 'shop-check', error }));
}

/** One gate for an account in each process: it guards both of the account's clients. */
export function accountGate({ temporal, settings, store, isSample }: Deps): ChangeGate {
  const { client } = temporal;
  const { id, commerce } = settings;
  return new ChangeGate({
    readPermit: () => readChangePermit(client, id),
    readShop: async () => {
      if (isSample) return sampleShop;
      const { baseUrl, storeId } = await store().view();
      return { address: commerce.baseUrl, baseUrl, storeId };
    },
    reportShop: async (seen) => {
      // Not heard before ingestion has started it; until then nothing is changed.
      await isHeard(client.workflow.getHandle(accountWorkflowId(id)).signal(shopSeen, seen));
    },
    elapsedMs: () => performance.now(),
  });
}
