/** Materials and a task → what an engine sends. */

import { joinRedacted, type Redacted } from "../../../redact/redacted.ts";
import type { AgentPrompt, PromptRedactor } from "../agent.ts";
import { composeMaterials, type Material } from "./material.ts";

/** `shared`: the same for several nodes, in the same order; `own`: this node's alone. The task comes last. */
export async function composePrompt(
  materials: { readonly shared: readonly Material[]; readonly own: readonly Material[] },
  task: Redacted,
  redactor: PromptRedactor,
): Promise<AgentPrompt> {
  const shared = await composeMaterials(materials.shared, redactor);
  const own = await composeMaterials(materials.own, redactor);
  return {
    shared: shared.blocks,
    own: joinRedacted([...own.blocks, task], "\n\n"),
    omitted: shared.omittedOfAnalyses + own.omittedOfAnalyses,
  };
}
