/**
 * The plan in the answer to `ExitPlanMode`: newer clients call the tool without it, and the answer alone has the plan
 * as it was approved. Where it stands in the tool use, or in the file that the agent wrote it to, the answer repeats
 * it.
 */

import {
  asObject,
  type JsonObject,
  type LongText,
  stringField,
  type ToolUseBlock,
} from "../../session/mod.ts";
import type { SeenTexts } from "../repeats/seen_texts.ts";
import { APPROVED } from "../words/words_in_result.ts";

const HEADING = /^## Approved Plan(?: \([^()\n]{1,60}\))?:?[ \t]*$/m;

/** A beginning that tells whether it does. */
const OPENING_CHARACTERS = 128;
const MOST_APPROVAL_CHARACTERS = 40;

/** Where the client keeps the plans of its plan mode. */
const PLAN_FILE = /[\\/]\.claude[\\/]plans[\\/][^\\/]+\.md$/;

/** An answer with a plan in it. */
export interface ApprovedPlan {
  /** What stands before it. */
  readonly opening: string;
  readonly plan: string;
}

/** The plan in a result; undefined where there is none. */
export function approvedPlan(result: string | LongText, toolName: string): ApprovedPlan | undefined {
  if (toolName !== "ExitPlanMode" && toolName !== "") return undefined;
  if (toolName === "" && !APPROVED.test(beginningOf(result))) return undefined;
  const text = `${result}`;
  const heading = HEADING.exec(text);
  if (heading === null) return undefined;
  const plan = text.slice(heading.index + heading[0].length).trim();
  return plan === "" ? undefined : { opening: text.slice(0, heading.index).trimEnd(), plan };
}

/** As much of a text as tells how it begins: to read all of each long one takes as long as to find what is shown of it. */
function beginningOf(result: string | LongText): string {
  const beginning = result.slice(0, Math.min(result.length, OPENING_CHARACTERS));
  return beginning.trimStart().length < MOST_APPROVAL_CHARACTERS ? `${result}` : beginning;
}

/** The plan that the client's record alone has: neither the tool use nor its answer; empty where there is none. */
export function recordedPlan(
  toolUseResult: unknown,
  call: Pick<ToolUseBlock, "name" | "input"> | undefined,
  text: string | LongText,
): string {
  if (call?.name !== "ExitPlanMode") return "";
  const plan = stringField(asObject(toolUseResult) ?? {}, "plan")?.trim() ?? "";
  return `${text}`.includes(plan) || stringField(call.input, "plan")?.trim() === plan ? "" : plan;
}

const EDITED_HEADING = /^## Approved Plan \(edited by (?:the )?user\)/m;

/** Whether a person changed the plan that they approved. */
export function isPlanEdited(toolUseResult: unknown, text: string | LongText, toolName: string): boolean {
  if (toolName !== "ExitPlanMode") return false;
  return asObject(toolUseResult)?.planWasEdited === true || EDITED_HEADING.test(`${text}`);
}

/** A plan as the client writes it into an answer. */
export function withPlanHeading(plan: string): string {
  return `\n## Approved Plan:\n${plan}`;
}

/** Whether a tool writes a plan to where the client keeps those of its plan mode. */
export function isPlanFile(input: JsonObject): boolean {
  return PLAN_FILE.test(stringField(input, "file_path") ?? "");
}

/** Remembers the plan that a tool use shows. */
export function notePlan({ name, input }: ToolUseBlock, reference: string, seen: SeenTexts): void {
  const plan = name === "ExitPlanMode" ? input.plan : isPlanFile(input) ? input.content : undefined;
  if (typeof plan === "string") seen.note(plan.trim(), reference);
}
