/** A node of the graph of learning: what it needs, what it writes, and the work that it does. */

import type { z } from "zod";
import type { Redacted } from "../../redact/redacted.ts";
import type { ModelUsage } from "../engines/engine.ts";

/** What a node gives: two files' contents. Later nodes read the typed one from the disk. */
export interface NodeOutput {
  /** The value as JSON; the node's schema accepts it. */
  readonly typed: Redacted;
  /** The same for people. */
  readonly readable: Redacted;
}

/** How an answer came about, and what it cost. */
export interface NodeFacts {
  /** `offline` where rules made the answer. */
  readonly engine?: string;
  readonly model?: string;
  /** Tokens of all attempts, including failed ones. */
  readonly usage?: ModelUsage;
  /** US dollars; undefined: nothing was asked, or the price isn't known. */
  readonly cost?: number;
  /** Whether the answer of an earlier run was taken. */
  readonly cached?: boolean;
  /** Requests that were made. */
  readonly attempts?: number;
  readonly citations?: CitationCounts;
  /** Entries of the answer (items, quotes) that were left out, as they were not what was asked for. */
  readonly leftOut?: number;
  /** Entries of earlier answers that it was not shown, as there are too many. */
  readonly notShown?: number;
}

export interface CitationCounts {
  readonly verified: number;
  readonly removed: number;
  /** Verified ones whose place was put right. */
  readonly corrected: number;
}

/** The values of the nodes that a node named in `requires` and `uses`. */
export interface NodeInputs {
  /** Undefined where the node failed. @throws {Error} if the node wasn't named: a mistake in the graph. */
  get<Value>(node: GraphNode<Value>): Value | undefined;
  /** For nodes of `requires`. */
  take<Value>(node: GraphNode<Value>): Value;
  /** Why nodes that were named have no value, in sentences. */
  readonly gaps: readonly string[];
}

/** What a node may use while it runs. */
export interface NodeRun {
  /** Aborted by Ctrl-C and when the node's time is up. */
  readonly signal: AbortSignal;
  /** A few words on how far it is. */
  update(status: string): void;
  /** Why an attempt failed that is made again: the reason, if the time is up before one succeeds. */
  hindered(failure: string): void;
  /** Adds to the node's facts; they are kept if it fails, too. */
  note(facts: NodeFacts): void;
}

/** One piece of work with a typed result in the output folder. */
export interface GraphNode<Value = unknown> {
  /** Unique in its graph: `session-5f1f…-part2`. */
  readonly name: string;
  /** For people: "Analyse session 5f1f… part 2". */
  readonly title: string;
  /** What a gap says if it fails: "the analysis of session 5f1f… part 2". */
  readonly subject: string;
  /** Nodes without which it can't run. */
  readonly requires: readonly GraphNode[];
  /** Nodes that it waits for. It does without those that fail, but can't run if all of them fail. */
  readonly uses: readonly GraphNode[];
  /** `degrade`: the others go on without it. `end`: no further node is started. */
  readonly onFailure: "degrade" | "end";
  readonly files: { readonly typed: string; readonly readable: string };
  readonly schema: z.ZodType<Value>;
  /** @throws whatever keeps it from an output; a `GraphStop` ends the graph. */
  run(inputs: NodeInputs, run: NodeRun): Promise<NodeOutput>;
}

export type NodeState = "waiting" | "running" | "done" | "failed" | "skipped" | "interrupted";

/** What became of a node. */
export interface NodeReport {
  readonly name: string;
  readonly state: NodeState;
  /** Milliseconds from its start to its end; 0 if it wasn't started. */
  readonly milliseconds: number;
  /** Why it isn't done, in a sentence. */
  readonly reason?: string;
  readonly facts: NodeFacts;
  /** Name → SHA-256 of the files that it wrote. */
  readonly files: Readonly<Record<string, string>>;
}
