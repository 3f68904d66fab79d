import { describe, expect, it } from '@jest/globals';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { orderWorkflows } from '../../src/ingestion/order-workflows.js';
import { troubleOf } from '../../src/ingestion/trouble.js';
import { newOrderRef, sighting } from '../support/order-inputs.js';
import { tellOrder } from '../support/running-order.js';

const through = ({ client }: WorkflowHandle) =>
  orderWorkflows({ workflow: client, withDeadline: (deadline, ask) => client.withDeadline(deadline, ask) });

describe('the workflow of an announced order', () => {
  it('shows what it knows while it runs, hears of what is new, and has ended when it has', async () => {
    await tellOrder({ startsAs: sighting('Pending') }, async ({ handle, ref }) => {
      const workflows = through(handle);
      expect(await workflows.find(ref)).toMatchObject({ status: 'Pending', amazonStatus: 'Pending' });
      expect(await workflows.tell(ref, sighting('Canceled'))).toBe('told');
      await handle.result();
      expect(await workflows.find(ref)).toEqual({ endedAs: 'Canceled' });
      expect(await workflows.tell(ref, sighting('Canceled'))).toBe('ended');
    });
  });

  it('is unknown before it has begun', async () => {
    await tellOrder({ startsAs: sighting('Pending') }, async ({ handle }) => {
      expect(await through(handle).find(newOrderRef())).toBe('unknown');
    });
  });

  it('cannot be asked while Temporal is away, and that is waited for', async () => {
    const connection = Connection.lazy({ address: '127.0.0.1:1', connectTimeout: 500 });
    const workflows = orderWorkflows(new Client({ connection }));
    const asked = workflows.find(newOrderRef()).catch(troubleOf);
    expect(await asked).toEqual({ trouble: 'away', kind: 'temporal-unavailable' });
    await connection.close();
  });
});
