/** Elements and parts as the text that is written, for tests. */

import type { RedactedElement } from "../../../../lib/preprocess/events/element.ts";
import { PartMarkup } from "../../../../lib/preprocess/parts/part_markup.ts";
import { type PartContent, PartPacker } from "../../../../lib/preprocess/parts/part_packer.ts";
import type { RedactedEvent } from "../../../../lib/preprocess/redact_events.ts";

/** An element as XML. */
export function renderElement(node: RedactedElement): string {
  using markup = new PartMarkup();
  markup.element(node);
  return new TextDecoder().decode(markup.encode());
}

/** A part as text, with its tokens. */
export interface PackedPart {
  readonly xml: string;
  readonly tokens: number;
  /** The same as two parts. */
  readonly halves: readonly string[];
}

/** Packs events into parts of a budget. */
export function packEvents(events: readonly RedactedEvent[], budget: number): PackedPart[] {
  using markup = new PartMarkup();
  const packer = new PartPacker(markup, () => budget);
  const parts: PackedPart[] = [];
  // One by one: the next part is written over this one.
  const take = (content: PartContent) => {
    const xml = new TextDecoder().decode(content.xml);
    const halves: string[] = [];
    if (content.pieces > 1) {
      for (const half of content.halves()) halves.push(new TextDecoder().decode(half.xml));
    }
    parts.push({ xml, tokens: content.tokens, halves });
  };
  for (const event of events) for (const content of packer.add(event)) take(content);
  for (const content of packer.finish()) take(content);
  return parts;
}
