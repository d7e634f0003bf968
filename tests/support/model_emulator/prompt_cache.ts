/** The provider's prompt cache: what of a prompt was sent before, up to a breakpoint. */

import { estimateTokens } from "../../../lib/preprocess/tokens/tokens.ts";
import type { PromptBlock } from "./messages_request.ts";

/** Shorter prefixes are not cached (Claude Haiku 4.5 and Opus 4.5; other models take fewer). */
const MINIMUM_TOKENS = 4_096;

export interface PromptTokens {
  /** After the last breakpoint that counted. */
  readonly input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation_input_tokens: number;
}

/** What a prompt costs, and what makes later ones cheaper: to be called when the answer begins, as at the provider. */
export interface CachedPrompt {
  readonly tokens: PromptTokens;
  remember(): void;
}

/** A cache that holds nothing yet. */
export function createPromptCache(): (model: string, blocks: readonly PromptBlock[]) => CachedPrompt {
  const known = new Set<string>();
  return (model, blocks) => {
    let prefix = `${model}\n`;
    let tokens = 0;
    let read = 0;
    let written = 0;
    const prefixes: string[] = [];
    for (const { text, breakpoint } of blocks) {
      prefix += `${text}\u0000`;
      tokens += estimateTokens(text);
      if (!breakpoint || tokens < MINIMUM_TOKENS) continue;
      prefixes.push(prefix);
      if (known.has(prefix)) read = tokens;
      written = tokens - read;
    }
    return {
      tokens: {
        input_tokens: tokens - read - written,
        cache_read_input_tokens: read,
        cache_creation_input_tokens: written,
      },
      remember: () => prefixes.forEach((seen) => known.add(seen)),
    };
  };
}
