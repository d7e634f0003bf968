/** A tool use and its outcome → elements. */

import {
  type AgentLog,
  asObject,
  stringField,
  type ToolResultBlock,
  type ToolUseBlock,
} from "../../session/mod.ts";
import type { AgentLogPart } from "../agents/agent_index.ts";
import { notePlan } from "./approved_plan.ts";
import { plainText } from "./block_text.ts";
import {
  editTexts,
  intendedDiff,
  isEditTool,
  isUserModified,
  recordedDiff,
  saysWhatItReplaces,
} from "./edit_diff.ts";
import { type Element, element, elementOf, isText } from "../events/element.ts";
import { tally, tallyEdit, tallyShorter } from "../events/ledger.ts";
import type { SessionContext } from "../events/session_context.ts";
import { agentScope, type AgentScopeFacts, type Scope, type SessionItem } from "../events/session_event.ts";
import type { EarlierPlan } from "./shown_plans.ts";
import { shownDiff } from "../pruning/shown_diff.ts";
import { parameterElements } from "./tool_parameters.ts";
import { resultElement } from "./tool_result.ts";

/** A tool use, where and when. */
export interface Call {
  readonly block: ToolUseBlock;
  readonly reference: string;
  readonly timestamp: string | undefined;
  /** The tool use as a container, for the conversations of the subagents that it starts. */
  readonly container: Scope;
  /** Subagents whose conversations stand in the same log. */
  readonly inner: InnerTalk[];
  /** Whether one of them begins with the prompt that the call gives. */
  isPromptTold: boolean;
  /** Whether it was shown already, and as a container. */
  isShown: boolean;
  isContainer: boolean;
}

/** A conversation inside a call. */
export interface InnerTalk {
  /** What still waits when the call's result comes. */
  finish(): Iterable<SessionItem>;
}

/** A tool's result, where and when. */
export interface Outcome {
  readonly block: ToolResultBlock;
  readonly reference: string;
  readonly timestamp: string | undefined;
  readonly toolUseResult: unknown;
  readonly denialKind: string | undefined;
}

/** What the diff stands for that the client recorded. */
const WRITE_PARAMETERS: ReadonlySet<string> = new Set([
  "old_string",
  "new_string",
  "edits",
  "new_source",
  "content",
]);
const PLAN_PARAMETERS: ReadonlySet<string> = new Set(["plan"]);
const NO_PARAMETERS: ReadonlySet<string> = new Set();
/** What the container of an agent's conversation says, and its first message. */
const AGENT_PARAMETERS: ReadonlySet<string> = new Set(["prompt", "subagent_type", "description"]);

/** Whether a tool starts a subagent. */
export function isAgentCall(block: Pick<ToolUseBlock, "name">): boolean {
  return block.name === "Task" || block.name === "Agent";
}

/**
 * A tool use, followed by its outcome if that has come. The subagents that it started stand inside it.
 *
 * @param inside what the log itself told about them.
 */
export function callItems(
  call: Call,
  inside: readonly SessionItem[],
  outcome: Outcome | undefined,
  context: SessionContext,
): SessionItem[] {
  const { block, container } = call;
  const { parent: scope } = container;
  const agentLogs = agentLogsOf(call, outcome, context);
  const use = useElement(call, outcome, agentLogs.length > 0 || call.isPromptTold, context);
  const rest = call.inner.flatMap((talk) => [...talk.finish()]);
  const items: SessionItem[] = [];
  call.isShown = true;
  call.isContainer = agentLogs.length > 0 || call.inner.length > 0 || inside.length > 0 ||
    (isAgentCall(block) && use.children.length > 0);
  if (call.isContainer) {
    for (const child of use.children) {
      if (!isText(child)) items.push({ element: child, scope: container });
    }
    for (const agentLog of agentLogs) {
      items.push({ agentLog, scope: agentScope(factsOf(agentLog, block), container) });
    }
    for (const item of inside) items.push(item);
    for (const item of rest) items.push(item);
  } else {
    items.push({ element: use, scope });
  }
  if (outcome === undefined) return items;
  const makeElement = () => resultElement(call, outcome, context);
  // What the agents report is looked for in what their logs say.
  items.push(agentLogs.length > 0 ? { makeElement, scope } : { element: makeElement(), scope });
  return items;
}

function agentLogsOf(
  { block }: Call,
  outcome: Outcome | undefined,
  { agentLogs }: SessionContext,
): AgentLogPart[] {
  const isWorkflow = block.name === "Workflow";
  const result = asObject(outcome?.toolUseResult);
  // A skill may be one that an agent of its own carries out.
  const agentId = result === undefined ? undefined : stringField(result, "agentId");
  const mayStart = agentId !== undefined || isAgentCall(block) || isWorkflow;
  if (!mayStart && !agentLogs.startedBy(block.id)) return [];
  return agentLogs.take({
    toolUseId: block.id,
    prompt: stringField(block.input, "prompt"),
    agentId,
    resumed: stringField(block.input, "resume"),
    namesRun: isWorkflow ? (run) => namesRun(outcome, run) : undefined,
  });
}

