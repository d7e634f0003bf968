/** Values on the line below their label: forms that were pasted, pages of consoles, files of a version control. */
import type { Report } from "../../finding.ts";
import { groupAt } from "../../search/match_at.ts";
import { isGiven } from "../judgement/given_value.ts";
import { reportPassword } from "../report.ts";
import { isPicturePhrase } from "../judgement/picture_words.ts";
import { isToldPassword } from "../judgement/told_password.ts";
import type { Noun } from "./spoken_nouns.ts";
import { isSure, isWordsAndNumber, looksTold, reportTold } from "./spoken_value.ts";

const VALUE_LABEL = / [Vv]alue(?=\r?\n)/y;

const LINE_NUMBER = String.raw`(?:[ \t]{0,12}[0-9]{1,6}[→\t])?`;

const BELOW = new RegExp(
  String
    .raw`[ \t]*\r?\n(?:[ \t]*\r?\n)?${LINE_NUMBER}[ \t>]{0,8}([^\s\p{Cc}]{6,512})[ \t]*(?=\r?\n|$)`,
  "yu",
);

/** Where it is said that the value comes, an empty line may stand between. */
const BELOW_SAID =
  /[ \t]*(?:\r?\n){1,2}[ \t>]{0,8}["'`*]{0,3}([^\s\p{Cc}"'`*]{16,512})["'`*]{0,3}[ \t]*(?=\r?\n|$)/yu;

const LABEL = new RegExp(
  String.raw`^${LINE_NUMBER}[ \t*_#>|-]*(?:[\p{L}-]{1,20} ){0,2}[\p{L}-]{2,20}[*_]{0,2}$`,
  "u",
);

/** "here's the api key" */
const SAID =
  /^[ \t>]*(?:[\p{L}]{1,10},? ){0,2}(?:here['’]?s|here is|here are|and (?:the|my)|this is|use this|take this|it['’]?s)(?: [\p{L}'’-]{1,20}){0,5}$/iu;

/** What has such values and is public. */
const OTHER_THING = /\b(?:commit|hash|sha|checksum|digest|fingerprint|diff|id|revision)s?\b/i;

/** A label that is alone on its line, and the value alone on the next one. */
export function findBelowLabel(text: string, at: number, noun: Noun, report: Report): boolean {
  const next = text.charCodeAt(at);
  if (noun.kind === "secret" && next === 0x20) { // "Secret Value"
    VALUE_LABEL.lastIndex = at;
    if (!VALUE_LABEL.test(text)) return false;
    return findBelowLabel(text, VALUE_LABEL.lastIndex, PASS, report);
  }
  if (next !== 0x0a && next !== 0x0d) return false;
  if (noun.kind !== "password") return findKeyBelow(text, at, noun, report);
  if (findOfVersionControl(text, at, report)) return true;
  const value = groupAt(BELOW, text, at);
  if (value === undefined || value.length > MAX_PASSWORD_CHARACTERS) return false;
  const line = lineBefore(text, at);
  if (!LABEL.test(line)) return false;
  const isMeant = isToldPassword(value) || isPicturePhrase(value);
  if (!isMeant && !looksTold(value, { isQuoted: true, noun: noun.kind })) return false;
  if (!isSure(value, noun.kind) && !(ONE_WORD.test(line) && (isMeant || isWordsAndNumber(value)))) {
    return false;
  }
  reportTold(text.indexOf(value, at), value, noun.kind, report);
  return true;
}

const MAX_PASSWORD_CHARACTERS = 128;
const ONE_WORD = /(?:^|[ \t→])[*_#]{0,3} ?[\p{L}-]{2,20}[*_]{0,2}$/u;

/** A key below "API key" or "here's the token": what is hexadecimal may be a commit's hash below its subject. */
function findKeyBelow(text: string, at: number, noun: Noun, report: Report): boolean {
  if (noun.kind !== "token" && noun.kind !== "secret") return false;
  const line = lineBefore(text, at);
  const isSaid = SAID.test(line) && !OTHER_THING.test(line);
  if (!isSaid && !LABEL.test(line)) return false;
  const value = groupAt(isSaid ? BELOW_SAID : BELOW, text, at);
  if (value === undefined || !looksTold(value, { isQuoted: true, noun: "token" })) return false;
  if (!isSaid && /^[0-9a-f]+$/.test(value)) return false;
  reportTold(text.indexOf(value, at), value, noun.kind, report);
  return true;
}

/** Subversion's files tell the length of a name and of its value: `K 8`, `password`, `V 12`, the value. */
const VERSION_CONTROL = new RegExp(
  String.raw`\r?\n${LINE_NUMBER}V ([0-9]{1,3})\r?\n${LINE_NUMBER}([^\r\n]{4,256})(?=\r?\n|$)`,
  "y",
);

function findOfVersionControl(text: string, at: number, report: Report): boolean {
  VERSION_CONTROL.lastIndex = at;
  const [, length = "", value = ""] = VERSION_CONTROL.exec(text) ?? [];
  if (value.length !== Number(length) || !isGiven(value)) return false;
  const end = VERSION_CONTROL.lastIndex;
  reportPassword(report, { start: end - value.length, end });
  return true;
}

function lineBefore(text: string, at: number): string {
  return text.slice(Math.max(0, at - LINE_CHARACTERS), at).split("\n").at(-1) ?? "";
}

const LINE_CHARACTERS = 60;

/** Like `findBelowLabel`, below the label "pass", which elsewhere is another word. */
export function findBelowPass(text: string, at: number, report: Report): void {
  if (!/[A-Za-z]/.test(text.charAt(at - 1))) findBelowLabel(text, at + "pass".length, PASS, report);
}

const PASS: Noun = { kind: "password" };
