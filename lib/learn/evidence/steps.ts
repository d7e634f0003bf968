/** A session's events → its steps: each tool use with its result, and whether it failed. */

import { isEditTool } from "../../preprocess/tools/edit_diff.ts";
import type { SourceEvent, SourceSession } from "../source/learn_source.ts";
import { parseCommand, type ShellCommand } from "./command.ts";
import {
  announcesFailure,
  isBareStatus,
  tellsAbsence,
  tellsFailure,
  tellsUsageError,
  welcomesFailure,
} from "./failure_text.ts";
import { isTestPath } from "./paths.ts";

/** How a tool use ended. */
export type StepOutcome =
  | "ok"
  | "failed"
  /** It failed as expected: nothing was wrong. */
  | "expected"
  | "denied"
  | "interrupted"
  /** The client gave it up because another one failed. */
  | "cancelled"
  /** Its end isn't known: there is no result, or none but that it goes on in the background. */
  | "open";

/** A tool use with its result. */
export interface Step {
  /** Among the session's steps, from 0. */
  readonly index: number;
  /** The position of the tool use among the session's events. */
  readonly position: number;
  readonly use: SourceEvent;
  readonly result: SourceEvent | undefined;
  /** What the result says; it may stand in an earlier event, which `result` then is. */
  readonly output: string;
  readonly tool: string;
  /** Whose conversation: a subagent's id, or empty. */
  readonly agent: string;
  /** The command, for `Bash` and similar tools. */
  readonly command: ShellCommand | undefined;
  /** The path, for tools that read or change a file. */
  readonly path: string | undefined;
  readonly outcome: StepOutcome;
}

const READ_TOOLS: ReadonlySet<string> = new Set(["Read", "NotebookRead"]);

/** Whether a step changed a file, or tried to, with an edit tool. */
export function isEdit({ tool }: Pick<Step, "tool">): boolean {
  return isEditTool(tool);
}

/** Whether a step looked at a file with a read tool. */
export function isRead({ tool }: Pick<Step, "tool">): boolean {
  return READ_TOOLS.has(tool);
}

/** The steps of all conversations of a session, in order. */
export function stepsOf(session: SourceSession): Step[] {
  const { events } = session;
  const byRef = new Map<string, SourceEvent>();
  const waiting = new Map<string, number[]>();
  const uses: { position: number; use: SourceEvent; result?: SourceEvent; resultPosition?: number }[] = [];
  for (const [position, event] of events.entries()) {
    if (event.name === "tool_use") {
      const same = waiting.get(event.ref);
      if (same === undefined) waiting.set(event.ref, [uses.length]);
      else same.push(uses.length);
      // One that came before it.
      const early = byRef.get(event.attributes["result"] ?? "");
      uses.push({
        position,
        use: event,
        ...early === undefined ? {} : { result: early, resultPosition: position },
      });
    } else if (event.name === "tool_result") {
      byRef.set(event.ref, event);
      const at = waiting.get(event.attributes["for"] ?? "")?.shift();
      const made = at === undefined ? undefined : uses[at];
      if (made !== undefined) {
        made.result = event;
        made.resultPosition = position;
      }
    }
  }
  const judge = new OutcomeJudge();
  const prompts = events.flatMap(({ name }, position) => name === "user" ? [position] : []);
  let nextPrompt = 0;
  return uses.map(({ position, use, result, resultPosition }, index) => {
    for (; (prompts[nextPrompt] ?? Infinity) < position; nextPrompt++) judge.startTask();
    const original = byRef.get(result?.attributes["same_as"] ?? "");
    const shown = result?.text.trim() === "" && original !== undefined ? original : result;
    const tool = use.attributes["name"] ?? "";
    const script = use.parameters["command"];
    const command = script === undefined || isEditTool(tool) ? undefined : parseCommand(script);
    const path = use.parameters["file_path"] ?? use.parameters["notebook_path"] ?? use.parameters["path"];
    const facts = { index, position, use, result: shown, output: shown?.text ?? "", tool, command, path };
    const step = { ...facts, agent: use.agent ?? "" };
    const around = {
      before: `${use.parameters["description"] ?? ""}\n${textBefore(events, position)}`,
      after: textAfter(events, resultPosition ?? position, use.agent),
    };
    return { ...step, outcome: judge.judge(step, result, around) };
  });
}

/** Texts that are looked at for what an agent expects. Characters. */
const AROUND_CHARACTERS = 600;

/** What the agent said directly before a tool use: since its last result, or a person's words. */
function textBefore(events: readonly SourceEvent[], position: number): string {
  const said: string[] = [];
  const agent = events[position]?.agent;
  for (let at = position - 1; at >= 0 && said.length < 3; at--) {
    const event = events[at];
    if (event === undefined || event.agent !== agent) continue;
    if (event.name !== "assistant" && event.name !== "thinking") break;
    said.unshift(event.text.slice(-AROUND_CHARACTERS));
  }
  return said.join("\n");
}

function textAfter(events: readonly SourceEvent[], position: number, agent: string | undefined): string {
  for (let at = position + 1; at < events.length && at < position + 20; at++) {
    const event = events[at];
    if (event === undefined || event.agent !== agent) continue;
    if (event.name === "assistant" || event.name === "thinking") {
      return event.text.slice(0, AROUND_CHARACTERS);
    }
    if (event.name === "user") break;
  }
  return "";
}

