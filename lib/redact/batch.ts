/** Many short texts scanned as one: starting the rules for each costs more than running them. */
import type { Finding } from "./finding.ts";
import type { RawText } from "./partial_text.ts";
import type { Scanner } from "./scanner.ts";

/**
 * Stands between texts. No rule crosses it: the ones that cross spaces and line ends stop at the control character,
 * the others at the line end.
 */
const SEPARATOR = "\n\u0000\n";

/** Texts are joined up to about this many characters. */
const BATCH_CHARACTERS = 1 << 20;

/**
 * Texts of at least so many characters are scanned alone and whole: joining costs a copy (0.45 ns a character), and
 * one character beyond Latin-1 makes all that is joined with it twice as large.
 */
const LONG_CHARACTERS = 1 << 14;

/**
 * Scans several texts.
 *
 * @param document a text in some notation that comes before them; they are the strings in it.
 * @returns for each text its findings, in the order of the texts.
 */
export function scanEach(
  texts: readonly RawText[],
  scan: Scanner,
  document?: string,
): (readonly Finding[])[] {
  const batches = [...(document === undefined ? [] : [[document]]), ...batchesOf(texts)];
  const joined = batches.map(joinedBatch);
  const found = scan(joined, { hasDocument: document !== undefined });
  return batches.flatMap((batch, index) => shareOut(found[index] ?? [], batch));
}

/** What the rules see of the texts; of those of which not all is shown no text is made before. */
function joinedBatch(batch: readonly RawText[]): string {
  const [first = ""] = batch;
  if (batch.length === 1) return typeof first === "string" ? first : first.view;
  const pieces: string[] = [];
  for (const text of batch) {
    if (pieces.length > 0) pieces.push(SEPARATOR);
    if (typeof text === "string") pieces.push(text);
    else for (const piece of text.pieces) pieces.push(piece);
  }
  return pieces.join("");
}

/** The length of what the rules see of a text, in characters. */
function lengthOf(text: RawText): number {
  return typeof text === "string" ? text.length : text.viewLength;
}

function batchesOf(texts: readonly RawText[]): RawText[][] {
  const batches: RawText[][] = [];
  let batch: RawText[] = [];
  let length = 0;
  for (const text of texts) {
    if (lengthOf(text) >= LONG_CHARACTERS) {
      batches.push([text]);
      batch = [];
      continue;
    }
    if (batch.length === 0 || length + lengthOf(text) > BATCH_CHARACTERS) {
      batch = [];
      batches.push(batch);
      length = 0;
    }
    batch.push(text);
    length += lengthOf(text) + SEPARATOR.length;
  }
  return batches;
}

const NOTHING: readonly Finding[] = [];

/** The findings of the joined text, by the text that they are in. */
function shareOut(findings: readonly Finding[], texts: readonly RawText[]): (readonly Finding[])[] {
  if (texts.length === 1) return [findings];
  let offset = 0;
  let next = 0;
  return texts.map((text) => {
    const end = offset + lengthOf(text);
    const first = findings[next];
    if (first === undefined || first.start >= end) {
      offset = end + SEPARATOR.length;
      return NOTHING;
    }
    const own: Finding[] = [];
    for (; next < findings.length; next++) {
      const finding = findings[next];
      if (finding === undefined || finding.start >= end) break;
      // Should a rule cross a separator after all, each text loses its share.
      const start = Math.max(finding.start, offset) - offset;
      const stop = Math.min(finding.end, end) - offset;
      if (stop > start) own.push({ ...finding, start, end: stop });
      if (finding.end > end) break;
    }
    offset = end + SEPARATOR.length;
    return own;
  });
}
