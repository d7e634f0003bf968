/** A person's words in the result of a tool use: why it was refused, and answers to questions. */

import {
  asObject,
  type LongText,
  objectField,
  stringField,
  type ToolResultBlock,
} from "../../session/mod.ts";
import { heldText, plainText } from "../tools/block_text.ts";
import { withoutErrorTags } from "./client_elements.ts";
import { jsonText } from "../tools/tool_parameters.ts";

/** What a person said in a result. */
export interface WordsInResult {
  readonly about: "denial" | "questions" | "approval";
  readonly words: string;
}

/** A tool use that a person refused. */
export interface Denial {
  /** What the person said about it, or undefined. */
  readonly words: string | undefined;
  /** What the person had answered before going back to the questions, or undefined. */
  readonly answers: string | undefined;
  /** What stands there beside the person's words and what the client always says. */
  readonly rest: string;
}

/** What the client writes where a person refused a tool (the third in subagents); each begins such a result. */
const DENIAL =
  /^(?:The user doesn't want to (?:proceed with this tool use|take this action)(?: right now)?|User rejected tool use|Permission for this tool use was denied|The agent proposed a plan that was rejected by the user)\b\.?/;
/** What it goes on with. */
const DENIAL_SENTENCES = [
  /^ The tool use was rejected \(eg\. [^\n]{0,200}?NOT written to the file\)\./,
  /^ (?:STOP what you are doing and wait for the user to tell you how to proceed|Try a different approach or report the limitation to complete your task|The user chose to stay in plan mode rather than proceed with implementation)\./,
];
/** What the person said stands behind this. */
const SAID = /^[^\n]{1,1000}?(?:the user said|the user provided the following reason for the rejection):\s*/i;
/** The same where the client's record says that somebody refused, in words that are not known here. */
const SAID_BELOW =
  /^[^\n]{1,1000}(?:the user said|the user provided the following reason for the rejection):[ \t]*\n/i;
/** Newer clients tell the agent to look out for what comes next; no person says that. */
const NOTE = "Note: The user's next message may contain a correction or preference.";
/** Stands where a person's words would, when they went back to the questions instead of saying anything. */
const ABOUT_QUESTIONS =
  /^The user (?:wants to clarify these questions|has indicated (?:that )?they have provided enough answers)\b/;
const ANSWER_LINES = /^- "([^\n]*)"\n +Answer: ([^\n]*)$/gm;

/** What the client writes where a person approved a plan, and before what they said to it: above the plan. */
export const APPROVED = /^\s*(?:The )?User has approved (?:your|the) plan\b/i;
const APPROVAL_SAID = /^(?:The )?user said:/im;

/** What the client writes before a person's answers, and behind them. */
const ANSWERED = /^(?:The )?User has answered your questions: /i;
const ANSWERED_END = /\.? You can now continue with the user's answers in mind\.?\s*$/;

/** The refusal in a result, or undefined where nobody refused. */
export function denialOf(block: ToolResultBlock, denialKind: string | undefined): Denial | undefined {
  if (!block.isError && denialKind !== "user-rejected") return undefined;
  const text = withoutErrorTags(plainText(block.content));
  const opening = DENIAL.exec(text)?.[0];
  if (opening === undefined) {
    if (ABOUT_QUESTIONS.test(text)) return { words: undefined, answers: answersIn(text), rest: text };
    if (denialKind !== "user-rejected") return undefined;
    const above = SAID_BELOW.exec(text)?.[0];
    // An interrupted command, of which this is the output so far.
    if (above === undefined) return { words: undefined, answers: undefined, rest: text };
    const words = withoutNote(text.slice(above.length)).trim();
    return { words: words || undefined, answers: undefined, rest: above.trim() };
  }
  const before = SAID.exec(text)?.[0];
  if (before === undefined) {
    let rest = text.slice(opening.length);
    for (const sentence of DENIAL_SENTENCES) rest = rest.replace(sentence, "");
    return { words: undefined, answers: undefined, rest: withoutNote(rest).replace(/^:/, "").trim() };
  }
  const words = withoutNote(text.slice(before.length)).trim();
  if (!ABOUT_QUESTIONS.test(words)) return { words: words || undefined, answers: undefined, rest: "" };
  return { words: undefined, answers: answersIn(words), rest: words };
}

const ENDS_INTERRUPTED = /\[Request interrupted by user[^\]\n]{0,50}\]\s*$/;

