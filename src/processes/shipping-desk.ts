import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { loadSettings, WrongSettings } from './load-settings.js';

type Environment = Readonly<Record<string, string | undefined>>;

export type ShippingDesk = ReturnType<typeof openShippingDesk>;
/** `status` 0: nobody answers there. */
export type DeskAnswer = { readonly status: number; readonly body: unknown };

const answerWithinMs = 20_000;

/** The place of a shipping system: reports packages over HTTP, signed with a secret of the account, and owns nothing else. */
export function openShippingDesk(env: Environment, wanted: { readonly account?: string; readonly url?: string }) {
  const loaded = loadSettings(env);
  if (loaded === undefined) throw new WrongSettings('This needs a settings file: name it in WAYBILL_CONFIG');
  const { accounts, http } = loaded.settings;
  const ids = accounts.map(({ id }) => id);
  const account = accounts.find(({ id }) => (wanted.account === undefined ? ids.length === 1 : id === wanted.account));
  if (account === undefined) throw new WrongSettings(`Name one of these accounts with --account: ${ids.join(', ')}`);
  const [secret] = account.shipping.webhookSecrets;
  if (secret === undefined)
    throw new WrongSettings(`Account ${account.id} has no shipping.webhookSecrets: it takes none`);
  const url = (wanted.url ?? `http://${http.host}:${http.port}`).replace(/\/+$/, '');
  return {
    url,
    /** As the API shows it; no body when it does not answer with one. */
    order: (amazonOrderId: string): Promise<DeskAnswer> =>
      answerOf(`${url}/api/orders/${encodeURIComponent(amazonOrderId)}`, { headers: { accept: 'application/json' } }),
    report: (order: Readonly<Record<string, string>>, parcel: object): Promise<DeskAnswer> => {
      const id = `msg_${randomUUID()}`;
      const now = new Date();
      const body = JSON.stringify({ account: account.id, ...order, package: parcel });
      return answerOf(`${url}/webhooks/shipments`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
          'webhook-signature': new Webhook(secret).sign(id, now, body),
        },
      });
    },
  };
}

async function answerOf(url: string, request: RequestInit): Promise<DeskAnswer> {
  const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(answerWithinMs) }).then(
    async (response) => ({ status: response.status, text: await response.text() }),
    () => ({ status: 0, text: '' }), // whoever typed the command is told that nobody answers
  );
  try {
    return { status: answer.status, body: JSON.parse(answer.text) };
  } catch {
    return { status: answer.status, body: undefined }; // nobody, or something between us and Waybill
  }
}
