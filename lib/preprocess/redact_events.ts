/** Redacts the texts of events before they become XML: secrets are recognised in plain text, not in escaped text. */

import { type MemberText, memberText, type RawText, type Redacted, type Redactor } from "../redact/mod.ts";
import {
  type Element,
  isText,
  MAX_ATTRIBUTE_CHARACTERS,
  type Node,
  type RedactedElement,
} from "./events/element.ts";
import type { Scope, SessionEvent } from "./events/session_event.ts";

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
  "agent_saw",
  "origin",
  "queued",
  "bytes",
]);

/** One that would be cut is looked at before that: names of tools and parameters are the log's. */
function isOwn(name: string, value: string): boolean {
  return OWN_ATTRIBUTES.has(name) && value.length <= MAX_ATTRIBUTE_CHARACTERS;
}

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
  const texts: RawText[] = [];
  for (const { element } of events) collectTexts(element, texts);
  const redacted: Taking = { texts: await redactor.redactAll(texts), at: 0 };
  return events.map(({ element, scope }) => ({ element: replaceTexts(element, redacted), scope }));
}

/** @param value the element's one text as the rules are to see it, if it is not to be seen alone. */
function collectTexts(element: Element, texts: RawText[], value?: RawText): void {
  for (const name in element.attributes) {
    const value = element.attributes[name];
    if (value !== undefined && !isOwn(name, value)) texts.push(value);
  }
  let parameters: readonly MemberText[] | undefined;
  let next = 0;
  for (const child of element.children) {
    if (isText(child)) texts.push(value ?? child);
    else if (parameterOf(child) === undefined) collectTexts(child, texts);
    else collectTexts(child, texts, memberText(parameters ??= parametersOf(element), next++));
  }
}

/** What a tool was given, whose names tell of their values and of each other's. */
function parametersOf({ children }: Element): MemberText[] {
  return children.flatMap((child) => isText(child) ? [] : parameterOf(child) ?? []);
}

function parameterOf({ name, attributes, children: [text, ...others] }: Element): MemberText | undefined {
  if (name !== "param" || attributes.name === undefined || others.length > 0) return undefined;
  return text !== undefined && isText(text) ? { name: attributes.name, text } : undefined;
}

/** Redacted texts, taken in the order in which `collectTexts` gathered them. */
interface Taking {
  readonly texts: readonly Redacted[];
  at: number;
}

function take(taking: Taking): Redacted {
  const text = taking.texts[taking.at++];
  if (text === undefined) throw new Error("The redactor gave back fewer texts than it was given.");
  return text;
}

/** The same element with its texts replaced. */
function replaceTexts(element: Element, redacted: Taking): RedactedElement {
  let replaced: Record<string, string | undefined> | undefined;
  for (const name in element.attributes) {
    const value = element.attributes[name];
    if (value === undefined || isOwn(name, value)) continue;
    replaced ??= { ...element.attributes };
    replaced[name] = take(redacted);
  }
  const children: Node<Redacted>[] = element.children.map((child) =>
    isText(child) ? take(redacted) : replaceTexts(child, redacted)
  );
  return { name: element.name, attributes: replaced ?? element.attributes, children };
}
