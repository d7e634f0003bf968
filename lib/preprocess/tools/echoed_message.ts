/** What `SendMessage` says three times: its message under two names, and in its result. */

import type { JsonObject } from "../../session/mod.ts";

/** Shorter ones take no more than the note that would stand for them. */
const LEAST_CHARACTERS = 100;

/** Whether a parameter repeats the text of the parameter `message`. */
export function repeatsMessage(input: JsonObject, name: string): boolean {
  const { message, content } = input;
  return name === "content" && content === message && typeof content === "string" &&
    content.length >= LEAST_CHARACTERS;
}

/** A result without the parameters that it repeats, as they are or within JSON. */
export function withoutEcho(result: string, input: JsonObject): string {
  let rest = result;
  for (const [name, text] of Object.entries(input)) {
    if (typeof text !== "string" || text.length < LEAST_CHARACTERS) continue;
    if (repeatsMessage(input, name)) continue;
    for (const form of [JSON.stringify(text).slice(1, -1), text]) {
      rest = rest.replaceAll(form, () => `[as in ${name}]`);
    }
  }
  return rest;
}
