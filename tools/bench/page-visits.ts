import { setTimeout as sleep } from 'node:timers/promises';

/** How long each visit took until the last byte, in milliseconds. */
export type Durations = readonly number[];

export const percentile = (durations: Durations, share: number): number => {
  const sorted = durations.toSorted((one, other) => one - other);
  return (
    Math.round((sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN) * 10) / 10
  );
};

export async function visit(url: string, path: string): Promise<{ readonly ms: number; readonly text: string }> {
  const began = performance.now();
  const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`);
  return { ms: performance.now() - began, text };
}

export async function visitEach(url: string, paths: readonly string[], rounds: number): Promise<Durations> {
  const durations: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const path of paths) durations.push((await visit(url, path)).ms);
  }
  return durations;
}

/** Follows "Next page" and gives the addresses on the way. */
export async function walkPages(url: string, start: string, pages: number): Promise<readonly string[]> {
  const walked = [start];
  for (let page = 1; page < pages; page += 1) {
    const { text } = await visit(url, walked.at(-1) ?? start);
    const [, next] = /<a class="button quiet" href="([^"]+)" rel="next">/.exec(text) ?? [];
    if (next === undefined) break; // a short list, tried out: its last pages are as deep as it goes
    walked.push(next.replaceAll('&amp;', '&'));
  }
  return walked;
}

/** One operator's page: asks every second, as its script does, and is told "nothing new" most of the time. */
export async function refreshLike(
  url: string,
  path: string,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<Durations> {
  const durations: number[] = [];
  let tag: string | undefined;
  await sleep(Math.random() * 1000);
  while (!signal.aborted) {
    const began = performance.now();
    const response = await fetch(`${url}${path}`, {
      headers: { accept: 'text/html', ...(tag ? { 'if-none-match': tag } : {}) },
    });
    const text = await response.text();
    durations.push(performance.now() - began);
    if (response.status === 200) {
      tag = response.headers.get('etag') ?? undefined;
      onText(text);
    }
    await sleep(1000);
  }
  return durations;
}
