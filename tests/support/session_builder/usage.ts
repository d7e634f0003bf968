/** Token counts as the service reports them. */

import type { ClientTraits } from "./client_traits.ts";
import type { RandomSource } from "./random_source.ts";

/** Made-up but plausible counts: the context grows with what was said, the output with the answer's length. */
export function usageOf(
  traits: ClientTraits,
  random: RandomSource,
  contextCharacters: number,
  outputTokens: number,
): Record<string, unknown> {
  const fresh = random.whole(180, 2400);
  const counts = {
    input_tokens: random.whole(3, 14),
    cache_creation_input_tokens: fresh,
    cache_read_input_tokens: 15_800 + Math.round(contextCharacters / 4),
  };
  const creation = { ephemeral_5m_input_tokens: fresh, ephemeral_1h_input_tokens: 0 };
  if (!traits.isNewEnvelope) {
    return { ...counts, cache_creation: creation, output_tokens: outputTokens, service_tier: "standard" };
  }
  return {
    ...counts,
    output_tokens: outputTokens,
    server_tool_use: { web_search_requests: 0, web_fetch_requests: 0 },
    service_tier: "standard",
    cache_creation: creation,
    inference_geo: "",
    iterations: [],
    speed: "standard",
  };
}

/** The counts of a message that the client made up itself. */
export function noUsage(): Record<string, unknown> {
  return {
    input_tokens: 0,
    output_tokens: 0,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    server_tool_use: { web_search_requests: 0, web_fetch_requests: 0 },
    service_tier: null,
    cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 0 },
  };
}
