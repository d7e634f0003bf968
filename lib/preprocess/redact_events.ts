/** Redacts the texts of events before they become XML: secrets are recognised in plain text, not in escaped text. */

import type { Redactor } from "../redact/mod.ts";
import { type Attributes, type Element, type Node, textLength } from "./element.ts";
import type { SessionEvent } from "./interpret_log.ts";

/** Texts are scanned in batches of about this many characters: small ones pay the scanner's start each time. */
const BATCH_CHARACTERS = 1_000_000;

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

/** Passes events on with their texts redacted, some hundreds at a time. */
export async function* redactEvents(
  events: AsyncIterable<SessionEvent>,
  redactor: Redactor,
): AsyncGenerator<SessionEvent[]> {
  let batch: SessionEvent[] = [];
  let characters = 0;
  for await (const event of events) {
    batch.push(event);
    characters += textLength(event.element) + 50;
    if (characters < BATCH_CHARACTERS) continue;
    yield await redactBatch(batch, redactor);
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield await redactBatch(batch, redactor);
}

async function redactBatch(events: readonly SessionEvent[], redactor: Redactor): Promise<SessionEvent[]> {
  const texts: string[] = [];
  for (const { element } of events) collectTexts(element, texts);
  const redacted = (await redactor.redactAll(texts)).values();
  return events.map(({ element, scope }) => ({ element: replaceTexts(element, redacted), scope }));
}

function collectTexts(element: Element, texts: string[]): void {
  for (const [name, value] of Object.entries(element.attributes)) {
    if (value !== undefined && !OWN_ATTRIBUTES.has(name)) texts.push(value);
  }
  for (const child of element.children) {
    if (typeof child === "string") texts.push(child);
    else collectTexts(child, texts);
  }
}

/** The same element with its texts replaced, taken in the order in which `collectTexts` gathered them. */
function replaceTexts(element: Element, texts: Iterator<string>): Element {
  const next = () => {
    const { value, done } = texts.next();
    if (done) throw new Error("The redactor gave back fewer texts than it was given.");
    return value;
  };
  const attributes: Attributes = Object.fromEntries(
    Object.entries(element.attributes).map(([name, value]) =>
      value !== undefined && !OWN_ATTRIBUTES.has(name) ? [name, next()] : [name, value]
    ),
  );
  const children: Node[] = element.children.map((child) =>
    typeof child === "string" ? next() : replaceTexts(child, texts)
  );
  return { name: element.name, attributes, children };
}
