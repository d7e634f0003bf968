/**
 * Results of many megabytes, shortened while they are read: their beginning, their end, and what tells what happened in each
 * stretch between. What is left is pruned like any other text, so more of it is kept here than will be shown.
 */

import { Buffer } from "node:buffer";
import type { LongMovedResult } from "../../session/mod.ts";
import { LEAST_OMITTED, wordStart } from "./cut_text.ts";
import type { TextLimits } from "./detail.ts";
import { errorsOf } from "./error_lines.ts";
import { withNumberedFailures } from "./numbered_failures.ts";
import { chooseLines } from "./line_choice.ts";
import { lineNote } from "./line_notes.ts";
import { HIDDEN_LINES } from "./prune_text.ts";
import { type Source, startOf } from "./pruned_source.ts";
import { readableTerminalText } from "./terminal_text.ts";
import { linesOf } from "./text_lines.ts";

/** What is left of a result, and the bytes (UTF-8) of what was read of it. */
export interface ShortenedResult {
  readonly text: string;
  readonly readBytes: number;
}

/** Characters that are looked at together: what is routine is told by a stretch's own lines. */
const STRETCH_CHARACTERS = 1024 * 1024;

/** More than any level of detail shows of a beginning or an end. */
const EDGE_CHARACTERS = 64 * 1024;

/** What is kept of a stretch: 256 of them (see `readMovedResult`) make 4 MB. Errors are chosen from it once more. */
const LIMITS: TextLimits = {
  headLines: 0,
  tailLines: 0,
  errorLines: 40,
  lineCharacters: 4000,
  characters: 16_000,
};

/** What is kept of a longer line before the word that reports an error, and behind it: more than any level shows. */
const HALF_LINE_CHARACTERS = 4096;

/** So much is kept whole where nothing is to be left out; a text takes several times its size. */
const MOST_WHOLE_BYTES = 64 * 1024 * 1024;

/** A long result as it is where that is wanted and possible, or shortened. */
export async function longResult(result: LongMovedResult, wantsAll: boolean): Promise<ShortenedResult> {
  if (!wantsAll || result.bytes > MOST_WHOLE_BYTES) return await shortenResult(result);
  const text = (await Array.fromAsync(result.pieces)).join("");
  return { text, readBytes: Buffer.byteLength(text) };
}

/** Shortens a result to some megabytes at most, in memory that doesn't grow with it. */
async function shortenResult({ pieces, unreadBytes }: LongMovedResult): Promise<ShortenedResult> {
  const kept = new KeptLines();
  let readBytes = 0;
  let text = "";
  let hasHead = false;
  for await (const piece of pieces) {
    readBytes += Buffer.byteLength(piece);
    text += piece;
    if (text.length < STRETCH_CHARACTERS + EDGE_CHARACTERS) continue;
    if (!hasHead) text = keepHead(kept, text);
    hasHead = true;
    const end = lineStartBefore(text, STRETCH_CHARACTERS);
    keepStretch(kept, text.slice(0, end));
    kept.endStretch();
    text = text.slice(end);
  }
  if (!hasHead) text = keepHead(kept, text);
  const tail = lineStartBefore(text, Math.max(0, text.length - EDGE_CHARACTERS));
  keepStretch(kept, text.slice(0, tail));
  kept.keep(readableTerminalText(text.slice(tail)));
  if (unreadBytes > 0) kept.keep(`\n[… ${unreadBytes} bytes before the last ones were not read …]`);
  return { text: kept.text(), readBytes };
}

/** Keeps the beginning of a text; gives the rest. */
function keepHead(kept: KeptLines, text: string): string {
  const end = lineStartBefore(text, Math.min(text.length, EDGE_CHARACTERS));
  kept.keep(readableTerminalText(text.slice(0, end)));
  return text.slice(end);
}

/** Where the line begins that holds a place, or a word of it where the line is very long. */
function lineStartBefore(text: string, place: number): number {
  const lineEnd = text.lastIndexOf("\n", place);
  if (lineEnd >= 0 && place - lineEnd < STRETCH_CHARACTERS / 2) return lineEnd + 1;
  const start = wordStart(text, place);
  return start > 0 ? start : place;
}

/** Keeps the lines of a stretch that tell what happened. */
function keepStretch(kept: KeptLines, written: string): void {
  const text = readableTerminalText(written);
  const lines = linesOf(text, { withErrors: true });
  const source: Source = {
    text,
    lines,
    errors: withNumberedFailures(text, lines, errorsOf(lines)),
    limits: LIMITS,
  };
  let at = 0;
  for (const [start, end] of chooseLines(source)) {
    const isLittle = startOf(lines, start) - startOf(lines, at) <= LEAST_OMITTED;
    const first = isLittle ? at : Math.max(at, start - HIDDEN_LINES);
    if (first > at) kept.leaveOut(first - at, startOf(lines, first) - startOf(lines, at));
    for (at = first; at < end; at++) keepLine(kept, source, at);
  }
  if (at < lines.count) kept.leaveOut(lines.count - at, text.length - startOf(lines, at));
}

/** Keeps a line; of a very long one what stands around the word that reports an error, or else its beginning. */
function keepLine(kept: KeptLines, { text, lines, errors }: Source, line: number): void {
  const [start, end] = [startOf(lines, line), startOf(lines, line + 1)];
  if (end - start <= 2 * HALF_LINE_CHARACTERS) return kept.keep(text.slice(start, end));
  const whole = text.slice(start, end);
  const place = (errors.find((error) => error.line === line)?.place ?? start) - start;
  const from = wordStart(whole, Math.max(0, place - HALF_LINE_CHARACTERS));
  const to = wordStart(whole, Math.min(whole.length, place + HALF_LINE_CHARACTERS));
  kept.leaveOut(0, from);
  kept.keep(whole.slice(from, to));
  kept.leaveOut(0, whole.length - to);
}

/** What is kept of a text, with notes on what is not. */
class KeptLines {
  readonly #stretches: string[] = [];
  #pieces: string[] = [];
  #isInLine = false;
  #left = { lines: 0, characters: 0 };

  keep(text: string): void {
    if (text === "") return;
    this.#note();
    this.#pieces.push(text);
    this.#isInLine = !text.endsWith("\n");
  }

  leaveOut(lines: number, characters: number): void {
    this.#left.lines += lines;
    this.#left.characters += characters;
  }

  /** Copies what is kept: the pieces keep all of the stretch alive that they were cut from. */
  endStretch(): void {
    // One piece would be joined without a copy.
    this.#stretches.push(this.#pieces.flatMap((piece) => [piece.slice(0, 1), piece.slice(1)]).join(""));
    this.#pieces = [];
  }

  text(): string {
    this.#note();
    this.endStretch();
    return this.#stretches.join("");
  }

  #note(): void {
    const { lines, characters } = this.#left;
    if (characters === 0) return;
    const note = lines > 0 ? lineNote(lines) : `[… ${characters} chars …]\n`;
    this.#pieces.push(this.#isInLine ? `\n${note}` : note);
    this.#isInLine = false;
    this.#left = { lines: 0, characters: 0 };
  }
}
