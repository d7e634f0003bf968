/** Failures and how they ended: attempts at the same thing are one episode, which the first success ends. */

import type { SourceSession } from "../source/learn_source.ts";
import { likeness, type ShellCommand } from "./command.ts";
import { TELLING_LINES } from "./failure_text.ts";
import { type Found, found } from "./found.ts";
import { baseName, shortPath } from "./paths.ts";
import { brief, citations, cite, citeEdit, quoteOf, subjectOfUse } from "./quotes.ts";
import { isEdit, isRead, type Step } from "./steps.ts";

/** Attempts at one thing, the first of which failed. */
interface Episode {
  readonly failures: Step[];
  readonly keys: Set<string>;
  solution: Step | undefined;
}

/** A success that only resembles what failed has to come within so many steps. */
const NEAR_STEPS = 15;

/** The same program, perhaps with other arguments, within so many. */
const SAME_STEPS = 80;

/** The likeness of two commands from which on they are attempts at the same thing. */
const ALIKE = 0.6;

/** Failures that are compared with later commands by likeness. */
const MAX_RECENT = 20;

/** A detour has at least so many steps between the first failure and the solution; fewer where much of it failed. */
const DETOUR_STEPS = 10;
const DETOUR_STEPS_OF_FAILURES = 8;

/** What lies further apart isn't counted. */
const MAX_DETOUR_STEPS = 500;

/** Which script they run isn't told. */
const BARE_INTERPRETER = /^(?:python3?|node|ruby|perl|bash|sh|zsh|deno|bun|curl|wget)$/;

/** What a session's failures tell. `steps` are all of its steps. */
export function findErrors(session: SourceSession, steps: readonly Step[]): Found[] {
  const promptsBefore = countPrompts(session);
  return episodesOf(steps).flatMap((episode) => [
    ...errorFinding(session.id, episode),
    ...detourFinding(session.id, episode, steps, promptsBefore),
  ]);
}

/** How many prompts a person had given before each event. */
function countPrompts({ events }: SourceSession): number[] {
  let prompts = 0;
  return events.map(({ name, attributes }) => {
    const isPrompt = name === "user" && attributes["queued"] !== "yes" && attributes["about"] === undefined;
    return isPrompt ? prompts++ : prompts;
  });
}

function episodesOf(steps: readonly Step[]): Episode[] {
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
  if (episode === undefined || key.startsWith("exact ")) return episode;
  const last = episode.failures.at(-1);
  const reach = /^(?:read|url|host|tool|search) /.test(key) ? NEAR_STEPS : SAME_STEPS;
  if (last === undefined || step.index - last.index > reach) return undefined;
  // Tests of one file that pass say nothing of another's that fail; all of them do.
  const isChecked = key.startsWith("purpose ") ||
    ["test", "check", "lint"].includes(step.command?.purpose ?? "");
  if (!isChecked || step.command === undefined || last.command === undefined) return episode;
  const [few, many] = [step.command.topics, last.command.topics];
  if (key.startsWith("purpose ")) {
    return isPartOf(few, many) || step.outcome === "failed" ? episode : undefined;
  }
  return isPartOf(few, many) || isPartOf(many, few) ? episode : undefined;
}

function isPartOf(few: ReadonlySet<string>, many: ReadonlySet<string>): boolean {
  return few.isSubsetOf(many);
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
  const { command, path } = step;
  if (last.command !== undefined && command !== undefined) {
    if (command.isReading && !last.command.isReading) return false;
    if (command.topics.size === 0) return false;
    if (doOtherThings(last.command, command)) return false;
    return likeness(last.command.topics, command.topics) >= ALIKE || isSamePurpose(last.command, command);
  }
  if (last.path !== undefined && isRead(last)) {
    // What wasn't where it was looked for, or could not be read as a file.
    const wanted = baseName(last.path);
    return path !== undefined
      ? baseName(path) === wanted
      : command?.topics.has(wanted.replace(/\.\w+$/, "")) === true;
  }
  if (last.use.parameters["url"] !== undefined) return /^(?:WebFetch|WebSearch)$/.test(step.tool);
  return false;
}

/** Whether both call one program that does several things, and for different ones: `git pull` is no attempt to push. */
function doOtherThings(one: ShellCommand, other: ShellCommand): boolean {
  const [a = "", b = ""] = [one.bases.at(-1), other.bases.at(-1)];
  const [program, ...action] = a.split(" ");
  const [otherProgram, ...otherAction] = b.split(" ");
  if (program !== otherProgram || action.length === 0 || otherAction.length === 0) return false;
  return likeness(new Set(action), new Set(otherAction)) === 0;
}

