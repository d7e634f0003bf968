/**
 * What a tool use has written, where the command alone says that it is a secret: in a finished part the result is an
 * element of its own behind that of the call.
 */
import { type Report, WEIGHT } from "../../finding.ts";
import { TEXT_END } from "../../documents/text_end.ts";
import type { Keyword } from "../keyword.ts";
import { isPrintedSecret, printsOneSecret } from "./printed_secret.ts";
import { reportKey, reportNamed } from "../report.ts";
import { isWrittenSecret, writesSecret } from "./secret_command.ts";

/** Not that of a call that failed: what stands there is a message. */
const OPENING = /<\/tool_use>\s{0,4}<tool_result (?![^<>\n]{0,300}\berror="yes")[^<>\n]{0,300}>/y;
const CLOSING = "</tool_result>";

/** Longer results hold more than secrets. */
const MAX_RESULT_CHARACTERS = 1_100;
const MAX_VALUE_CHARACTERS = 512;
const MAX_CALL_CHARACTERS = 1_400;

/** So many secrets may be told one below the other, and nothing else. */
const MAX_LINES = 4;

/** The number of a line that was read. */
const LINE_NUMBER = /^ {0,8}[0-9]{1,2}[→\t]/;

/** Looks at the result behind a call that ends at a place. */
function findResult(text: string, at: number, report: Report): void {
  OPENING.lastIndex = at;
  const opening = OPENING.exec(text)?.[0];
  if (opening === undefined) return;
  const start = at + opening.length;
  const window = text.slice(start, start + MAX_RESULT_CHARACTERS);
  const end = window.indexOf(CLOSING);
  if (end === -1) return;
  const result = window.slice(0, window.endsWith(TEXT_END, end) ? end - TEXT_END.length : end);
  if (findBytes(text, at, start, result, report) || findPeers(text, at, start, result, report)) return;
  const values = valuesIn(result);
  if (values.length > 0 && writesSecret(callBefore(text, at))) {
    for (const [offset, value] of values) {
      reportKey(report, { start: start + offset, end: start + offset + value.length });
    }
  } else findOnlyLine(text, at, start, result, report);
}

/** The one line that a command wrote which asked for one secret alone. */
function findOnlyLine(text: string, at: number, start: number, result: string, report: Report): void {
  const value = result.replace(LINE_NUMBER, "").trim().replace(/^"(.*)"$/, "$1");
  if (value.length > MAX_VALUE_CHARACTERS || !/^\S{5,}$/.test(value)) return;
  const printed = printsOneSecret(callBefore(text, at).replace(/^\w+ /, ""));
  if (printed === undefined || !isPrintedSecret(value, printed)) return;
  const from = start + result.indexOf(value);
  reportNamed(report, printed, { start: from, end: from + value.length });
}

const BYTES = /^\s*(?:[0-9]{1,3}[→\t])?\s*\[\s*((?:[0-9]{1,3},\s{0,4}){63}[0-9]{1,3})\s*\]\s*$/;

/** The bytes of a key as Solana's files have them: `cat id.json`. */
function findBytes(text: string, at: number, start: number, result: string, report: Report): boolean {
  const bytes = BYTES.exec(result)?.[1];
  if (bytes === undefined || new Set(bytes.split(",")).size <= 32) return false;
  if (!/\bid\.json|key-?pair|wallet|solana/i.test(callBefore(text, at))) return false;
  const from = start + result.indexOf(bytes);
  report({ start: from, end: from + bytes.length, kind: "private-key", weight: WEIGHT.format });
  return true;
}

const KEYS = /^([A-Za-z0-9+/]{43}=)\t([^\s]{6,44})/gm;

/** `wg show wg0 dump`: the interface's key, then what it shares with its peers. */
function findPeers(text: string, at: number, start: number, result: string, report: Report): boolean {
  if (!/^[A-Za-z0-9+/]{43}=\t/.test(result)) return false;
  const command = /\bwg show \S{1,40} (dump|preshared-keys)/.exec(callBefore(text, at))?.[1];
  if (command === undefined) return false;
  for (const { index, 1: first = "", 2: second = "" } of result.matchAll(KEYS)) {
    const isOwn = command === "dump" && index === 0;
    const key = isOwn ? first : second;
    const from = start + index + (isOwn ? 0 : first.length + 1);
    if (/=$/.test(key)) reportKey(report, { start: from, end: from + key.length });
  }
  return true;
}

/** A line before a secret, and what tells more behind it: `user: eva`. */
const WARNING = /^[^\n]{0,40}\b(?:warning|notice|deprecat)/i;
const DETAIL = /^[A-Za-z][\w -]{1,30}: \S/;

/** The lines of a result with their places, if each of them can be a secret: nearly always the first one can't. */
function valuesIn(result: string): (readonly [offset: number, value: string])[] {
  const values: (readonly [number, string])[] = [];
  const last = result.trimEnd().length;
  let start = result.length - result.trimStart().length;
  for (let next = start; next < last; start = next + 1) {
    if (values.length === MAX_LINES) return [];
    const lineEnd = result.indexOf("\n", start);
    next = lineEnd === -1 ? last : lineEnd;
    const line = result.slice(start, next);
    if (values.length === 0 && WARNING.test(line)) continue;
    if (values.length === 1 && (line.trim() === "" || DETAIL.test(line))) break;
    const shown = line.replace(LINE_NUMBER, "");
    const value = shown.trim().replace(/^"(.*)"$/, "$1");
    if (!isWrittenSecret(value)) return [];
    values.push([start + line.length - shown.length + shown.indexOf(value), value]);
  }
  return values;
}

/** The tool's name and its parameters, without the tags; empty if they are longer than those of a command. */
function callBefore(text: string, end: number): string {
  const window = text.slice(Math.max(0, end - MAX_CALL_CHARACTERS), end);
  const start = window.lastIndexOf("<tool_use ");
  // A call that started a subagent ends behind all that was said and done in there.
  if (start === -1 || /<\/tool_use>|<agent /.test(window.slice(start))) return "";
  const [tag = "", ...rest] = window.slice(start).split(">");
  const tool = / name="([^"]{1,80})"/.exec(tag)?.[1] ?? "";
  const parameters = rest.join(">").replaceAll(TEXT_END, "").replace(
    /<param name="description">[^<]{0,500}<\/param>/g,
    "",
  );
  return `${tool} ${parameters.replace(/<\/?param[^<>]{0,80}>/g, " ")}`;
}

/** Where calls end. */
export const CALL_RESULT_KEYWORDS: readonly Keyword[] = [{ keyword: "</tool_use>", visit: findResult }];
