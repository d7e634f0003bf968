/** Many short texts scanned as one long one: starting the rules costs more than running them. */
import type { Finding } from "./finding.ts";
import type { Scanner } from "./scanner.ts";

/**
 * Stands between texts. No rule crosses it: the ones that cross spaces and line ends stop at the control character,
 * the others at the line end.
 */
const SEPARATOR = "\n\u0000\n";

/** Texts are joined up to about this many characters; longer ones are scanned alone and whole. */
const BATCH_CHARACTERS = 1 << 20;

/** For each text the findings in it, in the order of the texts. */
export function scanEach(texts: readonly string[], scan: Scanner): Finding[][] {
  const results: Finding[][] = [];
  let first = 0;
  while (first < texts.length) {
    let next = first;
    let length = 0;
    do {
      length += (texts[next] ?? "").length + SEPARATOR.length;
      next++;
    } while (next < texts.length && length + (texts[next] ?? "").length <= BATCH_CHARACTERS);
    results.push(...scanJoined(texts.slice(first, next), scan));
    first = next;
  }
  return results;
}

function scanJoined(texts: readonly string[], scan: Scanner): Finding[][] {
  const [only] = texts;
  if (texts.length === 1 && only !== undefined) return [scan(only)];
  const findings = scan(texts.join(SEPARATOR));
  let offset = 0;
  let next = 0;
  return texts.map((text) => {
    const own: Finding[] = [];
    const end = offset + text.length;
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
