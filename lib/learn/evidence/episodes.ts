/** Attempts at the same thing, from the first that failed to the one that succeeded. */

import { likeness, type ShellCommand } from "./command.ts";
import { tellsMisnaming } from "./failure_text.ts";
import { baseName, isFromRoot } from "./paths.ts";
import { isEdit, isRead, type Step } from "./steps.ts";

/** Attempts at one thing, the first of which failed. */
export interface Episode {
  readonly failures: Step[];
  readonly keys: Set<string>;
  solution: Step | undefined;
}

/** A success that only resembles what failed has to come within so many steps. */
const NEAR_STEPS = 15;

/** The most steps between attempts with the same program, perhaps with other arguments. */
const SAME_STEPS = 80;

/** The likeness of two commands from which on they are attempts at the same thing. */
const ALIKE = 0.6;

/** Failures that are compared with later commands by likeness. */
const MAX_RECENT = 20;

/** Names that many things have. */
const GENERAL_NAME = /^(?:\.+|all|src|lib|tests?|index\.\w+|mod\.\w+|main\.\w+|__init__\.py)$/;

/** Which script they run isn't told. */
const BARE_INTERPRETER = /^(?:python3?|node|ruby|perl|bash|sh|zsh|deno|bun|curl|wget)$/;

/** The episodes of a session's steps, in the order in which they begin. */
export function episodesOf(steps: readonly Step[]): Episode[] {
  const episodes: Episode[] = [];
  const open = new Map<string, Episode>();
  let recent: Episode[] = [];
  for (const step of steps) {
    const { outcome } = step;
    if (outcome !== "ok" && outcome !== "failed") continue;
    const keys = keysOf(step);
    recent = recent.filter((episode) => isNear(episode, step)).slice(-MAX_RECENT);
    const episode = keys.map((key) =>
      continued(open.get(key), key, step)
    ).find((known) => known !== undefined) ??
      recent.findLast((known) => isAlike(known, step));
    if (outcome === "failed") {
      const joined = episode ?? { failures: [], keys: new Set<string>(), solution: undefined };
      if (episode === undefined) episodes.push(joined);
      joined.failures.push(step);
      for (const key of keys) {
        joined.keys.add(key);
        open.set(key, joined);
      }
      if (!recent.includes(joined)) recent.push(joined);
    } else if (episode !== undefined) {
      episode.solution = step;
      for (const key of episode.keys) if (open.get(key) === episode) open.delete(key);
      recent = recent.filter((known) => known !== episode);
    }
  }
  return episodes;
}

/** The open episode of a key, if the step goes on with it. */
function continued(episode: Episode | undefined, key: string, step: Step): Episode | undefined {
  const last = episode?.failures.at(-1);
  if (episode === undefined || isElsewhere(step.command, last?.command)) return undefined;
  if (key.startsWith("exact ")) return episode;
  const reach = /^(?:read|url|host|tool|search) /.test(key) ? NEAR_STEPS : SAME_STEPS;
  if (last === undefined || step.index - last.index > reach) return undefined;
  const isChecked = key.startsWith("purpose ") || isCheck(step.command);
  return isChecked && step.outcome === "ok" && !covers(step, last) ? undefined : episode;
}

/** Whether two commands are run in different folders of the project. */
function isElsewhere(one: ShellCommand | undefined, other: ShellCommand | undefined): boolean {
  const folders = [one?.folder, other?.folder];
  return folders.every((folder) => folder !== undefined && !isFromRoot(folder)) && folders[0] !== folders[1];
}

function isCheck(command: ShellCommand | undefined): boolean {
  return command !== undefined && ["test", "check", "lint"].includes(command.purpose);
}

/** Whether a run that passes checks what failed: tests of one file that pass say nothing of another's. */
function covers({ command }: Step, failure: Step): boolean {
  if (command === undefined || failure.command === undefined || command.targets.size === 0) return true;
  const failed = failure.command.targets;
  if (failed.size > 0) {
    const names = new Set([...failed].map(baseName));
    return !command.targets.isDisjointFrom(failed) || tellsMisnaming(failure.output) ||
      [...command.targets].some((target) =>
        !GENERAL_NAME.test(baseName(target)) && names.has(baseName(target))
      );
  }
  return [...command.targets].some((target) =>
    failure.output.includes(baseName(target)) || failure.output.includes(target)
  );
}

