/** The same command, file or search again and again, although nothing changed between. */

import type { SourceSession } from "../source/learn_source.ts";
import { type Found, found } from "./found.ts";
import { baseName, isSamePath, shortPath } from "./paths.ts";
import { brief, citations, cite, subjectOfUse } from "./quotes.ts";
import { isEdit, isRead, type Step } from "./steps.ts";

/** So often is again and again. */
const REPETITIONS = 3;

/** A file is read anew for another task; steps from one time to the next. */
const MAX_GAP_STEPS = 40;

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
const SHORTENING = /^\s*cd \S+ && |(?:\s*2>&1)?(?:\s*\|\s*(?:head|tail|less|cat)\b[^|;&]*)*\s*$/g;

/** Uses of one thing without a change between. */
interface Run {
  readonly kind: "repeated-command" | "repeated-read";
  readonly steps: Step[];
}

/** What was repeated in a session. */
export function findRepetitions(session: SourceSession, steps: readonly Step[]): Found[] {
  const findings: Found[] = [];
  const runs = new Map<string, Run>();
  const close = (key: string, run: Run) => {
    runs.delete(key);
    if (run.steps.length >= REPETITIONS) findings.push(...repetition(session.id, run));
  };
  const closeAll = (matches: (run: Run, key: string) => boolean) => {
    for (const [key, run] of runs) if (matches(run, key)) close(key, run);
  };
  const names = new FileNames();
  const breaks = positionsOfBreaks(session);
  let nextBreak = 0;
  for (const step of steps) {
    for (; (breaks[nextBreak]?.position ?? Infinity) < step.position; nextBreak++) {
      const isCompaction = breaks[nextBreak]?.isCompaction === true;
      closeAll(({ kind }) => isCompaction || kind === "repeated-command");
    }
    if (step.index % MAX_GAP_STEPS === 0) {
      closeAll((run) => step.index - (run.steps.at(-1)?.index ?? 0) > MAX_GAP_STEPS);
    }
    if (step.outcome === "denied" || step.outcome === "interrupted" || step.outcome === "cancelled") continue;
    if (isEdit(step)) {
      if (step.outcome === "failed") continue;
      const path = step.path ?? "";
      closeAll(({ kind, steps: [first] }) =>
        kind === "repeated-command" || first?.path === path || mentions(first, path)
      );
      continue;
    }
    const named = keyOf(step);
    const key = named === undefined
      ? ""
      : [named.kind, step.agent, named.key, names.nameOf(named.file)].join(" ");
    // What the same command did the last time is no change.
    if (step.command?.changesFiles === true) {
      closeAll(({ kind }, other) => kind === "repeated-command" && other !== key);
    }
    if (step.command?.rewritesFiles === true) closeAll(({ kind }) => kind === "repeated-read");
    if (named === undefined) continue;
    const run = runs.get(key);
    const last = run?.steps.at(-1);
    if (run !== undefined && last !== undefined && step.index - last.index <= MAX_GAP_STEPS) {
      run.steps.push(step);
      continue;
    }
    if (run !== undefined) close(key, run);
    runs.set(key, { kind: named.kind, steps: [step] });
  }
  closeAll(() => true);
  return findings;
}

/** Files of one last name that are told apart; of further ones each is another file. */
const MAX_ALIKE = 20;

/** One name for each file, also where it is named from the root, the working directory or a folder in it. */
class FileNames {
  readonly #known = new Map<string, string[]>();

  nameOf(path: string | undefined): string {
    if (path === undefined) return "";
    const base = baseName(path);
    const alike = this.#known.get(base) ?? [];
    const known = alike.find((other) => isSamePath(other, path));
    if (known !== undefined || alike.length >= MAX_ALIKE) return known ?? path;
    this.#known.set(base, [...alike, path]);
    return path;
  }
}

/** A person's words start anew; after a compaction what was read is forgotten. */
function positionsOfBreaks({ events }: SourceSession): { position: number; isCompaction: boolean }[] {
  return events.flatMap(({ name, attributes }, position) => {
    const isCompaction = name === "summary" || (name === "event" && attributes["kind"] === "compaction");
    return isCompaction || name === "user" ? [{ position, isCompaction }] : [];
  });
}

