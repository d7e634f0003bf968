/**
 * How many tokens a text costs, without a tokenizer (those run at 7 to 9 MB/s, and 4 characters a token is 71 % too low
 * on Japanese). Texts unlike the samples, such as markup and what repeats a piece of itself, can cost more or far less:
 * `countTokens` is not too low, but by a token or two for letters that are younger than the runtime's Unicode.
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

import { MOST_UNITS } from "../../wasm.ts";
import { COST_UNIT } from "./character_costs.ts";
import { sharedModule } from "../parts/markup_module.ts";
import { loadVocabularies } from "./vocabularies.ts";

/** For texts unlike the samples. */
const SAFETY_FACTOR = 1.03;

/** Where a text is cut to be counted, other pieces can come about. */
const CUT_TOKENS = 4;

/** An estimate of the tokens of a text: real tokenizers count less, on anything but oddities. */
export function estimateTokens(text: string): number {
  return tokensOf(costOf(text));
}

/** The same, not rounded, for sums. */
export function estimateFraction(text: string): number {
  return costOf(text) / TOKEN_COST;
}

function costOf(text: string): number {
  const { countText, copyUnits, textAddress } = sharedModule();
  const { length } = text;
  let cost = 0;
  for (let at = 0; at < length; at += MOST_UNITS) {
    // A pair that is cut costs more than a whole one.
    const piece = length <= MOST_UNITS ? text : text.slice(at, at + MOST_UNITS);
    cost += countText(copyUnits(piece, textAddress), at > 0);
  }
  return cost;
}

/** What a token costs. */
export const TOKEN_COST = COST_UNIT / SAFETY_FACTOR;

/** Converts a cost in `COST_UNIT`ths into tokens, rounded up. */
export function tokensOf(cost: number): number {
  return Math.ceil(cost / TOKEN_COST);
}

/**
 * The tokens of a text as the dearer of `ai-tokenizer`'s `claude` table and o200k counts them, or a few more: ten times as
 * dear as the estimate, and 10 ms before the first one.
 */
export function countTokens(text: string): number {
  const module = sharedModule();
  loadVocabularies(module);
  let tokens = 0;
  for (let at = 0; at < text.length; at += MOST_UNITS) {
    const piece = text.slice(at, at + MOST_UNITS);
    tokens += module.countTokensOfText(module.copyUnits(piece, module.textAddress)) +
      (at > 0 ? CUT_TOKENS : 0);
  }
  return tokens;
}
