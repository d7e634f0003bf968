/** A tool use and its outcome → elements. */

import { stringField, type ToolResultBlock, type ToolUseBlock } from "../session/mod.ts";
import { intendedDiff, isEditTool, recordedDiff } from "./edit_diff.ts";
import { type Element, element, flag } from "./element.ts";
import { duration } from "./event_time.ts";
import { tally } from "./ledger.ts";
import { pruneLines } from "./prune_text.ts";
import type { SessionContext } from "./session_context.ts";
import { answersOf, isDenied, outcomeNodes, plainText } from "./tool_outcome.ts";
import { parameterElements } from "./tool_parameters.ts";

/** A tool use, where and when. */
export interface Call {
  readonly block: ToolUseBlock;
  readonly reference: string;
  readonly timestamp: string | undefined;
  /** The time to show, or undefined. */
  readonly at: string | undefined;
}

/** A tool's result, where and when. */
export interface Outcome {
  readonly block: ToolResultBlock;
  readonly reference: string;
  readonly timestamp: string | undefined;
  readonly toolUseResult: unknown;
  readonly denialKind: string | undefined;
}

/** What the client answers where nothing went wrong: the diff, or the list itself, says more. */
const STANDING_ANSWER =
  /^(?:The file .{1,1000}? (?:has been|was) (?:updated|created|written)|File (?:created|updated|written)|Applied \d+ edits?|Updated cell|Todos have been modified successfully)/;

/** Tools whose standing answer says nothing new. */
function hasStandingAnswer(toolName: string): boolean {
  return isEditTool(toolName) || toolName === "TodoWrite";
}

/** Parameters that an edit's diff shows. */
const DIFF_PARAMETERS: ReadonlySet<string> = new Set(["old_string", "new_string", "edits", "new_source"]);
const WRITE_PARAMETERS: ReadonlySet<string> = new Set([...DIFF_PARAMETERS, "content"]);
const NO_PARAMETERS: ReadonlySet<string> = new Set();

/** Whether a tool starts a subagent. */
export function isAgentCall(block: Pick<ToolUseBlock, "name">): boolean {
  return block.name === "Task" || block.name === "Agent";
}

/** A tool use with its outcome behind it, where it has come. */
export function callElements(call: Call, outcome: Outcome | undefined, context: SessionContext): Element[] {
  const use = useElement(call, outcome, context);
  return outcome === undefined ? [use] : [use, resultElement(call, outcome, context)];
}

/** The `<tool_use>` of a call: its parameters, and for edits the diff. */
export function useElement(call: Call, outcome: Outcome | undefined, context: SessionContext): Element {
  const { detail, ledger, agentLogs } = context;
  const { block } = call;
  const prompt = stringField(block.input, "prompt");
  const agent = isAgentCall(block)
    ? agentLogs.byToolUse.get(block.id) ?? (prompt === undefined ? undefined : agentLogs.byPrompt.get(prompt))
    : undefined;
  if (agent !== undefined) agentLogs.startedBy.set(agent.agentId, call.reference);
  const attributes = { ref: call.reference, name: block.name, at: call.at, agent: agent?.agentId };
  if (!detail.filtering) {
    return element(
      "tool_use",
      attributes,
      ...parameterElements(block.input, { detail, ledger, shownElsewhere: NO_PARAMETERS }),
    );
  }
  if (isEditTool(block.name)) {
    const recorded = recordedDiff(outcome?.toolUseResult);
    const diff = recorded ?? intendedDiff(block.input);
    const shownElsewhere = diff === undefined
      ? NO_PARAMETERS
      : recorded === undefined
      ? DIFF_PARAMETERS
      : WRITE_PARAMETERS;
    const parameters = parameterElements(block.input, { detail, ledger, shownElsewhere });
    return element(
      "tool_use",
      attributes,
      ...parameters,
      ...diff === undefined ? [] : [diffElement(diff, context)],
    );
  }
  const shownElsewhere = agent === undefined ? NO_PARAMETERS : new Set(["prompt"]);
  return element(
    "tool_use",
    attributes,
    ...parameterElements(block.input, { detail, ledger, shownElsewhere }),
  );
}

function diffElement(diff: string, context: SessionContext): Element {
  const { diffLines } = context.detail;
  const pruned = pruneLines(diff, {
    headLines: Math.ceil(diffLines * 0.7),
    tailLines: Math.floor(diffLines * 0.3),
    errorLines: 0,
    lineCharacters: 300,
    characters: diffLines * 80,
  });
  if (pruned.omitted > 0) tally(context.ledger.dropped, "diff pruned", pruned.omitted);
  return element("diff", {}, pruned.text);
}

/** The `<tool_result>` of an outcome; the call is unknown where its line is lost. */
export function resultElement(call: Call | undefined, outcome: Outcome, context: SessionContext): Element {
  const { block } = outcome;
  const toolName = call?.block.name ?? "";
  const attributes = {
    ref: outcome.reference,
    for: call?.reference ?? block.toolUseId,
    error: flag(block.isError),
    denied: flag(isDenied(block, outcome.denialKind)),
    took: duration(call?.timestamp, outcome.timestamp),
  };
  const { filtering } = context.detail;
  // What a person said when refusing or answering stands in an element of its own; the rest is standing text.
  const isAnswered = attributes.denied !== undefined || answersOf(outcome.toolUseResult) !== undefined;
  if (filtering && isAnswered) return element("tool_result", attributes);
  if (
    filtering && hasStandingAnswer(toolName) && !block.isError &&
    STANDING_ANSWER.test(plainText(block.content))
  ) {
    return element("tool_result", attributes);
  }
  const { nodes, sameAs } = outcomeNodes(block, toolName, outcome.reference, context);
  return element("tool_result", { ...attributes, same_as: sameAs }, ...nodes);
}
