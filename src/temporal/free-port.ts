import { connect, createServer } from 'node:net';
import { hasCode } from './has-code.js';

const triesMax = 200;

/** The preferred port, else the next one that nobody listens on. Somebody may still take it before its user does. */
export async function freePortFrom(preferred: number, host: string): Promise<number> {
  for (let port = preferred; port < preferred + triesMax && port < 65_536; port += 1) {
    if (await listenOnce(port, host)) return port;
  }
  throw new Error(`No free port on ${host} from ${preferred} on, in ${triesMax} tries`);
}

/** What wants a port, in words such as `Temporal listens`, and who hears when it gets another one. */
export type PortUser = { readonly what: string; readonly say: (line: string) => void };

/** The same, and says so when it is not the preferred one. */
export async function saidPortFrom(preferred: number, host: string, { what, say }: PortUser): Promise<number> {
  const port = await freePortFrom(preferred, host);
  if (port !== preferred) say(`Port ${preferred} is taken: ${what} on ${port}.`);
  return port;
}

/** Opens on the preferred port, else on the next free one, and says so. One that somebody takes in between is passed over. */
export async function openOnPortFrom<Opened>(
  wanted: PortUser & { readonly preferred: number; readonly host: string },
  open: (port: number) => Promise<Opened>,
): Promise<Opened> {
  const { preferred, host, what, say } = wanted;
  for (let from = preferred; ; ) {
    const port = await freePortFrom(from, host);
    try {
      const opened = await open(port);
      if (port !== preferred) say(`Port ${preferred} is taken: ${what} on ${port}.`);
      return opened;
    } catch (error) {
      if (!hasCode(error, 'EADDRINUSE')) throw error;
      from = port + 1;
    }
  }
}

/** Any port that is free just now, chosen by the operating system. */
export async function anyFreePort(host: string): Promise<number> {
  const port = await listenOnce(0, host);
  if (port === undefined) throw new Error(`${host} is not an address of this machine`);
  return port;
}

function listenOnce(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const bound = server.address();
      server.close(() => resolve(bound !== null && typeof bound === 'object' ? bound.port : undefined));
    });
  });
}

export function isListening(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const answer = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
