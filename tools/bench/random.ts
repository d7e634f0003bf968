/** Reproducible randomness: the same seed gives the same log on every machine. */

/** A source of numbers in [0, 1) (mulberry32: small, fast, good enough to mix text). */
export type Random = () => number;

/** Makes a source from a seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** One of the items. */
export function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** A size's distribution: its 10th, 25th, 50th, 75th, 90th and 99th percentiles. */
export type Percentiles = readonly [number, number, number, number, number, number];

const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9, 0.99] as const;

/** A size drawn from a distribution, interpolated on a logarithmic scale between its percentiles. */
export function sizeFrom(random: Random, percentiles: Percentiles): number {
  const share = random();
  for (const [index, upper] of SHARES.entries()) {
    if (share >= upper) continue;
    const high = percentiles[index] ?? 1;
    const low = index === 0 ? high / 2 : percentiles[index - 1] ?? high;
    const lower = index === 0 ? 0 : SHARES[index - 1] ?? 0;
    return Math.round(low * (high / low) ** ((share - lower) / (upper - lower)));
  }
  return percentiles[5];
}
