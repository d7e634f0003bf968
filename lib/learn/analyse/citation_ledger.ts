/** Which of a run's citations could be verified, each counted once however many answers repeat it. */

import type { Citation } from "../citation.ts";
import type { CheckedAnswer, CitationCounts } from "../graph/mod.ts";
import { checkAnswer, type CitationCheck } from "../plan/check_answer.ts";

/** Looks quotes up in the source. */
export type CitationVerifier = (citations: readonly Citation[]) => CitationCheck;

/** Checks the answers of a run, and keeps count. */
export interface CitationLedger {
  /** What is left of an answer when each of its quotes has been looked for. */
  check<Answer>(answer: Answer): CheckedAnswer<Answer>;
  /** So far: distinct quotes at distinct places. */
  counts(): CitationCounts;
  /** Tripwires that answers lost so far, as nothing justified them. */
  droppedTripwires(): number;
}

/** Opens the ledger of a run: nothing is counted yet. */
export function openCitationLedger(verify: CitationVerifier): CitationLedger {
  const verified = new Set<string>();
  const removed = new Set<string>();
  const dropped = new Set<string>();
  let corrected = 0;
  return {
    check(answer) {
      const counts = { verified: 0, removed: 0, corrected: 0 };
      const checked = checkAnswer(answer, (citations) => {
        const result = verify(citations);
        const before = verified.size;
        for (const citation of result.verified) verified.add(keyOf(citation));
        for (const { citation } of result.removed) removed.add(keyOf(citation));
        // Of repeated ones it isn't known which were corrected: never more than there are new ones.
        corrected += Math.min(result.corrected, verified.size - before);
        counts.verified += result.verified.length;
        counts.removed += result.removed.length;
        counts.corrected += result.corrected;
        return result;
      });
      // The plan and the extractor say the same tripwires.
      for (const title of checked.droppedTripwires) dropped.add(title);
      return { answer: checked.answer, citations: counts };
    },
    counts: () => ({ verified: verified.size, removed: removed.size, corrected }),
    droppedTripwires: () => dropped.size,
  };
}

function keyOf({ kind, source, ref, quote }: Citation): string {
  return JSON.stringify([kind, source, ref, quote.replaceAll(/\s+/g, " ").trim()]);
}
