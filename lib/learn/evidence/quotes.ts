/** Exact quotes of events: the telling lines, never changed, so that anybody can find them again. */

import type { Citation } from "../citation.ts";
import { foldText } from "../citation_text.ts";
import type { SourceEvent } from "../source/learn_source.ts";

/** A shorter quote proves nothing (verify_citations.ts). */
const MIN_CHARACTERS = 8;

/** A quote of a few lines. */
const MAX_CHARACTERS = 240;

/** Short lines are put together up to this many. */
const MAX_LINES = 12;

/** Lines are looked for at both ends of texts longer than this. */
const LOOKED_AT_CHARACTERS = 20_000;

/** Notes of what was left out: not what anybody said. */
const PRUNING_NOTE = /^\[… \d+ lines(?: as in \S+)? …\]$/;
/** What the client writes around an output. */
const AROUND_OUTPUT = /^\s*(?:(?:Error: )?Exit code \d+\s*\n|<tool_use_error>)?|<\/tool_use_error>\s*$/g;
/** Rules and boxes that programs draw around their name: what they say stands below. */
const ORNAMENT = /[\u2500-\u257f=_*~-]{8,}|^[\u2502\u2503\u2551].*[\u2502\u2503\u2551]$/;
const STATUS_LINE = /^(?:Error: )?Exit code \d+$|^<\/?tool_use_error>$/;

/**
 * Chooses a stretch of a text as evidence: the first line that one of the patterns matches, or else the first line
 * with content. A short line is quoted together with the lines after it.
 *
 * @returns undefined if the text is too short for a quote.
 */
export function quoteOf(text: string, patterns: readonly RegExp[] = []): string | undefined {
  const stretches = text.length <= LOOKED_AT_CHARACTERS
    ? [text]
    : [text.slice(0, LOOKED_AT_CHARACTERS / 2), text.slice(-LOOKED_AT_CHARACTERS / 2)];
  for (const pattern of patterns) {
    for (const stretch of stretches) {
      const at = pattern.exec(stretch)?.index;
      const quote = at === undefined ? undefined : quoteAround(stretch, lineStart(stretch, at), patterns);
      if (quote !== undefined) return quote;
    }
  }
  const [first = ""] = stretches;
  return firstSaying(first, (line) => !ORNAMENT.test(line)) ?? firstSaying(first, () => true) ??
    quoteFrom(first, 0);
}

/** A quote from the first line that says anything and is wanted. */
function firstSaying(text: string, isWanted: (line: string) => boolean): string | undefined {
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end).trim();
    if (
      /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(line) && !PRUNING_NOTE.test(line) && !STATUS_LINE.test(line) &&
      isWanted(line)
    ) {
      const quote = quoteFrom(text, at);
      if (quote !== undefined) return quote;
    }
    at = end + 1;
  }
  return undefined;
}

/** The line with the one before and after it, where those tell something as well and all is short. */
function quoteAround(text: string, start: number, patterns: readonly RegExp[]): string | undefined {
  const isTelling = (from: number, to: number) =>
    patterns.some((pattern) => pattern.test(text.slice(from, to)));
  const end = lineEnd(text, start);
  const before = start === 0 ? start : lineStart(text, start - 1);
  const from = start > 0 && isTelling(before, start - 1) ? before : start;
  const next = end < text.length ? lineEnd(text, end + 1) : end;
  const to = next > end + 1 && isTelling(end + 1, next) ? next : end;
  const quote = text.slice(from, to).trim();
  return quote.length <= MAX_CHARACTERS && foldText(quote).length >= MIN_CHARACTERS
    ? quote
    : quoteFrom(text, start);
}

/** The text from a line on: that line, and following ones until it is long enough. */
function quoteFrom(text: string, start: number): string | undefined {
  let end = lineEnd(text, start);
  for (let lines = 1; lines < MAX_LINES && end < text.length; lines++) {
    if (foldText(text.slice(start, end)).length >= MIN_CHARACTERS) break;
    end = lineEnd(text, end + 1);
  }
  const quote = shorten(text.slice(start, end).trim());
  return foldText(quote).length < MIN_CHARACTERS ? undefined : quote;
}

