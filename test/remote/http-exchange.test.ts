import { afterEach, describe, expect, it } from '@jest/globals';
import { answerBytesMax, exchange, type HttpRequest } from '../../src/remote/http-exchange.js';
import { type AdHocServer, adHocServer } from './ad-hoc-server.js';

const timeoutMs = 5_000;
const get = (url: string, limits: Partial<HttpRequest> = {}) =>
  exchange(fetch, { method: 'GET', url, headers: {}, timeoutMs, ...limits });

describe('one exchange', () => {
  let server: AdHocServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  it('gives status, headers and text', async () => {
    server = await adHocServer((_request, response) => {
      response.writeHead(201, { 'x-told': 'yes' }).end('grüße');
    });
    const answer = await get(server.url);
    expect(answer).toMatchObject({ status: 201, text: 'grüße' });
    expect('header' in answer && answer.header('X-Told')).toBe('yes');
    expect('header' in answer && answer.header('x-silent')).toBeUndefined();
  });

  it('shows a redirect and does not follow it, so that credentials go nowhere else', async () => {
    server = await adHocServer((_request, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await get(server.url)).toMatchObject({ status: 302 });
    expect(server.seen).toHaveLength(1);
  });

  it('stops reading an answer beyond the cap, whatever its content-length said', async () => {
    server = await adHocServer((_request, response) => {
      const piece = 'x'.repeat(1024 * 1024);
      for (let bytes = 0; bytes <= answerBytesMax; bytes += piece.length) response.write(piece);
      response.end();
    });
    expect(await get(server.url)).toEqual({ noAnswer: 'too-large' });
  });

  it('gives up on a server that takes the request and stays silent', async () => {
    server = await adHocServer(() => undefined);
    expect(await get(server.url, { timeoutMs: 50 })).toEqual({ noAnswer: 'timed-out' });
  });

  it('gives up on a server that begins to answer and does not end', async () => {
    server = await adHocServer((_request, response) => {
      response.writeHead(200).write('{');
    });
    expect(await get(server.url, { timeoutMs: 50 })).toEqual({ noAnswer: 'timed-out' });
  });

  it('tells a connection cut after the request from one that never stood', async () => {
    server = await adHocServer((_request, response) => {
      response.destroy();
    });
    const { url } = server;
    expect(await get(url)).toMatchObject({ noAnswer: 'cut-off' });
    await server.close();
    server = undefined;
    expect(await get(url)).toEqual({ noAnswer: 'not-connected', code: 'ECONNREFUSED' });
  });

  it('tells a connection cut in the middle of the answer', async () => {
    server = await adHocServer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    });
    expect(await get(server.url)).toMatchObject({ noAnswer: 'cut-off' });
  });
});
