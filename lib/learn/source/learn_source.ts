/** The input of learning, as read from the materials, the plan and the repository: all of it redacted. */

import type { Redacted } from "../../redact/redacted.ts";
import type { Origin } from "../citation.ts";
import type { CodeDiff } from "../diff/code_diff.ts";
import type { DocumentSet } from "../documents/document_set.ts";

/** An event of a session: one element of a part, with everything that stands in it but nested agents' events. */
export interface SourceEvent {
  /**
   * The reference, as in the XML; unique within its session. Pieces of an event that was split over parts are
   * joined.
   */
  readonly ref: string;
  /** The element's name: `user`, `assistant`, `thinking`, `tool_use`, `tool_result`, `event`, `command`, … */
  readonly name: string;
  readonly origin: Origin;
  /** The element's attributes, decoded: `at`, `name` (of the tool), `for` (of a result), `error`, `kind`, … */
  readonly attributes: Readonly<Record<string, string>>;
  /** Decoded text of the element without that of `param` and nested events, trimmed of nothing. */
  readonly text: Redacted;
  /** Parameters of a tool use, by name, and `diff` where the XML shows one. */
  readonly parameters: Readonly<Record<string, Redacted>>;
  /** Id of the subagent in whose conversation it stands; undefined: the session's own. */
  readonly agent: string | undefined;
  /** Which part it starts in, from 1. */
  readonly part: number;
}

/** One XML part, as the model gets it. */
export interface SessionPart {
  readonly fileName: string;
  /** From 1. */
  readonly number: number;
  readonly xml: Redacted;
}

/** A session with all its parts in order. */
export interface SourceSession {
  readonly id: string;
  readonly kind: "planning" | "impl";
  readonly parts: readonly SessionPart[];
  readonly events: readonly SourceEvent[];
  /** ISO 8601, from the root element. */
  readonly started: string | undefined;
  readonly ended: string | undefined;
  readonly branch: string | undefined;
  /** What could not be read of its parts, in sentences. */
  readonly warnings: readonly string[];
}

/** A remark on the pull request. */
export interface SourceComment {
  /** `review-thread` or `discussion`; with `ref`, what a citation names. */
  readonly source: "review-thread" | "discussion";
  /** The thread's or comment's id. */
  readonly ref: string;
  readonly path: string | undefined;
  readonly line: number | undefined;
  readonly resolved: boolean | undefined;
  readonly comments: readonly {
    readonly author: Redacted;
    readonly body: Redacted;
    readonly createdAt: string;
  }[];
}

/** The plan that is learned from. */
export interface SourcePlan {
  readonly issueNumber: number;
  /** owner/name. */
  readonly repository: string;
  readonly title: Redacted;
  /** The plan's Markdown; empty where the issue has none. */
  readonly body: Redacted;
  readonly url: string;
  readonly pullRequest:
    | { readonly number: number; readonly title: Redacted; readonly url: string }
    | undefined;
  /** The gist that holds the materials. */
  readonly gistUrl: string | undefined;
}

/** Everything that learning looks at. */
export interface LearnSource {
  readonly plan: SourcePlan;
  readonly sessions: readonly SourceSession[];
  readonly comments: readonly SourceComment[];
  /** Undefined: the plan has no pull request. */
  readonly diff: CodeDiff | undefined;
  readonly documents: DocumentSet;
  /** What is missing or could not be read, in sentences for people. */
  readonly gaps: readonly string[];
  /** The gaps that exist because GitHub did not deliver something; another run may not have them. */
  readonly unread: readonly string[];
}
