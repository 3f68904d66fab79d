import { z } from 'zod';

/** Finances API 2024-06-19, as far as we read it. Amazon sends null, `[]` and nothing for the same. */
const maybe = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());

/** A JSON number, the one amount of Amazon's that is none of its decimal texts. */
const currency = z.object({ currencyCode: z.string(), currencyAmount: z.number() });

export type WireBreakdown = {
  readonly breakdownType?: string | undefined;
  readonly breakdownAmount?: z.output<typeof currency> | undefined;
  readonly breakdowns?: readonly WireBreakdown[] | undefined;
};
const breakdown: z.ZodType<WireBreakdown> = z.lazy(() =>
  z.object({
    breakdownType: maybe(z.string()),
    breakdownAmount: maybe(currency),
    breakdowns: maybe(z.array(breakdown)),
  }),
);

/** Enough to know a refund among everything else that is booked: fees, adjustments, payouts of any shape. */
export const wireTransactionHead = z.object({
  transactionType: maybe(z.string()),
  description: maybe(z.string()),
});

export const wireTransaction = z.object({
  transactionId: maybe(z.string()),
  postedDate: z.iso.datetime({ offset: true }).transform((raw) => new Date(raw).toISOString()),
  totalAmount: currency,
  relatedIdentifiers: maybe(
    z.array(z.object({ relatedIdentifierName: maybe(z.string()), relatedIdentifierValue: maybe(z.string()) })),
  ),
  breakdowns: maybe(z.array(breakdown)),
  items: maybe(
    z.array(
      z.object({
        totalAmount: maybe(currency),
        breakdowns: maybe(z.array(breakdown)),
        contexts: maybe(z.array(z.object({ sku: maybe(z.string()), quantityShipped: maybe(z.number().int()) }))),
      }),
    ),
  ),
});
export type WireTransaction = z.output<typeof wireTransaction>;

/** The transactions stay `unknown` here: each is parsed alone, so that one bad one cannot take the page along. */
export const wireTransactionsPage = z.object({
  payload: z.object({ nextToken: maybe(z.string()), transactions: maybe(z.array(z.unknown())) }),
});
