/** Results without the rows of lines that were shown before: an edited file that is read again, a command that is run again. */

import { PartialTextBuilder, type RawText } from "../../redact/mod.ts";
import { stringField, type ToolUseBlock } from "../../session/mod.ts";
import { type Ledger, tallyRepeatedLines } from "../events/ledger.ts";
import { leaveOut } from "../pruning/cut_text.ts";
import { ERROR_NUMBERS, linesOf } from "../pruning/text_lines.ts";
import { fingerprint } from "../repeats/fingerprints.ts";
import { type LineForm, type RepeatedLines, ShownLines } from "../repeats/shown_lines.ts";

/** What is needed to know them. */
export interface RepeatedLinesContext {
  readonly lines: ShownLines;
  readonly ledger: Ledger;
}

/** What commands print and searches find, wherever it was printed before. */
const OUTPUT: LineForm = { pool: 1, areNumbered: false };

/** The last lines of what a command prints say how it went. */
const VERDICT_LINES = 2;

/** Notes what an edit's diff shows of a file that may be read again. */
export function noteEditedLines(use: ToolUseBlock, reference: string, diff: string, lines: ShownLines): void {
  lines.noteDiff(diff, reference, fileOf(use));
}

/**
 * A result as it is shown, with notes in the place of what an earlier one or an edit has shown already; errors stay.
 *
 * @param isFailed whether the tool failed: all that it says is shown, and may be repeated later.
 */
export function withoutRepeatedLines(
  text: RawText,
  use: ToolUseBlock | undefined,
  reference: string,
  isFailed: boolean,
  { lines, ledger }: RepeatedLinesContext,
): RawText {
  const form = formOf(use);
  if (form === undefined || text.length === 0) return text;
  const all = `${text}`;
  const repeated = lines.note(
    all,
    reference,
    form,
    isFailed ? Infinity : use?.name === "Bash" ? VERDICT_LINES : 0,
  );
  if (repeated.length === 0) return text;
  const builder = new PartialTextBuilder();
  let at = 0;
  for (const { start, end, count, reference } of form === OUTPUT ? withoutErrors(repeated, all) : repeated) {
    const note = `[… ${count} lines as in ${reference} …]${end === all.length ? "" : "\n"}`;
    builder.show(text.slice(at, start));
    leaveOut(builder, all, [start, end], note);
    tallyRepeatedLines(ledger, "tool_result", all.slice(start, end), note);
    at = end;
  }
  builder.show(text.slice(at, text.length));
  return builder.build();
}

/** Lines of a file are known by its path. */
function fileOf({ input }: ToolUseBlock): number {
  return fingerprint(stringField(input, "file_path") ?? "");
}

function formOf(use: ToolUseBlock | undefined): LineForm | undefined {
  switch (use?.name) {
    case "Read":
      return { pool: fileOf(use), areNumbered: true };
    case "Bash":
    case "Grep":
      return OUTPUT;
    default:
      return undefined;
  }
}

/** The rows between lines that tell of errors. */
function withoutErrors(repeated: readonly RepeatedLines[], text: string): RepeatedLines[] {
  return repeated.flatMap((row): RepeatedLines[] => {
    const lines = linesOf(text.slice(row.start, row.end), true);
    const between: RepeatedLines[] = [];
    let [first, start] = [0, 0];
    for (let error = 0; error <= lines.errorCount; error++) {
      const line = error < lines.errorCount ? lines.errors[ERROR_NUMBERS * error] ?? 0 : lines.count;
      const end = line === 0 ? 0 : lines.ends[line - 1] ?? 0;
      const count = line - first;
      if (ShownLines.isWorthANote(count, end - start)) {
        between.push({ ...row, start: row.start + start, end: row.start + end, count });
      }
      first = line + 1;
      start = lines.ends[line] ?? end;
    }
    return between;
  });
}
