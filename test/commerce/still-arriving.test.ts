import { afterEach, describe, expect, it } from '@jest/globals';
import { thrownBy } from '../remote/thrown-by.js';
import { merchantDraft } from './drafts.js';
import { type LyingCommerce, lyingCommerce } from './lying-commerce.js';

let commerce: LyingCommerce;
afterEach(() => commerce.server.close());

describe('an answer of Commerce', () => {
  it.each<[string, Parameters<typeof lyingCommerce>[0], number]>([
    ['that we stopped waiting for', () => undefined, 100],
    ['that a gateway stopped waiting for', (_request, response) => void response.writeHead(504).end('<html>'), 5_000],
  ])(
    '%s says that a document may still be made, and is not so careful with what has a key',
    async (_name, answer, timeoutMs) => {
      commerce = await lyingCommerce(answer, { timeoutMs });
      const { client } = commerce;
      const shipment = { orderEntityId: 1, lines: [{ lineId: 1, quantity: 1 }], comment: 'x', tracks: [] };
      expect((await thrownBy(() => client.shipments.create(shipment))).fault).toEqual({
        kind: 'unavailable',
        isOutcomeKnown: false,
        mayStillArrive: true,
      });
      expect((await thrownBy(() => client.orders.create(merchantDraft))).fault).toEqual({
        kind: 'unavailable',
        isOutcomeKnown: false,
      });
    },
  );
});
