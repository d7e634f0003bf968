/** Redacts the texts of events before they become XML: secrets are recognised in plain text, not in escaped text. */

import type { Redacted, Redactor } from "../redact/mod.ts";
import type { Element, Node, RedactedElement } from "./element.ts";
import type { Scope, SessionEvent } from "./session_event.ts";

/** Attributes whose values this program makes itself. Everything is scanned once more in the finished part. */
const OWN_ATTRIBUTES: ReadonlySet<string> = new Set([
  "ref",
  "for",
  "at",
  "kind",
  "name",
  "error",
  "denied",
  "took",
  "same_as",
  "origin",
  "queued",
  "bytes",
]);

/** An event whose texts are redacted, with its place. */
export interface RedactedEvent {
  readonly element: RedactedElement;
  readonly scope: Scope | undefined;
}

/** The events with their texts redacted, in one scan. */
export async function redactEvents(
  events: readonly SessionEvent[],
  redactor: Redactor,
): Promise<RedactedEvent[]> {
  const texts: string[] = [];
  for (const { element } of events) collectTexts(element, texts);
  const redacted = (await redactor.redactAll(texts)).values();
  return events.map(({ element, scope }) => ({ element: replaceTexts(element, redacted), scope }));
}

function collectTexts(element: Element, texts: string[]): void {
  for (const name in element.attributes) {
    const value = element.attributes[name];
    if (value !== undefined && !OWN_ATTRIBUTES.has(name)) texts.push(value);
  }
  for (const child of element.children) {
    if (typeof child === "string") texts.push(child);
    else collectTexts(child, texts);
  }
}

/** The same element with its texts replaced, taken in the order in which `collectTexts` gathered them. */
function replaceTexts(element: Element, texts: Iterator<Redacted>): RedactedElement {
  const next = () => {
    const { value, done } = texts.next();
    if (done) throw new Error("The redactor gave back fewer texts than it was given.");
    return value;
  };
  let { attributes } = element;
  for (const name in element.attributes) {
    if (element.attributes[name] !== undefined && !OWN_ATTRIBUTES.has(name)) {
      attributes = { ...attributes, [name]: next() };
    }
  }
  const children: Node<Redacted>[] = element.children.map((child) =>
    typeof child === "string" ? next() : replaceTexts(child, texts)
  );
  return { name: element.name, attributes, children };
}
