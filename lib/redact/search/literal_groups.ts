/**
 * Literals of tokens, in groups by a hash of their first three characters: the search for candidates tells where a
 * literal of a group may stand.
 *
 * Nearly every secret with a documented form is a run of 20 or more letters, digits, `_`, `-` and `.` (its prefix
 * included), so literals are looked for in such runs alone.
 */

export interface LiteralGroups {
  /** For each hash the number of its group, which takes a byte; 0 for none. */
  readonly table: Uint8Array;
  readonly groups: readonly (readonly string[])[];
}

const HASH_MASK = 0x7fff; // 15 bits: three characters, shifted by 5 bits each

/** So many numbers a byte has. */
const MAX_GROUPS = 0xff;

/**
 * Groups literals of at least three characters by their beginnings. If there are more beginnings than groups,
 * several share a group; that is harmless, because each literal of a group is compared with the text.
 *
 * @throws RangeError for a shorter literal, which is a mistake in a rule table.
 */
export function groupLiterals(literals: Iterable<string>): LiteralGroups {
  const table = new Uint8Array(HASH_MASK + 1);
  const groups: string[][] = [[]];
  let beginnings = 0;
  for (const literal of literals) {
    if (literal.length < 3) throw new RangeError(`literal too short to search for: ${literal}`);
    const hash = hashOf(literal);
    if (table[hash] === 0) table[hash] = 1 + (beginnings++ % MAX_GROUPS);
    (groups[table[hash] ?? 0] ??= []).push(literal);
  }
  return { table, groups };
}

function hashOf(literal: string): number {
  let hash = 0;
  for (let index = 0; index < 3; index++) hash = ((hash << 5) ^ literal.charCodeAt(index)) & HASH_MASK;
  return hash;
}
