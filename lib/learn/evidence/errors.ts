/** Failures and how they ended: attempts at the same thing are one episode, which the first success ends. */

import type { SourceSession } from "../source/learn_source.ts";
import { type Episode, episodesOf } from "./episodes.ts";
import { TELLING_LINES } from "./failure_text.ts";
import { type Found, found } from "./found.ts";
import { shortPath } from "./paths.ts";
import { brief, citations, cite, citeEdit, quoteOf, subjectOfUse } from "./quotes.ts";
import { isEdit, isRead, type Step } from "./steps.ts";

/** A detour has at least so many steps between the first failure and the solution; fewer where much of it failed. */
const DETOUR_STEPS = 10;
const DETOUR_STEPS_OF_FAILURES = 8;

/** The last ones are the most likely to have solved it. */
const MAX_EDITS_TOLD = 2;

/** What lies further apart isn't counted. */
const MAX_DETOUR_STEPS = 500;

/** What a session's failures tell. `steps` are all of its steps. */
export function findErrors(session: SourceSession, steps: readonly Step[]): Found[] {
  const promptsBefore = countPrompts(session);
  return episodesOf(steps).flatMap((episode) => [
    ...errorFinding(session.id, episode, steps),
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

function errorFinding(sessionId: string, { failures, solution }: Episode, steps: readonly Step[]): Found[] {
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
  // That a command which failed works later is what its repair looks like: what was changed in between solved it.
  const isSame = won === brief(nameOf(first), 160);
  const edits = isSame && !isEdit(solution) ? editsBetween(last, solution, steps) : [];
  const changed = [...new Set(edits.map(nameOf))].slice(-MAX_EDITS_TOLD).join(", ");
  const distance = solution.index - first.index;
  return found({
    kind: "error-resolved",
    summary: `${subject} failed${times} (${brief(messageOf(first), 120)}); ${
      isSame ? "the same worked later" : `${won} worked`
    }.`,
    citations: citations(
      ...cited,
      ...edits.slice(-1).map(({ use }) => citeEdit(sessionId, use)),
      isEdit(solution) ? citeEdit(sessionId, solution.use) : cite(sessionId, solution.use),
    ),
    weight: isClientRule(first) ? 1 : 2 + (failures.length > 1 ? 1 : 0) + (failures.length > 3 ? 1 : 0) +
      (distance >= DETOUR_STEPS ? 1 : 0) - (isSame ? 1 : 0),
    ...(isSame ? changed === "" ? {} : { resolution: changed } : { resolution: won }),
    subjects: subjectsOf([first, solution]),
    position: first.position,
  });
}

/** Edits that worked between the last failure and what solved it, by the same agent. */
function editsBetween(failure: Step, solution: Step, steps: readonly Step[]): Step[] {
  return steps.slice(Math.max(failure.index + 1, solution.index - MAX_DETOUR_STEPS), solution.index)
    .filter((step) => isEdit(step) && step.outcome === "ok" && step.agent === failure.agent);
}

/** Refusals by which the client keeps its own order, or tells the agent of a slip: they say nothing of the project. */
const CLIENT_RULE = new RegExp(
  "^\\s*(?:<tool_use_error>)?\\s*(?:Error: )?(?:File has (?:not been read|been modified)|File does not exist|Path does not exist|" +
    "String to replace not found|No changes to make|Found \\d+ matches of the string|File content \\(|File is too large|" +
    "Agent type '|InputValidationError|No such tool available|No task found|Sibling tool call errored|EISDIR)",
);

function isClientRule({ output, command }: Step): boolean {
  return command === undefined && CLIENT_RULE.test(output.slice(0, 200));
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
