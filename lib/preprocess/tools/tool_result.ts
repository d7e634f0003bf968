/** The result of a tool use → its element: who refused or changed what, and what else it says. */

import type { RawText } from "../../redact/mod.ts";
import { asObject, type LongText, numberField, stringField } from "../../session/mod.ts";
import { isPlanEdited, recordedPlan, withPlanHeading } from "./approved_plan.ts";
import { heldText } from "./block_text.ts";
import { commandOutcome, missingOutput } from "./command_outcome.ts";
import { RESULT_COPY } from "../repeats/copies.ts";
import { isUserModified, modifiedContent, recordedDiff } from "./edit_diff.ts";
import { type Attributes, type Element, element, elementOf, flag } from "../events/element.ts";
import { duration, secondsOf } from "../events/event_time.ts";
import { tallyCut, tallyShownApart, tallyStanding } from "../events/ledger.ts";
import type { SessionContext } from "../events/session_context.ts";
import { planLimits } from "../pruning/detail.ts";
import { pruneLines } from "../pruning/prune_text.ts";
import { shownDiff, shownFile } from "../pruning/shown_diff.ts";
import { restOfAnswer } from "./standing_answer.ts";
import type { Call, Outcome } from "./tool_call.ts";
import { outcomeNodes } from "./tool_outcome.ts";
import { answersOf, approvalOf, denialOf, isInterruption, wordsInResult } from "../words/words_in_result.ts";

/** The `<tool_result>` of an outcome; `call` is undefined where its line is lost. */
export function resultElement(call: Call | undefined, outcome: Outcome, context: SessionContext): Element {
  const { block } = outcome;
  const toolName = call?.block.name ?? "";
  const plan = recordedPlan(outcome.toolUseResult, call?.block, heldText(block.content));
  const text = withRecord(plan, outcome, context);
  const denial = denialOf(block, outcome.denialKind);
  const isInterrupted = denial !== undefined && isInterruption(denial, outcome.denialKind, toolName);
  const isAnswered = answersOf(block, outcome.toolUseResult, toolName) !== undefined;
  const answer = denial === undefined && !isAnswered && call !== undefined && !block.isError
    ? restOfAnswer(text, call.block)
    : undefined;
  const approval = denial === undefined && !block.isError ? approvalOf(text, toolName) : undefined;
  const isModified = answer?.isModified === true || isUserModified(outcome.toolUseResult) ||
    isPlanEdited(outcome.toolUseResult, text, toolName);
  const attributes = {
    ref: outcome.reference,
    for: call?.reference,
    error: flag(block.isError),
    denied: flag(denial !== undefined && !isInterrupted),
    interrupted: flag(isInterrupted),
    ...commandOutcome(outcome.toolUseResult),
    agent_saw: block.agentSaw,
    modified: isModified ? "user" : undefined,
    ...effortOf(outcome.toolUseResult, duration(call?.timestamp, outcome.timestamp)),
  };
  const persons = isModified ? personsVersion(outcome, context) : [];
  const versions = persons.flatMap((version) => ["\n", version]);
  if (!context.detail.filtering) {
    const { nodes } = outcomeNodes(block, call?.block, outcome.reference, context, text);
    return elementOf("tool_result", attributes, [...nodes, ...versions]);
  }
  const refused = denial === undefined ? [] : refusedPlan(plan, context);
  // What a person said when refusing or answering stands in an element of its own.
  let own = answer?.text ?? approval?.rest ?? text;
  if (isAnswered || (denial !== undefined && isPlanOf(call, denial.rest))) own = "";
  else if (denial !== undefined) own = denial.rest;
  if (own !== text) {
    const words = wordsInResult(block, outcome, toolName)?.words ?? "";
    tallyStanding(context.ledger, `${text}`, [`${own}`, words, denial === undefined ? "" : plan]);
    if (own === "") return element("tool_result", attributes, ...persons, ...refused);
  }
  const { nodes, sameAs } = outcomeNodes(block, call?.block, outcome.reference, context, own);
  if (typeof text !== "string") text.markShown();
  const behind = refused.length === 0 ? [] : ["\n", ...refused];
  return elementOf("tool_result", { ...attributes, same_as: sameAs }, [...nodes, ...versions, ...behind]);
}

/** How long a tool took and how many tokens an agent, as the client recorded it. @param took the time between use and result. */
function effortOf(toolUseResult: unknown, took: string | undefined): Attributes {
  const record = asObject(toolUseResult);
  if (record === undefined) return { took };
  const ofAgent = secondsOf(numberField(record, "totalDurationMs") ?? 0);
  const own = took ?? secondsOf(numberField(record, "durationMs") ?? 0);
  return { took: ofAgent ?? own, tokens: numberField(record, "totalTokens")?.toString() };
}

/** The text of a result, with what only the client's record has: what its command wrote to standard error, and an approved plan. */
function withRecord(
  plan: string,
  { block, toolUseResult }: Outcome,
  { ledger }: SessionContext,
): string | LongText {
  const written = heldText(block.content);
  const recorded = plan === "" ? missingOutput(toolUseResult, written) : plan;
  if (recorded === "") return written;
  tallyShownApart(ledger, RESULT_COPY, recorded);
  const shown = plan === "" ? recorded : withPlanHeading(plan);
  return written === "" ? shown : `${written}\n${shown}`;
}

/** What a person made of an edit before accepting it: its diff, or the new file. */
function personsVersion({ toolUseResult }: Outcome, context: SessionContext): RawText[] {
  const diff = recordedDiff(toolUseResult);
  if (diff !== undefined) return [shownDiff(diff, "tool_result", context)];
  const file = modifiedContent(toolUseResult);
  return file === undefined ? [] : [shownFile(file, "tool_result", context)];
}

/** The plan that was refused, where only the client's record has it: a person's reason is about it. */
function refusedPlan(plan: string, { detail, ledger }: SessionContext): RawText[] {
  if (plan === "") return [];
  const shown = pruneLines(plan, planLimits(detail));
  tallyCut(ledger, "result", "tool_result", shown);
  return [REFUSED_PLAN, shown.text];
}

/** With what the client begins a plan that was refused. */
const REFUSED_PLAN = "Rejected plan:\n";

/** Whether a refusal repeats the plan that was refused. */
function isPlanOf(call: Call | undefined, text: string): boolean {
  return call !== undefined && text === `${REFUSED_PLAN}${stringField(call.block.input, "plan")?.trim()}`;
}
