/** DocumentationGapIdentifier: all that was found → every topic once, with a decision. */

import { counted } from "../../wording.ts";
import { PRIORITIES } from "../plan/learn_plan.ts";
import { redactedText } from "../../redact/redacted.ts";
import type { Agent } from "./agent.ts";
import { type GapAnalysis, gapAnalysisSchema, renderGapAnalysis } from "./answers/gap_analysis.ts";
import type { GapInput } from "./inputs.ts";
import { DOCUMENTATION_GAP_IDENTIFIER } from "./instructions/mod.ts";
import { composePrompt } from "./prompt/compose_prompt.ts";
import {
  analysisMaterial,
  evidenceMaterial,
  gapsMaterial,
  pathsMaterial,
  planMaterial,
} from "./prompt/materials.ts";
import { BY_RULES } from "./rules/finding_words.ts";
import { evidenceItems, inventoryItems, staleItems } from "./rules/gap_items.ts";

export const documentationGapIdentifier: Agent<GapInput, GapAnalysis> = {
  name: "documentation-gap-identifier",
  instructions: DOCUMENTATION_GAP_IDENTIFIER,
  schema: gapAnalysisSchema,
  maxOutputTokens: 16_000,
  prompt: (input, redactor) =>
    composePrompt(
      {
        shared: [planMaterial(input.plan), evidenceMaterial(input.evidence.findings)],
        own: [pathsMaterial(input.documents?.paths ?? []), gapsMaterial(input.gaps), analysisMaterial(input)],
      },
      redactedText`Decide for every topic.`,
      redactor,
    ),
  offline: decideByRules,
  render: renderGapAnalysis,
};

function decideByRules(input: GapInput): GapAnalysis {
  const found = [...evidenceItems(input), ...inventoryItems(input), ...staleItems(input)];
  // Items of equal priority stay in the order in which they were found.
  const items = PRIORITIES.flatMap((priority) => found.filter((item) => item.priority === priority));
  const skipped = items.filter(({ classification }) => classification === "SKIP").length;
  return {
    summary: `${BY_RULES} ${counted(items.length - skipped, "topic")} to document, ${skipped} skipped. ` +
      "Topics that only understanding finds (decisions, patterns, contradictions) are missing.",
    items,
    contradictions: input.docsCheck?.contradictions ?? [],
    staleDocuments: input.docsCheck?.staleReferences ?? [],
  };
}
