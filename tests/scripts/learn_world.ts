/** A plan to learn from, a person at the terminal, and learning as a run of its own would, for tests of `learn`. */

import assert from "node:assert/strict";
import { learn, type LearnInput } from "../../scripts/learn.ts";
import type { Choice, Person } from "../../scripts/learn/person.ts";
import { seedPlanIssue, seedPlanPullRequest } from "../support/plan_scenario.ts";
import { conversation, IMPLEMENTATION, PLANNING, type World } from "./trigger_world.ts";

const INPUT: LearnInput = {
  issue: { number: 42 },
  engine: "offline",
  cache: true,
  dryRun: false,
  yes: false,
  save: true,
  estimate: false,
  force: false,
  allowIssueMismatch: false,
  // A program that another test starts at this very moment holds copies of all files for an instant, locks too.
  wait: 5,
};

/** A plan whose implementation was corrected by a person. */
export async function seedPlan(world: World, header: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await world.writeLog(PLANNING, conversation(PLANNING, "Plan the retry of uploads.", "Here is the plan."));
  await world.writeLog(IMPLEMENTATION, [
    ...conversation(IMPLEMENTATION, "Implement the plan.", "I call fetch directly in src/upload/client.ts."),
    ...conversation(
      IMPLEMENTATION,
      "No, don't call fetch directly: use the retry helper in src/upload/retry.ts instead.",
      "I use the retry helper now.",
    ).map((line, index) => ({
      ...line as object,
      uuid: `later-${index}`,
      timestamp: "2026-11-20T12:00:00Z",
    })),
  ]);
  seedPlanIssue(world.emulator, { planning: PLANNING, implementation: [IMPLEMENTATION] }, { header });
  seedPlanPullRequest(world.emulator);
}

/** Learns as a run of its own would. */
export function learnIn(
  world: World,
  changes: Partial<LearnInput> = {},
  { person, environment = {} }: { person?: Person; environment?: Readonly<Record<string, string>> } = {},
) {
  const context = { ...world.newContext(), environment: (name: string) => environment[name] };
  return learn({ ...INPUT, ...changes }, context, person);
}

/** Answers the questions in order, and remembers what was shown. */
export function personWho(answers: readonly (boolean | string)[]) {
  const seen: { read: string[]; asked: string[]; choices: Choice<string>[][] } = {
    read: [],
    asked: [],
    choices: [],
  };
  const left = [...answers];
  const person: Person = {
    read: (text) => Promise.resolve(void seen.read.push(text)),
    confirm(question) {
      seen.asked.push(question);
      return Promise.resolve(left.shift() === true);
    },
    choose(question, choices) {
      seen.asked.push(question);
      seen.choices.push([...choices]);
      const wanted = left.shift();
      const choice = choices.find(({ value }) => value === wanted) ?? assert.fail(`no choice ${wanted}`);
      return Promise.resolve(choice.value);
    },
  };
  return { person, seen };
}

export function seedImplementWorkflow(world: World): void {
  world.emulator.seedRepository({
    owner: "acme",
    name: "widgets",
    defaultBranch: "main",
    workflows: [
      { file: "learn.yml", name: "learn", inputs: [{ name: "issue_number" }] },
      { file: "plan-implement.yml", name: "implement", inputs: [{ name: "issue_number", required: true }] },
    ],
    labels: ["erk-plan", "erk-learn"],
  });
}
