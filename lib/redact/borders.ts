/** Where texts that are scanned together end, and where marks stand: no finding goes over it. */
import { type Finding, WEIGHT } from "./finding.ts";

/** What stands between texts (batch.ts, reading.ts) begins so, and what stands for a mark (settle.ts). */
const BORDER = "\n\u0000";

/** Between texts, but hardly for a mark: the lines of a key may stand on both sides of one. */
const BETWEEN_TEXTS = "\n\u0000\n";

/**
 * Cuts findings at the border between two texts. If a rule crossed a border after all, everything between the two
 * ends of its finding would be removed, however much that is.
 */
export function withinBorders(text: string, findings: readonly Finding[]): Finding[] {
  return findings.flatMap((finding) => {
    const stretch = text.slice(finding.start, finding.end);
    const border = stretch.indexOf(finding.weight === WEIGHT.format ? BETWEEN_TEXTS : BORDER);
    if (border === -1) return [finding];
    const { length } = stretch.slice(0, border).trimEnd();
    return length === 0 ? [] : [{ ...finding, end: finding.start + length }];
  });
}
