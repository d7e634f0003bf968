/** Runs the nodes of a graph: each as soon as its inputs are on the disk, a few at a time. */

import type { Redactor } from "../../redact/mod.ts";
import { messageOf, UserError } from "../../user_error.ts";
import type { GraphNode, NodeFacts, NodeInputs, NodeReport } from "./graph_node.ts";
import { checkGraph } from "./check_graph.ts";
import { GraphStop } from "./graph_stop.ts";
import { readNodeValue, writeNodeFiles } from "./node_files.ts";
import { type Standing, verdictOn } from "./verdict.ts";
import { TimeIsUp, withinTime } from "./within_time.ts";

export interface GraphOptions {
  /** Where the nodes' files go; made already. */
  readonly folder: string;
  /** Nodes at a time. */
  readonly concurrency: number;
  /** Milliseconds for one node. */
  readonly nodeTimeout: number;
  readonly signal: AbortSignal;
  /** What a failure says may quote a provider, who may quote what was sent. */
  readonly redactor: Redactor;
  /** Called when a node starts (`running`) and when it ends. */
  readonly onChange?: (node: GraphNode, report: NodeReport) => void;
  /** Called with the progress of a running node, in a few words. */
  readonly onStatus?: (node: GraphNode, status: string) => void;
}

/** What became of a graph. */
export interface GraphResult {
  /** In the order in which the nodes were given, whatever the order in which they ended. */
  readonly reports: readonly NodeReport[];
  /** Why it ended before all was done, in a sentence; undefined: nodes without a result were ones it can do without. */
  readonly stopped: string | undefined;
  /** Whether the signal ended it. */
  readonly interrupted: boolean;
  /** A node's value, from the disk; undefined if it isn't done. @throws {UserError} if its files were changed. */
  value<Value>(node: GraphNode<Value>): Promise<Value | undefined>;
}

/**
 * Runs a graph to its end. Failures of nodes are in the result, not thrown: what was finished stays in the folder.
 *
 * @throws {Error} if the graph itself is wrong: names twice, a circle, a node that isn't among those given.
 */
export async function runGraph(nodes: readonly GraphNode[], options: GraphOptions): Promise<GraphResult> {
  checkGraph(nodes);
  const standings = new Map<GraphNode, Standing>(nodes.map((node) => [node, { ...NOT_STARTED }]));
  const running = new Set<Promise<void>>();
  const end: { reason?: string } = {};

  const settle = (node: GraphNode, change: Standing) => {
    standings.set(node, change);
    if (change.state !== "running" && change.state !== "done" && node.onFailure === "end") {
      end.reason ??= change.reason ?? `${node.subject} is missing`;
    }
    options.onChange?.(node, reportOf(node, change));
  };
  const start = (node: GraphNode) => {
    settle(node, { ...NOT_STARTED, state: "running" });
    const work = runNode(node, standings, options).then(({ standing, stop }) => {
      if (stop !== undefined) end.reason ??= stop;
      settle(node, standing);
    }).finally(() => running.delete(work));
    running.add(work);
  };

  for (;;) {
    for (const node of nodes) {
      const verdict = verdictOn(node, standings);
      if (verdict.kind === "impossible") {
        settle(node, { ...NOT_STARTED, state: "skipped", reason: verdict.reason });
      }
      if (verdict.kind !== "ready" || end.reason !== undefined || options.signal.aborted) continue;
      if (running.size < options.concurrency) start(node);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  return {
    reports: nodes.map((node) => reportOf(node, standings.get(node) ?? NOT_STARTED)),
    stopped: end.reason,
    interrupted: options.signal.aborted,
    async value(node) {
      const standing = standings.get(node);
      return standing?.state === "done"
        ? await readNodeValue(options.folder, node, standing.files)
        : undefined;
    },
  };
}

const NOT_STARTED: Standing = { state: "waiting", milliseconds: 0, facts: {}, files: {} };

/** Never fails: whatever happens to a node is its standing. */
async function runNode(
  node: GraphNode,
  standings: ReadonlyMap<GraphNode, Standing>,
  options: GraphOptions,
): Promise<{ readonly standing: Standing; readonly stop?: string }> {
  const startedAt = performance.now();
  let facts: NodeFacts = {};
  let hindrance: string | undefined;
  let over = false;
  const ended = (change: Pick<Standing, "state" | "files" | "reason">): Standing => {
    over = true;
    return { ...change, milliseconds: performance.now() - startedAt, facts };
  };
  try {
    const files = await withinTime(
      { timeout: options.nodeTimeout, signal: options.signal },
      async (signal) => {
        const inputs = await readInputs(node, standings, options.folder);
        const output = await node.run(inputs, {
          signal,
          update: (status) => {
            if (!over) options.onStatus?.(node, status);
          },
          hindered: (failure) => void (hindrance = failure),
          note: (more) => {
            if (!over) facts = { ...facts, ...more };
          },
        });
        // What comes after its time must not appear in the folder.
        signal.throwIfAborted();
        return await writeNodeFiles(options.folder, node, output);
      },
    );
    return { standing: ended({ state: "done", files }) };
  } catch (error) {
    if (options.signal.aborted) {
      return { standing: ended({ state: "interrupted", files: {}, reason: "interrupted" }) };
    }
    const milliseconds = performance.now() - startedAt;
    over = true;
    const isLate = error instanceof TimeIsUp;
    const cause = isLate ? new TimeIsUp(error.milliseconds, hindrance) : error;
    const said = await redactedWords(cause, options.redactor);
    const reason = `${node.subject} is missing: ${said}`;
    const standing: Standing = { state: "failed", files: {}, reason, milliseconds, facts };
    return error instanceof GraphStop ? { standing, stop: said } : { standing };
  }
}

/** What an error says, as it may stand in the plan, in a public workflow's log and in the answer. Never throws. */
async function redactedWords(error: unknown, redactor: Redactor): Promise<string> {
  const said = messageOf(error);
  // Why text can't be redacted is said in our own words.
  if (error instanceof UserError && error.publishNothing) return said;
  return await redactor.redact(said).catch((cause) =>
    `what failed can't be shown, as it could not be redacted: ${messageOf(cause)}`
  );
}

/** The values of all nodes that a node waits for, each read from the disk and checked. */
async function readInputs(
  node: GraphNode,
  standings: ReadonlyMap<GraphNode, Standing>,
  folder: string,
): Promise<NodeInputs> {
  const values = new Map<GraphNode, unknown>();
  const gaps: string[] = [];
  for (const needed of [...node.requires, ...node.uses]) {
    const { state, files, reason } = standings.get(needed) ?? NOT_STARTED;
    values.set(needed, state === "done" ? await readNodeValue(folder, needed, files) : undefined);
    if (state !== "done") gaps.push(reason ?? `${needed.subject} is missing`);
  }
  const get = <Value>(needed: GraphNode<Value>): Value | undefined => {
    if (!values.has(needed)) throw new Error(`${node.name} reads ${needed.name}, which it doesn't wait for.`);
    // Each value was parsed by the schema of the very node that is its key.
    return values.get(needed) as Value | undefined;
  };
  return {
    get,
    gaps,
    take(needed) {
      const value = get(needed);
      if (value === undefined) throw new Error(`${node.name} needs ${needed.name}, which has no value.`);
      return value;
    },
  };
}

function reportOf(node: GraphNode, { state, milliseconds, reason, facts, files }: Standing): NodeReport {
  const report = { name: node.name, state, milliseconds: Math.round(milliseconds), facts, files };
  return reason === undefined ? report : { ...report, reason };
}
