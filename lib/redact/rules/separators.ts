/**
 * What may be found at an `=` or a `:`, all of it in one walk. There are many of them, so that a character beside each
 * tells here whether a rule has anything to look for.
 */
import type { FindingsByRule, Report } from "../finding.ts";
import type { Places } from "../search/places.ts";
import { type AssignmentWalk, beginAssignments, findAssigned } from "./named/assignment.ts";
import { findAuthPair, findNamedHeader } from "./calls/call_argument.ts";
import { findBelowName } from "./named/child_value.ts";
import { isComparison } from "./named/compared_value.ts";
import { findConnectionPassword, findPgpass } from "./programs/database_credential.ts";
import { findParameterDefault, findShellDefault } from "./calls/fallback_value.ts";
import { createWebKeyFinder } from "./tokens/json_web_key.ts";
import { createKubernetesFinder } from "./lists/kubernetes_secret.ts";
import { findLoginList } from "./lists/login_list.ts";
import type { NameClass } from "./judgement/secret_name.ts";
import { endsSessionName, findInCookies, findSessionCookie } from "./named/session_cookie.ts";
import { findSpread } from "./named/spread_value.ts";
import { findTypedField } from "./named/typed_field.ts";

/** Findings at separators: those of assignments may go on in further pieces. */
export interface SeparatorFindings {
  readonly assigned: FindingsByRule;
  readonly others: FindingsByRule;
}

/** One pass over a text, from one separator of a kind to the next. */
interface Walk {
  readonly text: string;
  readonly report: Report;
  readonly assignments: AssignmentWalk;
}

/** The names of structures stand before colons alone. */
interface ColonWalk extends Walk {
  readonly findDocument: (at: number) => void;
  readonly findWebKey: (at: number) => void;
}

/** Finds secrets at separators. Calls `onName` for each name that belongs to a class of secrets. */
export function createSeparatorFinder(
  text: string,
  { assigned, others }: SeparatorFindings,
  onName: (nameClass: NameClass) => void,
): (places: Places) => void {
  const walkOf = (rule: number): Walk => ({
    text,
    report: others.reportOf(rule),
    assignments: beginAssignments(text, assigned.reportOf(rule), onName),
  });
  const [atEquals, colonWalk] = [walkOf(0), walkOf(1)];
  const atColons: ColonWalk = {
    ...colonWalk,
    findDocument: createKubernetesFinder(text, colonWalk.report),
    findWebKey: createWebKeyFinder(text, colonWalk.report),
  };
  return ({ equals, colons }) => {
    for (const at of equals) visitEquals(atEquals, at);
    for (const at of colons) visitColon(atColons, at);
  };
}

const SPACE = 0x20;
const QUOTE = 0x22;
const DOLLAR = 0x24;
const APOSTROPHE = 0x27;
const OPEN = 0x28;
const DASH = 0x2d;
const DIGIT_TWO = 0x32;
const EQUAL = 0x3d;
const UPPER_D = 0x44;
const BACKSLASH = 0x5c;
const LOWER_D = 0x64;
const LOWER_E = 0x65;
const LOWER_T = 0x74;
const LOWER_Y = 0x79;

function visitEquals({ text, report, assignments }: Walk, at: number): void {
  findAssigned(assignments, at);
  if (isComparison(text, at)) return;
  findSpread(text, at, report);
  findBelowName(text, at, report);
  const next = text.charCodeAt(at + 1);
  if (next === OPEN || (next === SPACE && text.charCodeAt(at + 2) === OPEN)) {
    findAuthPair(text, at, report);
    findLoginList(text, at, report);
  } else if (endsWithD(text, at)) findConnectionPassword(text, at, report);
  if (endsSessionName(text, at)) findSessionCookie(text, at, report);
  if (next === DOLLAR || (next === QUOTE && text.charCodeAt(at + 2) === DOLLAR)) {
    findParameterDefault(text, at, report);
  }
}

/** `PWD=`, `PWD =`, `Pwd=` */
function endsWithD(text: string, at: number): boolean {
  const last = text.charCodeAt(at - 1);
  return last === UPPER_D || last === LOWER_D ||
    (last === SPACE && text.charCodeAt(text.charCodeAt(at - 2) === SPACE ? at - 3 : at - 2) === UPPER_D);
}

function visitColon(walk: ColonWalk, at: number): void {
  const { text, report, assignments } = walk;
  findAssigned(assignments, at);
  findSpread(text, at, report);
  findBelowName(text, at, report);
  findStructure(walk, at);
  const last = text.charCodeAt(at - 1);
  if (last === QUOTE) {
    const before = text.charCodeAt(at - 2);
    // The `e` of `"value"`, in nested JSON before a backslash.
    if (before === LOWER_E || before === BACKSLASH) findNamedHeader(text, at, report);
    findAtMember(text, at, report);
    return;
  }
  if (last === APOSTROPHE) findAtMember(text, at, report);
  else if (endsSessionName(text, at)) findInCookies(text, at, report);
  if (last === DIGIT_TWO) findPgpass(text, at, report);
  const next = text.charCodeAt(at + 1);
  if (next === DASH || next === EQUAL) findShellDefault(text, at, report);
}

/** `"text": `, `"value": ` and `"sid": `, told by the last letters of the name. */
function findAtMember(text: string, at: number, report: Report): void {
  const last = lastOfName(text, at);
  const code = text.charCodeAt(last);
  if (code === LOWER_T) {
    if (text.startsWith("text", last - 3)) findTypedField(text, at, report);
  } else if (code === LOWER_E) {
    if (text.startsWith("value", last - 4)) findTypedField(text, at, report);
  } else if (endsSessionName(text, last + 1)) findInCookies(text, at, report);
}

/** `kind: Secret`, `"kty": "RSA"`: told by the last letter of the name, behind which a quote may stand. */
function findStructure({ text, findDocument, findWebKey }: ColonWalk, at: number): void {
  const last = lastOfName(text, at);
  const code = text.charCodeAt(last);
  if (code === LOWER_Y) {
    if (text.startsWith("kty", last - 2)) findWebKey(last - 2);
  } else if (code === LOWER_D && text.startsWith("kind", last - 3)) {
    const word = startOfWord(text, at + 1);
    if (text.startsWith("Secret", word)) findDocument(word);
  }
}

/** A quote with its backslashes: four times nested JSON has fifteen. */
const MAX_QUOTE_CHARACTERS = 17;

/** The place of the character before a separator, or before the quote that stands there. */
function lastOfName(text: string, at: number): number {
  let place = at - 1;
  for (; place > at - MAX_QUOTE_CHARACTERS; place--) {
    const code = text.charCodeAt(place);
    if (code !== QUOTE && code !== BACKSLASH && code !== APOSTROPHE) return place;
  }
  return place;
}

/** Behind spaces and a quote. */
function startOfWord(text: string, from: number): number {
  let place = from;
  for (; place < from + MAX_QUOTE_CHARACTERS + 3; place++) {
    const code = text.charCodeAt(place);
    if (code !== SPACE && code !== QUOTE && code !== BACKSLASH && code !== APOSTROPHE) return place;
  }
  return place;
}
