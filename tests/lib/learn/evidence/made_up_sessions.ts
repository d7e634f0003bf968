/** Sessions made up event by event, and the evidence in them. */

import { findEvidence } from "../../../../lib/learn/evidence/mod.ts";
import type { SourceEvent, SourcePlan, SourceSession } from "../../../../lib/learn/source/mod.ts";
import { type Redacted, redactedText } from "../../../../lib/redact/mod.ts";

/** A text without characters. */
export const none = redactedText``;

/** A plan without words, of which nothing is known. */
export const PLAN: SourcePlan = {
  issueNumber: 42,
  repository: "a/b",
  title: none,
  body: none,
  url: "",
  pullRequest: undefined,
  gistUrl: undefined,
};

/** A session of these events. */
export const sessionOf = (events: readonly SourceEvent[], id = "s1"): SourceSession => ({
  id,
  kind: "impl",
  parts: [],
  events,
  started: undefined,
  ended: undefined,
  branch: undefined,
  warnings: [],
});

/** An event of the first part. */
export const made = (
  ref: string,
  name: string,
  attributes: Record<string, string>,
  text: Redacted,
  parameters: Record<string, Redacted> = {},
): SourceEvent => ({
  ref,
  name,
  origin: name === "user" ? "person" : name === "tool_result" ? "tool" : "agent",
  attributes,
  text,
  parameters,
  agent: undefined,
  part: 1,
});

/** What rules find in sessions alone, without a review or a diff. */
export const evidenceOf = (...sessions: SourceSession[]) =>
  findEvidence({ sessions, comments: [], diff: undefined, plan: PLAN });
