import type { CommerceBuyers } from '../../commerce/port.js';
import type { BuyerName } from '../../domain/buyer-name.js';
import type { AmazonOrderId } from '../../domain/ids.js';
import type { OrderRow } from '../order-index/order-row.js';
import { Turns } from './turns.js';

/** Buyers' names as Commerce has them, asked at the moment of display and kept nowhere. Answers, never throws. */
export interface Buyers {
  /** Orders without a name (not in Commerce yet, or no longer) are absent. */
  namesOf(rows: readonly OrderRow[]): Promise<BuyerNames>;
  ordersOf(search: { readonly accounts: readonly string[]; readonly name: string }): Promise<BuyerOrders>;
}

export type BuyerNames = {
  readonly names: ReadonlyMap<AmazonOrderId, BuyerName>;
  /** Accounts whose shop did not answer. */
  readonly unanswered: readonly string[];
};

export type BuyerOrders = {
  readonly amazonOrderIds: ReadonlySet<AmazonOrderId>;
  readonly unanswered: readonly string[];
  /** The shop has more of them: only the newest are here. */
  readonly isCut: boolean;
};

type CommerceOf = (account: string) => CommerceBuyers | undefined;

/** Of one account; a merchant who wants more of them wants another filter too. */
const foundMax = 300;
/** Pages of all operators together, for each shop: it serves buyers first. Ten tabs that open at once wait for each other. */
const turnsOfShop = { atOnceMax: 6, waitingMax: 30 };

export function createBuyers(commerceOf: CommerceOf): Buyers {
  const turns = new Map<string, Turns>();
  const turnsOf = (account: string): Turns => {
    const own = turns.get(account) ?? new Turns(turnsOfShop);
    turns.set(account, own);
    return own;
  };
  /** Undefined: the shop is in trouble, or too many pages wait for it. */
  const ask = async <Answer>(
    account: string,
    question: (commerce: CommerceBuyers) => Promise<Answer>,
  ): Promise<Answer | undefined> => {
    const commerce = commerceOf(account);
    if (commerce === undefined) return undefined;
    try {
      return await turnsOf(account).take(() => question(commerce));
    } catch {
      return undefined; // said on the page as "does not answer"; the workers count and name a shop's trouble
    }
  };

  return {
    namesOf: async (rows) => {
      const accounts = [...new Set(rows.map(({ account }) => account))];
      const answers = await Promise.all(
        accounts.map(async (account) => {
          const own = rows.filter((row) => row.account === account);
          const numbers = own.flatMap(({ commerceOrderNumber }) => commerceOrderNumber ?? []);
          const names = numbers.length === 0 ? new Map() : await ask(account, (commerce) => commerce.namesOf(numbers));
          return { account, own, names };
        }),
      );
      // A number in Commerce may belong to an order that is not ours: the Amazon id on it decides.
      const found = answers.flatMap(({ own, names }) =>
        own.flatMap(({ amazonOrderId }): readonly (readonly [AmazonOrderId, BuyerName])[] => {
          const name = names?.get(amazonOrderId);
          return name === undefined ? [] : [[amazonOrderId, name]];
        }),
      );
      return {
        names: new Map(found),
        unanswered: answers.filter(({ names }) => names === undefined).map(({ account }) => account),
      };
    },

    ordersOf: async ({ accounts, name }) => {
      const answers = await Promise.all(
        accounts.map(async (account) => ({
          account,
          found: await ask(account, (commerce) => commerce.ordersOf(name, foundMax)),
        })),
      );
      return {
        amazonOrderIds: new Set(answers.flatMap(({ found }) => found?.amazonOrderIds ?? [])),
        unanswered: answers.filter(({ found }) => found === undefined).map(({ account }) => account),
        isCut: answers.some(({ found }) => found?.isCut === true),
      };
    },
  };
}
