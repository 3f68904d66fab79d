import { z } from 'zod';

/** Products as the control API and the options take them; what is left out has the shop's default. */
export const productInput = z.object({
  sku: z.string().min(1),
  name: z.string().optional(),
  id: z.number().int().positive().optional(),
  /** 1 enabled, 2 disabled. */
  status: z.union([z.literal(1), z.literal(2)]).default(1),
  typeId: z.string().default('simple'),
  price: z.number().default(0),
  websiteIds: z.array(z.number().int()).readonly().default([1]),
  /** Quantity in the source `default`; other sources through `sources`. */
  qty: z.number().default(0),
  sources: z
    .array(
      z.object({
        sourceCode: z.string(),
        quantity: z.number(),
        status: z.union([z.literal(0), z.literal(1)]).optional(),
      }),
    )
    .readonly()
    .optional(),
  minQty: z.number().default(0),
  manageStock: z.boolean().default(true),
  backorders: z.union([z.boolean(), z.number()]).default(false).transform(Boolean),
});
export type ProductInput = z.input<typeof productInput>;

const storeInput = z.object({
  id: z.number().int().positive(),
  code: z.string().min(1),
  websiteId: z.number().int().positive().default(1),
  websiteCode: z.string().default('base'),
  baseCurrency: z.string().length(3).default('USD'),
  name: z.string().optional(),
  /** First number that the store's own sequence draws (1). */
  orderSequenceStart: z.number().int().positive().default(1),
});
export type StoreView = z.output<typeof storeInput>;

const stockInput = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  websiteCodes: z.array(z.string()).readonly(),
  sourceCodes: z.array(z.string()).readonly(),
});
export type Stock = z.output<typeof stockInput>;

const integrationInput = z.object({
  consumerKey: z.string(),
  consumerSecret: z.string(),
  token: z.string(),
  tokenSecret: z.string(),
  acl: z.array(z.string()).readonly().optional(),
});

const defaultStores: z.input<typeof storeInput>[] = [{ id: 1, code: 'default', name: 'Default Store View' }];
const defaultStock: z.input<typeof stockInput> = {
  id: 1,
  name: 'Default Stock',
  websiteCodes: [],
  sourceCodes: ['default'],
};

export const shopOptions = z.object({
  stores: z.array(storeInput).min(1).readonly().default(z.array(storeInput).parse(defaultStores)),
  /** Websites named by no stock belong to the first one. */
  stocks: z.array(stockInput).min(1).readonly().default([defaultStock]),
  /** Statuses beyond Magento's own, each assigned to a state. */
  statuses: z
    .array(z.object({ code: z.string(), state: z.string() }))
    .readonly()
    .default([]),
  /** Behaviours that changed between releases: see docs/decisions/0003-commerce-simulator.md. */
  release: z.enum(['2.4.6', '2.4.9']).default('2.4.9'),
  /** What the database's columns hold. In `utf8mb3` a text ends at its first character of four bytes. */
  charset: z.enum(['utf8mb3', 'utf8mb4']).default('utf8mb3'),
  /** Customer configuration "Show Company", "Show Fax" set to required: an address of an order must name them too, if as empty. */
  requiredOfAddresses: z
    .array(z.enum(['company', 'fax']))
    .readonly()
    .default([]),
  /** Setting "Email Copy … Send Email Copy To" by separate mail: a comment that tells the customer nothing still sends this copy. */
  commentCopyTo: z.string().optional(),
  /** False: an installation whose inventory modules were taken out, as merchants do: none of their routes exists. */
  hasInventoryManagement: z.boolean().default(true),
  /** Setting "Show Tax/VAT Number": required. A customer without one is refused. */
  isTaxNumberRequired: z.boolean().default(false),
  products: z.array(productInput).readonly().default([]),
});
export type ShopOptions = z.output<typeof shopOptions>;

export const simulatorOptions = shopOptions.extend({
  /** 0 is any free port; a taken one makes the start fail. */
  port: z.number().int().min(0).max(65_535).default(0),
  host: z.string().default('127.0.0.1'),
  /** Everything kept over a restart, in one file. */
  stateFile: z.string().optional(),
  integrations: z.array(integrationInput).readonly().default([]),
  bearerTokens: z.array(z.string()).readonly().default([]),
  nowMs: z.custom<() => number>((value) => typeof value === 'function').optional(),
});
export type CommerceSimulatorOptions = z.input<typeof simulatorOptions>;