/** What a step is an attempt at, the most particular first. */
function keysOf(step: Step): string[] {
  const { command, path, tool, use, outcome } = step;
  if (command !== undefined) {
    if (command.isReading) return command.normal === "" ? [] : [`exact ${command.normal}`];
    const purposes = ["test", "check", "lint"].includes(command.purpose)
      ? [`purpose ${command.purpose}`]
      : [];
    const bases = command.bases.filter((base) => !BARE_INTERPRETER.test(base)).map((base) => `base ${base}`);
    // A merge that stopped at a conflict ends with a commit.
    const goesOn = outcome === "failed" && /^CONFLICT \(|could not apply/m.test(step.output.slice(0, 10_000))
      ? ["base git commit", "base git merge", "base git rebase", "base git cherry-pick"]
      : [];
    return [`exact ${command.normal}`, ...bases, ...purposes, ...goesOn];
  }
  if (path !== undefined && isEdit(step)) return [`edit ${path}`];
  if (path !== undefined && isRead(step)) return [`read ${path}`, `read ${baseName(path)}`];
  const url = use.parameters["url"];
  if (url !== undefined) return [`url ${url}`, `host ${hostOf(url)}`];
  const pattern = use.parameters["pattern"];
  return pattern === undefined ? [`tool ${tool}`] : [`tool ${tool}`, `search ${pattern}`];
}

function hostOf(url: string): string {
  return /^\w+:\/\/([^/?#]+)/.exec(url)?.[1] ?? url;
}

function isNear({ failures }: Episode, { index }: Step): boolean {
  return index - (failures.at(-1)?.index ?? 0) <= NEAR_STEPS;
}

/** Whether a step tries in another way what failed a little before. */
function isAlike({ failures }: Episode, step: Step): boolean {
  const last = failures.at(-1);
  if (last === undefined || last.agent !== step.agent) return false;
  const { command, path, use } = step;
  if (last.command !== undefined && command !== undefined) {
    if (command.isReading && !last.command.isReading) return false;
    if (command.topics.size === 0 || isElsewhere(command, last.command)) return false;
    if (doOtherThings(last.command, command)) return false;
    if (isCheck(command) && command.purpose === last.command.purpose && !covers(step, last)) return false;
    return likeness(last.command.topics, command.topics) >= ALIKE || isSamePurpose(last.command, command);
  }
  if (last.path !== undefined && isRead(last)) {
    // What wasn't where it was looked for, or could not be read as a file.
    const wanted = baseName(last.path);
    return path !== undefined
      ? baseName(path) === wanted
      : command?.topics.has(wanted.replace(/\.\w+$/, "")) === true;
  }
  const url = last.use.parameters["url"];
  if (url !== undefined) {
    return /^(?:WebFetch|WebSearch)$/.test(step.tool) ||
      use.parameters["url"] !== undefined || scriptOf(step).includes(hostOf(url));
  }
  return doesByCommand(last, step);
}

/** Whether a command does what another tool could not: changes the file by a script, asks a service by its own program. */
function doesByCommand(failure: Step, { command, ...step }: Step): boolean {
  if (command === undefined) return false;
  const { path, tool } = failure;
  if (path !== undefined && isEdit(failure)) {
    const isScript = command.rewritesFiles && !command.bases.some((base) => base.startsWith("git ")) ||
      command.bases.some((base) => BARE_INTERPRETER.test(programOf(base)));
    return isScript && scriptOf(step).toLowerCase().includes(baseName(path));
  }
  const [, action] = /^mcp__.*__(.+)$/.exec(tool) ?? [];
  if (action === undefined) return false;
  const words = new Set(action.toLowerCase().split(/[^a-z]+/).filter((word) => word.length > 2));
  return words.size > 1 && likeness(words, command.topics) >= ALIKE;
}

function scriptOf({ use }: Pick<Step, "use">): string {
  return use.parameters["command"] ?? "";
}

function programOf(base: string): string {
  return base.split(" ")[0] ?? base;
}

/** Whether both call one program that does several things, and for different ones: `git pull` is no attempt to push. */
function doOtherThings(one: ShellCommand, other: ShellCommand): boolean {
  const [a = "", b = ""] = [one.bases.at(-1), other.bases.at(-1)];
  const [program, ...action] = a.split(" ");
  const [otherProgram, ...otherAction] = b.split(" ");
  if (program !== otherProgram || action.length === 0 || otherAction.length === 0) return false;
  // `yarn workspace web add` and `yarn add` do the same.
  if (otherAction.every((word) => one.topics.has(word)) || action.every((word) => other.topics.has(word))) {
    return false;
  }
  return likeness(new Set(action), new Set(otherAction)) === 0;
}

function isSamePurpose(one: ShellCommand, other: ShellCommand): boolean {
  return one.purpose === "install" && other.purpose === "install" && likeness(one.topics, other.topics) > 0;
}
