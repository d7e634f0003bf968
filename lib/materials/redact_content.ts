/** The content of a material → redacted, in the structure that it has. */

import { parsedJson } from "../parsed_json.ts";
import type { Redacted, Redactor, SeamFinding } from "../redact/mod.ts";
import { redactedText } from "../redact/redacted.ts";

/**
 * The content of one file, redacted: JSON that can be parsed value by value, XML as markup, anything else as plain text.
 *
 * @param across of a part, as `findAcrossParts` gives it.
 */
export async function redactContent(
  name: string,
  text: string,
  redactor: Redactor,
  across?: readonly SeamFinding[],
): Promise<Redacted> {
  if (name.endsWith(".xml")) return await redactor.redactMarkup(text, across);
  const value = jsonIn(text);
  if (value === undefined) return await redactor.redact(text);
  return redactedText`${await redactor.redactJson(value, { indent: 2 })}\n`;
}

/** Undefined where it is none, or is nested as no file of ours is: written with its indents it would fill the memory. */
function jsonIn(text: string): unknown {
  return depthOf(text) > MAX_JSON_DEPTH ? undefined : parsedJson(text);
}

/**
 * The deepest nesting of JSON that is redacted value by value. Our deepest JSON, comments in threads, has 5 levels.
 */
const MAX_JSON_DEPTH = 50;

/** How deeply arrays and objects are nested in JSON. */
function depthOf(json: string): number {
  let [depth, deepest, isText] = [0, 0, false];
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (isText && character === "\\") at++;
    else if (character === '"') isText = !isText;
    else if (isText) continue;
    else if (character === "[" || character === "{") deepest = Math.max(deepest, ++depth);
    else if (character === "]" || character === "}") depth--;
  }
  return deepest;
}
