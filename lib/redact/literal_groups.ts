/**
 * Literals of tokens, in groups by a hash of their first three characters: the search for candidates tells where a
 * literal of a group may stand.
 *
 * Nearly every secret with a documented form is a run of 20 or more letters, digits, `_`, `-` and `.` (its prefix
 * included), so literals are looked for in such runs alone.
 */

export interface LiteralGroups {
  /** For each hash the number of its group; 0 for none. */
  readonly table: Uint8Array;
  readonly groups: readonly (readonly string[])[];
}

const HASH_MASK = 0x7fff; // 15 bits: three characters, shifted by 5 bits each

/**
 * Groups literals of at least three characters.
 * @throws RangeError for a shorter one: a mistake in a rule table.
 */
export function groupLiterals(literals: Iterable<string>): LiteralGroups {
  const table = new Uint8Array(HASH_MASK + 1);
  const groups: string[][] = [[]];
  for (const literal of literals) {
    if (literal.length < 3) throw new RangeError(`literal too short to search for: ${literal}`);
    const hash = hashOf(literal);
    const known = table[hash] ?? 0;
    if (known !== 0) groups[known]?.push(literal);
    else table[hash] = groups.push([literal]) - 1;
  }
  if (groups.length > 0x100) throw new RangeError("more than 255 different beginnings of literals");
  return { table, groups };
}

function hashOf(literal: string): number {
  let hash = 0;
  for (let index = 0; index < 3; index++) hash = ((hash << 5) ^ literal.charCodeAt(index)) & HASH_MASK;
  return hash;
}
