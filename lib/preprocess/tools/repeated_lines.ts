/** Results without the rows of lines that were shown before: an edited file that is read again, a command that is run again. */

import { PartialTextBuilder, type RawText } from "../../redact/mod.ts";
import { type Ledger, tallyRepeatedLines } from "../events/ledger.ts";
import { leaveOut } from "../pruning/cut_text.ts";
import { ERROR_NUMBERS, linesOf } from "../pruning/text_lines.ts";
import { type RepeatedLines, ShownLines } from "../repeats/shown_lines.ts";

/** What is needed to know them. */
export interface RepeatedLinesContext {
  readonly lines: ShownLines;
  readonly ledger: Ledger;
}

/** Tools that show files or what is in them, with numbers before the lines or not, and those that run commands. */
const SHOWS_FILES: ReadonlySet<string> = new Set(["Read", "NotebookRead"]);
const PRINTS: ReadonlySet<string> = new Set(["Bash", "Grep"]);

/** The last lines of what a command prints say how it went. */
const VERDICT_LINES = 2;

/** Lines before and behind one that reports an error which are shown with it. */
const LINES_AROUND = 2;

/**
 * A result as it is shown, with notes in the place of what an earlier one or an edit has shown already; errors stay.
 *
 * @param isFailed whether the tool failed: all that it says is shown, and may be repeated later.
 */
export function withoutRepeatedLines(
  text: RawText,
  toolName: string,
  reference: string,
  isFailed: boolean,
  { lines, ledger }: RepeatedLinesContext,
): RawText {
  const showsFile = SHOWS_FILES.has(toolName);
  if (text.length === 0 || !(showsFile || PRINTS.has(toolName))) return text;
  const all = `${text}`;
  const keptLines = isFailed ? Infinity : toolName === "Bash" ? VERDICT_LINES : 0;
  const repeated = lines.note(all, reference, showsFile, keptLines);
  if (repeated.length === 0) return text;
  const builder = new PartialTextBuilder();
  let at = 0;
  // What a file or a search says of errors is mostly code.
  const rows = toolName === "Bash" ? withoutErrors(repeated, all) : repeated;
  for (const { start, end, count, reference } of rows) {
    const note = `[… ${count} lines as in ${reference} …]${end === all.length ? "" : "\n"}`;
    builder.show(text.slice(at, start));
    leaveOut(builder, all, [start, end], note);
    tallyRepeatedLines(ledger, "tool_result", all.slice(start, end), note);
    at = end;
  }
  builder.show(text.slice(at, text.length));
  return builder.build();
}

/** What is left of the rows without the lines that tell of errors, and those around them. */
function withoutErrors(repeated: readonly RepeatedLines[], text: string): readonly RepeatedLines[] {
  const { ends, count, errors, errorCount } = linesOf(text, { withErrors: true });
  if (errorCount === 0) return repeated;
  const startOf = (line: number) => line <= 0 ? 0 : ends[Math.min(line, count) - 1] ?? 0;
  /** What stays: from and to, in characters. */
  const kept = Array.from({ length: errorCount }, (_, error) => {
    const line = errors[ERROR_NUMBERS * error] ?? 0;
    return [startOf(line - LINES_AROUND), startOf(line + 1 + LINES_AROUND)] as const;
  });
  return repeated.flatMap((row): RepeatedLines[] => {
    const left: RepeatedLines[] = [];
    let start = row.start;
    for (const [from, to] of [...kept, [row.end, row.end] as const]) {
      if (to <= start) continue;
      const end = Math.min(from, row.end);
      const count = text.slice(start, end).split("\n").length - (end === text.length ? 0 : 1);
      if (end > start && ShownLines.isWorthANote(count, end - start)) {
        left.push({ ...row, start, end, count });
      }
      start = Math.max(start, to);
      if (start >= row.end) break;
    }
    return left;
  });
}
