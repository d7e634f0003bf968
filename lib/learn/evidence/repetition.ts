/** The same command, file or search again and again, although nothing changed between. */

import type { SourceSession } from "../source/learn_source.ts";
import { type Found, found } from "./found.ts";
import { baseName, isFromRoot, isSamePath, shortPath } from "./paths.ts";
import { brief, citations, cite, subjectOfUse } from "./quotes.ts";
import { readMostOften, type RepeatedThing, repeatedThing } from "./repeated_thing.ts";
import { isEdit, type Step } from "./steps.ts";

/** So often is again and again. */
const REPETITIONS = 3;

/** A file is read anew for another task; steps from one time to the next. */
const MAX_GAP_STEPS = 40;

/** Uses of one thing without a change between. */
interface Run {
  readonly kind: RepeatedThing["kind"];
  readonly file: string | undefined;
  readonly steps: Use[];
}

interface Use {
  readonly step: Step;
  readonly lines: RepeatedThing["lines"];
}

/** A file that is read more often between two changes of it is counted no further. */
const MAX_USES = 200;

/** What was repeated in a session. */
export function findRepetitions(session: SourceSession, steps: readonly Step[]): Found[] {
  const findings: Found[] = [];
  const runs = new Map<string, Run>();
  const close = (key: string, run: Run) => {
    runs.delete(key);
    if (run.steps.length < REPETITIONS) return;
    const same = run.file === undefined ? run.steps : readMostOften(run.steps);
    if (same.length >= REPETITIONS) {
      findings.push(...repetition(session.id, run.kind, run.file, same.map(({ step }) => step)));
    }
  };
  const closeAll = (matches: (run: Run, key: string) => boolean) => {
    for (const [key, run] of runs) if (matches(run, key)) close(key, run);
  };
  const names = new FileNames();
  const root = new WorkingRoot();
  const breaks = positionsOfBreaks(session);
  let nextBreak = 0;
  for (const step of steps) {
    for (; (breaks[nextBreak]?.position ?? Infinity) < step.position; nextBreak++) {
      const isCompaction = breaks[nextBreak]?.isCompaction === true;
      closeAll(({ kind }) => isCompaction || kind === "repeated-command");
    }
    if (step.index % MAX_GAP_STEPS === 0) {
      closeAll((run) => step.index - (run.steps.at(-1)?.step.index ?? 0) > MAX_GAP_STEPS);
    }
    if (step.outcome === "denied" || step.outcome === "interrupted" || step.outcome === "cancelled") continue;
    if (isEdit(step)) {
      if (step.outcome === "failed") continue;
      const path = step.path ?? "";
      // What a search finds may be another thing after any edit.
      closeAll(({ file }) => file === undefined || isSamePath(file, path));
      continue;
    }
    const named = repeatedThing(step);
    const key = named === undefined
      ? ""
      : [named.kind, step.agent, named.key, names.nameOf(named.file), root.below(named.folder)].join(" ");
    // What the same command did the last time is no change.
    if (step.command?.changesFiles === true) {
      closeAll(({ kind }, other) => kind === "repeated-command" && other !== key);
    }
    if (step.command?.rewritesFiles === true) closeAll(({ kind }) => kind === "repeated-read");
    if (named === undefined) continue;
    const run = runs.get(key);
    const last = run?.steps.at(-1)?.step;
    const use = { step, lines: named.lines };
    if (run !== undefined && last !== undefined && step.index - last.index <= MAX_GAP_STEPS) {
      if (run.steps.length < MAX_USES) run.steps.push(use);
      else run.steps[MAX_USES - 1] = use;
      continue;
    }
    if (run !== undefined) close(key, run);
    runs.set(key, { kind: named.kind, file: named.file, steps: [use] });
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

/** Tells folders of the project from its root: what commands go to first by an absolute path. */
class WorkingRoot {
  #root: string | undefined;

  /** The folder below the root; empty for the root itself. */
  below(folder: string | undefined): string {
    if (folder === undefined || /^(?:\.|~|\$\w+|-)?\/?$/.test(folder)) return "";
    const plain = folder.replace(/(?<!\/)\/+$/, "");
    if (!isFromRoot(plain)) return plain.replace(/^\.\//, "");
    this.#root ??= plain;
    return plain === this.#root ? "" : plain.replace(`${this.#root}/`, "");
  }
}

/** A person's words start anew; after a compaction what was read is forgotten. */
function positionsOfBreaks({ events }: SourceSession): { position: number; isCompaction: boolean }[] {
  return events.flatMap(({ name, attributes }, position) => {
    const isCompaction = name === "summary" || (name === "event" && attributes["kind"] === "compaction");
    return isCompaction || name === "user" ? [{ position, isCompaction }] : [];
  });
}

function repetition(
  id: string,
  kind: Run["kind"],
  file: string | undefined,
  steps: readonly Step[],
): Found[] {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return [];
  const { command, use, tool } = first;
  const subject = subjectOfUse(use);
  const name = file !== undefined
    ? shortPath(file)
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
    subjects: file !== undefined ? [file] : command !== undefined ? [...command.bases] : [name],
    position: first.position,
  });
}
