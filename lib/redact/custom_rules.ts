/** The patterns of a project's own secrets, from its configuration. */
import type { CustomPattern } from "../custom_pattern.ts";
import { messageOf, UserError } from "../user_error.ts";
import { type Finding, WEIGHT } from "./finding.ts";

/** Finds what the patterns match, in any order; throws a `UserError` when one fails. */
export type CustomFinder = (text: string) => Finding[];

/** What stands between the texts of a batch, and instead of marks: a pattern of one text must not reach into the next. */
// deno-lint-ignore no-control-regex -- a control character is what these borders are made of (batch.ts, settle.ts)
const BORDER = /\n\u0000+\n/;

/**
 * Prepares a finder. Of a match, the group `secret`, else the first group, is the secret; the whole match where there
 * is no group, or it took no part.
 *
 * @throws UserError when a pattern is no regular expression.
 */
export function createCustomFinder(patterns: readonly CustomPattern[]): CustomFinder {
  if (patterns.length === 0) return () => [];
  const rules = patterns.map((pattern) => ({ ...pattern, expression: compile(pattern) }));
  return (text) => {
    const findings: Finding[] = [];
    for (const { start, part } of piecesOf(text)) {
      for (const { kind, expression } of rules) {
        for (const [from, to] of matchesOf(expression, part, kind)) {
          findings.push({ start: start + from, end: start + to, kind, weight: WEIGHT.format });
        }
      }
    }
    return findings;
  };
}

function compile({ kind, source, flags }: CustomPattern): RegExp {
  try {
    return new RegExp(source, `${flags}gd`);
  } catch (cause) {
    throw failure(kind, cause);
  }
}

function* piecesOf(text: string): Generator<{ start: number; part: string }> {
  if (!text.includes("\u0000")) {
    yield { start: 0, part: text };
    return;
  }
  let start = 0;
  for (const border of text.matchAll(new RegExp(BORDER, "g"))) {
    yield { start, part: text.slice(start, border.index) };
    start = border.index + border[0].length;
  }
  yield { start, part: text.slice(start) };
}

function matchesOf(expression: RegExp, text: string, kind: string): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  expression.lastIndex = 0;
  try {
    for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
      const [whole, first] = match.indices ?? [];
      const secret = match.indices?.groups?.["secret"] ?? first;
      const [from, to] = secret !== undefined && secret[1] > secret[0] ? secret : whole ?? [0, 0];
      if (to > from) found.push([from, to]);
      else expression.lastIndex++;
    }
  } catch (cause) {
    throw failure(kind, cause);
  }
  return found;
}

function failure(kind: string, cause: unknown): UserError {
  return new UserError(
    `The redaction pattern "${kind}" failed, so nothing was published: correct or remove it in .erk/learn.json.`,
    { detail: messageOf(cause), publishNothing: true, cause },
  );
}
