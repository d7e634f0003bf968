/**
 * Values given to names that say that they are secret: `.env` files, shells, YAML, JSON, headers, connection
 * strings, code. Walks from `=` to `=` and from `:` to `:` and looks at the name before first.
 */
import { type Finding, WEIGHT } from "../finding.ts";
import { endOfValue, looksSecret, valueAt } from "./assigned_value.ts";
import { findInAuthorization, findInCookie } from "./header_value.ts";
import { classifyName, mayEndSecretName, type NameClass } from "./secret_name.ts";

const MAX_NAME_CHARACTERS = 80;
const MAX_GAP_CHARACTERS = 24;

/** Reports secret values; tells `onName` about each name that is of some class, whether or not its value is secret. */
export function findAssignments(
  text: string,
  report: (finding: Finding) => void,
  onName: (nameClass: NameClass) => void,
): void {
  for (let at = text.indexOf("="); at !== -1; at = text.indexOf("=", at + 1)) {
    inspect(text, at, report, onName);
  }
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) {
    inspect(text, at, report, onName);
  }
}

function inspect(
  text: string,
  at: number,
  report: (finding: Finding) => void,
  onName: (nameClass: NameClass) => void,
): void {
  const nameEnd = endOfName(text, at);
  if (nameEnd === 0 || !mayEndSecretName(text, nameEnd)) return;
  const next = text.charCodeAt(at + 1);
  const isComparison = next === 0x3d || (next === 0x2f && text.charCodeAt(at + 2) === 0x2f); // == or ://
  if (isComparison) return;
  const name = text.slice(startOfName(text, nameEnd), nameEnd);
  const nameClass = classifyName(name);
  if (nameClass === "none") return;
  if (
    nameClass === "account" && !/^[\s"'=>\\]{0,12}(?:[0-9]{4}|A[0-9A-Z]{3})/.test(text.slice(at + 1, at + 18))
  ) return;
  onName(nameClass);
  if (nameClass === "account") return;
  // := and => take one more character than = and :
  const valueStart = (next === 0x3d || next === 0x3e) ? at + 2 : at + 1;
  if (nameClass === "signature") findSignature(text, nameEnd - name.length, valueStart, report);
  else if (nameClass === "authorization") findInAuthorization(text, valueStart, report);
  else if (nameClass === "cookie") findInCookie(text, valueStart, report);
  else if (nameClass === "value") {
    reportIfSecret(text, nameBefore(text, nameEnd - name.length), valueStart, report);
  } else reportIfSecret(text, name, valueStart, report);
}

/** Reports the value at a position if it is secret under the given name. */
export function reportIfSecret(
  text: string,
  name: string,
  position: number,
  report: (finding: Finding) => void,
): void {
  const nameClass = classifyName(name);
  if (nameClass !== "password" && nameClass !== "token" && nameClass !== "aws-secret") return;
  const value = valueAt(text, position);
  if (value === undefined || !looksSecret(name, nameClass, value)) return;
  report({
    start: value.start,
    end: endOfValue(text, value, name),
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

/** Letters, digits, `_`, `-` and `.`; an escape's letter before the name does no harm. */
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
  return start;
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
  SIGNATURE.lastIndex = position;
  const value = SIGNATURE.exec(text)?.[0];
  if (value === undefined) return;
  report({ start: position, end: position + value.length, kind: "url-signature", weight: WEIGHT.context });
}
