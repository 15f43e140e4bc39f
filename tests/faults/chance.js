/** Chance that can be had again: the same seed gives the same draws. */

/** A generator of numbers in [0, 1) (mulberry32). */
export function createChance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return {
    next,
    below,
    /** Whether something of this probability happens. */
    happens: (probability) => next() < probability,
    pick: (things) => things[below(things.length)],
    /** One of the names, each with its weight. */
    weighed(weights) {
      const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
      let left = next() * total;
      return Object.keys(weights).find((name) => (left -= weights[name]) < 0);
    },
  };
}
