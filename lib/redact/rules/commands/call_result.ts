/**
 * What a tool use has written, where the command alone says that it is a secret: in a finished part the result is an
 * element of its own behind that of the call.
 */
import { type Report, WEIGHT } from "../../finding.ts";
import { TEXT_END } from "../../documents/text_end.ts";
import type { Keyword } from "../keyword.ts";
import { isPrintedSecret, printedVariables, printsOneSecret } from "./printed_secret.ts";
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
  if (findLongToken(text, at, start, report)) return;
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
  } else if (
    !findLogins(text, at, start, result, report) && !findVariables(text, at, start, result, report)
  ) {
    findOnlyLine(text, at, start, result, report);
  }
}

const LONG_TOKEN = /\s{0,4}([A-Za-z0-9+/_.-]{513,8192}={0,2})\s{0,4}(?=\0|<\/tool_result>)/y;

/** A token that is longer than other secrets: AWS's for a registry of images. */
function findLongToken(text: string, at: number, start: number, report: Report): boolean {
  LONG_TOKEN.lastIndex = start;
  const token = LONG_TOKEN.exec(text)?.[1];
  if (token === undefined || !writesSecret(callBefore(text, at))) return false;
  const from = text.indexOf(token, start);
  reportKey(report, { start: from, end: from + token.length });
  return true;
}

const DECRYPTS =
  /\bgpg2? (?:-{1,2}[a-z-]+ )*(?:-[a-z]{0,3}d[a-z]{0,3}|--decrypt)\b|\bopenssl enc -d\b|\bage (?:-d|--decrypt)|\bsops (?:-d|--decrypt|decrypt)\b|\bansible-vault view\b|\b(?:pass|gopass|passage) show\b|\b(?:cat|bat|type|less|head|gc|Get-Content) [^|;&\n]{0,80}\b(?:passwords?|passwd|creds|credentials|logins?)\.(?:txt|md)["']?\s*$/;
const LOGIN = /^[\w.@+-]{2,64}[ \t:/]{1,4}(\S{6,256})$/;

const MAX_LOGIN_CHARACTERS = 80;
const MAX_VARIABLES_CHARACTERS = 300;

/** The quick look: most lines have more words. */
const FIRST_LOGIN = /^\s{0,4}[\w.@+-]{2,64}[ \t:/]{1,4}\S{6,256}(?=[ \t\0]*(?:\r?\n|$))/;

/** Users and their passwords, a line each, in what a command has deciphered. */
function findLogins(text: string, at: number, start: number, result: string, report: Report): boolean {
  if (result.length > MAX_LINES * MAX_LOGIN_CHARACTERS || !FIRST_LOGIN.test(result)) return false;
  const lines = result.trim().split("\n");
  if (lines.length > MAX_LINES || !lines.every((line) => LOGIN.test(line))) return false;
  if (!DECRYPTS.test(callBefore(text, at))) return false;
  let from = start;
  for (const line of lines) {
    const password = LOGIN.exec(line)?.[1] ?? "";
    from = text.indexOf(line, from) + line.length;
    if (isWrittenSecret(password)) {
      reportNamed(report, "password", { start: from - password.length, end: from });
    }
  }
  return true;
}

/** The quick look. */
const TWO_VALUES = /^\s{0,4}[^\s:]{4,512}(?:[ :][^\s:]{4,512}){1,3}\s{0,4}$/;

/** Several variables that were printed on one line: `echo "$API_SECRET $JWT_SECRET"`. */
function findVariables(text: string, at: number, start: number, result: string, report: Report): boolean {
  if (result.length > MAX_VARIABLES_CHARACTERS || !TWO_VALUES.test(result)) return false;
  const values = [...result.matchAll(/[^\s:]+/g)];
  const printed = printedVariables(callBefore(text, at).replace(/^\w+ /, ""));
  if (printed.length !== values.length) return false;
  values.forEach(({ index, 0: value }, place) => {
    const one = printed[place];
    if (one === undefined || !isPrintedSecret(value, one)) return;
    reportNamed(report, one, { start: start + index, end: start + index + value.length });
  });
  return true;
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

/** For all interfaces each line has a name before. A line of an interface has its own keys and a port. */
const KEYS = /^((?:[\w.-]{1,15}\t)?)([A-Za-z0-9+/]{43}=)\t([^\s]{6,44})(\t[0-9]{1,5}\t\S{1,12}$)?/gm;

/** `wg show wg0 dump`: the interface's key, then what it shares with its peers. */
function findPeers(text: string, at: number, start: number, result: string, report: Report): boolean {
  if (!/^(?:[\w.-]{1,15}\t)?[A-Za-z0-9+/]{43}=\t/.test(result)) return false;
  const command = /\bwg show \S{1,40} (dump|preshared-keys)/.exec(callBefore(text, at))?.[1];
  if (command === undefined) return false;
  for (const { index, 1: name = "", 2: first = "", 3: second = "", 4: port } of result.matchAll(KEYS)) {
    const isOwn = command === "dump" && (index === 0 || port !== undefined);
    const key = isOwn ? first : second;
    const from = start + index + name.length + (isOwn ? 0 : first.length + 1);
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
