/** Terminal output as a person saw it. */

import { errorsOf } from "./error_lines.ts";
import { firstAndLast } from "./first_and_last.ts";
import { linesOf } from "./text_lines.ts";

// deno-lint-ignore no-control-regex -- terminal escape sequences start with ESC
const ESCAPES = /\u001b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()][0-9A-B])/g;

/** What tells how far something is: a share, a count of all, a bar, a turning sign. Looked for in short texts alone. */
const PROGRESS = /\d ?%|\d\s?\/\s?\d|\d\s?of\s?\d|[=#*.>-]{4}|[\u2500-\u25ff\u2800-\u28ff]|^[|/\\-](?:\s|$)/u;

/** Longer states of a line are judged by their beginning. */
const JUDGED_CHARACTERS = 200;

/** Of a line that was rewritten so many earlier states are kept at most, and so many that report errors. */
const MOST_STATES = 3;
const MOST_ERRORS = 16;

/**
 * Of a line that was rewritten more often the last states are looked at, and of those before them as many that report
 * errors: text may consist of nothing but such ends.
 */
const MOST_JUDGED = 2000;

/**
 * Text without colours and cursor movements (ECMA-48). Of a line that was rewritten it has the last state, and before it
 * those that are no progress: a warning that the next state wrote over was said all the same.
 */
export function readableTerminalText(text: string): string {
  const plain = text.includes("\u001b") ? text.replace(ESCAPES, "") : text;
  return plain.includes("\r") ? rewrittenLines(plain.replaceAll("\r\n", "\n")) : plain;
}

/** A text with those of its lines that were rewritten as they are shown. */
function rewrittenLines(text: string): string {
  let shown = "";
  let written = 0;
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", written)) {
    const start = text.lastIndexOf("\n", at) + 1;
    const end = endOfLine(text, at);
    shown += text.slice(written, start) + readableLine(text.slice(start, end));
    written = end;
  }
  return shown + text.slice(written);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** Of a line that was rewritten what is shown of its states. */
function readableLine(line: string): string {
  const { states, earlier } = lastStatesOf(line);
  const last = states.length - 1;
  let errors: ReadonlySet<number> | undefined;
  const reportsError = (state: number) => (errors ??= errorsIn(states)).has(state);
  const shown = [states[last] ?? ""];
  let [reports, others] = [0, 0];
  let following = formOf(states[last] ?? "");
  /** From the end: of states of one form the last is shown. */
  const isNew = (state: string) => {
    const form = formOf(state);
    if (form === "" || form === following) return false;
    following = form;
    return true;
  };
  for (let index = last - 1; index >= 0; index--) {
    const state = states[index] ?? "";
    if (!isNew(state)) continue;
    if (!isProgress(state) && others < MOST_STATES) others++;
    else if (reports < MOST_ERRORS && reportsError(index)) reports++;
    else continue;
    shown.push(state);
  }
  if (earlier === "") return shown.reverse().join("\n");
  for (const state of errorStatesOf(earlier).reverse()) {
    if (reports === MOST_ERRORS) break;
    if (!isNew(state)) continue;
    reports++;
    shown.push(state);
  }
  return shown.reverse().join("\n");
}

/** The states of a line that are looked at, and what stands before them; what follows the last one that says something is none. */
function lastStatesOf(line: string): { readonly states: string[]; readonly earlier: string } {
  let end = line.length;
  while (end > 0 && (line[end - 1] === "\r" || line[end - 1] === " ")) end--;
  let start = end;
  for (let count = 0; count < MOST_JUDGED && start > 0; count++) start = line.lastIndexOf("\r", start - 1);
  return {
    states: line.slice(Math.max(0, start + 1), end).split("\r"),
    earlier: line.slice(0, Math.max(0, start)),
  };
}

/** The states that report errors, the first and the last of very many. */
function errorStatesOf(text: string): string[] {
  const written = text.replaceAll("\r", "\n");
  const lines = linesOf(written, { withErrors: true });
  return firstAndLast(errorsOf(lines), MOST_JUDGED).map(({ line }) =>
    written.slice(line === 0 ? 0 : lines.ends[line - 1], lines.ends[line]).trimEnd()
  );
}

function errorsIn(states: readonly string[]): ReadonlySet<number> {
  return new Set(errorsOf(linesOf(states.join("\n"), { withErrors: true })).map(({ line }) => line));
}

function isProgress(state: string): boolean {
  return PROGRESS.test(state.slice(0, JUDGED_CHARACTERS).trim());
}

/** A state without what changes while something goes on: numbers, dots, signs. */
function formOf(state: string): string {
  return state.slice(0, JUDGED_CHARACTERS).replace(/[^\p{L}]+/gu, " ").trim();
}
