/**
 * Finished markup in UTF-8 → the texts that rules are tried on, where it is markup of the plainest sort: see
 * `lib/redact/documents/markup_texts.ts`.
 */

import { acrossUnits, beginAcross, endAcross, noteRun } from "./markup_texts/across";
import { INPUT, MEMORY_PAGES, VIEW } from "./markup_texts/layout";
import {
  beginView,
  LESS_THAN,
  numberOfEndTags,
  outputAddress,
  takeTag,
  takeText,
  textEndAddress,
  textStartAddress,
} from "./markup_texts/view";

export { ACROSS, END_TAGS, INPUT, MOST_BYTES, SECRET_CHARACTERS, VIEW } from "./markup_texts/layout";
export { acrossUnits, numberOfEndTags };

memory.grow(MEMORY_PAGES - memory.size());

/** Reads the document at `INPUT`; gives the units of its view, or -1 for what is to be looked at more closely. */
export function read(length: i32): i32 {
  const end = INPUT + length;
  // Ends the last text; what is read behind it, sixteen bytes at once, is nothing.
  store<u8>(end, LESS_THAN);
  memory.fill(end + 1, 0, 31);
  beginView();
  beginAcross();
  for (let at = INPUT; at < end;) {
    const isTag = load<u8>(at) == LESS_THAN;
    const next = isTag ? takeTag(at, end) : takeText(at);
    if (next == 0) return -1;
    if (!isTag && !noteRun(at, next, textStartAddress(), textEndAddress())) return -1;
    at = next;
  }
  return endAcross() ? (outputAddress() - VIEW) >> 1 : -1;
}
