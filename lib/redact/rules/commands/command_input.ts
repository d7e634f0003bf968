/** What `echo` and its like write on a command line: into a pipe, a command's input or a file. */
import type { Report } from "../../finding.ts";
import { lineBefore, type Word } from "./command_line.ts";
import { takeAfter } from "./command_option_table.ts";
import { isChosen, isGiven } from "../judgement/given_value.ts";
import { reportPassword } from "../report.ts";

/** `echo` or its like with a text: its first group is the quote, the second stands in quotes, the third without. */
export const WRITTEN = String
  .raw`(?:echo|printf|yes|Write-Output)(?: -[neE]{1,3}){0,2}(?: ["']?%s(?:\\n)?["']?)? {1,4}(?:(["'])((?:(?!\1)[^\n]){4,4096})\1|([^\s"'\`<>|;&()\\]{4,4096})) {0,4}`;

const WRITTEN_BEFORE = new RegExp(String.raw`${WRITTEN}(?:\||>>?|<<<) {0,4}[^|;\n]{0,160}$`);

/** Passwords of registries are tokens of some thousand characters. */
const MAX_WRITTEN_CHARACTERS = 4400;
const IN_LONG_WORD = /^[^\s"'`|<>]{200,500}["']? {0,4}(?:\||<<<|>)/;

/** What `echo` or `printf` writes on the line before a place: into a pipe or into the file named there. */
export function writtenBefore(text: string, at: number): Word | undefined {
  const near = lineBefore(text, at);
  const head = IN_LONG_WORD.test(near) ? lineBefore(text, at, MAX_WRITTEN_CHARACTERS) : near;
  const match = WRITTEN_BEFORE.exec(head);
  if (match === null) return undefined;
  const [whole, quote = "", inQuotes, bare] = match;
  const word = (inQuotes ?? bare ?? "").replace(/\\n$/, "");
  const start = at - head.length + match.index + whole.indexOf(quote + (inQuotes ?? bare ?? ""), 4) +
    quote.length;
  return { start, end: start + word.length, text: word };
}

/** What is written into a pipe before a place, where a password is read. */
export function findWritten(text: string, at: number, report: Report): void {
  const word = writtenBefore(text, at);
  if (word !== undefined && isGiven(word.text) && !/\s/.test(word.text)) reportPassword(report, word);
}

const INTO_PASSWD = /\| {0,4}(?:sudo (?:-[A-Za-z]{1,3} )?)?(?:smb)?$/;

/** Several of them in brackets, as a new password is asked for twice. */
const GROUP_BEFORE = /[({] {0,4}echo [^|()\n]{4,400}[)}] {0,4}$/;
const ECHO = /echo (["']?)([^\s"'`<>|;&()$\\]{4,256})\1(?= {0,4}(?:;|&&|\)))/g;

/** `yes password | passwd`, `(echo password; echo password) | passwd` */
export function findWrittenToPasswd(text: string, at: number, report: Report): void {
  const line = lineBefore(text, at);
  const pipe = INTO_PASSWD.exec(line)?.index;
  if (pipe === undefined) return;
  const group = GROUP_BEFORE.exec(line.slice(0, pipe));
  if (group === null) return findWritten(text, at, report);
  for (const { index, 0: whole, 2: word = "" } of group[0].matchAll(ECHO)) {
    const start = at - line.length + group.index + index + whole.indexOf(word, "echo ".length);
    if (isGiven(word)) reportPassword(report, { start, end: start + word.length });
  }
}

/** `echo 'user:password' | chpasswd` */
export function findUserWritten(text: string, at: number, report: Report): void {
  const word = writtenBefore(text, at);
  if (word !== undefined) takeAfter(":")(text, word, report);
}

/** The secret that `echo` writes into a file whose name says so. */
export function findWrittenToFile(text: string, at: number, report: Report): void {
  const word = writtenBefore(text, at);
  if (word !== undefined && isChosen(word.text)) reportPassword(report, word);
}
