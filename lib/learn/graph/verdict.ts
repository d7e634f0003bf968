/** Whether a node may start. */

import type { GraphNode, NodeReport } from "./graph_node.ts";

/** Where a node is. */
export type Standing = Omit<NodeReport, "name">;

export type Verdict =
  | { readonly kind: "ready" | "wait" | "settled" }
  | { readonly kind: "impossible"; readonly reason: string };

/** Judges a node by where those that it waits for are. */
export function verdictOn(node: GraphNode, standings: ReadonlyMap<GraphNode, Standing>): Verdict {
  const stateOf = (needed: GraphNode) => standings.get(needed)?.state ?? "waiting";
  if (stateOf(node) !== "waiting") return { kind: "settled" };
  const isOpen = (needed: GraphNode) => ["waiting", "running"].includes(stateOf(needed));
  const missing = node.requires.find((needed) => !isOpen(needed) && stateOf(needed) !== "done");
  if (missing !== undefined) {
    return { kind: "impossible", reason: `${node.subject} is missing: it needs ${missing.subject}` };
  }
  if ([...node.requires, ...node.uses].some(isOpen)) return { kind: "wait" };
  if (node.uses.length === 0 || node.uses.some((used) => stateOf(used) === "done")) return { kind: "ready" };
  const reasons = [
    ...new Set(node.uses.map((used) => standings.get(used)?.reason ?? `${used.subject} is missing`)),
  ];
  return {
    kind: "impossible",
    reason: `${node.subject} is missing: nothing that it rests on could be made (${namedFirst(reasons)})`,
  };
}

/** Reasons are sentences of other nodes; more than a few of them help nobody. */
const NAMED_REASONS = 3;

function namedFirst(reasons: readonly string[]): string {
  const named = reasons.slice(0, NAMED_REASONS).join("; ");
  return reasons.length > NAMED_REASONS ? `${named}; and ${reasons.length - NAMED_REASONS} more` : named;
}
