/** What TripwireExtractor says: warnings that are tied to actions, with their criteria. */

import { z } from "zod";
import { scoredTripwireSchema } from "../../plan/learn_plan.ts";

export const tripwireExtractionSchema = z.object({
  tripwires: z.array(scoredTripwireSchema).describe("Few and precise; an empty list is a good answer"),
});

export type TripwireExtraction = z.infer<typeof tripwireExtractionSchema>;
