/** Values on the line below their label: forms that were pasted, pages of consoles, an interpreter's answer. */
import type { Report } from "../finding.ts";
import { isGiven } from "./given_value.ts";
import type { Noun } from "./spoken_nouns.ts";
import { isSure, looksTold, reportTold } from "./spoken_value.ts";

const VALUE_LABEL = / [Vv]alue(?=\r?\n)/y;

const BELOW = /[ \t]*\r?\n(?:[ \t]*\r?\n(?=[ \t]{2}))?[ \t>]{0,8}([^\s\p{Cc}]{6,128})[ \t]*(?=\r?\n|$)/yu;

/** A label that is alone on its line, and the value alone on the next one: a form that was pasted. */
export function findBelowLabel(text: string, at: number, noun: Noun, report: Report): boolean {
  const next = text.charCodeAt(at);
  if (noun.kind === "secret" && next === 0x20) { // "Secret Value"
    VALUE_LABEL.lastIndex = at;
    if (!VALUE_LABEL.test(text)) return false;
    return findBelowLabel(text, VALUE_LABEL.lastIndex, PASS, report);
  }
  if ((next !== 0x0a && next !== 0x0d) || noun.kind !== "password") return false;
  BELOW.lastIndex = at;
  const match = BELOW.exec(text);
  const value = match?.[1];
  if (match === null || value === undefined) return false;
  const line = text.slice(Math.max(0, at - 40), at).split("\n").at(-1) ?? "";
  if (/^> ?(?:var|local|output|nonsensitive)\b[\w.()]{1,40}$/.test(line)) {
    const shown = value.replace(/^"(.*)"$/, "$1");
    if (shown === value || !isGiven(shown)) return false;
    reportTold(at + match[0].indexOf(shown), shown, noun.kind, report);
    return true;
  }
  if (!/^[ \t*_#>|-]*(?:[\p{L}-]{1,20} ){0,2}[\p{L}-]{2,20}[*_]{0,2}$/u.test(line)) return false;
  if (!isSure(value, noun.kind) || !looksTold(value, { isQuoted: true, noun: noun.kind })) return false;
  reportTold(at + match[0].indexOf(value), value, noun.kind, report);
  return true;
}

/** The same below "pass", which elsewhere is another word. */
export function findBelowPass(text: string, at: number, report: Report): void {
  if (!/[A-Za-z]/.test(text.charAt(at - 1))) findBelowLabel(text, at + "pass".length, PASS, report);
}

const PASS: Noun = { kind: "password" };
