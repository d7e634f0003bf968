/**
 * How many tokens a text costs at most, without a tokenizer (those run at 7 to 9 MB/s, and 4 characters a token is
 * 71 % too low on Japanese).
 *
 * One pass over the characters: what each costs alone (`character_costs.ts`), and what it costs where it stands
 * (`token_automaton.ts`). The weights are the solution of a linear program: as low as possible on average, but no sample
 * of 16,000 characters (8,000 beyond ASCII) below the dearer of `ai-tokenizer`'s `claude` table and o200k. Samples:
 * converted real sessions, source code, minified code, source maps, JSON, base64, hexadecimal, UUIDs, logs, paths,
 * program messages and manuals in 100 languages, emoji with joiners and skin tones, random words and characters of many
 * scripts. Latin languages with few speakers, Cyrillic ones and the sources of manuals may cost a tenth more than
 * estimated.
 * On converted sessions the estimate is 3 to 25 % above the dearer tokenizer, 13 % on average; on program messages in
 * scripts other than Latin and Cyrillic 1 to 25 % on the average of a language.
 */

import { astralCosts, BLOCK_BITS, COST_UNIT, PAIR_COST, unitCosts } from "./character_costs.ts";
import {
  columnTable,
  compileTokenAutomaton,
  COST_OFFSET,
  HIGH_SURROGATE,
  PAIR_BEGINNING,
  UNWRITABLE,
} from "./token_automaton.ts";
import { isTokenPair } from "./token_pairs.ts";

/** For texts unlike the samples. */
const SAFETY_FACTOR = 1.03;

/** Units of text that a sum of 32 bits is enough for: none costs 8,000 with what is added to it. */
const STRETCH = 0x10000;

/** What the halves of a pair stand for: half × 0x400 + other half − this. */
const SURROGATES_OFFSET = 0xd800 * 0x400 + 0xdc00 - 0x10000;

const COLUMNS = columnTable();
const AUTOMATON = compileTokenAutomaton();
/** Without what the automaton's costs are raised by. */
const COSTS = unitCosts().map((cost) => cost - COST_OFFSET);
const ASTRAL_COSTS = astralCosts();

/** A conservative estimate of the tokens of a text: real tokenizers count less, on anything but short oddities. */
export function estimateTokens(text: string): number {
  return count(text, false) ?? 0;
}

/** The same for XML; undefined where it holds a character that XML can't hold or parsers would change (see xml.ts). */
export function estimateTokensOfXml(xml: string): number | undefined {
  return count(xml, true);
}

function count(text: string, stopsAtUnwritable: boolean): number | undefined {
  const columns = COLUMNS;
  const costs = COSTS;
  const { table, start } = AUTOMATON;
  const { length } = text;
  let sum = 0;
  let row = start;
  for (let at = 0; at < length;) {
    const end = Math.min(at + STRETCH, length);
    let units = 0;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      const column = columns[code] ?? 0;
      const move = table[row + column] ?? 0;
      // `| 0`: a sum that might grow beyond 32 bits would be one of floats, at half the speed.
      units = (units + (move & 0xffff) + (costs[code] ?? 0)) | 0;
      row = move >>> 16;
      if (column < PAIR_BEGINNING) continue;
      if (column >= UNWRITABLE) {
        if (stopsAtUnwritable) return undefined;
        continue;
      }
      const next = text.charCodeAt(at + 1);
      if (column === HIGH_SURROGATE) {
        if (next < 0xdc00 || next >= 0xe000) continue;
        const block = (code * 0x400 + next - SURROGATES_OFFSET) >> BLOCK_BITS;
        units = (units + (ASTRAL_COSTS[block] ?? 0) - COST_OFFSET - (costs[code] ?? 0)) | 0;
        at++;
      } else if (isTokenPair(code, next)) {
        units = (units + PAIR_COST - COST_OFFSET - (costs[code] ?? 0)) | 0;
        at++;
      }
    }
    sum += units;
  }
  return Math.ceil(sum / COST_UNIT * SAFETY_FACTOR);
}
