/** One run of a command in a world of its own, and what it left behind. */

import { messageOf, UserError } from "../../lib/user_error.ts";
import { loadCommand } from "../../scripts/mod.ts";
import type { IssueState, JournalEntry } from "../../tests/support/github_emulator/mod.ts";
import { PLAN_ISSUE } from "../../tests/support/plan_scenario.ts";
import type { FaultKind } from "./fault_kinds.ts";
import { type RequestMark, ruleFor } from "./request_mark.ts";
import type { Scenario } from "./scenarios.ts";
import { type FaultWorld, withFaultWorld } from "./world.ts";

/** A fault that befalls one request. */
export interface Befall {
  readonly kind: FaultKind;
  readonly mark: RequestMark;
}

export interface RunResult {
  /** What was thrown, `undefined` on success. */
  readonly error: unknown;
  /** The answer, `undefined` on failure. */
  readonly answer: Readonly<Record<string, unknown>> | undefined;
  readonly said: readonly string[];
  readonly requests: readonly JournalEntry[];
  /** How many requests met the fault. */
  readonly hits: number;
  readonly token: string;
  readonly gistsBefore: readonly string[];
  /** Ids → addresses of the gists that the run made. */
  readonly gistsMade: ReadonlyMap<string, string>;
  readonly runsMade: readonly string[];
  /** What the scenario finds wrong on GitHub. */
  readonly findings: readonly string[];
  readonly body: { readonly before: string; readonly after: string };
  /** On any issue. */
  readonly commentsMade: number;
  /** Issues beside the plan, as they are now. */
  readonly issuesMade: readonly IssueState[];
  /** Path below the world's folder → content. */
  readonly files: ReadonlyMap<string, string>;
}

/** A try that hangs is given up soon; any other may be slow on a busy machine. Milliseconds. */
const HANGING_TIMEOUT = 400;
const PATIENT_TIMEOUT = 20_000;

/** Runs a scenario's command, with a fault or without. */
export async function runScenario(scenario: Scenario, befall?: Befall): Promise<RunResult> {
  const attemptTimeout = befall?.kind.hangs === true ? HANGING_TIMEOUT : PATIENT_TIMEOUT;
  return await withFaultWorld({ attemptTimeout }, async (world) => {
    const { emulator } = world;
    const input = await scenario.prepare(world);
    const gistsBefore = emulator.gists().map(({ id }) => id);
    const runsBefore = emulator.workflowRuns().length;
    const before = planOf(world);
    const issuesBefore = emulator.issues().map(({ number }) => number);
    const injected = befall === undefined ? undefined : emulator.faults.inject({
      ...ruleFor(befall.mark),
      times: befall.kind.times,
      get fault() {
        return befall.kind.fault(emulator, befall.mark);
      },
    });
    const { error, answer } = await execute(scenario, input, world);
    const after = planOf(world);
    return {
      error,
      answer,
      said: [...world.said],
      requests: emulator.requests(),
      hits: injected?.hits ?? 0,
      token: emulator.token,
      gistsBefore,
      gistsMade: new Map(
        emulator.gists().filter(({ id }) => !gistsBefore.includes(id)).map((
          { id, htmlUrl },
        ) => [id, htmlUrl]),
      ),
      runsMade: emulator.workflowRuns().slice(runsBefore).map(({ id }) => String(id)),
      findings: scenario.inspect?.(emulator) ?? [],
      body: { before: before.body, after: after.body },
      commentsMade: after.comments - before.comments,
      issuesMade: emulator.issues().filter(({ number }) => !issuesBefore.includes(number)),
      files: await world.files(),
    };
  });
}

async function execute(
  scenario: Scenario,
  input: Readonly<Record<string, unknown>>,
  { context }: FaultWorld,
): Promise<Pick<RunResult, "error" | "answer">> {
  const command = await loadCommand(scenario.command);
  if (command === undefined) throw new Error(`there is no command ${scenario.command}`);
  try {
    const output = await command.execute(input, context);
    if (!("json" in output)) throw new Error(`${scenario.command} answers no JSON`);
    return { error: undefined, answer: output.json as Record<string, unknown> };
  } catch (error) {
    return { error, answer: undefined };
  }
}

/** The plan's body, and the comments of all issues. */
function planOf({ emulator }: FaultWorld): { readonly body: string; readonly comments: number } {
  const issues = emulator.issues();
  return {
    body: issues.find(({ number }) => number === PLAN_ISSUE)?.body ?? "",
    comments: issues.reduce((sum, { comments }) => sum + comments.length, 0),
  };
}

/** What a person reads of a failure: the sentence and its detail. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof UserError)) return `Unexpected failure (${messageOf(error)})`;
  return error.detail === undefined ? error.message : `${error.message} (${error.detail})`;
}
