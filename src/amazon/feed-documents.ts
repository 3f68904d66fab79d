import { gunzipSync } from 'node:zlib';
import type { RemoteFailure, RemoteFault } from '../domain/remote-failure.js';
import { exchangeBytes, type Fetch, type HttpBytes, type HttpRequest } from '../remote/http-exchange.js';
import { failureOf } from './sp-api-transport.js';

/**
 * The storage behind Amazon's presigned addresses. It gets no token and no quota: whoever has the address may use it, for
 * five minutes, which is why it is never logged.
 */
export type FeedDocuments = {
  upload(url: string, document: { readonly contentType: string; readonly text: string }): Promise<void>;
  download(url: string, isPacked: boolean): Promise<string>;
};

/** A report of ten thousand lines stays below this. */
const textBytesMax = 32 * 1024 * 1024;

type Deps = { readonly fetch: Fetch; readonly timeoutMs: number; readonly endpoint: string };

export function createFeedDocuments({ fetch, timeoutMs, endpoint }: Deps): FeedDocuments {
  const send = async (
    operation: 'createFeedDocument' | 'getFeedDocument',
    request: Pick<HttpRequest, 'method' | 'url' | 'body'> & { readonly headers?: Record<string, string> },
  ): Promise<HttpBytes> => {
    const fail = (fault: RemoteFault, detail: string): RemoteFailure =>
      failureOf({ operation }, fault, { detail: `${request.method} of the document: ${detail}` });
    // Amazon names the host; an answer that names another kind of place is none of Amazon's.
    if (!isTrusted(request.url, endpoint)) throw fail({ kind: 'malformed-answer', at: 'url' }, 'no https address');
    const answer = await exchangeBytes(fetch, { headers: {}, ...request, timeoutMs });
    if ('noAnswer' in answer)
      throw fail({ kind: 'unavailable', isOutcomeKnown: false }, answer.code ?? answer.noAnswer);
    // A 403 is an address that is too old: a new attempt asks for a new one.
    if (answer.status < 200 || answer.status > 299) {
      throw fail({ kind: 'unavailable', isOutcomeKnown: true }, `status ${answer.status}`);
    }
    return answer;
  };
  return {
    upload: async (url, { contentType, text }) => {
      // The address is signed together with the content type that it was asked for.
      await send('createFeedDocument', { method: 'PUT', url, body: text, headers: { 'content-type': contentType } });
    },
    download: async (url, isPacked) => {
      const { bytes } = await send('getFeedDocument', { method: 'GET', url });
      return new TextDecoder().decode(isPacked ? unpacked(bytes) : bytes);
    },
  };
}

function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: textBytesMax });
  } catch {
    throw failureOf({ operation: 'getFeedDocument' }, { kind: 'malformed-answer', at: 'document' });
  }
}

/** Plain http only where the API itself is spoken to by it: a simulator on this machine. */
function isTrusted(url: string, endpoint: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && hostname === new URL(endpoint).hostname);
}
