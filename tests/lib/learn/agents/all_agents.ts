/** All agents, for tests of what they have in common. */

import type { z } from "zod";
import {
  type AgentName,
  codeDiffAnalyzer,
  documentationGapIdentifier,
  existingDocsChecker,
  planSynthesizer,
  prCommentAnalyzer,
  sessionAnalyzer,
  tripwireExtractor,
} from "../../../../lib/learn/agents/mod.ts";

export const ALL_AGENTS: readonly { name: AgentName; instructions: string; schema: z.ZodType }[] = [
  sessionAnalyzer,
  codeDiffAnalyzer,
  existingDocsChecker,
  prCommentAnalyzer,
  documentationGapIdentifier,
  planSynthesizer,
  tripwireExtractor,
];
