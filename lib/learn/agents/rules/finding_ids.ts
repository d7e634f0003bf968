/** Findings by the ids that an attribution names: `evidence E3, E7`. */

import type { Finding } from "../../evidence/finding.ts";

export function findingIdsOf(attribution: string): ReadonlySet<string> {
  return new Set(attribution.match(/\bE\d+\b/g));
}

export function findingsOf(attribution: string, findings: readonly Finding[]): Finding[] {
  const ids = findingIdsOf(attribution);
  return findings.filter(({ id }) => ids.has(id));
}
