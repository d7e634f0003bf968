/** The same command, file or search again and again, although nothing changed between. */

import type { SourceSession } from "../source/learn_source.ts";
import { type Found, found } from "./found.ts";
import { shortPath } from "./paths.ts";
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
  /\b(?:sleep|watch|wait|status|checks|progress)\b|\bgh (?:run|pr) |\bkubectl (?:get|rollout)|\bdocker ps\b|\bcurl\b[^|]*(?:health|ready|status)/;

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
    if (step.command?.changesFiles === true) {
      closeAll(({ kind }) => kind === "repeated-command");
      if (/\bgit\b|--write|--fix|\bsed\b|\bmv\b|\bcp\b|>/.test(subjectOfUse(step.use))) {
        closeAll(({ kind }) => kind === "repeated-read");
      }
    }
    const named = keyOf(step);
    if (named === undefined) continue;
    const key = `${named.kind} ${step.agent} ${named.key}`;
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

/** What a step repeats if it comes again, or undefined where that is no wonder. */
function keyOf(step: Step): { readonly kind: Run["kind"]; readonly key: string } | undefined {
  const { tool, use, path, command, outcome } = step;
  const { parameters } = use;
  if (command !== undefined) {
    if (command.normal === "" || WATCHING.test(parameters["command"] ?? "")) return undefined;
    const [words = []] = command.simple;
    const isSingle = command.simple.length === 1;
    const file = words.at(-1) ?? "";
    // `cat` of a file is one way to read it.
    if (isSingle && /^(?:cat|bat|nl|less|more)$/.test(words[0] ?? "") && !file.startsWith("-")) {
      return { kind: "repeated-read", key: `file ${file}` };
    }
    const isSearch = isSingle &&
      (command.purpose === "search" || /^(?:sed|head|tail|awk)$/.test(words[0] ?? ""));
    // What a filter shows of a test run doesn't make it another run; of other commands it is what was asked for.
    const isRun = ["test", "check", "lint", "install"].includes(command.purpose);
    const key = isRun ? command.normal : (parameters["command"] ?? "").trim();
    return { kind: isSearch && command.isReading ? "repeated-read" : "repeated-command", key };
  }
  if (isRead(step)) {
    // A failed read is an error; another stretch of a large file is another thing.
    if (outcome !== "ok" || path === undefined) return undefined;
    const stretch = [parameters["offset"], parameters["limit"], parameters["pages"]].filter((value) =>
      value !== undefined
    );
    return { kind: "repeated-read", key: [`file ${path}`, ...stretch].join(" ") };
  }
  if (isEdit(step) || ASKED_AGAIN.test(tool) || outcome === "open") return undefined;
  const values = Object.entries(parameters).filter(([name]) => name !== "description").map((pair) =>
    pair.join("=")
  );
  if (values.length === 0) return undefined;
  const isSearch = /^(?:Grep|Glob|LS|Search)$|(?:read|get|list|search|find)/i.test(tool);
  return { kind: isSearch ? "repeated-read" : "repeated-command", key: `${tool} ${values.join(" ")}` };
}

function repetition(id: string, { kind, steps }: Run): Found[] {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return [];
  const { command, path, use } = first;
  const name = path !== undefined && isRead(first) ? shortPath(path) : brief(subjectOfUse(use), 120);
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
