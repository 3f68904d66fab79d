import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { RecoverOrderOutcome } from '../activities/contract.js';
import type { CancellationLine } from '../src/domain/cancellation-line.js';
import type { AmazonOrderId } from '../src/domain/ids.js';
import type { ShopIdentity } from '../src/domain/shop-identity.js';
import type { ReadOnlyWish } from './account-changes.js';
import type { AccountState } from './account-state.js';
import type { Operator } from './messages.js';

export const account = defineQuery<AccountState>('account');

/** What the settings say at the start of a process; only news counts. */
export const configured = defineSignal<[Configured]>('configured');
export type Configured = {
  readonly since?: string;
  /** Absent: said by a process that did not know this setting, and nothing changes. */
  readonly refunds?: 'ignore' | 'creditmemo';
};

/** Reads a period once more, without touching the cursor; answers at once, `account` shows how far it is. */
export const recover = defineUpdate<{ readonly id: string; readonly after: string; readonly before: string }, [Period]>(
  'recover',
);
/** Reads one order by its number and puts it right; answers when that is done. */
export const recoverOrder = defineUpdate<RecoverOrderOutcome, [{ readonly amazonOrderId: AmazonOrderId }]>(
  'recoverOrder',
);

/** Amazon is to be asked by feed to cancel this order; the answer goes to the order as `cancelAnswered`. */
export const cancelWanted = defineSignal<[CancellationLine]>('cancelWanted');
/** A package of the order left: what no feed holds yet gets into none. */
export const cancelCalledOff = defineSignal<[{ readonly amazonOrderId: AmazonOrderId }]>('cancelCalledOff');

/** A process has seen the shop, and the account's memo says another one, or none. */
export const shopSeen = defineSignal<[ShopIdentity]>('shopSeen');
/** No process has the account in its settings; `configured` says that one has it again. */
export const leftSettings = defineSignal('leftSettings');
/** The account is closed for good: its workflow ends. Its orders are told by whoever closes it. */
export const closeAccount = defineSignal('closeAccount');
/** Answers when nothing can be changed any more; or, lifted, at once. What waits is then sent. */
export const setReadOnly = defineUpdate<AccountAnswer, [ReadOnlyWish]>('setReadOnly');
/** Takes the shop that was seen for the account's own. */
export const acceptShop = defineUpdate<AccountAnswer, [Operator]>('acceptShop');

export type AccountAnswer = { readonly isReadOnly: boolean; readonly note: string };
export type Period = { readonly from: string; readonly to: string };
