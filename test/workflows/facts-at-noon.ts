import { OrderFacts } from '../../workflows/order-facts.js';
import { newOrderRef, orderSettings, sighting } from '../support/order-inputs.js';

const order = newOrderRef();

export const at = (time: string) => `2026-11-01T${time}:00.000Z`;

/** What is known of an order at noon, and the clock that goes on from there. */
export function factsAtNoon(startsAs = sighting('Unshipped')) {
  const clock = { nowMs: Date.parse(at('12:00')) };
  const input = { order, settings: orderSettings(), sighting: startsAs };
  return { clock, facts: new OrderFacts(input, () => clock.nowMs) };
}

export const noted = ({ state }: OrderFacts, what: string) =>
  state.timeline.filter((entry) => entry.what === what).length;