type Judged = Omit<Step, "outcome">;

/** Judges how steps ended, in order: what was edited before a test run decides whether its failure was wanted. */
class OutcomeJudge {
  /** Whether tests alone were edited since the last test run, commit or prompt, by conversation. */
  readonly #editedTests = new Map<string, boolean>();
  /** Conversations whose tests failed without that being wanted. */
  readonly #isFailing = new Set<string>();

  /** A person said something: what was edited before belongs to another task. */
  startTask(): void {
    this.#editedTests.clear();
  }

  judge(
    step: Judged,
    result: SourceEvent | undefined,
    around: { readonly before: string; readonly after: string },
  ): StepOutcome {
    const outcome = this.#outcome(step, result, around);
    const isTestRun = step.command?.purpose === "test";
    if (isEdit(step) && outcome === "ok") {
      const onlyTests = this.#editedTests.get(step.agent) ?? true;
      this.#editedTests.set(step.agent, onlyTests && isTestPath(step.path ?? ""));
    }
    if (step.command?.bases.includes("git commit") === true) this.#editedTests.delete(step.agent);
    if (isTestRun) {
      this.#editedTests.delete(step.agent);
      if (outcome === "failed") this.#isFailing.add(step.agent);
      if (outcome === "ok") this.#isFailing.delete(step.agent);
    }
    return outcome;
  }

  #outcome(
    step: Judged,
    result: SourceEvent | undefined,
    around: { readonly before: string; readonly after: string },
  ): StepOutcome {
    const { output, command } = step;
    if (result === undefined) return "open";
    if (result.attributes["denied"] === "yes") return "denied";
    const start = output.trimStart().slice(0, 200);
    if (/^(?:Exit code \d+\s+)?\[Request interrupted by user/.test(start)) return "interrupted";
    if (/^(?:<tool_use_error>)?(?:Cancelled: parallel|Sibling tool call errored)/.test(start)) {
      return "cancelled";
    }
    // A person stopped it before it wrote anything.
    if (result.attributes["interrupted"] === "yes" && start === "") return "interrupted";
    if (!isFailure(step, result)) return endWithoutFailure(step, result);
    if (command !== undefined && isAnswer(command, output)) return "ok";
    if (announcesFailure(around.before) || welcomesFailure(around.after)) return "expected";
    const isTestFirst = command?.purpose === "test" && this.#editedTests.get(step.agent) === true &&
      !this.#isFailing.has(step.agent);
    return isTestFirst ? "expected" : "failed";
  }
}

/** What the client answers at once where a command or an agent goes on behind the conversation. */
const IN_BACKGROUND =
  /^(?:Command (?:is )?(?:running|was (?:manually |automatically )?(?:moved|backgrounded)|moved|started|continues)\b.{0,60}\b(?:background|with ID)\b|Async agent launched|Agent (?:is )?running in (?:the )?background)/i;

/** What doesn't fail has not succeeded for that. */
function endWithoutFailure({ use, output }: Judged, result: SourceEvent): StepOutcome {
  if (result.attributes["interrupted"] === "yes") return "interrupted";
  const isBackground = use.parameters["run_in_background"]?.trim() === "true" ||
    IN_BACKGROUND.test(output.trimStart().slice(0, 200));
  return isBackground ? "open" : "ok";
}

/** How the client's own tools fail; parts of the older program have no other sign of it. */
const CLIENT_REFUSAL =
  /^(?:String to replace not found|File does not exist|File has (?:not been read|been modified)|Found \d+ matches of the string to replace|No changes to make: old_string|Request failed with status code|File content \(.{1,40}\) exceeds maximum|InputValidationError)/;

/** How servers' tools fail that don't say so to the client. */
const SERVER_REFUSAL = /^(?:MCP error\b|Error(?: \w+){0,4}: |Failed to \w|\{"(?:error|isError)")/;

function isFailure({ output, command, tool }: Judged, result: SourceEvent): boolean {
  const { error, exit, meaning } = result.attributes;
  if (error === "yes") return true;
  // Where the client makes something of the code, it was an answer.
  if (exit !== undefined && !/^\s*0*\s*$/.test(exit) && meaning === undefined) return true;
  if (output.trimStart().startsWith("<tool_use_error>")) return true;
  if (command === undefined) {
    const start = output.trimStart().slice(0, 200);
    return CLIENT_REFUSAL.test(start) || (tool.startsWith("mcp__") && SERVER_REFUSAL.test(start));
  }
  if (tool === "") return false;
  if (command.isReading) return command.purpose !== "probe" && tellsAbsence(output);
  const { purpose, hidesStatus } = command;
  const isBuild = purpose === "check" || purpose === "lint" || purpose === "install";
  return tellsFailure(output, { runsTests: purpose === "test", isBuild, hidesStatus });
}

/** Whether an exit status other than 0 was an answer: nothing found, different, or how a program is used. */
function isAnswer(command: ShellCommand, output: string): boolean {
  const { purpose, endsInSearch, asksForHelp } = command;
  if (asksForHelp) return !/command not found|No such file/.test(output.slice(0, 500));
  if (purpose === "search" || purpose === "probe") return isBareStatus(output) || !tellsUsageError(output);
  return (endsInSearch || purpose === "read") && isBareStatus(output);
}
