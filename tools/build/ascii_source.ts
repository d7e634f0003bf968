/**
 * A bundle in characters of one byte: V8 keeps a text with any other character in two bytes a character, which for
 * `erk-learn` are 6 MB more in each process (docs/decisions/0002-executables.md).
 */

import { type Node, parse } from "acorn";
import { full } from "acorn-walk";

/** From where to where a piece of a template reaches, in UTF-16 code units. */
interface Range {
  readonly start: number;
  readonly end: number;
}

const BEYOND_ASCII = /[^\0-\x7f]+/g;

/**
 * The same program with all characters beyond ASCII written as `\uXXXX`, which means the same in strings, templates,
 * regular expressions and names. What `String.raw` is to give is put into its template as a value; any other tag gets the same
 * text as before, if it doesn't look at how that is written.
 *
 * @throws Error where the source can't be parsed, and for a backslash before such a character in a template of `String.raw`.
 */
export function asciiSource(source: string): string {
  const matches = [...source.matchAll(BEYOND_ASCII)];
  if (matches.length === 0) return source;
  const raw = rawPieces(source);
  const pieces: string[] = [];
  let done = 0;
  for (const match of matches) {
    while (raw[0] !== undefined && raw[0].end <= match.index) raw.shift();
    const inRaw = raw[0] !== undefined && raw[0].start <= match.index;
    const escaped = escapeUnits(match[0]);
    pieces.push(source.slice(done, match.index));
    const isBehindBackslash = isEscaped(source, match.index);
    if (inRaw && isBehindBackslash) {
      throw new Error(
        `A template of String.raw has a backslash before "${match[0]}": write it as \\u there.`,
      );
    }
    // What stands behind a backslash already has that of its escape.
    pieces.push(inRaw ? `\${"${escaped}"}` : isBehindBackslash ? escaped.slice(1) : escaped);
    done = match.index + match[0].length;
  }
  return pieces.join("") + source.slice(done);
}

/** The pieces of all templates of `String.raw`, in the order of the source. */
function rawPieces(source: string): Range[] {
  const ranges: Range[] = [];
  full(parse(source, { ecmaVersion: "latest", sourceType: "module" }), (node: Node) => {
    if (node.type !== "TaggedTemplateExpression") return;
    const { tag, quasi } = node as Node & { tag: Range; quasi: { quasis: Range[] } };
    if (source.slice(tag.start, tag.end) === "String.raw") ranges.push(...quasi.quasis);
  });
  return ranges.sort((a, b) => a.start - b.start);
}

function escapeUnits(text: string): string {
  return text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Whether a backslash before `at` belongs to the character there: one that no other backslash escapes. */
function isEscaped(source: string, at: number): boolean {
  let start = at;
  while (source[start - 1] === "\\") start--;
  return (at - start) % 2 === 1;
}
