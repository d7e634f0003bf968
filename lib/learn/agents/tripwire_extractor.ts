/** TripwireExtractor: the plan's warnings, in a form that a tool can show at the right moment. */

import { type LearnPlan, POTENTIAL_SCORE, tripwireScore } from "../plan/learn_plan.ts";
import { redactedText } from "../../redact/redacted.ts";
import type { Agent } from "./agent.ts";
import {
  renderTripwireExtraction,
  type TripwireExtraction,
  tripwireExtractionSchema,
} from "./answers/tripwire_extraction.ts";
import type { TripwireInput } from "./inputs.ts";
import { TRIPWIRE_EXTRACTOR } from "./instructions/mod.ts";
import { composePrompt } from "./prompt/compose_prompt.ts";
import { answerMaterial, evidenceMaterial, planMaterial } from "./prompt/materials.ts";

export const tripwireExtractor: Agent<TripwireInput, TripwireExtraction> = {
  name: "tripwire-extractor",
  instructions: TRIPWIRE_EXTRACTOR,
  schema: tripwireExtractionSchema,
  maxOutputTokens: 8_000,
  prompt: ({ plan, learnPlan, gapAnalysis, evidence }, redactor) =>
    composePrompt(
      {
        shared: [planMaterial(plan), evidenceMaterial(evidence.findings)],
        own: [
          answerMaterial("learn-plan", withoutDrafts(learnPlan)),
          answerMaterial("gap-analysis", gapAnalysis),
        ],
      },
      redactedText`Extract the tripwires.`,
      redactor,
    ),
  // The synthesizer's rules have scored them already.
  offline: ({ learnPlan }) => ({
    tripwires: learnPlan.tripwires.filter((tripwire) => tripwireScore(tripwire) >= POTENTIAL_SCORE),
  }),
  render: renderTripwireExtraction,
};

/** Drafts are long, and say nothing that the rest of an item does not; an empty one would say that there is none. */
function withoutDrafts(plan: LearnPlan): Readonly<Record<string, unknown>> {
  return { ...plan, items: plan.items.map(({ draftContent: _, ...item }) => item) };
}
