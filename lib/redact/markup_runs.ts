/** The text runs of finished XML: character data, CDATA sections, comments and attribute values. */
import type { TextRun } from "./text_run.ts";

export interface MarkupRuns {
  /** All runs in document order. */
  readonly runs: TextRun[];
  /** Those that are character data: a secret may be spread over several of them. */
  readonly content: TextRun[];
}

/** Splits XML 1.0 (https://www.w3.org/TR/xml/) into tags and text. Broken markup gives some runs or other, never an error. */
export function splitMarkup(xml: string): MarkupRuns {
  const runs: TextRun[] = [];
  const content: TextRun[] = [];
  let position = 0;
  while (position < xml.length) {
    const open = xml.indexOf("<", position);
    const textEnd = open === -1 ? xml.length : open;
    if (textEnd > position) addContent(decodeRun(xml, position, textEnd), runs, content);
    if (open === -1) break;
    position = takeMarkup(xml, open, runs, content);
  }
  return { runs, content };
}

function addContent(run: TextRun, runs: TextRun[], content: TextRun[]): void {
  runs.push(run);
  content.push(run);
}

/** One piece of markup from its `<` on; gives where the next one begins. */
function takeMarkup(xml: string, open: number, runs: TextRun[], content: TextRun[]): number {
  if (xml.startsWith("<![CDATA[", open)) {
    return takeVerbatim(xml, open + 9, "]]>", (run) => addContent(run, runs, content));
  }
  const addRun = (run: TextRun) => void runs.push(run);
  if (xml.startsWith("<!--", open)) return takeVerbatim(xml, open + 4, "-->", addRun);
  if (xml.startsWith("<?xml ", open)) return takeVerbatim(xml, open, "?>", () => {});
  if (xml.startsWith("<?", open)) return takeVerbatim(xml, endOfTarget(xml, open + 2), "?>", addRun);
  return takeTag(xml, open, addRun);
}

/** The name of a processing instruction must stay. */
function endOfTarget(xml: string, start: number): number {
  const target = /[^\s?]*/y;
  target.lastIndex = start;
  return start + (target.exec(xml)?.[0].length ?? 0);
}

function takeVerbatim(xml: string, start: number, terminator: string, add: (run: TextRun) => void): number {
  const found = xml.indexOf(terminator, start);
  const end = found === -1 ? xml.length : found;
  if (end > start) add({ start, end, text: xml.slice(start, end) });
  return Math.min(end + terminator.length, xml.length);
}

function takeTag(xml: string, open: number, add: (run: TextRun) => void): number {
  const next = /[>"']/g;
  next.lastIndex = open + 1;
  for (let match = next.exec(xml); match !== null; match = next.exec(xml)) {
    if (match[0] === ">") return match.index + 1;
    const start = match.index + 1;
    const close = xml.indexOf(match[0], start);
    const end = close === -1 ? xml.length : close;
    if (end > start) add(decodeRun(xml, start, end));
    next.lastIndex = Math.min(end + 1, xml.length);
  }
  return xml.length;
}

const NAMED: ReadonlyMap<string, string> = new Map([["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], [
  "apos",
  "'",
]]);
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g;

function decodeRun(xml: string, start: number, end: number): TextRun {
  const raw = xml.slice(start, end);
  if (!raw.includes("&")) return { start, end, text: raw };
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
