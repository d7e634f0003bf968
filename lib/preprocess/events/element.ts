/** What an event looks like before it becomes XML: a small tree whose texts are not yet redacted, or are. */

import type { RawText, Redacted } from "../../redact/mod.ts";

/** An XML element: an event, or a part of one. */
export interface Element<Text extends RawText = RawText> {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: readonly Node<Text>[];
}

/** Text or an element. */
export type Node<Text extends RawText = RawText> = Element<Text> | Text;

/** An element whose texts are redacted. */
export type RedactedElement = Element<Redacted>;

/** Attribute values; undefined ones are not written. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** Longer attribute values are cut: an attribute can't be split over two parts. */
export const MAX_ATTRIBUTE_CHARACTERS = 300;

/** Makes an element. Empty texts are left out. */
export function element<Text extends RawText>(
  name: string,
  attributes: Attributes = {},
  ...children: readonly Node<Text>[]
): Element<Text> {
  return elementOf(name, attributes, children);
}

/** The same with children in a list, of any length: a log decides how many there are, the stack how many arguments. */
export function elementOf<Text extends RawText>(
  name: string,
  attributes: Attributes,
  children: readonly Node<Text>[],
): Element<Text> {
  return { name, attributes, children: children.filter((child) => child !== "") };
}

/** Whether a node is a text. */
export function isText<Text extends RawText>(node: Node<Text>): node is Text {
  const given: unknown = node;
  return typeof given !== "object" || given === null || !("children" in given);
}

/** The value of a boolean attribute: `yes`, or no attribute at all. */
export function flag(value: boolean): "yes" | undefined {
  return value ? "yes" : undefined;
}

/** The number of characters of an element's texts: how much there is to redact. */
export function textLength(node: Node): number {
  if (isText(node)) return node.length;
  let sum = 0;
  for (const child of node.children) sum += textLength(child);
  return sum;
}
