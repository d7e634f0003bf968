/** What a step repeats if it comes again: a command, a search, or lines of a file, however they are shown. */

import { programName, type ShellCommand } from "./command.ts";
import { isEdit, isRead, type Step } from "./steps.ts";

/** What may be repeated. */
export interface RepeatedThing {
  readonly kind: "repeated-command" | "repeated-read";
  /** Equal for equal things. For a file, the caller compares the path. */
  readonly key: string;
  /** The file that is read: the same one may be named from the root or the working directory. */
  readonly file?: string;
  /** Where a command is run that is not run where the others are. */
  readonly folder?: string;
  /** Which lines of it. */
  readonly lines?: Stretch;
}

/** Lines of a file, from 1, both included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const WHOLE: Stretch = { from: 1, to: Infinity };

/** Tools that wait for something, or keep lists: to ask again is what they are for. */
const ASKED_AGAIN =
  /^(?:TodoWrite|TodoRead|Task\w*|Agent|BashOutput|KillShell|KillBash|SendMessage|Skill|ToolSearch|AskUserQuestion|ExitPlanMode|EnterPlanMode|Monitor|WebSearch|WebFetch)$/;

/** Commands that look at what goes on elsewhere: to ask again is to wait. */
const WATCHING =
  /\b(?:sleep|watch|wait|status|checks|progress|poll|is-active|squeue|qstat|nvidia-smi)\b|\bgh (?:run|pr) |\bkubectl (?:get|rollout|top)|\bdocker(?:[ -]compose)? (?:ps|logs|stats|top)\b|\bcurl\b[^|]*(?:health|ready|status|localhost|127\.0\.0\.1)|^(?:ps|top|pgrep|lsof|ss|netstat) /;

/** Servers' tools of that sort: what a page or a run looks like now. */
const WATCHING_TOOL = /^mcp__.*(?:status|wait|poll|snapshot|screenshot|console|logs?\b|progress)/i;

/** Programs that are asked something: what a filter takes of the answer is the question. */
const ASKING = /^(?:curl|wget|http|gh|glab|kubectl|aws|gcloud|az|docker|node|python3?|deno eval)\b/;

/** What only cuts an answer short. */
const SHORTENING = /^\s*cd \S+ && |(?<!\s)(?:\s*2>&1)?(?:\s*\|\s*(?:head|tail|less|cat)\b[^|;&]*)*\s*$/g;

/** Options that change how much a run says, and nothing of what it does. */
const LOUDNESS =
  /^(?:-q+|-v+|-s|-ra?|-rA|--(?:quiet|silent|verbose|info|debug|stacktrace|no-?color|color|colors|nologo|no-progress|showlocals|nocapture|plain|profile-time)(?:=\S+)?|--(?:tb|reporter|format|output-format|log-?level|logger|verbosity|console|durations)=\S+|-no-color|--)$/;

const SHOWING = /^(?:sed|head|tail|awk|ls|tree|wc|stat|file|du|jq|yq)$/;

/** What a step repeats; undefined if the repetition has an ordinary reason. */
export function repeatedThing(step: Step): RepeatedThing | undefined {
  const { tool, use: { parameters }, path, command, outcome } = step;
  if (command !== undefined) return repeatedCommand(command, parameters["command"] ?? "", outcome);
  if (isRead(step)) {
    // A failed read is an error.
    if (outcome !== "ok" || path === undefined) return undefined;
    const from = Number(parameters["offset"] ?? 1);
    const to = parameters["limit"] === undefined ? Infinity : from + Number(parameters["limit"]) - 1;
    const pages = parameters["pages"] === undefined ? "" : ` pages ${parameters["pages"]}`;
    return { kind: "repeated-read", key: `file${pages}`, file: path, lines: { from, to } };
  }
  if (isEdit(step) || ASKED_AGAIN.test(tool) || outcome === "open" || WATCHING_TOOL.test(tool)) {
    return undefined;
  }
  const values = Object.entries(parameters).filter(([name]) => name !== "description").map((pair) =>
    pair.join("=")
  );
  if (values.length === 0) return undefined;
  const isSearch = /^(?:Grep|Glob|LS|Search)$|(?:read|get|list|search|find)/i.test(tool);
  return { kind: isSearch ? "repeated-read" : "repeated-command", key: `${tool} ${values.join(" ")}` };
}