function isSamePurpose(one: ShellCommand, other: ShellCommand): boolean {
  return one.purpose === "install" && other.purpose === "install" && likeness(one.topics, other.topics) > 0;
}

function errorFinding(sessionId: string, { failures, solution }: Episode): Found[] {
  const [first] = failures;
  const last = failures.at(-1);
  if (first === undefined || last === undefined) return [];
  const subject = brief(nameOf(first));
  const times = failures.length === 1 ? "" : ` ${failures.length} times`;
  const cited = [
    citeFailure(sessionId, first),
    ...failures.length > 1 ? [citeFailure(sessionId, last)] : [],
  ];
  if (solution === undefined) {
    return found({
      kind: "error-unresolved",
      summary: `${subject} failed${times}, and nothing shows that it was solved: ${
        brief(messageOf(last), 120)
      }`,
      citations: citations(...cited, cite(sessionId, first.use)),
      weight: isClientRule(first) ? 1 : Math.min(4, 1 + failures.length),
      subjects: subjectsOf([first, last]),
      position: first.position,
    });
  }
  const won = brief(nameOf(solution), 160);
  const distance = solution.index - first.index;
  return found({
    kind: "error-resolved",
    summary: `${subject} failed${times} (${brief(messageOf(first), 120)}); ${
      won === brief(nameOf(first), 160) ? "the same worked later" : `${won} worked`
    }.`,
    citations: citations(
      ...cited,
      isEdit(solution) ? citeEdit(sessionId, solution.use) : cite(sessionId, solution.use),
    ),
    weight: isClientRule(first) ? 1 : 2 + (failures.length > 1 ? 1 : 0) + (failures.length > 3 ? 1 : 0) +
      (distance >= DETOUR_STEPS ? 1 : 0),
    resolution: won,
    subjects: subjectsOf([first, solution]),
    position: first.position,
  });
}

/** Refusals by which the client keeps its own order: they say nothing of the project. */
function isClientRule({ output }: Step): boolean {
  return /^\s*(?:<tool_use_error>)?(?:File has (?:not been read yet|been modified since)|Error: File has not been read)/
    .test(output.slice(0, 200));
}

function detourFinding(
  sessionId: string,
  { failures, solution }: Episode,
  steps: readonly Step[],
  promptsBefore: readonly number[],
): Found[] {
  const [first] = failures;
  if (first === undefined || solution === undefined) return [];
  const end = Math.min(solution.index, first.index + MAX_DETOUR_STEPS);
  const between = steps.slice(first.index + 1, end).filter(({ agent }) => agent === first.agent);
  const troubles = 1 + between.filter(({ outcome }) => outcome === "failed").length;
  const hasNewTask = promptsBefore[first.position] !== promptsBefore[solution.position];
  // Where a file is found isn't worked for.
  if (isRead(first)) return [];
  const isLong = between.length >= (troubles >= 3 ? DETOUR_STEPS_OF_FAILURES : DETOUR_STEPS);
  if (!isLong || (hasNewTask && failures.length < 3)) return [];
  return found({
    kind: "long-detour",
    summary: `${between.length} steps lay between the first failure of ${brief(nameOf(first))} and ${
      brief(nameOf(solution), 120)
    }, ${troubles} of which failed.`,
    citations: citations(citeFailure(sessionId, first), cite(sessionId, solution.use)),
    weight: Math.min(5, 3 + Math.floor(between.length / 20)),
    resolution: brief(nameOf(solution), 160),
    subjects: subjectsOf([first, solution]),
    position: first.position,
  });
}

/** What a step did, in words: a command, or a tool with its file. */
export function nameOf({ tool, use, path }: Step): string {
  const subject = subjectOfUse(use);
  if (use.parameters["command"] !== undefined) return subject;
  if (path !== undefined) return `${tool} ${shortPath(path)}`;
  return subject === "" ? tool : `${tool} ${subject}`;
}

function messageOf(step: Step): string {
  return quoteOf(step.output, tellingLines(step)) ?? step.output;
}

/** The client's own refusals tell the reason first, and then show code. */
function tellingLines({ command }: Step): readonly RegExp[] {
  return command === undefined ? [] : TELLING_LINES;
}

/** What failed, in its own words; the tool use where the result says nothing. */
function citeFailure(sessionId: string, step: Step) {
  return cite(sessionId, step.result, tellingLines(step)) ?? cite(sessionId, step.use);
}

function subjectsOf(steps: readonly Step[]): string[] {
  return [
    ...new Set(steps.flatMap(({ command, path, use }) => [
      ...path === undefined ? [] : [path],
      ...command === undefined ? [] : command.bases,
      ...use.parameters["url"] === undefined ? [] : [use.parameters["url"]],
    ])),
  ];
}
