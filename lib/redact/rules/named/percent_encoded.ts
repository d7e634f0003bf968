/** Values given to names of secrets in addresses and forms whose `=` and `:` are percent-encoded. */
import { type Report, WEIGHT } from "../../finding.ts";
import { JUDGED_CHARACTERS, literalValue, MAX_VALUE_CHARACTERS } from "./assigned_value.ts";
import { isUrlPassword } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { reportNamed } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";

const IN_BRACKETS = /%5[Bb]([A-Za-z][A-Za-z0-9_.-]{1,60})$/;

/** `user%5Bpassword%5D=…`: a form's field of a field; looked at from its end. */
function findInBrackets(text: string, at: number, report: Report): void {
  const name = IN_BRACKETS.exec(text.slice(Math.max(0, at - 66), at))?.[1] ?? "";
  const nameClass = classifyName(name);
  if (!announcesSecret(nameClass)) return;
  const start = at + "%5D=".length;
  const value = valueIn(text.slice(start, start + MAX_VALUE_CHARACTERS));
  if (value === undefined) return;
  const judged = literalValue(start, decode(value));
  if (looksSecret(name, nameClass, judged)) {
    reportNamed(report, nameClass, { start, end: start + value.length });
  }
}

const ADDRESS =
  /%3[Aa]%2[Ff]%2[Ff]((?:[A-Za-z0-9_.~-]|%(?!3[Aa]|40|2[Ff])[0-9A-Fa-f]{2}){0,64})%3[Aa]((?:[A-Za-z0-9_.~!*-]|%(?!2[Ff])[0-9A-Fa-f]{2}){4,200})%40(?=[A-Za-z0-9])/y;

/** `postgres%3A%2F%2Fuser%3Apassword%40host` */
function findInAddress(text: string, at: number, report: Report): void {
  ADDRESS.lastIndex = at;
  const [whole = "", user = "", password = ""] = ADDRESS.exec(text) ?? [];
  if (whole === "" || !isUrlPassword(decode(user), decode(password))) return;
  const end = at + whole.length - "%40".length;
  report({ start: end - password.length, end, kind: "url-password", weight: WEIGHT.context });
}

/** What begins with a keyword, percent-encoded. */
export const PERCENT_KEYWORDS: readonly Keyword[] = [
  ...["%5D=", "%5d="].map((keyword) => ({ keyword, visit: findInBrackets })),
  ...["%3A%2F%2F", "%3a%2f%2f"].map((keyword) => ({ keyword, visit: findInAddress })),
];

/** Once (`%3D`) or twice (`%253D`); quotes and spaces around it. */
const SEPARATOR = /%(?:25){0,2}3[AaDd](?:%(?:25){0,2}2[027]){0,3}/y;
const NAME = /([A-Za-z][A-Za-z0-9_.-]{1,60})(?:%(?:25){0,2}2[027]){0,2}$/;

/** To what ends it: `&`, `,`, `}`, `;`, a quote or a line end, percent-encoded. */
const VALUE = /(?:[A-Za-z0-9_.~!*-]|%(?!(?:25){0,2}(?:26|2[02C7cB]|3B|3b|7[Dd]|0[AaDd]))[0-9A-Fa-f]{2})+/y;

/** In quotes, to the same one. */
const IN_QUOTES =
  /(%(?:25){0,2}2[27])((?:(?!\1)(?:[A-Za-z0-9_.~!*-]|%(?!(?:25){0,2}0[AaDd])[0-9A-Fa-f]{2})){1,512})(?=\1)/y;

/** Finds them at such a separator. */
export function createPercentFinder(text: string, report: Report): (at: number) => void {
  let covered = 0;
  return (at) => {
    if (at < covered) return;
    const name = nameBefore(text, at);
    const nameClass = classifyName(name);
    if (!announcesSecret(nameClass)) return;
    SEPARATOR.lastIndex = at;
    const separator = SEPARATOR.exec(text)?.[0];
    if (separator === undefined) return;
    const start = at + separator.length;
    const quoted = valueInQuotes(text, start);
    const judged = quoted ?? valueIn(text.slice(start, start + JUDGED_CHARACTERS));
    if (judged === undefined) return;
    const value = { start, text: decode(judged), terminator: "", next: "", isAssigned: true };
    if (!looksSecret(name, nameClass, value)) return;
    covered = start + (quoted ?? valueIn(text.slice(start, start + MAX_VALUE_CHARACTERS)) ?? "").length;
    reportNamed(report, nameClass, { start, end: covered });
  };
}

/** The value behind a quote that ends before the place. */
function valueInQuotes(text: string, start: number): string | undefined {
  const length = /%(?:25){0,2}2[27]$/.exec(text.slice(Math.max(0, start - 7), start))?.[0].length;
  if (length === undefined) return undefined;
  IN_QUOTES.lastIndex = start - length;
  return IN_QUOTES.exec(text)?.[2];
}

/** The value that a stretch begins with. */
function valueIn(window: string): string | undefined {
  VALUE.lastIndex = 0;
  return VALUE.exec(window)?.[0];
}

/** The name before a separator, without the digits of a percent code in front of it. */
function nameBefore(text: string, at: number): string {
  const head = text.slice(Math.max(0, at - 80), at);
  const match = NAME.exec(head);
  if (match === null) return "";
  const name = match[1] ?? "";
  return /%(?:25)?[0-9A-F]?$/.test(head.slice(0, match.index)) && /^[A-F]/.test(name) ? name.slice(1) : name;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(decodeURIComponent(value.replace(/%[0-9A-Fa-f]?$/, "")));
  } catch {
    return value;
  }
}
