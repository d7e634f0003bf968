/** A request in the provider's words, and how much it sends. */

import type { JSONOutputFormat, MessageCreateParamsStreaming } from "@anthropic-ai/sdk/resources/messages";
import { estimateTokens } from "../../preprocess/tokens/tokens.ts";
import { answerSchema, schemaInWords } from "./answer_schema.ts";
import type { ModelRequest } from "./engine.ts";
import { outputLimit } from "./models.ts";

/** Our own count of what a request sends; rather too many than too few. */
export function estimateInput({ system, shared, prompt, schema }: ModelRequest): number {
  const texts = [system, ...shared, prompt, schemaInWords(answerSchema(schema))];
  return Math.ceil(texts.reduce((sum, text) => sum + estimateTokens(text), 0));
}

/** How the answer's schema is told: as the provider takes schemas, where it can be said so, or in the prompt. */
export type SchemaForm = "structured" | "in-words";

/** The request in the provider's words. What is shared comes first, and is cached up to its end. */
export async function messageParameters(
  request: ModelRequest,
  form: SchemaForm,
): Promise<MessageCreateParamsStreaming> {
  const schema = answerSchema(request.schema);
  const format = form === "in-words" ? undefined : await outputFormat(schema);
  const own = format === undefined ? `${request.prompt}\n\n${schemaInWords(schema)}` : request.prompt;
  return {
    model: request.model,
    max_tokens: outputLimit(request.model, request.maxOutputTokens),
    stream: true,
    system: [{ type: "text", text: request.system }],
    messages: [{
      role: "user",
      content: [
        ...request.shared.map((text, index) => ({
          type: "text" as const,
          text,
          ...(index === request.shared.length - 1 ? { cache_control: { type: "ephemeral" as const } } : {}),
        })),
        { type: "text", text: own },
      ],
    }],
    ...(format === undefined ? {} : { output_config: { format } }),
  };
}

/** The schema as the provider takes it; undefined where it can't be said so: records of any keys, values of any kind. */
async function outputFormat(schema: Record<string, unknown>): Promise<JSONOutputFormat | undefined> {
  if (schema.type !== "object" || /"additionalProperties":\{/.test(JSON.stringify(schema))) return undefined;
  const { jsonSchemaOutputFormat } = await import("@anthropic-ai/sdk/helpers/json-schema");
  try {
    const { type, schema: taken } = jsonSchemaOutputFormat({ ...schema, type: "object" });
    return { type, schema: taken };
  } catch {
    return undefined;
  }
}
