import { isLoopback } from '../domain/loopback.js';
import { marketplaceOf } from '../domain/marketplaces.js';
import { amazonRegions } from './settings.js';
import type { PathPart } from './settings-fault.js';

type PlacedFault = { readonly path: readonly PathPart[]; readonly problem: string };

/** What no setting can tell by itself. Looks at the raw data, so that these faults are named beside all others. */
export function crossFaults(data: unknown): readonly PlacedFault[] {
  const accounts = listAt(data, 'accounts');
  return [
    ...openToTheNetwork(at(data, 'http')),
    ...namedTwice(listAt(at(data, 'http'), 'users'), {
      path: ['http', 'users'],
      name: 'name',
      problem: 'is the name of another user too',
    }),
    ...namedTwice(listAt(at(at(data, 'temporal'), 'encryption'), 'keys'), {
      path: ['temporal', 'encryption', 'keys'],
      name: 'id',
      problem: 'is the id of another key too',
    }),
    ...repeated(accounts, ['id'], 'is the id of another account too'),
    ...repeated(accounts, ['amazon', 'sellerId'], 'is the seller of another account too; one account holds all of it'),
    // Each listener takes its own seller's messages only, and sets the others' aside.
    ...repeated(
      accounts,
      ['amazon', 'notifications', 'queueUrl'],
      'is the queue of another account too; each seller needs its own',
    ),
    ...accounts.flatMap((account, index) => {
      const amazon = at(account, 'amazon');
      return [
        ...strangeTokenServer(amazon).map(inside(['accounts', index, 'amazon'])),
        ...foreignMarketplaces(amazon).map(inside(['accounts', index, 'amazon'])),
        ...viewsOfOtherMarketplaces(account).map(inside(['accounts', index, 'commerce', 'storeViews'])),
        ...carriersTwice(at(at(account, 'shipping'), 'carriers')).map(
          inside(['accounts', index, 'shipping', 'carriers']),
        ),
      ];
    }),
  ];
}

/** Pages show buyers and cancel orders: without a login they are for this very machine. */
function openToTheNetwork(http: unknown): readonly PlacedFault[] {
  const host = at(http, 'host');
  if (typeof host !== 'string' || isLoopback(host) || host === '::1' || listAt(http, 'users').length > 0) return [];
  return [
    { path: ['http', 'users'], problem: `is missing: ${host} is reached from other machines, so pages need a login` },
  ];
}

type Naming = PlacedFault & { readonly name: string };

function namedTwice(list: readonly unknown[], { path, name, problem }: Naming): readonly PlacedFault[] {
  const names = list.map((entry) => at(entry, name));
  return names.flatMap((own, index) =>
    own !== undefined && names.indexOf(own) < index ? [{ path: [...path, index, name], problem }] : [],
  );
}

function repeated(accounts: readonly unknown[], name: readonly string[], problem: string): readonly PlacedFault[] {
  const values = accounts.map((account) => name.reduce<unknown>((holder, part) => at(holder, part), account));
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    if (value === undefined || first === index) return [];
    return [{ path: ['accounts', index, ...name], problem: `${problem} (accounts[${first}])` }];
  });
}

/** A test server for orders beside Amazon's own for tokens (or the reverse) is a slip, and it would send credentials astray. */
function strangeTokenServer(amazon: unknown): readonly PlacedFault[] {
  const isOwn = (name: string): boolean => {
    const written = at(amazon, name);
    return typeof written === 'string' && URL.canParse(written) && !isAmazonHost(new URL(written).hostname);
  };
  const problem = (other: string): string => `is missing: ${other} is not Amazon's, so this one must be named too`;
  if (isOwn('endpoint') && at(amazon, 'lwaEndpoint') === undefined)
    return [{ path: ['lwaEndpoint'], problem: problem('endpoint') }];
  if (isOwn('lwaEndpoint') && at(amazon, 'endpoint') === undefined)
    return [{ path: ['endpoint'], problem: problem('lwaEndpoint') }];
  return [];
}

const isAmazonHost = (hostname: string): boolean => /(^|\.)amazon\.(com|co\.uk|co\.jp)$/.test(hostname);

function foreignMarketplaces(amazon: unknown): readonly PlacedFault[] {
  const region = amazonRegions.find((known) => known === at(amazon, 'region'));
  return listAt(amazon, 'marketplaces').flatMap((id, index) => {
    const marketplace = marketplaceOf(id);
    if (marketplace === undefined || region === undefined || marketplace.region === region) return [];
    const problem = `is ${marketplace.domain}, which belongs to region ${marketplace.region}`;
    return [{ path: ['marketplaces', index], problem }];
  });
}

/** A slip in the id would send the orders of a marketplace to the wrong store view, in silence. */
function viewsOfOtherMarketplaces(account: unknown): readonly PlacedFault[] {
  const views = at(at(account, 'commerce'), 'storeViews');
  if (typeof views !== 'object' || views === null) return [];
  const own = listAt(at(account, 'amazon'), 'marketplaces');
  return Object.keys(views)
    .filter((id) => !own.includes(id))
    .map((id) => ({ path: [id], problem: 'is not one of the marketplaces of this account' }));
}

/** Shipping systems differ in capitals only by accident, so carriers are looked up without regard to them. */
function carriersTwice(carriers: unknown): readonly PlacedFault[] {
  if (typeof carriers !== 'object' || carriers === null) return [];
  const folded = Object.keys(carriers).map((name) => [name, name.trim().toLowerCase()] as const);
  return folded
    .filter(([, name], index) => folded.findIndex(([, other]) => other === name) < index)
    .map(([name]) => ({ path: [name], problem: 'is there twice, apart from capital letters' }));
}

const inside =
  (outer: readonly PathPart[]) =>
  ({ path, problem }: PlacedFault): PlacedFault => ({ path: [...outer, ...path], problem });

function at(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined;
  return Object.entries(holder).find(([key]) => key === name)?.[1];
}

function listAt(holder: unknown, name: string): readonly unknown[] {
  const list = at(holder, name);
  return Array.isArray(list) ? list : [];
}
