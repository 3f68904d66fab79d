import type { Settings } from '../config/settings.js';
import type { TemporalAddress } from '../temporal/connection.js';
import { readConnectionEnvironment } from '../temporal/connection-environment.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment speaks first, then the settings file; undefined: nobody names a server. */
export function temporalAddress(env: Environment, settings: Settings | undefined): TemporalAddress | undefined {
  const { address: fromEnvironment, namespace: namespaceThere, ...access } = readConnectionEnvironment(env);
  const address = fromEnvironment ?? settings?.temporal?.address;
  if (address === undefined) return undefined;
  const { namespace = 'default', encryption } = settings?.temporal ?? {};
  return {
    ...access,
    address,
    namespace: namespaceThere ?? namespace,
    ...(encryption === undefined ? {} : { encryption }),
  };
}
