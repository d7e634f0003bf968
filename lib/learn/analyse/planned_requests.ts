/** Which requests a graph will make, as far as that can be known before the first one. */

import { estimateTokens } from "../../preprocess/tokens/tokens.ts";
import type { AgentName } from "../agents/mod.ts";
import type { PlannedRequest } from "../engines/budget.ts";
import type { AgentNode, GraphNode } from "../graph/mod.ts";

/** What a run will ask, and what it needn't. */
export interface PlannedRequests {
  readonly requests: readonly PlannedRequest[];
  /** Nodes whose answer is in the cache. */
  readonly cached: number;
}

/**
 * Tokens that agents usually answer with: a list of some entries of 100 to 150 tokens with their citations; the plan has
 * drafts, too.
 */
const USUAL_OUTPUT_TOKENS: Readonly<Record<AgentName, number>> = {
  "session-analyzer": 1_500,
  "code-diff-analyzer": 1_500,
  "existing-docs-checker": 1_000,
  "pr-comment-analyzer": 1_000,
  "documentation-gap-identifier": 3_000,
  "plan-synthesizer": 6_000,
  "tripwire-extractor": 800,
};

/**
 * Counts what each node will send. What later nodes send is made of earlier answers: assumed to be as long as usual.
 *
 * @param nodes in the order in which they run.
 */
export async function plannedRequests(nodes: readonly AgentNode[]): Promise<PlannedRequests> {
  const requests: PlannedRequest[] = [];
  const outputs = new Map<GraphNode, number>();
  let shared = 0;
  let cached = 0;
  for (const node of nodes) {
    const usualOutputTokens = USUAL_OUTPUT_TOKENS[node.agent.name];
    outputs.set(node, usualOutputTokens);
    const rests = [...node.requires, ...node.uses];
    const known = rests.length === 0 ? await node.preview() : undefined;
    if (known?.cached === true) {
      cached++;
      continue;
    }
    const tokensOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + estimateTokens(text), 0);
    if (known !== undefined) shared = tokensOf(known.shared);
    const own = known === undefined
      ? rests.reduce((sum, rest) => sum + (outputs.get(rest) ?? 0), shared)
      : tokensOf([...known.shared, known.own]);
    requests.push({
      node: node.name,
      model: node.model,
      inputTokens: own + estimateTokens(node.agent.instructions),
      usualOutputTokens,
      maxOutputTokens: node.agent.maxOutputTokens,
    });
  }
  return { requests, cached };
}
