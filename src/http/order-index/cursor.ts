import * as z from 'zod';
import { nameOfSort, type OrderSort, type SortPlace } from './order-sort.js';

/** Where a page ended, as the next address carries it: the last row's place, not a page number, so that new orders move nothing. */
export function cursorOf(place: SortPlace, sort: OrderSort): string {
  return Buffer.from(JSON.stringify([nameOfSort(sort), place.value ?? null, place.workflowId])).toString('base64url');
}

const cursorSchema = z.tuple([z.string(), z.union([z.number(), z.string(), z.null()]), z.string().max(1000)]);

/** A cursor belongs to the sort that it was made for; any other one is refused. */
export function parseCursor(raw: string, sort: OrderSort): SortPlace | undefined {
  const parsed = cursorSchema.safeParse(jsonOf(Buffer.from(raw, 'base64url').toString('utf8')));
  if (!parsed.success) return undefined;
  const [sortName, value, workflowId] = parsed.data;
  return sortName === nameOfSort(sort) ? { value: value ?? undefined, workflowId } : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not a cursor of ours: the caller refuses it by name
  }
}
