import { startAmazonSimulator } from '../../src/simulators/amazon/amazon-simulator.js';
import type { AmazonSimulatorOptions } from '../../src/simulators/amazon/simulator-options.js';
import {
  type CommerceSimulatorOptions,
  startCommerceSimulator,
} from '../../src/simulators/commerce/commerce-simulator.js';
import { type SampleAccount, sampleAmazonOptions, sampleCommerceOptions, sellerIdOf } from './sample-accounts.js';
import { SimulatedAmazon } from './simulated-amazon.js';
import { SimulatedCommerce } from './simulated-commerce.js';

export type SimulatedRemotes = {
  readonly amazonUrl: string;
  readonly commerceUrl: string;
  /** As the seller of the first account, unless another one is named. */
  readonly amazon: (account?: Pick<SampleAccount, 'id'>) => SimulatedAmazon;
  readonly commerce: SimulatedCommerce;
  readonly stop: () => Promise<void>;
};

/** Both simulators on free ports, in this process. */
export async function startRemotes(
  accounts: readonly [SampleAccount, ...SampleAccount[]],
  shop: CommerceSimulatorOptions = {},
  amazonOptions: Partial<AmazonSimulatorOptions> = {},
): Promise<SimulatedRemotes> {
  const amazon = await startAmazonSimulator({ ...sampleAmazonOptions(accounts), ...amazonOptions });
  const commerce = await startCommerceSimulator(sampleCommerceOptions(shop));
  return {
    amazonUrl: amazon.url,
    commerceUrl: commerce.url,
    amazon: (account = accounts[0]) => new SimulatedAmazon(amazon.url, sellerIdOf(account)),
    commerce: new SimulatedCommerce(commerce.url),
    stop: async () => {
      await amazon.close();
      await commerce.close();
    },
  };
}
