/** Findings by the ids that an attribution names: `evidence E3, E7`. */

import type { Finding } from "../../evidence/finding.ts";

/** The ids that it names: `E3`, `E7`. */
export function findingIdsOf(attribution: string): ReadonlySet<string> {
  return new Set(attribution.match(/\bE\d+\b/g));
}

/** The findings that an attribution names, in its order; unknown ids are ignored. */
export function findingsOf(attribution: string, findings: readonly Finding[]): Finding[] {
  const ids = findingIdsOf(attribution);
  return findings.filter(({ id }) => ids.has(id));
}
