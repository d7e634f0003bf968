/** A plan as comments: one, or as many as GitHub's limit asks for. */

import { WARNING_LINE } from "./metadata_block.ts";
import { renderMarker, shortHash } from "./own_marker.ts";
import { escapeStructure, PLAN_BODY_KEY } from "./plan_body.ts";
import { splitPlan } from "./split_plan.ts";

/**
 * Of a part, in UTF-16 units. GitHub says "maximum is 65536 characters" and was measured to take 262,144 bytes
 * (dead-claudia/github-limits, pull request 13): this is below both, whatever the script, with room for the frame.
 */
const MAX_PART_CHARACTERS = 60_000;

/** The bodies of the comments that hold a plan, in their order. */
export async function renderPlanComments(markdown: string): Promise<string[]> {
  const parts = splitPlan(escapeStructure(markdown), MAX_PART_CHARACTERS);
  const plan = await shortHash(markdown);
  return await Promise.all(parts.map(async ({ text, join, fence }, index) => {
    const [part, of] = [index + 1, parts.length];
    const marker = renderMarker("plan-part", { part, of, plan, text: await shortHash(text), join, fence });
    return [
      WARNING_LINE,
      `<!-- erk:metadata-block:${PLAN_BODY_KEY} -->`,
      "<details open>",
      `<summary><strong>📋 Implementation Plan${
        of === 1 ? "" : ` (part ${part} of ${of})`
      }</strong></summary>`,
      "",
      text,
      "",
      "</details>",
      `<!-- /erk:metadata-block:${PLAN_BODY_KEY} -->`,
      ...(part < of ? ["", `_The plan goes on in a comment below: part ${part + 1} of ${of}._`] : []),
      "",
      marker,
    ].join("\n");
  }));
}
