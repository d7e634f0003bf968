/** What has to be known of models beside their names. */

/** What models are asked where neither the command line nor the configuration names one. */
export const DEFAULT_MODELS = { analysis: "claude-haiku-4-5", synthesis: "claude-opus-4-5" } as const;

/**
 * Tokens of an answer that thinking may take up, on top of what an agent asks for: models from Claude 5 on think
 * unasked, and `max_tokens` bounds both together.
 */
const THINKING_TOKENS = 16_000;

/** Models that are to be switched off, and when. Source: the deprecations that @anthropic-ai/sdk 1.14.0 lists. */
const RETIREMENTS: Readonly<Record<string, string>> = {
  "claude-mythos-preview": "2026-06-30",
  "claude-sonnet-4-5": "2026-11-30",
  "claude-opus-4-5": "2027-01-22",
};

/** A model's name without the date of its snapshot: `claude-opus-4-5-20251101` → `claude-opus-4-5`. */
export function modelFamily(model: string): string {
  return model.replace(/-20\d{6}$/, "");
}

/**
 * The `max_tokens` for an answer of this many tokens, with room for thinking if the model thinks without being
 * asked.
 */
export function outputLimit(model: string, answerTokens: number): number {
  const answersAtOnce = /^claude-(?:[a-z]+-4(?:-\d+)?|[23](?:[.-].*)?)$/.test(modelFamily(model));
  return answersAtOnce ? answerTokens : answerTokens + THINKING_TOKENS;
}

/** A sentence where a model is to be switched off within half a year, or has been; else undefined. */
export function retirementNotice(model: string, now: Date): string | undefined {
  const date = RETIREMENTS[modelFamily(model)];
  if (date === undefined) return undefined;
  const days = (Date.parse(date) - now.getTime()) / 86_400_000;
  if (days > 183) return undefined;
  const happens = days > 0 ? "is switched off" : "was switched off";
  return `The model ${model} ${happens} by its provider on ${date}; choose another with --model, --model-synthesis or learn.model in .erk/learn.json.`;
}