/** Cut between words, without a sign of it: a quote is found as it is. */
function shorten(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  const space = text.lastIndexOf(" ", MAX_CHARACTERS);
  const end = space > MAX_CHARACTERS / 2 ? space : MAX_CHARACTERS;
  return text.slice(0, end).toWellFormed().replace(/\ufffd$/, "").trimEnd();
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** Parameters that say what a tool use is about, the most telling first. */
const TELLING_PARAMETERS = [
  "command",
  "url",
  "query",
  "file_path",
  "notebook_path",
  "pattern",
  "path",
  "prompt",
  "plan",
  "description",
] as const;

/** What a tool use is about, as one text; empty if it has no parameters. */
export function subjectOfUse({ parameters }: SourceEvent): string {
  for (const name of TELLING_PARAMETERS) {
    const value = parameters[name];
    if (value !== undefined && value.trim() !== "") return value;
  }
  return Object.values(parameters)[0] ?? "";
}

/** A citation of an event, or undefined where it has no text that is long enough. */
export function cite(
  sessionId: string,
  event: SourceEvent | undefined,
  patterns: readonly RegExp[] = [],
): Citation | undefined {
  if (event === undefined) return undefined;
  const quote = event.name === "tool_use"
    ? quoteOfUse(event)
    : shortOutput(event, patterns) ?? quoteOf(event.text, patterns);
  return quote === undefined ? undefined : { kind: "session", source: sessionId, ref: event.ref, quote };
}

/** All that a result says where that is little: which of a few lines tells the cause can't be known. */
function shortOutput({ name, text }: SourceEvent, patterns: readonly RegExp[]): string | undefined {
  if (name !== "tool_result" || patterns.length === 0 || text.length > 2 * MAX_CHARACTERS) return undefined;
  const whole = text.replace(AROUND_OUTPUT, "").trim();
  const isQuote = whole.length <= MAX_CHARACTERS && foldText(whole).length >= MIN_CHARACTERS;
  return isQuote && !whole.includes("[… ") ? whole : undefined;
}

/** A citation of what an edit changed, or of its file where the change is not shown. */
export function citeEdit(sessionId: string, event: SourceEvent): Citation | undefined {
  const changed = event.parameters["diff"] ?? event.parameters["content"] ?? "";
  const quote = quoteOf(changed.replace(/^@@.*\n/, ""), [/^[+-].*\S.*\S.*\S.*$/m]) ?? quoteOfUse(event);
  return quote === undefined ? undefined : { kind: "session", source: sessionId, ref: event.ref, quote };
}

/** Short commands are quoted with the parameters that follow, as they stand one behind the other. */
function quoteOfUse(event: SourceEvent): string | undefined {
  const subject = quoteOf(subjectOfUse(event));
  if (subject !== undefined) return subject;
  const values = Object.entries(event.parameters).filter(([name]) => name !== "diff").map(([, value]) =>
    value
  );
  return quoteOf(values.join("\n"));
}

/** Leaves out what could not be cited, and what is cited already. */
export function citations(...cited: readonly (Citation | undefined)[]): Citation[] {
  const kept: Citation[] = [];
  for (const citation of cited) {
    if (citation === undefined) continue;
    if (
      kept.some(({ ref, quote, source }) =>
        ref === citation.ref && quote === citation.quote && source === citation.source
      )
    ) {
      continue;
    }
    kept.push(citation);
  }
  return kept;
}

/** The beginning of a text in one line, for sentences. */
export function brief(text: string, characters = 80): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= characters) return line;
  return `${line.slice(0, characters - 1).toWellFormed().replace(/\ufffd$/, "")}…`;
}

/** The text as a sentence: with a full stop if it has no other end. */
export function ended(text: string): string {
  return /[.!?…。！？]$/.test(text) ? text : `${text}.`;
}
