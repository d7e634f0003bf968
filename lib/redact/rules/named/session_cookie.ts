/** Cookies of sessions apart from their header: in files of cookies, options, code and logs. */
import { type Report, WEIGHT } from "../../finding.ts";
import { SESSION_NAME } from "./header_value.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { looksRandom } from "../judgement/random_value.ts";

/** As frameworks call them; others may be the name of anything. */
const FRAMEWORK =
  /(?<![\w.-])(?:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|connect\.sid|sessionid|session|(?:__(?:Host|Secure)-)?[a-z][a-z0-9]{0,20}_session|rack\.session|express\.sid|_session_id)$/;

/** Signed and encoded ones have signs; Flask's and Django's three parts. */
const VALUE =
  /(?:[A-Za-z0-9+/]{80,600}(?==|%3D|["'`;\s]))|(?:s%3A|s:)?[A-Za-z0-9_-]{20,200}(?:[.%][A-Za-z0-9+/_-]{1,400}){0,8}(?=["'`;\s\\,)]|$)/y;

/** What names like this hold elsewhere: an id that opens nothing, a number, words. */
const OTHER_ID =
  /^(?:(?:ses|sess|session|sid)[_-].*|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9]+|[a-z]+(?:[-_](?:[a-z]+[0-9]{0,3}|[0-9]{1,6}))+)$/;

/** The last letters of `PHPSESSID`, `sid`, `session`, `sessionid`: the quick look. */
export function endsSessionName(text: string, end: number): boolean {
  const letter = (back: number) => text.charCodeAt(end - back) | SMALL;
  if (letter(1) === 0x64) return letter(2) === 0x69 && (letter(3) === 0x73 || letter(3) === 0x6e); // sid, nid
  return letter(1) === 0x6e && letter(2) === 0x6f && letter(4) === 0x73 && letter(5) === 0x73; // ss.on
}

/** Set in the codes of small letters. */
const SMALL = 0x20;

/** `PHPSESSID=…`, looked at from the sign; with spaces around, as in code, it is a variable. */
export function findSessionCookie(text: string, at: number, report: Report): void {
  const name = FRAMEWORK.exec(text.slice(Math.max(0, at - 40), at))?.[0];
  if (name === undefined) return;
  VALUE.lastIndex = at + 1;
  const value = VALUE.exec(text)?.[0];
  // Other programs have ids of sessions, too.
  const isAnyId = /^session(?:id)?$/.test(name) && /^[0-9a-f]*$/.test(value ?? "");
  if (!isAnyId) reportCookie(at + 1, value, report);
}

const COOKIES = /cookies?\\{0,3}["']?\s?[:=]\s?(?:dict\()?\{[^{}\n]{0,300}$/i;
const NAME = /(?:\\{0,3}["']|[{,]\s?)([\w.-]{1,60})(?:\\{0,3}["'])?$/;
const QUOTED_VALUE = /(?<=: ?\\{0,3}["'])[A-Za-z0-9+/=_.~:%-]{16,512}(?=\\{0,3}["'])/y;

/** `cookies = {"sid": "…"}`, looked at from the colon. */
export function findInCookies(text: string, at: number, report: Report): void {
  const head = text.slice(Math.max(0, at - 360), at);
  const name = NAME.exec(head)?.[1];
  if (name === undefined || !SESSION_NAME.test(name) || !COOKIES.test(head)) return;
  const gap = /^ ?\\{0,3}["']/.exec(text.slice(at + 1, at + 6))?.[0].length;
  if (gap === undefined) return;
  QUOTED_VALUE.lastIndex = at + 1 + gap;
  reportCookie(at + 1 + gap, QUOTED_VALUE.exec(text)?.[0], report);
}

function reportCookie(start: number, value: string | undefined, report: Report): void {
  if (value === undefined || OTHER_ID.test(value) || looksLikePlaceholder(value)) return;
  // One digit may be that of a name of code.
  if (!looksRandom(value) || !/[0-9][^0-9]*[0-9]/.test(value)) return;
  report({ start, end: start + value.length, kind: "cookie", weight: WEIGHT.context });
}
