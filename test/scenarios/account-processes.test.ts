import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { connectTemporal, type TemporalConnection } from '../../src/temporal/connection.js';
import { accountWorkflowId } from '../../src/temporal/workflow-ids.js';
import { account as accountQuery } from '../../workflows/account-messages.js';
import { untilReached } from '../support/order-over-http.js';
import { openProcessStage, type ProcessStage } from '../support/process-stage.js';
import { until } from '../support/until.js';
import { buildProduct } from '../support/waybill-process.js';

const testMaxMs = 180_000;
const account = { id: 'acme-us' };

let stage: ProcessStage | undefined;
let temporal: TemporalConnection | undefined;
beforeAll(buildProduct);
afterEach(async () => {
  await temporal?.close();
  await stage?.close();
});

const untilInCommerce = ({ remotes }: ProcessStage, id: string) =>
  untilReached(async () => ((await remotes.commerce.ordersOf(id)).length > 0 ? true : undefined));

describe('an operator', () => {
  it(
    'who replaced a refused token sees the account go on; until then it said why it stands still',
    async () => {
      stage = await openProcessStage([account]);
      const { remotes, start, temporalAddress } = stage;
      await start('worker').untilItSays(/is running/);
      const refused = start('ingestion', { REFRESH_TOKEN_ACME_US: 'Atzr|of-yesterday' });
      await refused.untilItSays(/is running/);
      const id = await remotes.amazon().buy();
      temporal = await connectTemporal({ address: temporalAddress, namespace: 'default', tls: false });
      const handle = temporal.client.workflow.getHandle(accountWorkflowId(account.id));
      const state = () => handle.query(accountQuery);
      const { paused } = await until(state, (shown) => shown.paused !== undefined);
      expect(paused).toMatchObject({ code: 'amazon-credentials' });
      const freshness = start('orders freshness');
      expect(await freshness.ended).toMatchObject({ code: 1 });
      expect(freshness.output).toMatch(/paused since .*credentials/i);

      expect(await refused.interrupt()).toEqual({ code: 0, signal: null });
      await start('ingestion').untilItSays(/is running/);
      await untilInCommerce(stage, id);
      expect((await state()).paused).toBeUndefined();

      // What no list of Amazon shows, he names by its number.
      const hidden = await remotes.amazon().buy({ neverListed: true });
      const recovery = start(`orders recover ${hidden}`);
      expect(await recovery.ended).toMatchObject({ code: 0 });
      expect(recovery.output).toContain('its workflow has what Amazon says now');
      await untilInCommerce(stage, hidden);
      for (const each of [id, hidden]) expect(await remotes.commerce.ordersOf(each)).toHaveLength(1);
    },
    testMaxMs,
  );
});