function mentions(step: Step | undefined, path: string): boolean {
  return step?.command !== undefined && path !== "" &&
    step.command.normal.includes(path.replace(/^.*\//, ""));
}

/** What a step repeats if it comes again. */
interface Named {
  readonly kind: Run["kind"];
  readonly key: string;
  /** The file that is read: the same one may be named from the root or the working directory. */
  readonly file?: string;
}

/** A file that a command shows, all of it or a stretch: `cat` and `sed -n` are ways to read it. */
function fileRead([program = "", ...words]: readonly string[]): { key: string; path: string } | undefined {
  const operands = words.filter((word) => !word.startsWith("-"));
  if (/^(?:cat|bat|nl|less|more)$/.test(program)) {
    const [path] = operands;
    return path === undefined || operands.length > 1 ? undefined : { key: "file", path };
  }
  const [range = "", path] = operands;
  const [, from, to] = program === "sed" && words.includes("-n") ? /^(\d+),(\d+|\$)p$/.exec(range) ?? [] : [];
  if (path === undefined || operands.length > 2 || from === undefined) return undefined;
  return { key: from === "1" && Number(to) !== 1 ? "file" : `file ${from},${to}`, path };
}

/** What a step repeats, or undefined where that is no wonder. */
function keyOf(step: Step): Named | undefined {
  const { tool, use, path, command, outcome } = step;
  const { parameters } = use;
  if (command !== undefined) {
    if (command.normal === "" || WATCHING.test(parameters["command"] ?? "")) return undefined;
    const [words = []] = command.simple;
    const isSingle = command.simple.length === 1;
    const file = isSingle ? fileRead(words) : undefined;
    if (file !== undefined) return { kind: "repeated-read", key: file.key, file: file.path };
    const isSearch = isSingle &&
      (command.purpose === "search" ||
        /^(?:sed|head|tail|awk|ls|tree|wc|stat|file|du|jq|yq)$/.test(words[0] ?? ""));
    // What a filter shows of a run doesn't make it another run; of what is asked for, it is the question.
    const isQuestion = command.isReading || command.bases.every((base) => ASKING.test(base));
    const key = isQuestion ? (parameters["command"] ?? "").replace(SHORTENING, "").trim() : command.normal;
    return { kind: isSearch && command.isReading ? "repeated-read" : "repeated-command", key };
  }
  if (isRead(step)) {
    // A failed read is an error; another stretch of a large file is another thing.
    if (outcome !== "ok" || path === undefined) return undefined;
    const stretch = [parameters["offset"], parameters["limit"], parameters["pages"]].filter((value) =>
      value !== undefined
    );
    return { kind: "repeated-read", key: ["file", ...stretch].join(" "), file: path };
  }
  if (isEdit(step) || ASKED_AGAIN.test(tool) || outcome === "open") return undefined;
  const values = Object.entries(parameters).filter(([name]) => name !== "description").map((pair) =>
    pair.join("=")
  );
  if (values.length === 0 || WATCHING_TOOL.test(tool)) return undefined;
  const isSearch = /^(?:Grep|Glob|LS|Search)$|(?:read|get|list|search|find)/i.test(tool);
  return { kind: isSearch ? "repeated-read" : "repeated-command", key: `${tool} ${values.join(" ")}` };
}

function repetition(id: string, { kind, steps }: Run): Found[] {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return [];
  const { command, path, use, tool } = first;
  const subject = subjectOfUse(use);
  const name = path !== undefined && isRead(first)
    ? shortPath(path)
    : brief(tool.startsWith("mcp__") ? `${tool} ${subject}` : subject, 120);
  const verb = kind === "repeated-command" ? "run" : "read or searched for";
  const failures = steps.filter(({ outcome }) => outcome === "failed").length;
  const failed = failures === 0 ? "" : ` (${failures} failed)`;
  return found({
    kind,
    summary: `${name} was ${verb} ${steps.length} times${failed} although nothing changed between.`,
    citations: citations(
      ...[first, steps[1], last].map((step) => cite(id, step?.use) ?? cite(id, step?.result)),
    ),
    weight: Math.min(4, 1 + Math.floor(steps.length / REPETITIONS) + (failures > 1 ? 1 : 0)),
    subjects: path !== undefined ? [path] : command !== undefined ? [...command.bases] : [name],
    position: first.position,
  });
}
