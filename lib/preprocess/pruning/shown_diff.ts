/** A diff as it is shown: all that changed, as far as the level of detail allows. */

import type { RawText } from "../../redact/mod.ts";
import type { Pruned } from "./cut_text.ts";
import type { TextLimits } from "./detail.ts";
import { longLineStretches, takeDiffLines } from "./diff_lines.ts";
import { tallyCut } from "../events/ledger.ts";
import { rangesOf } from "./line_choice.ts";
import { isWithin, pruneLines, shownRanges, wholeText } from "./prune_text.ts";
import type { SessionContext } from "../events/session_context.ts";
import { linesOf } from "./text_lines.ts";

/** Characters of a line, and of all lines on average. */
const LINE_CHARACTERS = 300;
const MEAN_CHARACTERS = 80;

/**
 * A diff, shortened.
 *
 * @param shownIn the name of the element that it stands in, for the ledger.
 */
export function shownDiff(diff: string, shownIn: string, context: ShownWith): RawText {
  return shown(diff, shownIn, context, pruneDiff);
}

/** A whole file that is shown in the place of a diff, at the length of a diff. */
export function shownFile(text: string, shownIn: string, context: ShownWith): RawText {
  return shown(text, shownIn, context, (text, limits) => pruneLines(text, limits));
}

/** What decides how much is shown. */
type ShownWith = Pick<SessionContext, "detail" | "ledger">;

function shown(
  text: string,
  shownIn: string,
  { detail: { diffLines, filtering }, ledger }: ShownWith,
  prune: (text: string, limits: TextLimits) => Pruned,
): RawText {
  if (!filtering) return text;
  const pruned = prune(text, {
    headLines: Math.ceil(diffLines * 0.7),
    tailLines: Math.floor(diffLines * 0.3),
    errorLines: 0,
    lineCharacters: LINE_CHARACTERS,
    characters: diffLines * MEAN_CHARACTERS,
  });
  tallyCut(ledger, "diff", shownIn, pruned);
  return pruned.text;
}

function pruneDiff(diff: string, limits: TextLimits): Pruned {
  if (isWithin(diff, limits)) return wholeText(diff);
  const lines = linesOf(diff);
  const mostLines = limits.headLines + limits.tailLines;
  const source = { text: diff, lines, errors: [], limits, stretches: longLineStretches(diff, lines, limits) };
  const isWhole = lines.count <= mostLines && diff.length <= limits.characters;
  return shownRanges(source, isWhole ? [[0, lines.count]] : rangesOf(takeDiffLines(source, mostLines)));
}
