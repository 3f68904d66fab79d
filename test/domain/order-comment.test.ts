import { describe, expect, it } from '@jest/globals';
import { drafted, line, money, order, orderItemId } from './orders.js';

describe('the comment', () => {
  it('says what Commerce has no field for', () => {
    const draft = drafted({
      order: order({
        shipBy: '2026-01-05T00:00:00Z',
        deliverBy: '2026-01-09T00:00:00Z',
        programs: ['PRIME', 'AMAZON_BUSINESS'],
        buyer: { name: 'Jane Doe', purchaseOrderNumber: 'PO-7' },
        taxRegistrations: [
          { of: 'BUYER', kind: 'VAT', number: 'DE123456789' },
          { of: 'MARKETPLACE', number: 'IM4420001201' },
        ],
        lines: [
          line({
            giftMessage: 'Happy\nbirthday',
            programs: ['TRANSPARENCY'],
            taxFacilitator: 'Amazon Services',
            taxScheme: 'IOSS',
          }),
        ],
      }),
    });
    expect(draft.comment).toEqual([
      'Amazon order 902-1106328-1059050 (amazon.com)',
      'Service level: Standard',
      'Ship by: 2026-01-05T00:00:00Z',
      'Deliver by: 2026-01-09T00:00:00Z',
      'Programs: PRIME, AMAZON_BUSINESS',
      'Purchase order number: PO-7',
      'Tax number of the buyer (VAT): DE123456789',
      'Tax number of the marketplace: IM4420001201',
      'Gift message for MUG-BLUE: Happy birthday',
      'Programs of MUG-BLUE: TRANSPARENCY',
      'Tax of MUG-BLUE is collected and paid by: Amazon Services',
      'Tax scheme of MUG-BLUE: IOSS',
    ]);
  });

  it('has an end, however much there is to say', () => {
    const lines = Array.from({ length: 300 }, (_, index) =>
      line({ orderItemId: orderItemId(`${index}`), giftMessage: 'x'.repeat(5_000) }),
    );
    const { comment } = drafted({ order: order({ grandTotal: money('3000.00'), lines }) });
    expect(comment).toHaveLength(201);
    expect(comment.at(-1)).toBe('… and 102 more lines');
    expect(Math.max(...comment.map((text) => text.length))).toBe(1_000);
  });
});
