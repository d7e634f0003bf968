/** The name that a noun ends, and judging what stands beside it as its value. */
import type { Report } from "../../finding.ts";
import { literalValue } from "./assigned_value.ts";
import { reportNamed } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";

/** Longest stretch in front of a noun that belongs to the name, with the quote before it. */
export const MAX_NAME_CHARACTERS = 90;

const NAME = /[A-Za-z_][A-Za-z0-9_.:-]{0,80}$/;

/** The name that ends at a place. */
export function nameBefore(text: string, end: number): string {
  return NAME.exec(text.slice(Math.max(0, end - MAX_NAME_CHARACTERS), end))?.[0] ?? "";
}

/** Judges a stretch as the value of a name, as if it stood in quotes; whether it was reported. */
export function reportLiteral(
  text: string,
  name: string,
  start: number,
  end: number,
  report: Report,
): boolean {
  const nameClass = classifyName(name);
  if (!announcesSecret(nameClass)) return false;
  if (!looksSecret(name, nameClass, literalValue(start, text.slice(start, end)))) return false;
  reportNamed(report, nameClass, { start, end });
  return true;
}

/** The text before a place: the whole name, and some characters before it. */
export function headOf(text: string, end: number): string {
  return text.slice(Math.max(0, end - MAX_NAME_CHARACTERS - 10), end);
}

/** A letter of ASCII. */
export function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
