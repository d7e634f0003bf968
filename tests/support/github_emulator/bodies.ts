/** Reading the fields of a request's JSON body, with GitHub's refusals where they are of the wrong type. */

import { refusal } from "./answers.ts";
import type { Call } from "./router.ts";

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object (no array, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The body as an object; an absent one is empty; anything else 422. */
export function bodyOf(call: Call): JsonObject {
  if (call.body === undefined) return {};
  if (isObject(call.body)) return call.body;
  throw refusal(422, "Invalid request.\n\nFor 'links/0/schema', the request body is not an object.");
}

/** A text field; null and absent are undefined; another type 422. */
export function optionalText(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  throw wrongType(name, value, "string");
}

/** A text field that must be there. */
export function requiredText(body: JsonObject, name: string): string {
  const value = optionalText(body, name);
  if (value !== undefined) return value;
  throw refusal(422, `Invalid request.\n\n"${name}" wasn't supplied.`);
}

/** A yes-or-no field. */
export function optionalFlag(body: JsonObject, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean") return value;
  throw wrongType(name, value, "boolean");
}

/** A list of names: texts, or objects with a `name` (as labels may be given). */
export function textList(body: JsonObject, name: string): string[] | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw wrongType(name, value, "array");
  return value.map((item) => {
    const text = isObject(item) ? item["name"] : item;
    if (typeof text !== "string") throw wrongType(name, item, "string");
    return text;
  });
}

function wrongType(name: string, value: unknown, wanted: string) {
  return refusal(
    422,
    `Invalid request.\n\nFor 'properties/${name}', ${JSON.stringify(value)} is not of type ${wanted}.`,
  );
}
