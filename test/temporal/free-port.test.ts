import { describe, expect, it } from '@jest/globals';
import { anyFreePort, openOnPortFrom } from '../../src/temporal/free-port.js';

const host = '127.0.0.1';
const inUse = () => Object.assign(new Error('in use'), { code: 'EADDRINUSE' });

describe('opening on a preferred port', () => {
  it('takes it in silence when it is free', async () => {
    const said: string[] = [];
    const preferred = await anyFreePort(host);
    const wanted = { preferred, host, what: 'the page is', say: (line: string) => void said.push(line) };
    expect(await openOnPortFrom(wanted, async (port) => port)).toBe(preferred);
    expect(said).toEqual([]);
  });

  it('goes on to the next free one when somebody takes it in the last moment, and says which', async () => {
    const said: string[] = [];
    const preferred = await anyFreePort(host);
    const wanted = { preferred, host, what: 'the page is', say: (line: string) => void said.push(line) };
    const opened = await openOnPortFrom(wanted, async (port) => {
      if (port === preferred) throw inUse();
      return port;
    });
    expect(opened).toBeGreaterThan(preferred);
    expect(said).toEqual([`Port ${preferred} is taken: the page is on ${opened}.`]);
  });

  it('gives up at once when something else is wrong', async () => {
    let triesCount = 0;
    const wanted = { preferred: await anyFreePort(host), host, what: 'the page is', say: () => undefined };
    const opening = openOnPortFrom(wanted, async () => {
      triesCount += 1;
      throw new Error('no rights');
    });
    await expect(opening).rejects.toThrow('no rights');
    expect(triesCount).toBe(1);
  });
});
