/**
 * Writing XML 1.0 that every parser takes, whatever the text: characters that XML can't hold are made visible
 * (ESC as ␛) or replaced by U+FFFD, line ends become LF, markup is escaped.
 */

import type { Redacted } from "../../redact/mod.ts";
import {
  type Attributes,
  type Element,
  MAX_ATTRIBUTE_CHARACTERS,
  type RedactedElement,
} from "../events/element.ts";
import { beginningOf } from "../pruning/cut_text.ts";

/** What needs attention in text: markup, C0 controls but TAB and LF, DEL, surrogates, U+FFFE and U+FFFF. */
// deno-lint-ignore no-control-regex -- control characters are what is looked for
const SPECIAL_IN_TEXT = /[&<\u0000-\u0008\u000b-\u001f\u007f\ud800-\udfff\ufffe\uffff]|\]\]>/;
// deno-lint-ignore no-control-regex -- as above
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g;
const FIRST_CONTROL_PICTURE = 0x2400;
const DELETE_PICTURE = "\u2421";

/** Text as XML character data. */
export function escapeText(text: string): string {
  if (!SPECIAL_IN_TEXT.test(text)) return text;
  return makeWritable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("]]>", "]]&gt;");
}

/** What needs attention in attribute values: as in text, and quotes, tabs, line ends. */
// deno-lint-ignore no-control-regex -- as above
const SPECIAL_IN_ATTRIBUTE = /[&<"\u0000-\u001f\u007f\ud800-\udfff\ufffe\uffff]/;

/** From here on units are looked at with those beside them. */
export const FIRST_SURROGATE = 0xd800;

/** For each unit of ASCII whether it needs attention in attribute values; of the others before surrogates none does. */
export const NEEDS_ESCAPE: Uint8Array = Uint8Array.from(
  { length: 0x80 },
  (_, unit) => Number(SPECIAL_IN_ATTRIBUTE.test(String.fromCharCode(unit))),
);

/** Text as an attribute value between double quotes; line ends become spaces, overlong values are cut between words. */
export function escapeAttribute(value: string): string {
  // Nearly all values are references, times and names: testing them takes a third of replacing nothing four times.
  if (value.length <= MAX_ATTRIBUTE_CHARACTERS && !SPECIAL_IN_ATTRIBUTE.test(value)) return value;
  const short = value.length <= MAX_ATTRIBUTE_CHARACTERS
    ? value
    : `${beginningOf(value, MAX_ATTRIBUTE_CHARACTERS)}…`;
  return makeWritable(short)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[\t\n]+/g, " ");
}

/** Replaces what XML 1.0 has no place for (its production `Char`), and carriage returns, which parsers would change. */
export function makeWritable(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.replaceAll("\r\n", "\n").replace(UNWRITABLE, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(FIRST_CONTROL_PICTURE + code);
    return code === 0x7f ? DELETE_PICTURE : "\ufffd";
  });
}

/** Where an element is written to. */
export interface ElementWriter {
  /** Tags as they are to be written, or white space between them. */
  tags(written: string): void;
  /** An attribute of the tag that was begun. */
  attribute(name: string, value: string): void;
  /** A text, which is to be escaped. */
  text(text: Redacted): void;
}

/** Writes an element. Elements that hold elements are laid out one a line; text is never indented. */
export function writeElement(writer: ElementWriter, node: RedactedElement): void {
  const { name, attributes, children } = node;
  writer.tags("<");
  writer.tags(name);
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined) writer.attribute(key, value);
  }
  if (children.length === 0) return writer.tags("/>");
  writer.tags(">");
  const isLaidOut = !children.every((child) => typeof child === "string");
  for (const child of children) {
    if (isLaidOut) writer.tags("\n");
    if (typeof child === "string") writer.text(child);
    else writeElement(writer, child);
  }
  if (isLaidOut) writer.tags("\n");
  writer.tags("</");
  writer.tags(name);
  writer.tags(">");
}

/** The start tag of an element. */
export function renderOpening(node: Pick<Element, "name" | "attributes">): string {
  return `<${node.name}${renderAttributes(node.attributes)}>`;
}

function renderAttributes(attributes: Attributes): string {
  let written = "";
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) written += ` ${name}="${escapeAttribute(value)}"`;
  }
  return written;
}
