/** Tokens as real tokenizers count them: `ai-tokenizer`'s tables for Claude and for o200k. */

import * as claude from "ai-tokenizer/encoding/claude";
import * as o200k from "ai-tokenizer/encoding/o200k_base";
import Tokenizer from "ai-tokenizer";

/** The tokens of one text by each tokenizer. */
export interface TokenCounts {
  readonly claude: number;
  readonly o200k: number;
}

const tokenizers = { claude: new Tokenizer(claude), o200k: new Tokenizer(o200k) };

/** Counts the tokens of a text. */
export function countTokens(text: string): TokenCounts {
  return { claude: tokenizers.claude.count(text), o200k: tokenizers.o200k.count(text) };
}

/** How full parts are, by the tokenizer that counts more. */
export interface Fullness {
  /** Of the fullest part, by each tokenizer. */
  readonly most: TokenCounts;
  /** Tokens of the emptiest part, by the dearer tokenizer, the last part left out; undefined of a single part. */
  readonly least: number | undefined;
}

/** Counts the tokens of a session's parts. */
export function fullnessOf(parts: readonly string[]): Fullness {
  const counts = parts.map(countTokens);
  const dearer = counts.slice(0, -1).map(({ claude, o200k }) => Math.max(claude, o200k));
  return {
    most: {
      claude: Math.max(0, ...counts.map(({ claude }) => claude)),
      o200k: Math.max(0, ...counts.map(({ o200k }) => o200k)),
    },
    least: dearer.length === 0 ? undefined : Math.min(...dearer),
  };
}
