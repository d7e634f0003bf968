/**
 * The text that carries several files in one gist file.
 *
 * Each file is a line of 60 `=`, a line `FILE: <name>`, a line of 60 `=`, the content, a line feed, and
 * an empty line. Older clients take ANY line of 60 `=` for the border of a header, so no content
 * may hold one: every run of 60 or more `=` in a content is packed one `=` longer, wherever it stands.
 * After that no run of exactly 60 is left in it; the longer run means the same to a person, an XML
 * parser and a JSON parser; and taking one `=` from every run beyond 60 gives the content back, which
 * the unpacker does where a manifest says that the gist was written this way.
 */

import { joinRedacted, type Redacted, redactedText } from "../redact/redacted.ts";

/** The number of `=` in a delimiter line. No packed content has a run of exactly this length. */
export const DELIMITER_LENGTH = 60;
const DELIMITER = redactedText`============================================================`;

/** The header of a packed file: delimiter, name, delimiter, each line taken whole. */
const HEADER = new RegExp(
  `(?<![^\\n])={${DELIMITER_LENGTH}}[ \\t]*\\r?\\nFILE: ([^\\r\\n]*)\\r?\\n={${DELIMITER_LENGTH}}[ \\t]*(?:\\r?\\n|$)`,
  "g",
);

/** What an older client takes for a border: between white space, line ends (of any alphabet) among it. */
const LONE_DELIMITER = /(?<![^\s\p{Cc}])={60}(?![^\s\p{Cc}])/u;

/** One file of a packed text, with its content as packed: runs of `=` and line feeds after it included. */
export interface Section {
  readonly name: string;
  readonly packed: string;
}

/** Makes every run of 60 or more `=` one longer. `restoreDelimiters` undoes it. */
export function growDelimiters(content: string): string {
  return content.replace(/={60,}/g, "$&=");
}

/** Makes every run of 61 or more `=` one shorter: the inverse of `growDelimiters`. */
export function restoreDelimiters(packed: string): string {
  return packed.replace(/=(={60,})/g, "$1");
}

/** Packs one file. The content has passed `growDelimiters` (before it was redacted). */
export function packSection(name: Redacted, grown: Redacted): Redacted {
  if (LONE_DELIMITER.test(grown)) {
    throw new Error(`The content of ${name} holds a delimiter that was not grown before packing.`);
  }
  return joinRedacted([
    DELIMITER,
    redactedText`FILE: ${name}`,
    DELIMITER,
    grown,
    redactedText``,
    redactedText``,
  ], "\n");
}

/**
 * Finds the files of a packed text, in its order; none where the text isn't in this format.
 *
 * Only a whole header divides files: a line of 60 `=` alone, or text before the first header, does
 * not. Older clients lose the text around such a line; here it stays in the content.
 *
 * @param most how many files more than which nobody wants to know of: that many and one are given then.
 */
export function parseSections(text: string, most = Infinity): Section[] {
  const headers = [...text.matchAll(HEADER).take(most + 1)];
  return headers.map((header, index) => ({
    name: (header[1] ?? "").trim(),
    packed: text.slice(header.index + header[0].length, headers[index + 1]?.index ?? text.length),
  }));
}
