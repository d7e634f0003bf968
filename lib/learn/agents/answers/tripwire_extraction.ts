/** What TripwireExtractor says: warnings that are tied to actions, with their criteria. */

import { z } from "zod";
import { CANDIDATE_SCORE, scoredTripwireSchema, tripwireScore } from "../../plan/learn_plan.ts";

export const tripwireExtractionSchema = z.object({
  tripwires: z.array(scoredTripwireSchema).describe("Few and precise; an empty list is a good answer"),
});

export type TripwireExtraction = z.infer<typeof tripwireExtractionSchema>;

/** `tripwire-candidates.json`: those that score high enough, in the form that the plan's comment has. */
export function renderTripwireExtraction({ tripwires }: TripwireExtraction): string {
  const candidates = tripwires
    .filter((tripwire) => tripwireScore(tripwire) >= CANDIDATE_SCORE)
    .map(({ action, warning, targetDocPath }) => ({ action, warning, target_doc_path: targetDocPath }));
  return `${JSON.stringify({ candidates }, null, 2)}\n`;
}
