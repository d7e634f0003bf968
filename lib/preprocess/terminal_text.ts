/** Terminal output as a person saw it. */

import { errorsOf } from "./error_ranges.ts";
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
 * Text without colours and cursor movements (ECMA-48). Of a line that was rewritten it has the last state, and before it
 * those that are no progress: a warning that the next state wrote over was said all the same.
 */
export function readableTerminalText(text: string): string {
  const plain = text.includes("\u001b") ? text.replace(ESCAPES, "") : text;
  if (!plain.includes("\r")) return plain;
  const lines = plain.replaceAll("\r\n", "\n");
  return lines.includes("\r") ? withLastStates(lines) : lines;
}

function withLastStates(text: string): string {
  const states = text.replaceAll("\r", "\n").split("\n");
  const errors = new Set(errorsOf(linesOf(text.replaceAll("\r", "\n"), true)).map(({ line }) => line));
  const shown: string[] = [];
  let first = 0;
  for (const line of text.split("\n")) {
    const end = first + countOf(line, "\r") + 1;
    shown.push(...statesToShow(states, first, end, errors));
    first = end;
  }
  return shown.join("\n");
}

/** The states of one line that are shown, from one index on up to another. */
function statesToShow(
  states: readonly string[],
  first: number,
  end: number,
  errors: ReadonlySet<number>,
): string[] {
  let last = end - 1;
  while (last > first && (states[last] ?? "").trim() === "") last--;
  const kept: number[] = [];
  let [reports, others] = [0, 0];
  let following = formOf(states[last] ?? "");
  // From the end: of states of one form the last is shown.
  for (let index = last - 1; index >= first; index--) {
    const state = states[index] ?? "";
    const form = formOf(state);
    if (form === "" || form === following) continue;
    following = form;
    const isError = errors.has(index);
    if (isError ? reports++ < MOST_ERRORS : !isProgress(state) && others++ < MOST_STATES) kept.push(index);
  }
  return [...kept.reverse(), last].map((index) => states[index] ?? "");
}

function isProgress(state: string): boolean {
  return PROGRESS.test(state.slice(0, JUDGED_CHARACTERS).trim());
}

/** A state without what changes while something goes on: numbers, dots, signs. */
function formOf(state: string): string {
  return state.slice(0, JUDGED_CHARACTERS).replace(/[^\p{L}]+/gu, " ").trim();
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}
