/**
 * The numbered failures that test runners list at the end: `  2) rejects an empty cart` below `  3 failing` (mocha)
 * or `Failures:` (RSpec).
 */

import type { Characters } from "../../session/mod.ts";
import type { ErrorLine } from "./error_lines.ts";
import { startOf } from "./pruned_source.ts";
import type { TextLines } from "./text_lines.ts";

/** What a list of failures is announced with. */
const HEADINGS = ["failing", "Failures:"] as const;
const HEADING_STARTS: ReadonlySet<number> = new Set(HEADINGS.map((heading) => heading.charCodeAt(0)));

/** A failure's number and its name. */
const NUMBERED = /^ {1,8}[0-9]{1,4}\) \S/;
const NUMBERED_CHARACTERS = 16;

/** The errors with the failures that are listed below a heading among them: each with what stands below it. */
export function withNumberedFailures(
  text: Characters,
  lines: TextLines,
  errors: readonly ErrorLine[],
): readonly ErrorLine[] {
  const heading = errors.find(({ place }) =>
    HEADING_STARTS.has(text.charCodeAt(place)) &&
    HEADINGS.some((words) => text.slice(place, place + words.length) === words)
  );
  if (heading === undefined) return errors;
  const known = new Set(errors.map(({ line }) => line));
  const listed: ErrorLine[] = [];
  for (let line = heading.line + 1; line < lines.count; line++) {
    const place = startOf(lines, line);
    if (text.charCodeAt(place) !== SPACE || known.has(line)) continue;
    if (NUMBERED.test(text.slice(place, place + NUMBERED_CHARACTERS))) {
      listed.push({ line, place, isStrong: true });
    }
  }
  if (listed.length === 0) return errors;
  return [...errors, ...listed].sort((one, other) => one.line - other.line);
}

const SPACE = 0x20;
