/** Values given to names of secrets in addresses and forms whose `=` and `:` are percent-encoded. */
import type { Report } from "../finding.ts";
import { JUDGED_CHARACTERS, MAX_VALUE_CHARACTERS } from "./assigned_value.ts";
import { reportNamed } from "./report.ts";
import { announcesSecret, classifyName } from "./secret_name.ts";
import { looksSecret } from "./secret_value.ts";

/** Once (`%3D`) or twice (`%253D`); quotes and spaces around it. */
const SEPARATOR = /%(?:25){0,2}3[AaDd](?:%(?:25){0,2}2[027]){0,3}/y;
const NAME = /([A-Za-z][A-Za-z0-9_.-]{1,60})(?:%(?:25){0,2}2[027]){0,2}$/;

/** To what ends it: `&`, `,`, `}`, `;`, a quote or a line end, percent-encoded. */
const VALUE = /(?:[A-Za-z0-9_.~!*-]|%(?!(?:25){0,2}(?:26|2[02C7cB]|3B|3b|7[Dd]|0[AaDd]))[0-9A-Fa-f]{2})+/y;

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
    const judged = valueIn(text.slice(start, start + JUDGED_CHARACTERS));
    if (judged === undefined) return;
    const value = { start, text: decode(judged), terminator: "", next: "", isAssigned: true };
    if (!looksSecret(name, nameClass, value)) return;
    covered = start + (valueIn(text.slice(start, start + MAX_VALUE_CHARACTERS))?.length ?? 0);
    reportNamed(report, nameClass, { start, end: covered });
  };
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
