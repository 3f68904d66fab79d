import {
  ApplicationFailure,
  type Client,
  type WorkflowHandle,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { type AccountAnswer, acceptShop, account, setReadOnly } from '../../workflows/account-messages.js';
import type { AccountState } from '../../workflows/account-state.js';
import { assertNever } from '../domain/assert-never.js';
import { accountWorkflowId } from '../temporal/workflow-ids.js';

/** What pages and the API say to the workflow of one account. Answers, never throws. */
export interface AccountConversation {
  view(accountId: string): Promise<AccountView>;
  act(accountId: string, action: AccountAction): Promise<AccountActed>;
}

export type AccountAction =
  | { readonly kind: 'read-only'; readonly actor: string; readonly isReadOnly: boolean; readonly reason?: string }
  | { readonly kind: 'accept-shop'; readonly actor: string };

export type AccountView =
  | { readonly outcome: 'view'; readonly state: AccountState }
  | { readonly outcome: 'unknown' | 'no-answer' };

export type AccountActed =
  | { readonly outcome: 'accepted'; readonly answer: AccountAnswer }
  | { readonly outcome: 'refused'; readonly because: string }
  | { readonly outcome: 'unknown' | 'no-answer' };

const viewWithinMs = 3_000;
/** A switch to read-only answers only when no process can change anything any more, which takes five seconds. */
const actWithinMs = 20_000;

/** `acted` hears of whatever was asked of an account, before the answer is given: what is known of it is out of date. */
export function createAccountConversation(
  client: Pick<Client, 'workflow' | 'withDeadline'>,
  acted: (accountId: string) => void = () => undefined,
): AccountConversation {
  const ask = <T>(accountId: string, withinMs: number, question: (handle: WorkflowHandle) => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + withinMs, () => question(client.workflow.getHandle(accountWorkflowId(accountId))));
  return {
    view: async (accountId) => {
      try {
        return { outcome: 'view', state: await ask(accountId, viewWithinMs, (handle) => handle.query(account)) };
      } catch (error) {
        return { outcome: error instanceof WorkflowNotFoundError ? 'unknown' : 'no-answer' };
      }
    },
    act: async (accountId, action) => {
      try {
        return { outcome: 'accepted', answer: await ask(accountId, actWithinMs, (handle) => send(handle, action)) };
      } catch (error) {
        if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
          return { outcome: 'refused', because: error.cause.message };
        }
        return { outcome: error instanceof WorkflowNotFoundError ? 'unknown' : 'no-answer' };
      } finally {
        acted(accountId);
      }
    },
  };
}

function send(handle: WorkflowHandle, action: AccountAction): Promise<AccountAnswer> {
  const { kind, ...wish } = action;
  switch (kind) {
    case 'read-only':
      return handle.executeUpdate(setReadOnly, { args: [{ isReadOnly: true, ...wish }] });
    case 'accept-shop':
      return handle.executeUpdate(acceptShop, { args: [wish] });
    default:
      return assertNever(kind);
  }
}
