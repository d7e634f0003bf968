/** The text runs of finished XML: character data, CDATA sections, comments and attribute values. */
import type { TextRun } from "./encoded_text.ts";

export interface MarkupRuns {
  /** Character data in document order: a secret may be spread over several of these. */
  readonly content: TextRun[];
  readonly attributes: TextRun[];
}

/** Splits XML 1.0 (https://www.w3.org/TR/xml/) into tags and text. Broken markup is treated as text, never as an error. */
export function splitMarkup(xml: string): MarkupRuns {
  const content: TextRun[] = [];
  const attributes: TextRun[] = [];
  let position = 0;
  while (position < xml.length) {
    const open = xml.indexOf("<", position);
    const textEnd = open === -1 ? xml.length : open;
    if (textEnd > position) content.push(decodeRun(xml, position, textEnd));
    if (open === -1) break;
    position = xml.startsWith("<![CDATA[", open)
      ? takeVerbatim(xml, open + 9, "]]>", content)
      : xml.startsWith("<!--", open)
      ? takeVerbatim(xml, open + 4, "-->", content)
      : xml.startsWith("<?", open)
      ? takeVerbatim(xml, open + 2, "?>", attributes)
      : takeTag(xml, open, attributes);
  }
  return { content, attributes };
}

function takeVerbatim(xml: string, start: number, terminator: string, into: TextRun[]): number {
  const found = xml.indexOf(terminator, start);
  const end = found === -1 ? xml.length : found;
  if (end > start) into.push({ start, end, text: xml.slice(start, end) });
  return Math.min(end + terminator.length, xml.length);
}

function takeTag(xml: string, open: number, attributes: TextRun[]): number {
  let position = open + 1;
  while (position < xml.length) {
    const character = xml.charCodeAt(position);
    if (character === 0x3e) return position + 1; // >
    if (character === 0x22 || character === 0x27) { // a quote opens a value
      const close = xml.indexOf(xml.charAt(position), position + 1);
      const end = close === -1 ? xml.length : close;
      if (end > position + 1) attributes.push(decodeRun(xml, position + 1, end));
      position = end;
    }
    position++;
  }
  return position;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeRun(xml: string, start: number, end: number): TextRun {
  const raw = xml.slice(start, end);
  if (!raw.includes("&")) return { start, end, text: raw };
  const pieces: string[] = [];
  const offsets: number[] = [];
  let length = 0;
  const add = (piece: string, from: number, encodedLength: number) => {
    pieces.push(piece);
    for (let index = 0; index < piece.length; index++) {
      offsets.push(from + (encodedLength === piece.length ? index : 0));
    }
    length += piece.length;
  };
  let position = 0;
  for (const match of raw.matchAll(/&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g)) {
    add(raw.slice(position, match.index), position, match.index - position);
    add(decodeReference(match), match.index, match[0].length);
    position = match.index + match[0].length;
  }
  add(raw.slice(position), position, raw.length - position);
  offsets.push(raw.length);
  return { start, end, text: pieces.join(""), offsets: Uint32Array.from(offsets.slice(0, length + 1)) };
}

function decodeReference([whole, hexadecimal, decimal, name]: RegExpExecArray): string {
  if (name !== undefined) return NAMED[name] ?? whole;
  const code = hexadecimal !== undefined ? parseInt(hexadecimal, 16) : parseInt(decimal ?? "", 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
