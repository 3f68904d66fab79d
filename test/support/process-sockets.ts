import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Linux tells it in /proc; elsewhere nothing can be told, and what asks must be skipped. */
export const canSeeSockets = process.platform === 'linux';

/**
 * Whom a process has connected to: ports on this machine, and whatever is not on this machine as `address:port` in hex.
 * Whoever has connected to the process, on the port that it serves, is left out.
 */
export function peersOf(pid: number, servedPort: number): readonly (number | string)[] {
  const own = socketsOf(pid);
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((protocol) =>
    linesOf(`/proc/${pid}/net/${protocol}`)
      .filter(({ inode, local, remote }) => own.has(inode) && !/:0000$/.test(remote) && portIn(local) !== servedPort)
      .map(({ remote }) => (isLoopback(remote.split(':')[0] ?? '') ? portIn(remote) : remote)),
  );
}

export function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => / [A-Za-z] (\d+) /.exec(textOf(`/proc/${name}/stat`).replace(/^.*\)/, ''))?.[1] === String(pid))
    .map(Number);
}

function socketsOf(pid: number): ReadonlySet<string> {
  const folder = `/proc/${pid}/fd`;
  const links = readdirSync(folder).map((name) => {
    try {
      return readlinkSync(`${folder}/${name}`);
    } catch {
      return ''; // closed since it was listed
    }
  });
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}

const portIn = (address: string): number => Number.parseInt(address.split(':')[1] ?? '', 16);

const linesOf = (file: string) =>
  textOf(file)
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .map((columns) => ({ local: columns[1] ?? '', remote: columns[2] ?? ':0000', inode: columns[9] ?? '' }));

/** 127.0.0.1 as it stands there, the same as an IPv6 address, and ::1. */
const isLoopback = (address: string): boolean =>
  /^(0{16}FFFF0{4})?[0-9A-F]{6}7F$/.test(address) || address === '00000000000000000000000001000000';

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process has ended since
  }
}
