import type { HttpAnswer } from '../remote/http-exchange.js';

const waitMsDefault = 10_000;
const waitMsMax = 60 * 60_000;

/** Seconds or a date, as HTTP has it; gateways often send neither. */
export function retryAfterMsOf(answer: HttpAnswer, nowMs: number): number {
  const raw = answer.header('retry-after')?.trim() ?? '';
  const waitMs = /^\d{1,9}$/.test(raw) ? Number(raw) * 1_000 : Date.parse(raw) - nowMs;
  if (Number.isNaN(waitMs) || waitMs <= 0) return waitMsDefault;
  return Math.min(waitMs, waitMsMax);
}
