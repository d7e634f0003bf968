/** What an agent is: instructions, typed input, the schema of its answer, and how the answer reads. It has no tools. */

import type { z } from "zod";
import type { Redacted } from "../../redact/redacted.ts";
import type { Redactor } from "../../redact/redactor.ts";

export const AGENT_NAMES = [
  "session-analyzer",
  "code-diff-analyzer",
  "existing-docs-checker",
  "pr-comment-analyzer",
  "documentation-gap-identifier",
  "plan-synthesizer",
  "tripwire-extractor",
] as const;

export type AgentName = (typeof AGENT_NAMES)[number];

/** What an agent's input looks like to a model. */
export interface AgentPrompt {
  /** The same to the letter for all nodes that share it; may be empty. */
  readonly shared: readonly Redacted[];
  readonly own: Redacted;
  /** Entries of earlier answers that are not in it, as there are too many. */
  readonly omitted?: number;
}

/** What a prompt needs of the redactor. */
export type PromptRedactor = Pick<Redactor, "redactAll">;

/** An agent. `Input` is made by the graph from the source and from earlier answers. */
export interface Agent<Input, Answer> {
  readonly name: AgentName;
  /** Text of `lib/learn/agents/instructions/<name>.md`. */
  readonly instructions: Redacted;
  readonly schema: z.ZodType<Answer>;
  readonly maxOutputTokens: number;
  /** Everything from materials is redacted once more, cut to the agent's budget and fenced with its origin. */
  prompt(input: Input, redactor: PromptRedactor): Promise<AgentPrompt>;
  /** The answer by rules alone, without a model: honest about what it can't tell. */
  offline(input: Input): Answer;
  /** The answer as Markdown (JSON for tripwires), in the form of older programs' files. */
  render(answer: Answer): string;
}
