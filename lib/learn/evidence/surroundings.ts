/** What stands around a person's words: what the agent said and did before them and after. */

import type { SourceEvent } from "../source/learn_source.ts";
import type { Surroundings } from "./corrections.ts";
import { editOf } from "./edit.ts";
import { isEdit, type Step } from "./steps.ts";

/** Events that are looked through for what the agent said around a person's words. */
const MAX_EVENTS_AROUND = 8;

/** What stands around a person's words; `last` is the step before them. */
export function surroundingsOf(
  events: readonly SourceEvent[],
  steps: readonly Step[],
  position: number,
  last: Step | undefined,
): {
  readonly around: Surroundings;
  readonly claim: SourceEvent | undefined;
} {
  let claim: SourceEvent | undefined;
  for (let at = position - 1; at >= 0 && at > position - MAX_EVENTS_AROUND && claim === undefined; at--) {
    const event = events[at];
    if (event?.name === "user") break;
    if (event?.name === "assistant" && event.agent === undefined) claim = event;
  }
  let answer = "";
  let thought = "";
  for (let at = position + 1; at < events.length && at < position + MAX_EVENTS_AROUND; at++) {
    const event = events[at];
    if (event?.name === "user" || answer !== "") break;
    if (event?.name === "assistant") answer = event.text;
    if (event?.name === "thinking" && thought === "") thought = event.text;
  }
  const work = workAround(events, steps, position, last);
  return { around: { before: claim?.text ?? "", answer, thought, ...work }, claim };
}

/** Steps before a person's words that they may be about, and after them in which the agent obeys. */
const STEPS_BEFORE = 10;
const STEPS_AFTER = 8;

/** What was edited before a person's words, and whether it was edited away after them. */
function workAround(
  events: readonly SourceEvent[],
  steps: readonly Step[],
  position: number,
  last: Step | undefined,
): Pick<Surroundings, "edits" | "isReworked" | "isTakenBack"> {
  if (last === undefined) return {};
  const edits = (from: number, to: number) =>
    steps.slice(Math.max(0, from), to).filter((step) => isEdit(step) && step.outcome === "ok").flatMap((
      step,
    ) => editOf(step) ?? []);
  const before = edits(last.index - STEPS_BEFORE, last.index + 1);
  const rework = edits(last.index + 1, last.index + 1 + STEPS_AFTER).flatMap((later) =>
    hasPromptBetween(events, position, later.step.position)
      ? []
      : before.filter((earlier) => earlier.path === later.path && shareLines(later.removed, earlier.added))
        .map((earlier) => ({ earlier, later }))
  );
  const isReworked = rework.length > 0;
  const isTakenBack = rework.some(({ earlier, later }) => {
    const put = new Set(earlier.added);
    return shareLines(earlier.removed.filter((line) => !put.has(line)), later.added);
  });
  const commands = steps.slice(Math.max(0, last.index - 2), last.index + 1)
    .map(({ use }) => use.parameters["command"]?.slice(0, 200) ?? "");
  const text = [
    ...before.slice(-2).flatMap(({ path, added }) => [path, ...added.slice(0, 20)]),
    ...commands,
  ].join("\n");
  return { edits: text.slice(-1_000), isReworked, isTakenBack };
}

function hasPromptBetween(events: readonly SourceEvent[], from: number, to: number): boolean {
  if (to - from > 200) return true;
  return events.slice(from + 1, to).some(({ name, attributes }) =>
    name === "user" && attributes["queued"] !== "yes"
  );
}

function shareLines(some: readonly string[], others: readonly string[]): boolean {
  const known = new Set(others);
  return some.some((line) => known.has(line));
}