/** Tools that ask a person: there is nothing to interrupt but the question. */
const ASKING_TOOLS: ReadonlySet<string> = new Set(["AskUserQuestion", "ExitPlanMode"]);

/**
 * Whether a recorded refusal was in fact an interruption: the tool had already begun when the person stopped it.
 */
export function isInterruption(
  { words, rest }: Denial,
  denialKind: string | undefined,
  toolName: string,
): boolean {
  if (words !== undefined || ASKING_TOOLS.has(toolName)) return false;
  return denialKind === "interrupted" || ENDS_INTERRUPTED.test(rest);
}

/** What a person had answered by then, one line each; undefined where that is nothing. */
function answersIn(text: string): string | undefined {
  return [...text.matchAll(ANSWER_LINES)].map(([, question, answer]) => `${question} → ${answer}`).join(
    "\n",
  ) ||
    undefined;
}

/** What a person said while approving a plan, and the result without it; undefined where that is nothing. */
export function approvalOf(
  result: string | LongText,
  toolName: string | undefined,
): { readonly words: string; readonly rest: string } | undefined {
  if (toolName !== "ExitPlanMode") return undefined;
  const text = `${result}`;
  if (!APPROVED.test(text)) return undefined;
  const plan = text.indexOf("\n## Approved Plan");
  const end = plan < 0 ? text.length : plan;
  const said = APPROVAL_SAID.exec(text.slice(0, end));
  if (said === null) return undefined;
  const start = said.index + said[0].length;
  const words = text.slice(start, end).trim();
  return words === ""
    ? undefined
    : { words, rest: `${text.slice(0, said.index).trimEnd()}\n${text.slice(end)}` };
}

/** A text without the note, where it is the last line of it. */
function withoutNote(text: string): string {
  const start = text.lastIndexOf(NOTE);
  const isLine = start >= 0 && text.slice(0, start).trimEnd().length < start;
  return start === 0 || (isLine && !text.slice(start).trimEnd().includes("\n")) ? text.slice(0, start) : text;
}

/**
 * A person's answers to the questions of `AskUserQuestion`, one line each, or undefined where there are none. Where
 * the client kept no list of them (in subagents' logs), as it tells them to the agent.
 */
export function answersOf(
  block: ToolResultBlock,
  toolUseResult: unknown,
  toolName: string | undefined,
): string | undefined {
  // Any other tool may answer with fields of these names: what stands there is no person's.
  if (toolName !== "AskUserQuestion") return undefined;
  const listed = listedAnswers(toolUseResult);
  if (listed !== undefined || block.isError) return listed;
  const text = plainText(block.content);
  return ANSWERED.test(text) ? text.replace(ANSWERED, "").replace(ANSWERED_END, "") : undefined;
}

function listedAnswers(toolUseResult: unknown): string | undefined {
  const result = asObject(toolUseResult);
  const answers = result?.questions === undefined ? undefined : objectField(result, "answers");
  if (result === undefined || answers === undefined) return undefined;
  const annotations = objectField(result, "annotations") ?? {};
  const lines = Object.entries(answers).map(([question, answer]) => {
    const given = (Array.isArray(answer) ? answer : [answer])
      .map((item) => typeof item === "string" ? item : jsonText(item)).join(", ");
    const notes = stringField(objectField(annotations, question) ?? {}, "notes")?.trim() ?? "";
    return `${question} → ${given}${notes === "" ? "" : `; notes: ${notes}`}`;
  });
  return lines.length === 0 ? undefined : lines.join("\n");
}

/** What a person said in a result, or undefined. */
export function wordsInResult(
  block: ToolResultBlock,
  { toolUseResult, denialKind }: { readonly toolUseResult: unknown; readonly denialKind: string | undefined },
  toolName: string | undefined,
): WordsInResult | undefined {
  const denial = denialOf(block, denialKind);
  if (denial?.words !== undefined) return { about: "denial", words: denial.words };
  const approval = denial === undefined && !block.isError
    ? approvalOf(heldText(block.content), toolName)
    : undefined;
  if (approval !== undefined) return { about: "approval", words: approval.words };
  const answers = denial?.answers ?? answersOf(block, toolUseResult, toolName);
  return answers === undefined ? undefined : { about: "questions", words: answers };
}
