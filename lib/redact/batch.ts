/** Many short texts scanned as one: starting the rules for each costs more than running them. */
import type { Finding } from "./finding.ts";
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
 * For each text the findings in it, in the order of the texts.
 * @param document one in some notation that stands before them: they are what its strings hold.
 */
export function scanEach(texts: readonly string[], scan: Scanner, document?: string): (readonly Finding[])[] {
  const batches = [...(document === undefined ? [] : [[document]]), ...batchesOf(texts)];
  const joined = batches.map((batch) => batch.length === 1 ? batch[0] ?? "" : batch.join(SEPARATOR));
  const found = scan(joined, { hasDocument: document !== undefined });
  return batches.flatMap((batch, index) => shareOut(found[index] ?? [], batch));
}

function batchesOf(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let length = 0;
  for (const text of texts) {
    if (text.length >= LONG_CHARACTERS) {
      batches.push([text]);
      batch = [];
      continue;
    }
    if (batch.length === 0 || length + text.length > BATCH_CHARACTERS) {
      batch = [];
      batches.push(batch);
      length = 0;
    }
    batch.push(text);
    length += text.length + SEPARATOR.length;
  }
  return batches;
}

const NOTHING: readonly Finding[] = [];

/** The findings of the joined text, by the text that they are in. */
function shareOut(findings: readonly Finding[], texts: readonly string[]): (readonly Finding[])[] {
  if (texts.length === 1) return [findings];
  let offset = 0;
  let next = 0;
  return texts.map((text) => {
    const end = offset + text.length;
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
