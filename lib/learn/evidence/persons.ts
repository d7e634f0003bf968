/** What persons did while an agent worked: refused, interrupted, steered, corrected. One event gives one finding. */

import type { SourceEvent, SourceSession } from "../source/learn_source.ts";
import { correctionPoints, isMereApproval } from "./corrections.ts";
import { type Found, found } from "./found.ts";
import { brief, citations, cite, citeEdit, ended } from "./quotes.ts";
import { nameOf } from "./errors.ts";
import { baseName } from "./paths.ts";
import { isEdit, type Step } from "./steps.ts";
import { surroundingsOf } from "./surroundings.ts";

/** Events between an interruption and the words that explain it: the client's, none of the agent's. */
const MAX_EVENTS_TO_WORDS = 6;

/** Tools by which an agent keeps its lists: not what a person speaks of. */
const KEEPS_LISTS = /^(?:Todo\w+|Task(?:Create|Update|Get|List))$/;

/** What persons did in a session. */
export function findPersonsActs(session: SourceSession, steps: readonly Step[]): Found[] {
  const { id, events } = session;
  const stepAt = new Map(steps.map((step) => [step.position, step]));
  const stepOf = new Map(steps.map((step) => [step.use.ref, step]));
  /** Positions of events that belong to a finding already. */
  const used = new Set<number>();
  const findings: Found[] = [];
  const take = (position: number | undefined): SourceEvent | undefined => {
    if (position === undefined) return undefined;
    used.add(position);
    return events[position];
  };
  let hasWorked = false;
  let lastStep: Step | undefined;
  for (const [position, event] of events.entries()) {
    if (event.origin === "agent") {
      hasWorked = true;
      const step = stepAt.get(position);
      if (step !== undefined && !KEEPS_LISTS.test(step.tool)) lastStep = step;
    } else if (used.has(position)) {
      continue;
    } else if (event.name === "tool_result" && event.attributes["denied"] === "yes") {
      const step = stepOf.get(event.attributes["for"] ?? "") ?? lastStep;
      const interruption = positionOfNext(events, position, isInterruption);
      take(interruption);
      const words = take(positionOfNext(events, position, (next) => next.attributes["about"] === "denial")) ??
        take(wordsAfter(events, interruption ?? position));
      findings.push(...denial(id, event, step, words, position));
    } else if (isInterruption(event) || saysInterrupted(event)) {
      if (saysInterrupted(event)) take(positionOfNext(events, position, isInterruption));
      const words = take(wordsAfter(events, position));
      findings.push(...interruption(id, event, lastStep, words, position));
    } else if (event.name === "user" && event.attributes["about"] === undefined) {
      if (event.attributes["queued"] === "yes") findings.push(...steering(id, events, lastStep, position));
      else if (hasWorked) {
        findings.push(
          ...correction(id, events, position, steps, lastStep),
        );
      }
    }
  }
  return findings;
}

function isInterruption({ name, attributes }: SourceEvent): boolean {
  return name === "event" && attributes["kind"] === "interrupted";
}

