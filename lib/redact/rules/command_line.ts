/** Reading command lines: words, what stands before a place, what is written into a pipe. */
import { type Finding, WEIGHT } from "../finding.ts";
import { hasDigitAndLetter, looksLikePlaceholder } from "./placeholder.ts";

export type Report = (finding: Finding) => void;

/** A word of a command line without its quotes. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly quoted: boolean;
}

/** How far a command line is looked back at. */
const MAX_BEFORE_CHARACTERS = 400;

const ARGUMENT =
  /(?:=|[ \t]{1,3}|["'], {0,2}(?=\\{0,3}["']))(?:(\\{0,3}["'])((?:(?!\1)[^\r\n]){1,4096})\1|([^\s"'`<>|;&()\\]{1,4096}))/y;

/** The word after an option: `-p word`, `--option="word"`, and in a list of arguments `"-p", "word"`. */
export function argumentAt(text: string, position: number): Word | undefined {
  ARGUMENT.lastIndex = position;
  return wordOf(ARGUMENT.exec(text), position, text);
}

const WORD = /(?:(\\{0,3}["'])((?:(?!\1)[^\r\n]){1,4096})\1|([^\s"'`<>|;&()\\]{1,4096}))/y;

/** The word that begins at a place. */
export function wordAt(text: string, position: number): Word | undefined {
  WORD.lastIndex = position;
  return wordOf(WORD.exec(text), position, text);
}

function wordOf(match: RegExpExecArray | null, position: number, text: string): Word | undefined {
  if (match === null) return undefined;
  const [whole, quote = "", inQuotes, bare] = match;
  const word = inQuotes ?? bare ?? "";
  // A call or a template goes on: `-p "$(pass show db)"` is quoted, `-p $(…)` ends at its bracket.
  const end = position + whole.length - quote.length;
  if (bare !== undefined && text.charCodeAt(end) === 0x28) return undefined;
  return { start: end - word.length, end, text: word, quoted: inQuotes !== undefined };
}

/** What stands before a place on its line; a line that a backslash continues belongs to it. */
export function lineBefore(text: string, at: number): string {
  const head = text.slice(Math.max(0, at - MAX_BEFORE_CHARACTERS), at);
  const joined = head.replace(/\\\r?\n/g, (end) => " ".repeat(end.length));
  return joined.slice(joined.lastIndexOf("\n") + 1);
}

/** An expression for a command, given by its names, up to the end of a line before a place. */
export function commandPattern(names: string): RegExp {
  return new RegExp(`(?:^|[\\s"'\`(/\\\\])(?:${names})(?:\\.exe)?["']?,?(?: [^\\n;|&]{0,300})?$`);
}

/** Given on the command line itself: no variable, option, path, port, placeholder. */
export function isGiven({ text }: { readonly text: string }): boolean {
  return text.length >= 4 && !NOT_GIVEN.test(text) && !looksLikePlaceholder(text);
}

const NOT_GIVEN =
  /^(?:[$%<{[`(@-]|~?\/|\.{1,2}\/|~$|[A-Za-z]:[\\/]|[a-z][a-z0-9+.-]{1,20}:\/\/|\d{1,5}$|[\d.]{1,20}:[\d:]{1,20}(?:\/(?:tc|ud)p)?$)/;

/** Given, and no word that might be something else: digits and letters, or signs beside them. */
export function isChosen(word: { readonly text: string }): boolean {
  const { text } = word;
  if (!isGiven(word) || /\s/.test(text)) return false;
  return hasDigitAndLetter(text) || (/[!@#$%^&*+?~]/.test(text) && /[A-Za-z0-9]/.test(text));
}

/** Of at least so many characters of keys, digits and letters among them; no words, paths, identifiers. */
export function isKeyLike({ text }: { readonly text: string }, length: number): boolean {
  return text.length >= length && /^[A-Za-z0-9+/=_.~:@-]+$/.test(text) && hasDigitAndLetter(text) &&
    !text.includes("://") && !looksLikePlaceholder(text) && !NO_KEY.test(text);
}

/** Words with a number, paths of words, UUIDs. */
const NO_KEY =
  /^(?:[A-Za-z]+(?:[-_.:@/][A-Za-z]+)*[-_.:/v]*[0-9.]{0,8}$|\.{0,2}\/[A-Za-z][a-z]+[/.]|[0-9a-f]{8}-[0-9a-f]{4}-)/;

/** Reports a stretch as a password. */
export function reportPassword(
  report: Report,
  { start, end }: { readonly start: number; readonly end: number },
): void {
  report({ start, end, kind: "password", weight: WEIGHT.context });
}

/** Reports a stretch as a secret that a machine made. */
export function reportKey(
  report: Report,
  { start, end }: { readonly start: number; readonly end: number },
): void {
  report({ start, end, kind: "assigned-secret", weight: WEIGHT.context });
}

const WRITTEN =
  /(?:echo|printf|Write-Output)(?: -[neE]{1,3})?(?: ["']?%s(?:\\n)?["']?)? {1,2}(?:(["'])((?:(?!\1)[^\n]){4,300})\1|([^\s"'`<>|;&()\\]{4,300})) {0,2}(?:\||>>?|<<<) {0,2}[^|;\n]{0,160}$/;

/** What `echo` or `printf` writes on the line before a place: into a pipe or into the file named there. */
export function writtenBefore(text: string, at: number): Word | undefined {
  const head = lineBefore(text, at);
  const match = WRITTEN.exec(head);
  if (match === null) return undefined;
  const [whole, quote = "", inQuotes, bare] = match;
  const word = (inQuotes ?? bare ?? "").replace(/\\n$/, "");
  const start = at - head.length + match.index + whole.indexOf(quote + (inQuotes ?? bare ?? ""), 4) +
    quote.length;
  return { start, end: start + word.length, text: word, quoted: quote !== "" };
}
