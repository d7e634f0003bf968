/** Which of a run's citations could be verified, each counted once however many answers repeat it. */

import type { Citation, Origin } from "../citation.ts";
import type { CitationCounts } from "../graph/mod.ts";

/** What became of some citations. */
export interface VerifiedCitations {
  readonly verified: readonly (Citation & { readonly origin: Origin })[];
  readonly removed: readonly { readonly citation: Citation; readonly reason: string }[];
  readonly corrected: number;
}

/** Compares quotes with the source. */
export type CitationVerifier = (citations: readonly Citation[]) => VerifiedCitations;

export interface CitationLedger {
  /** Verifies citations of an answer, and counts those that no answer had before. */
  verify: CitationVerifier;
  /** So far: distinct quotes at distinct places. */
  counts(): CitationCounts;
}

export function openCitationLedger(verifier: CitationVerifier): CitationLedger {
  const verified = new Set<string>();
  const removed = new Set<string>();
  let corrected = 0;
  return {
    verify(citations) {
      const result = verifier(citations);
      const before = verified.size;
      for (const citation of result.verified) verified.add(keyOf(citation));
      for (const { citation } of result.removed) removed.add(keyOf(citation));
      // Of repeated ones it isn't known which were corrected: never more than there are new ones.
      corrected += Math.min(result.corrected, verified.size - before);
      return result;
    },
    counts: () => ({ verified: verified.size, removed: removed.size, corrected }),
  };
}

function keyOf({ kind, source, ref, quote }: Citation): string {
  return JSON.stringify([kind, source, ref, quote.replaceAll(/\s+/g, " ").trim()]);
}
