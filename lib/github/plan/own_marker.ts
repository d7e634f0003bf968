/** Comments in HTML by which the program knows again what it wrote: `<!-- erk-learn:NAME {"key":"value"} -->`. */

import { z } from "zod";
import { sha256Of } from "../../sha256.ts";

/** More parts than any plan has; a forged marker names no millions of them. */
const MAX_PARTS = 1_000;

/** Names in use, and what each says. Values are short: numbers, hashes, line ends. */
const MARKERS = {
  /** In a comment: a part of a plan's Markdown. */
  "plan-part": z.object({
    part: z.int().positive().max(MAX_PARTS),
    of: z.int().positive().max(MAX_PARTS),
    /** Of the whole plan. */
    plan: z.string(),
    /** Of this part. What a person has edited since has another one. */
    text: z.string(),
    /** White space that stood between the part before and this one. */
    join: z.string().regex(/^\s*$/),
    /** The part before ends with a line that closes a code block, and this one begins with a line that opens it again. */
    fence: z.boolean(),
  }),
  /** In an issue's body: which plan was saved there. */
  "saved-plan": z.object({
    parent: z.int().positive().nullable(),
    plan: z.string(),
    title: z.string(),
    /** Of what names the run that saved it; null where nothing does. */
    run: z.string().nullable(),
  }),
  /** In an issue's body: which learn plans it was made of, and which plans those were learned from. */
  "consolidated": z.object({
    sources: z.array(z.int().positive()).min(2),
    parents: z.array(z.int().positive()),
  }),
  /** In a comment that tells people something, once. */
  "notice": z.object({ about: z.string() }),
} as const;

export type MarkerName = keyof typeof MARKERS;
export type MarkerFields<Name extends MarkerName> = z.infer<(typeof MARKERS)[Name]>;

/** The marker as text. `-->` can't come from the fields: angle brackets are written as escapes. */
export function renderMarker<Name extends MarkerName>(name: Name, fields: MarkerFields<Name>): string {
  const json = JSON.stringify(fields).replace(/[<>]/g, (bracket) => bracket === "<" ? "\\u003c" : "\\u003e");
  return `<!-- erk-learn:${name} ${json} -->`;
}

/** The last readable marker of a name: what stands before it may be somebody's text. */
export function readMarker<Name extends MarkerName>(
  text: string,
  name: Name,
): MarkerFields<Name> | undefined {
  const expression = new RegExp(`<!-- erk-learn:${name} (\\{[^\\n]*?\\}) -->`, "g");
  for (const match of [...text.matchAll(expression)].reverse()) {
    try {
      const parsed = MARKERS[name].safeParse(JSON.parse(match[1] ?? ""));
      if (parsed.success) return parsed.data as MarkerFields<Name>;
    } catch {
      // Not ours, or edited: the text before it may have a readable one.
    }
  }
  return undefined;
}

/** 16 hex digits of SHA-256 of a text with line ends `\n`: GitHub's editor writes others. */
export async function shortHash(text: string): Promise<string> {
  return (await sha256Of(text.replaceAll("\r\n", "\n"))).slice(0, 16);
}