/** Whether the result of a workflow names a run, in the client's record or in words. */
function namesRun(outcome: Outcome | undefined, run: string): boolean {
  if (outcome === undefined) return false;
  const recorded = stringField(asObject(outcome.toolUseResult) ?? {}, "runId");
  return recorded === undefined
    ? plainText(outcome.block.content).split(/[^\w-]+/).includes(run)
    : recorded === run;
}

/** What a call tells about the agent that it starts, where the agent's own files don't. */
export function factsOf(
  { agentId, agentType, description }: Pick<AgentLog, "agentId"> & Partial<AgentLog>,
  { input }: ToolUseBlock,
): AgentScopeFacts {
  return {
    id: agentId,
    type: agentType ?? stringField(input, "subagent_type"),
    description: description ?? stringField(input, "description"),
    toolUse: undefined,
  };
}

/** The `<tool_use>` of a call: its parameters, and for edits the diff. */
function useElement(
  call: Call,
  outcome: Outcome | undefined,
  isToldInside: boolean,
  context: SessionContext,
): Element {
  const { detail, ledger } = context;
  const { block, container: { element: { attributes } } } = call;
  if (!detail.filtering) {
    const parameters = parameterElements(block.input, { detail, ledger, shownElsewhere: NO_PARAMETERS });
    // What was there before stands nowhere else.
    const diff = saysWhatItReplaces(block.input) ? undefined : recordedEdit(call, outcome);
    return elementOf(
      "tool_use",
      attributes,
      diff === undefined
        ? parameters
        : [...parameters, element("diff", {}, shownDiff(diff, "tool_use", context))],
    );
  }
  const edit = editOf(call, outcome);
  const earlierPlan = context.plans.note(block, call.reference);
  if (edit !== undefined) {
    const { diff, shownElsewhere, source } = edit;
    tallyEdit(ledger, editTexts(block.input, shownElsewhere), diff, source);
    const parameters = parameterElements(block.input, { detail, ledger, shownElsewhere });
    const shown = shownDiff(diff, "tool_use", context);
    if (source === "result") context.lines.noteDiff(`${shown}`, call.reference);
    return elementOf("tool_use", attributes, [...parameters, element("diff", {}, shown)]);
  }
  notePlan(block, call.reference, context.blocks);
  if (earlierPlan !== undefined) return repeatedPlan(call, earlierPlan, context);
  const shownElsewhere = isToldInside ? AGENT_PARAMETERS : NO_PARAMETERS;
  if (isToldInside) {
    for (const name of AGENT_PARAMETERS) {
      const text = stringField(block.input, name);
      if (text !== undefined) tally(ledger.deduplicated, `agent's ${name}`, text);
    }
  }
  return elementOf(
    "tool_use",
    attributes,
    parameterElements(block.input, { detail, ledger, shownElsewhere }),
  );
}

/** The `<tool_use>` that proposes a plan once more. */
function repeatedPlan({ block, container }: Call, plan: EarlierPlan, context: SessionContext): Element {
  const { reference, changes } = plan;
  const text = stringField(block.input, "plan") ?? "";
  const parameter = changes === undefined
    ? element("param", { name: "plan", same_as: reference })
    : element("param", { name: "plan", changes: reference }, shownDiff(changes, "tool_use", context));
  tallyShorter(context.ledger.deduplicated, "repeated plan", text, changes ?? "");
  const others = parameterElements(block.input, { ...context, shownElsewhere: PLAN_PARAMETERS });
  return elementOf("tool_use", container.element.attributes, [parameter, ...others]);
}

/** What a call changes, and which of its parameters say so. */
interface ShownEdit {
  readonly diff: string;
  readonly shownElsewhere: ReadonlySet<string>;
  readonly source: "result" | "parameters";
}

/** The edit that a call makes; undefined where it makes none, or its parameters say it in full. */
function editOf(call: Call, outcome: Outcome | undefined): ShownEdit | undefined {
  const recorded = recordedEdit(call, outcome);
  if (recorded !== undefined) return { diff: recorded, shownElsewhere: WRITE_PARAMETERS, source: "result" };
  const intended = intendedDiff(call.block);
  return intended && { diff: intended.diff, shownElsewhere: intended.names, source: "parameters" };
}

/** The diff that the client recorded of what the agent proposed: what a person made of it stands with its result. */
function recordedEdit({ block: { name, input } }: Call, outcome: Outcome | undefined): string | undefined {
  const result = outcome?.toolUseResult;
  return isEditTool(name) && !isUserModified(result) ? recordedDiff(result, input) : undefined;
}