/** Where the client put its notice into the result of what it interrupted. */
function saysInterrupted({ name, text }: SourceEvent): boolean {
  return name === "tool_result" &&
    /^\s*(?:Exit code \d+\s+)?\[Request interrupted by user/.test(text.slice(0, 100));
}

/** The next such event, before the agent does anything. */
function positionOfNext(
  events: readonly SourceEvent[],
  position: number,
  matches: (event: SourceEvent) => boolean,
): number | undefined {
  for (let at = position + 1; at <= position + MAX_EVENTS_TO_WORDS; at++) {
    const event = events[at];
    if (event === undefined || event.origin === "agent") return undefined;
    if (matches(event)) return at;
  }
  return undefined;
}

/** What a person says next, before the agent does anything. */
function wordsAfter(events: readonly SourceEvent[], position: number): number | undefined {
  return positionOfNext(
    events,
    position,
    ({ name, attributes, text }) =>
      name === "user" && attributes["about"] !== "questions" && text.trim() !== "",
  );
}

function denial(
  id: string,
  result: SourceEvent,
  step: Step | undefined,
  words: SourceEvent | undefined,
  position: number,
): Found[] {
  const what = step === undefined ? "a tool use" : brief(nameOf(step), 120);
  const reason = words === undefined ? undefined : brief(words.text, 200);
  return found({
    kind: "denial",
    summary: ended(`A person refused ${what}${reason === undefined ? ", without a word" : `: ${reason}`}`),
    citations: citations(
      citeStep(id, step),
      cite(id, words),
      words === undefined ? cite(id, result) : undefined,
    ),
    weight: words === undefined ? 3 : 4,
    resolution: reason,
    subjects: subjectsOf(step),
    position,
  });
}

function interruption(
  id: string,
  event: SourceEvent,
  step: Step | undefined,
  words: SourceEvent | undefined,
  position: number,
): Found[] {
  const doing = step === undefined ? "" : ` at ${brief(nameOf(step), 100)}`;
  const said = words === undefined ? undefined : brief(words.text, 200);
  return found({
    kind: "interruption",
    summary: ended(
      `A person interrupted the agent${doing}${said === undefined ? "" : `, and said: ${said}`}`,
    ),
    citations: citations(citeStep(id, step), cite(id, event), cite(id, words)),
    weight: words === undefined ? 2 : 3,
    resolution: said,
    subjects: subjectsOf(step),
    position,
  });
}

function steering(
  id: string,
  events: readonly SourceEvent[],
  step: Step | undefined,
  position: number,
): Found[] {
  const event = events[position];
  if (event === undefined || isMereApproval(event.text)) return [];
  const corrects = correctionPoints(event.text, { before: "", answer: "", thought: "" }) > 0;
  return found({
    kind: "queued-steering",
    summary: ended(`A person steered while the agent worked: ${brief(event.text, 200)}`),
    citations: citations(cite(id, event) ?? citeStep(id, step) ?? citeNear(id, events, position)),
    weight: corrects ? 4 : 2,
    resolution: brief(event.text, 200),
    subjects: subjectsOf(step),
    position,
  });
}

/** Nobody types so much to correct something: it is a further task, or another program's report. */
const PASTED_CHARACTERS = 1_500;

function correction(
  id: string,
  events: readonly SourceEvent[],
  position: number,
  steps: readonly Step[],
  step: Step | undefined,
): Found[] {
  const event = events[position];
  if (event === undefined) return [];
  const { around, claim } = surroundingsOf(events, steps, position, step);
  const hasGoneBack = event.attributes["instead_of"] !== undefined;
  const points = Math.max(correctionPoints(event.text, around), hasGoneBack ? 2 : 0);
  if (points === 0) return [];
  const did = hasGoneBack ? "took the conversation back, and said instead" : "corrected the agent";
  return found({
    kind: "user-correction",
    summary: ended(`A person ${did}: ${brief(event.text, 240)}`),
    citations: citations(
      step !== undefined && isEdit(step) ? citeStep(id, step) : cite(id, claim) ?? citeStep(id, step),
      cite(id, event) ?? cite(id, claim) ?? citeNear(id, events, position),
    ),
    weight: event.text.length > PASTED_CHARACTERS ? 3 : points >= 4 ? 5 : points === 3 ? 4 : 3,
    resolution: brief(event.text, 240),
    subjects: subjectsOf(correctedStep(event.text, step, steps, events)),
    position,
  });
}

/** Steps before a person's words that they may be about. */
const STEPS_SPOKEN_OF = 20;

/** What puts a work on record, or looks at it: nobody corrects the work by it, unless they name it. */
const RECORDS = /^(?:git|gh|glab|jj|hg)(?=\s|$)/;

/**
 * The step that words are about: the latest whose file or program they name, else the last one that is more than a look at the
 * work or its record. A commit ends most work, and is rarely what was wrong with it.
 */
function correctedStep(
  words: string,
  last: Step | undefined,
  steps: readonly Step[],
  events: readonly SourceEvent[],
): Step | undefined {
  if (last === undefined) return undefined;
  const since = events.findLastIndex(({ name, attributes }, position) =>
    position < last.position && name === "user" && attributes["about"] === undefined
  );
  const recent = steps.slice(Math.max(0, last.index + 1 - STEPS_SPOKEN_OF), last.index + 1)
    .filter(({ position }) => position > since).reverse();
  const said = ` ${words.slice(0, 1_000).toLowerCase().replaceAll(/[^\p{L}\p{N}_.:/-]+/gu, " ")} `;
  const isNamed = ({ path, command }: Step) =>
    path !== undefined
      ? said.includes(` ${baseName(path)} `)
      : command?.bases.some((base) =>
        said.includes(` ${base.toLowerCase()} `) ||
        RECORDS.test(base) && said.includes(` ${base.toLowerCase().split(" ")[1]} `)
      );
  const isWork = (step: Step) =>
    step.command === undefined
      ? isEdit(step)
      : !step.command.isReading && !step.command.bases.every((base) => RECORDS.test(base));
  const named = recent.find((step) => isNamed(step));
  if (named !== undefined) return named;
  if (isEdit(last) || isWork(last)) return last;
  return recent.find((step) => isEdit(step) && step.outcome === "ok") ?? recent.find(isWork) ?? last;
}

/** Words that are too short for a quote are placed by quoting an event before them: one of this many. */
const EVENTS_NEAR = 20;

function citeNear(id: string, events: readonly SourceEvent[], position: number) {
  for (let at = position - 1; at >= 0 && at >= position - EVENTS_NEAR; at--) {
    const citation = cite(id, events[at]);
    if (citation !== undefined) return citation;
  }
  return undefined;
}

function citeStep(id: string, step: Step | undefined) {
  if (step === undefined) return undefined;
  return isEdit(step) ? citeEdit(id, step.use) : cite(id, step.use);
}

function subjectsOf(step: Step | undefined): string[] {
  if (step === undefined) return [];
  if (step.path !== undefined) return [step.path];
  return [...step.command?.bases ?? [step.tool]];
}
