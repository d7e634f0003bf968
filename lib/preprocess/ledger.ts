/** The account of a session: what was kept, what was left out, and why. */

/** How often something happened, and how many characters it concerned. */
export interface Tally {
  count: number;
  characters: number;
}

/** Counts by name; names are the keys of the report. */
export interface Ledger {
  /** Events written, by element name. */
  readonly kept: Map<string, Tally>;
  /** What was left out or shortened, by reason. */
  readonly dropped: Map<string, Tally>;
  /** Types that this program does not know, by type. */
  readonly unknownTypes: Map<string, Tally>;
}

/** An empty ledger. */
export function newLedger(): Ledger {
  return { kept: new Map(), dropped: new Map(), unknownTypes: new Map() };
}

/** Adds one occurrence, and the characters it concerned, to a tally. */
export function tally(tallies: Map<string, Tally>, name: string, characters = 0): void {
  const found = tallies.get(name);
  if (found === undefined) {
    tallies.set(name, { count: 1, characters });
  } else {
    found.count++;
    found.characters += characters;
  }
}

/** The counts alone, for a report. */
export function countsOf(tallies: ReadonlyMap<string, Tally>): Record<string, number> {
  return Object.fromEntries([...tallies].map(([name, { count }]) => [name, count]));
}
