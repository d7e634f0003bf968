/** The text runs of finished XML: character data, CDATA sections, comments and attribute values. */
import { mayEndSecretName } from "../rules/judgement/secret_ending.ts";
import type { TextRun } from "./text_run.ts";

/** How the references (`&lt;`) of a run are read. */
export type Encoding =
  /** There are none. */
  | "none"
  /** `&lt;`, `&gt;` and `&amp;` alone, in character data: all that a writer must encode there. */
  | "plain"
  /** Others, or in a place where decoding could hide where a value ends: an attribute, an element named for a secret. */
  | "delicate";

/** A stretch of XML that holds text, not decoded yet; `end` exclusive. */
export interface MarkupRun {
  readonly start: number;
  readonly end: number;
  /** Character data: a secret may be spread over several of such runs. */
  readonly isContent: boolean;
  readonly encoding: Encoding;
}

export interface MarkupRuns {
  /** All runs in document order. */
  readonly runs: MarkupRun[];
  /** Where the references of the runs with the encoding `plain` stand, in order. */
  readonly references: number[];
}

/** Splits XML 1.0 (https://www.w3.org/TR/xml/) into tags and text. Broken markup gives some runs or other, never an error. */
export function splitMarkup(xml: string): MarkupRuns {
  const split: Split = { xml, runs: [], references: [], ampersand: xml.indexOf("&") };
  let position = 0;
  while (position < xml.length) {
    const open = xml.indexOf("<", position);
    const textEnd = open === -1 ? xml.length : open;
    if (textEnd > position) addEncoded(split, position, textEnd, true);
    if (open === -1) break;
    position = takeMarkup(split, open);
  }
  return { runs: split.runs, references: split.references };
}

interface Split extends MarkupRuns {
  readonly xml: string;
  /** The first `&` that no run before it holds; -1 if there is none. */
  ampersand: number;
}

/** One piece of markup from its `<` on; gives where the next one begins. */
function takeMarkup(split: Split, open: number): number {
  const { xml } = split;
  const code = xml.charCodeAt(open + 1);
  if (code !== EXCLAMATION_MARK && code !== QUESTION_MARK) return takeTag(split, open);
  if (xml.startsWith("<![CDATA[", open)) return takeVerbatim(split, open + 9, "]]>", true);
  if (xml.startsWith("<!--", open)) return takeVerbatim(split, open + 4, "-->", false);
  if (xml.startsWith("<?xml ", open)) return Math.min(endOf(xml, "?>", open) + 2, xml.length);
  if (code === QUESTION_MARK) return takeVerbatim(split, endOfTarget(xml, open + 2), "?>", false);
  return takeTag(split, open);
}

/** The name of a processing instruction must stay. */
function endOfTarget(xml: string, start: number): number {
  const target = /[^\s?]*/y;
  target.lastIndex = start;
  return start + (target.exec(xml)?.[0].length ?? 0);
}

function takeVerbatim({ xml, runs }: Split, start: number, terminator: string, isContent: boolean): number {
  const end = endOf(xml, terminator, start);
  if (end > start) runs.push({ start, end, isContent, encoding: "none" });
  return Math.min(end + terminator.length, xml.length);
}

function endOf(xml: string, terminator: string, start: number): number {
  const end = xml.indexOf(terminator, start);
  return end === -1 ? xml.length : end;
}

function takeTag(split: Split, open: number): number {
  const { xml } = split;
  for (let position = open + 1; position < xml.length; position++) {
    const code = xml.charCodeAt(position);
    if (code === GREATER_THAN) return position + 1;
    if (code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE) continue;
    const start = position + 1;
    position = endOf(xml, code === DOUBLE_QUOTE ? '"' : "'", start);
    if (position > start) addEncoded(split, start, position, false);
  }
  return xml.length;
}

function addEncoded(split: Split, start: number, end: number, isContent: boolean): void {
  const { xml, runs } = split;
  if (split.ampersand !== -1 && split.ampersand < start) split.ampersand = xml.indexOf("&", start);
  const hasAmpersand = split.ampersand !== -1 && split.ampersand < end;
  runs.push({ start, end, isContent, encoding: hasAmpersand ? encodingOf(split, end, isContent) : "none" });
}

/** Looks at each `&` of a run, and notes where its references are if they are all plain. */
function encodingOf(split: Split, end: number, isContent: boolean): Encoding {
  const { xml, references } = split;
  const noted = references.length;
  let isPlain = isContent && !isNamedForSecret(xml, end);
  for (
    ;
    split.ampersand !== -1 && split.ampersand < end;
    split.ampersand = xml.indexOf("&", split.ampersand + 1)
  ) {
    isPlain &&= plainReference(xml, split.ampersand) !== undefined;
    if (isPlain) references.push(split.ampersand);
  }
  if (isPlain) return "plain";
  references.length = noted;
  return "delicate";
}

/** Whether the end tag that follows may name a secret: then the whole text before it is its value. */
export function isNamedForSecret(xml: string, end: number): boolean {
  if (!xml.startsWith("</", end)) return false;
  const close = xml.indexOf(">", end);
  return close !== -1 && mayEndSecretName(xml, close);
}

/** What a plain reference stands for; undefined if there is another one, or none. */
export function plainReference(xml: string, ampersand: number): "<" | ">" | "&" | undefined {
  const letter = xml.charCodeAt(ampersand + 1);
  if (letter === LOWER_A) return xml.startsWith("mp;", ampersand + 2) ? "&" : undefined;
  if (xml.charCodeAt(ampersand + 2) !== LOWER_T || xml.charCodeAt(ampersand + 3) !== SEMICOLON) {
    return undefined;
  }
  return letter === LOWER_L ? "<" : letter === LOWER_G ? ">" : undefined;
}

const EXCLAMATION_MARK = 0x21;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const SEMICOLON = 0x3b;
const GREATER_THAN = 0x3e;
const QUESTION_MARK = 0x3f;
const LOWER_A = 0x61;
const LOWER_G = 0x67;
const LOWER_L = 0x6c;
const LOWER_T = 0x74;

const NAMED: ReadonlyMap<string, string> = new Map([["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], [
  "apos",
  "'",
]]);
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g;

/** The text of a run, with all of its references read. */
export function decodeRun(xml: string, { start, end, encoding }: MarkupRun): TextRun {
  const raw = xml.slice(start, end);
  if (encoding === "none") return { start, end, text: raw };
  const pieces: string[] = [];
  const offsets = new Uint32Array(raw.length + 1);
  let length = 0;
  let position = 0;
  const addPlain = (until: number) => {
    pieces.push(raw.slice(position, until));
    for (; position < until; position++) offsets[length++] = position;
  };
  for (const match of raw.matchAll(REFERENCE)) {
    addPlain(match.index);
    const decoded = decodeReference(match);
    pieces.push(decoded);
    // Both halves of a surrogate pair stand at the reference.
    for (let index = 0; index < decoded.length; index++) offsets[length++] = match.index;
    position = match.index + match[0].length;
  }
  addPlain(raw.length);
  offsets[length] = raw.length;
  return { start, end, text: pieces.join(""), offsets: offsets.subarray(0, length + 1) };
}

function decodeReference([whole, hexadecimal, decimal, name]: RegExpExecArray): string {
  if (name !== undefined) return NAMED.get(name) ?? whole;
  const code = hexadecimal === undefined ? parseInt(decimal ?? "", 10) : parseInt(hexadecimal, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}
