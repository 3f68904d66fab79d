import type { CommerceDiagnosis } from '../commerce/diagnosis-client.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import { type Finding, findingsAbout } from './finding.js';

const { ok, warning, fault } = findingsAbout('stock');

type Question = {
  readonly commerce: CommerceDiagnosis;
  readonly websiteIds: readonly number[];
  /** The inventory source that shipments are taken from, where the settings name one. */
  readonly sourceCode?: string;
  /** Adobe's Cloud Service has no command line. */
  readonly hasCommandLine: boolean;
};

const guide = 'docs/operate.md, "Stock"';

/** Stock that is silently wrong is the worst kind: what Commerce does over REST, and what has to be done beside it. */
export async function checkStock(question: Question): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  try {
    for (const websiteId of question.websiteIds) findings.push(...(await checkWebsite(question, websiteId)));
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error;
    findings.push(
      warning({
        code: 'stock-not-looked-at',
        sentence: `The inventory could not be looked at: ${error.message}`,
        remedy: 'Mend what is said about Commerce first, then try again',
      }),
    );
  }
  return findings;
}

async function checkWebsite({ commerce, sourceCode, hasCommandLine }: Question, websiteId: number) {
  const code = await commerce.websiteCode(websiteId);
  if (code === undefined) return [];
  const stock = await commerce.stockOf(code);
  if (stock === 'absent') return [withoutInventory];
  if (stock === 'none') {
    return [
      fault({
        code: 'stock-unassigned',
        sentence: `Website ${code} is assigned to no stock: nothing can be sold there, and every order would be blocked`,
        remedy: 'Assign the website to a stock: Stores, Inventory, Stocks, Sales Channels',
      }),
    ];
  }
  const sources = await commerce.sourcesOf(stock.stockId);
  const named = sources === 'not-permitted' || sources === 'absent' ? [] : sources;
  return [
    ok({
      code: 'stock',
      sentence: `Website ${code} sells from stock ${stock.name}${named.length === 0 ? '' : ` with the sources ${named.join(', ')}`}`,
    }),
    ...(Array.isArray(sources) ? judgeSource(stock.name, sources, sourceCode) : []),
    reservations(hasCommandLine),
  ];
}

const withoutInventory = warning({
  code: 'inventory-absent',
  sentence:
    'The shop has no inventory management. An order that comes over REST takes nothing off the stock item, neither when it is created nor when it ships: quantities stay too high',
  remedy: `Let the ERP or the warehouse write the quantities, or take them off in an extension (${guide})`,
});

/** Whether a product is managed is told for single products only, so it is said for all. */
const reservations = (hasCommandLine: boolean): Finding =>
  warning({
    code: 'inventory-not-reserved',
    sentence:
      'Inventory management is on. Orders over REST reserve nothing, and shipping them gives back a reservation that was never made: salable quantity stays too high by what Amazon has sold',
    remedy: hasCommandLine
      ? `For products whose stock Commerce manages, run every few minutes by cron: bin/magento inventory:reservation:list-inconsistencies -r | bin/magento inventory:reservation:create-compensations. Or let Commerce not manage the stock of what sells on Amazon (${guide})`
      : `The Cloud Service has no command for it: let Commerce not manage the stock of what sells on Amazon, or let the ERP write quantities that leave room for it (${guide})`,
  });

function judgeSource(stock: string, sources: readonly string[], wanted: string | undefined): readonly Finding[] {
  if (wanted !== undefined && !sources.includes(wanted)) {
    return [
      fault({
        code: 'source-unknown',
        sentence: `shipping.sourceCode is ${wanted}, which is no enabled source of stock ${stock}: every shipment would be refused`,
        remedy: `Name one of ${sources.join(', ') || 'its sources'}, or assign the source to the stock`,
      }),
    ];
  }
  if (wanted !== undefined || sources.length === 1 || sources.includes('default')) return [];
  return [
    fault({
      code: 'source-undecided',
      sentence: `Stock ${stock} has ${sources.length} sources and none is called default: Commerce would ship from one that the stock does not have`,
      remedy: `Name the source that Amazon orders leave from in shipping.sourceCode: ${sources.join(', ')}`,
    }),
  ];
}
