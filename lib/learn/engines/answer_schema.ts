/** An answer's schema as models are told it, and the JSON that comes back. */

import { z } from "zod";

/** JSON Schema of what a model must answer. */
export function answerSchema(schema: z.ZodType): Record<string, unknown> {
  // The dialect is left out: `claude` takes none but draft 7.
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return described;
}

/** The schema in words, for where a model can't be held to it otherwise. */
export function schemaInWords(schema: Record<string, unknown>): string {
  return "Answer with one JSON value and nothing else: no Markdown fence, no word before or after it. " +
    `It must be valid against this JSON Schema:\n${JSON.stringify(schema)}`;
}

/**
 * The JSON value in a model's text: the whole of it, what stands in a Markdown fence, or from the first brace to the last.
 * Undefined where there is none.
 */
export function parseAnswer(text: string): { readonly value: unknown } | undefined {
  const whole = text.trim();
  const opening = /```(?:json)?\s*\n/.exec(whole);
  const fenced = opening === null
    ? ""
    : whole.slice(opening.index + opening[0].length, whole.lastIndexOf("```"));
  const braced = whole.slice(whole.indexOf("{"), whole.lastIndexOf("}") + 1);
  for (const candidate of [whole, fenced, braced]) {
    if (candidate === "") continue;
    try {
      return { value: JSON.parse(candidate) };
    } catch {
      // the next reading may be the right one
    }
  }
  return undefined;
}

/** No schema of ours goes deeper than 10; what is nested without end can't even be redacted. */
const MAX_ANSWER_DEPTH = 50;

/** Whether a value is nested as no answer is. */
export function isNestedTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_ANSWER_DEPTH) return true;
    level = level.flatMap((each) => typeof each === "object" && each !== null ? Object.values(each) : []);
  }
  return false;
}