function repeatedCommand(
  command: ShellCommand,
  script: string,
  outcome: Step["outcome"],
): RepeatedThing | undefined {
  if (command.normal === "" || WATCHING.test(script)) return undefined;
  const [words = []] = command.simple;
  const isSingle = command.simple.length === 1;
  const shown = isSingle ? linesShown(words) : undefined;
  if (shown !== undefined) {
    return outcome === "ok" ? { kind: "repeated-read", key: "file", ...shown } : undefined;
  }
  const isSearch = isSingle && (command.purpose === "search" || SHOWING.test(words[0] ?? ""));
  // What a filter shows of a run doesn't make it another run; of what is asked for, it is the question.
  const isQuestion = command.isReading || command.bases.every((base) => ASKING.test(base));
  return {
    kind: isSearch && command.isReading ? "repeated-read" : "repeated-command",
    key: isQuestion ? script.replace(SHORTENING, "").trim() : runOf(command),
    ...command.folder === undefined ? {} : { folder: command.folder },
  };
}

/** What is run on what: however loud, by whatever path the program and its arguments are named. */
function runOf({ simple, normal }: ShellCommand): string {
  const runs = simple.map(([program = "", ...words]) => {
    const telling = words.filter((word) => !LOUDNESS.test(word))
      .map((word) => word.replace(/^\.\/(?=.)/, "").replace(/(?<=[\w.])\/$/, ""));
    return [programName(program), ...telling].join(" ");
  });
  // Scripts that a command takes from itself stand behind its words.
  return [...runs, ...normal.split(" && ").slice(simple.length)].join(" && ");
}

/** The lines of a file that a command shows: `cat`, `head` and `sed -n` are ways to read it. */
function linesShown(
  [program = "", ...words]: readonly string[],
): { readonly file: string; readonly lines: Stretch } | undefined {
  const operands = words.filter((word) => !word.startsWith("-"));
  const count = Number(/^-n?(\d+)$/.exec(words.find((word) => /^-n?\d+$/.test(word)) ?? "")?.[1] ?? NaN);
  if (/^(?:cat|bat|nl|less|more)$/.test(program)) {
    const [file] = operands;
    return file === undefined || operands.length > 1 ? undefined : { file, lines: WHOLE };
  }
  if (program === "head" && (operands.length === 1 || (words[0] === "-n" && operands.length === 2))) {
    const lines = words[0] === "-n" ? Number(operands[0]) : Number.isNaN(count) ? 10 : count;
    const file = operands.at(-1);
    return file === undefined || !(lines > 0) ? undefined : { file, lines: { from: 1, to: lines } };
  }
  if (program !== "sed" || !words.includes("-n")) return undefined;
  const [range = "", file] = operands;
  const [, from, to = from] = /^(\d+)(?:,(\d+|\$))?p$/.exec(range) ?? [];
  if (file === undefined || operands.length > 2 || from === undefined) return undefined;
  return { file, lines: { from: Number(from), to: to === "$" ? Infinity : Number(to) } };
}

/** Of steps that read lines of one file, those that read the lines which were read most often. */
export function readMostOften<Read extends { readonly lines: Stretch | undefined }>(
  reads: readonly Read[],
): readonly Read[] {
  let most: readonly Read[] = [];
  for (const at of new Set(reads.map(({ lines = WHOLE }) => lines.from))) {
    const there = reads.filter(({ lines = WHOLE }) => lines.from <= at && at <= lines.to);
    if (there.length > most.length) most = there;
  }
  return most;
}
