/** What differs between the versions of Claude Code, read off the same task run with eight of them. */

import type { AgentLayout } from "./types.ts";

export interface ClientTraits {
  readonly version: string;
  /** From 2.1.100 the session's fields stand behind the message, with `entrypoint` and `promptId`. */
  readonly isNewEnvelope: boolean;
  /** From 1.0.128: branches, compaction's boundaries. */
  readonly hasGitBranch: boolean;
  readonly hasCompaction: boolean;
  /** From 2.0.50 (as far as the logs tell), messages that the client made up have more fields. */
  readonly hasSyntheticDetails: boolean;
  /** Sessions get a name of three words. */
  readonly hasSlug: boolean;
  readonly agentLayout: AgentLayout;
  readonly agentTool: "Task" | "Agent";
  readonly agentIdLength: number;
  readonly hasAgentMeta: boolean;
  /** Subagents' results have a `toolUseResult` too. */
  readonly agentsKeepToolUseResults: boolean;
  /** Results name the line of their tool use. */
  readonly linksResults: boolean;
  /** Running commands report their output so far. */
  readonly hasBashProgress: boolean;
  /** Long outputs move to `tool-results/*.txt`; before, they are cut. */
  readonly movesLongOutput: boolean;
  /** Prompts typed while the agent works stand in the log at all. */
  readonly hasQueue: boolean;
  /** Queued prompts are delivered as an attachment; before, they stand in the queue's lines only. */
  readonly deliversQueuedPrompts: boolean;
  readonly readSeparator: "→" | "\t";
  readonly editAnswer: "snippet" | "plain" | "plain with state";
  readonly saysWhoPrompted: boolean;
  readonly finalUsageOnEveryLine: boolean;
  readonly hasApiErrorLines: boolean;
  readonly model: string;
}

/** The traits of one version, such as `2.1.200`. */
export function clientTraits(version: string): ClientTraits {
  const since = (other: string) => compareVersions(version, other) >= 0;
  const isNew = since("2.1.100");
  return {
    version,
    isNewEnvelope: isNew,
    hasGitBranch: since("1.0.128"),
    hasCompaction: since("1.0.128"),
    hasSyntheticDetails: since("2.0.50"),
    hasSlug: since("2.0.50") && !isNew,
    agentLayout: since("2.1.20") ? "below" : since("2.0.0") ? "beside" : "inside",
    agentTool: isNew ? "Agent" : "Task",
    agentIdLength: isNew ? 17 : 7,
    hasAgentMeta: isNew,
    agentsKeepToolUseResults: !since("2.1.20"),
    linksResults: since("2.0.50"),
    hasBashProgress: since("2.1.9") && !isNew,
    movesLongOutput: since("2.1.20"),
    hasQueue: since("2.0.50"),
    deliversQueuedPrompts: isNew,
    readSeparator: isNew ? "\t" : "→",
    editAnswer: isNew ? "plain with state" : since("2.1.20") ? "plain" : "snippet",
    saysWhoPrompted: since("2.1.200"),
    finalUsageOnEveryLine: isNew,
    hasApiErrorLines: since("2.1.329"),
    model: since("2.1.329")
      ? "claude-opus-5-5"
      : isNew
      ? "claude-opus-4-8"
      : since("2.0.0")
      ? "claude-sonnet-4-5-20250929"
      : "claude-sonnet-4-20250514",
  };
}

/** Below 0 where the first is the older version. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [one, other].map((version) => version.split(".").map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (first?.[index] ?? 0) - (second?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
