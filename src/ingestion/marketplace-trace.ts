import type { MarketplaceId } from '../domain/ids.js';

type Ask = (id: MarketplaceId) => Promise<'open' | 'refused'>;

/**
 * Which marketplaces a refused search was refused for: Amazon does not say it, so each is asked for by itself. Searches are
 * few, and with an empty bucket there is one in three minutes: what was found out is kept from one attempt to the next, or
 * no attempt would ever come to the end.
 */
export class MarketplaceTrace {
  readonly #answers = new Map<MarketplaceId, 'open' | 'refused'>();
  #refusal: unknown;

  /** The refused search that is to be explained; undefined: none. */
  get refusal(): unknown {
    return this.#refusal;
  }

  begin(refusal: unknown): void {
    this.#answers.clear();
    this.#refusal = refusal;
  }

  /** Those of the suspects that are refused. What `ask` throws is thrown, and the next call goes on there. */
  async refusedAmong(suspects: readonly MarketplaceId[], ask: Ask): Promise<readonly MarketplaceId[]> {
    for (const id of suspects) {
      if (!this.#answers.has(id)) this.#answers.set(id, await ask(id));
    }
    return suspects.filter((id) => this.#answers.get(id) === 'refused');
  }

  end(): void {
    this.begin(undefined);
  }
}
