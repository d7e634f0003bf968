/** JSON as models give it: by itself, in a code block, or between sentences. */

import { parsedJson } from "../../parsed_json.ts";

/** The first JSON object or list in a text; `undefined` if there is none. Never throws. */
export function jsonInText(text: string): unknown {
  const whole = parse(text.replace(/^\ufeff/, ""));
  if (whole !== undefined) return whole;
  for (const block of codeBlocks(text)) {
    const value = parse(block);
    if (value !== undefined) return value;
  }
  // From the first bracket to the last of its kind: what stands around it is words.
  const start = text.search(/[[{]/);
  if (start < 0) return undefined;
  const end = text.lastIndexOf(text.charAt(start) === "{" ? "}" : "]");
  return end < start ? undefined : parse(text.slice(start, end + 1));
}

function* codeBlocks(text: string): Generator<string> {
  let block: string[] | undefined;
  for (const line of text.split("\n")) {
    if (block === undefined) {
      if (/^[ \t]*(?:```|~~~)/.test(line)) block = [];
    } else if (/^[ \t]*(?:```|~~~)\s*$/.test(line)) {
      yield block.join("\n");
      block = undefined;
    } else {
      block.push(line);
    }
  }
}

function parse(text: string): unknown {
  const value = parsedJson(text);
  return typeof value === "object" && value !== null ? value : undefined;
}
