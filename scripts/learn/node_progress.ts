/** The graph as it runs, for people: a line for each node. */

import type { Progress, Step } from "../../lib/cli/mod.ts";
import { formatDollars } from "../../lib/learn/engines/mod.ts";
import type { GraphNode, GraphOptions, NodeReport } from "../../lib/learn/graph/mod.ts";

/** Listeners that show each node as a step: what it does while it runs, then what it took. */
export function showNodes(progress: Progress): Required<Pick<GraphOptions, "onChange" | "onStatus">> {
  const steps = new Map<string, Step>();
  return {
    onChange(node, report) {
      if (report.state === "running") {
        steps.set(node.name, progress.step(node.title));
        return;
      }
      finish(steps.get(node.name) ?? progress.step(node.title), node, report);
      steps.delete(node.name);
    },
    onStatus: ({ name }, status) => steps.get(name)?.update(status),
  };
}

function finish(step: Step, { subject }: GraphNode, report: NodeReport): void {
  const reason = report.reason?.replace(`${subject} is missing: `, "") ?? report.state;
  if (report.state === "done") step.done(describe(report));
  else if (report.state === "skipped") step.skipped(reason);
  else step.failed(reason);
}

/** `claude-haiku-4-5, 12000 tokens in, 900 out, $0.02; 1 of 8 citations removed`. */
function describe({ facts }: NodeReport): string {
  const { engine, model, usage, cost, cached, citations } = facts;
  const source = cached === true ? "from the cache" : engine === "offline" ? "by rules" : model;
  const input = usage === undefined ? 0 : usage.input + usage.cacheRead + usage.cacheWrite;
  const words = [
    ...source === undefined ? [] : [source],
    ...usage === undefined ? [] : [`${input} tokens in`, `${usage.output} out`],
    ...cost === undefined || usage === undefined ? [] : [formatDollars(cost)],
  ].join(", ");
  if (citations === undefined || citations.removed === 0) return words;
  return `${words}; ${citations.removed} of ${citations.removed + citations.verified} citations removed`;
}
