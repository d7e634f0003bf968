/**
 * Values given to names that say that they are secret: `.env` files, shells, YAML, JSON, headers, connection
 * strings, code. Walks from `=` to `=` and from `:` to `:` and looks at the name before first.
 */
import { type Finding, type FindingsByRule, WEIGHT } from "../finding.ts";
import { endOfValue, looksSecret, noEnds, valueAt, type ValueEnds } from "./assigned_value.ts";
import { matchAt } from "../match_at.ts";
import type { Places } from "../places.ts";
import { findInAuthorization, findInCookie } from "./header_value.ts";
import { mayEndSecretName } from "./secret_ending.ts";
import { classifyName, type NameClass } from "./secret_name.ts";

const MAX_NAME_CHARACTERS = 80;
const MAX_GAP_CHARACTERS = 24;

type Report = (finding: Finding) => void;

/** One pass over a text, from one separator of a kind to the next. */
interface Walk {
  readonly text: string;
  readonly report: Report;
  readonly onName: (nameClass: NameClass) => void;
  /** Where the last cookie header ended that was looked through: one cost per header, however many are nested. */
  cookieEnd: number;
  readonly ends: ValueEnds;
}

/** Reports secret values; tells `onName` about each name that is of some class, whether or not its value is secret. */
export function createAssignmentFinder(
  text: string,
  findings: FindingsByRule,
  onName: (nameClass: NameClass) => void,
): (places: Places) => void {
  const walkOf = (rule: number): Walk => ({
    text,
    report: findings.reportOf(rule),
    onName,
    cookieEnd: 0,
    ends: noEnds(),
  });
  const [atEquals, atColons] = [walkOf(0), walkOf(1)];
  return ({ equals, colons }) => {
    for (const at of equals) inspect(atEquals, at);
    for (const at of colons) inspect(atColons, at);
  };
}

function inspect(walk: Walk, at: number): void {
  const { text } = walk;
  const nameEnd = endOfName(text, at);
  if (nameEnd === 0 || !mayEndSecretName(text, nameEnd)) return;
  const next = text.charCodeAt(at + 1);
  const isComparison = next === 0x3d || (next === 0x2f && text.charCodeAt(at + 2) === 0x2f); // == or ://
  if (isComparison) return;
  const name = text.slice(startOfName(text, nameEnd), nameEnd);
  const nameClass = classifyName(name);
  if (nameClass === "none") return;
  // := and => take one more character than = and :
  const valueStart = (next === 0x3d || next === 0x3e) ? at + 2 : at + 1;
  const isOther = nameClass === "account" && !ACCOUNT_VALUE.test(text.slice(valueStart, valueStart + 18));
  if (!isOther) walk.onName(nameClass);
  findValue(walk, { name, nameClass, nameStart: nameEnd - name.length, valueStart });
}

/** What secretlint's rule for accounts would look at: twelve digits or a key id. */
const ACCOUNT_VALUE = /^[\s"'\\]{0,12}(?:[0-9]{4}|A[0-9A-Z]{3})/;

interface NamedPlace {
  readonly name: string;
  readonly nameClass: NameClass;
  readonly nameStart: number;
  readonly valueStart: number;
}

function findValue(walk: Walk, { name, nameClass, nameStart, valueStart }: NamedPlace): void {
  const { text, report, ends } = walk;
  if (nameClass === "signature") findSignature(text, nameStart, valueStart, report);
  else if (nameClass === "authorization") findInAuthorization(text, valueStart, report);
  else if (nameClass === "value") reportIfSecret(text, nameBefore(text, nameStart), valueStart, report, ends);
  else if (nameClass !== "cookie") reportIfSecret(text, name, valueStart, report, ends);
  else if (valueStart >= walk.cookieEnd) walk.cookieEnd = findInCookie(text, valueStart, report);
}

/** Reports the value at a position if it is secret under the given name. */
export function reportIfSecret(
  text: string,
  name: string,
  position: number,
  report: Report,
  ends: ValueEnds = noEnds(),
): void {
  const nameClass = classifyName(name);
  if (nameClass !== "password" && nameClass !== "token" && nameClass !== "aws-secret") return;
  const value = valueAt(text, position);
  if (value === undefined || !looksSecret(name, nameClass, value)) return;
  report({
    start: value.start,
    end: endOfValue(text, value, name, ends),
    kind: nameClass === "password" ? "password" : "assigned-secret",
    weight: WEIGHT.context,
  });
}

/** The name in `name: DB_PASSWORD\n value: …`, `{"name": "…", "value": "…"}` or `<add key="…" value="…"/>`; "" if there is none. */
function nameBefore(text: string, end: number): string {
  const head = text.slice(Math.max(0, end - 160), end);
  const pair =
    /(?:name|key|Name|Key|variable|parameter)[\\"']{0,8}[ \t]{0,4}[:=][ \t]{0,4}[\\"']{0,8}([A-Za-z0-9_.-]{2,80})[\\"',\s]{0,60}$/
      .exec(head);
  return pair?.[1] ?? "";
}

/** Back over spaces, quotes (with the backslashes of nested JSON), `]` and `?`, as in `h['X-Api-Key'] = …`. 0: no name. */
function endOfName(text: string, at: number): number {
  let end = at;
  const stop = Math.max(0, at - MAX_GAP_CHARACTERS);
  while (end > stop) {
    const code = text.charCodeAt(end - 1);
    // space, tab, quotes, backslash, ], ?, : of :=
    const isGap = code === 0x20 || code === 0x22 || code === 0x27 || code === 0x5c || code === 0x09 ||
      code === 0x5d ||
      code === 0x3f || code === 0x60 || (code === 0x3a && end === at);
    if (!isGap) return end;
    end--;
  }
  return 0;
}

/** Letters, digits, `_`, `-` and `.`, without the letter of an escape (`\nDB_PASSWORD=`) before it. */
function startOfName(text: string, end: number): number {
  let start = end;
  const stop = Math.max(0, end - MAX_NAME_CHARACTERS);
  while (start > stop) {
    const code = text.charCodeAt(start - 1);
    const isName = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x30 && code <= 0x39) ||
      code === 0x5f || code === 0x2d || code === 0x2e;
    if (!isName) break;
    start--;
  }
  return start > 0 && text.charCodeAt(start - 1) === 0x5c && /[nrt]/.test(text.charAt(start))
    ? start + 1
    : start;
}

const SIGNATURE = /[A-Za-z0-9%+/_-]{40,}={0,2}/y;

/** `?sig=…` of an Azure address, `&X-Amz-Signature=…`: in a query string alone. */
function findSignature(
  text: string,
  nameStart: number,
  position: number,
  report: (finding: Finding) => void,
): void {
  if (!/[?&;]/.test(text.charAt(nameStart - 1))) return;
  const found = matchAt(SIGNATURE, text, position);
  if (found === undefined) return;
  report({ start: position, end: found.end, kind: "url-signature", weight: WEIGHT.context });
}
