/** The fault matrix: every request of every scenario × every fault. */

import { FAULT_KINDS, type FaultKind } from "./fault_kinds.ts";
import { judge, type Verdict } from "./judge.ts";
import { markRequests, type RequestMark } from "./request_mark.ts";
import { type RunResult, runScenario, sentenceOf } from "./run.ts";
import { type Scenario, SCENARIOS } from "./scenarios.ts";

export interface Cell extends Verdict {
  readonly scenario: Scenario;
  readonly mark: RequestMark;
  readonly kind: FaultKind;
  /** Whether a request met the fault; if not, the run had no such request this time. */
  readonly isHit: boolean;
  /** The error's words. */
  readonly sentence: string | undefined;
}

export interface MatrixOptions {
  readonly scenarios?: readonly Scenario[];
  /** Only every so many a fault for requests that read, another one for each. Default: 1, all. */
  readonly readingFaultsEvery?: number;
  /** The same for those that write. */
  readonly writingFaultsEvery?: number;
  /** Runs side by side: most of the time is waiting. */
  readonly lanes?: number;
}

/** Records a clean run of each scenario and runs it again for each of its requests and each fault. */
export async function runMatrix(options: MatrixOptions = {}): Promise<Cell[]> {
  const { scenarios = SCENARIOS, lanes = 8, readingFaultsEvery = 1, writingFaultsEvery = 1 } = options;
  const cells: (() => Promise<Cell>)[] = [];
  for (const scenario of scenarios) {
    const clean = await runScenario(scenario);
    if (clean.error !== undefined) throw new Error(`${scenario.title}: ${sentenceOf(clean.error)}`);
    for (const [place, mark] of markRequests(clean.requests).entries()) {
      if (scenario.writesOnly === true && mark.method === "GET") continue;
      const isReading = mark.method === "GET" || mark.graphqlOperation !== undefined;
      const step = isReading ? readingFaultsEvery : writingFaultsEvery;
      for (const [index, kind] of FAULT_KINDS.entries()) {
        if ((place + index) % step === 0) cells.push(() => runCell(scenario, mark, kind, clean));
      }
    }
  }
  const done: Cell[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < cells.length; index = next++) {
      const cell = await cells[index]?.();
      if (cell === undefined) continue;
      done[index] = cell;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done;
}

async function runCell(
  scenario: Scenario,
  mark: RequestMark,
  kind: FaultKind,
  clean: RunResult,
): Promise<Cell> {
  const run = await runScenario(scenario, { kind, mark });
  return {
    scenario,
    mark,
    kind,
    isHit: run.hits > 0,
    sentence: run.error === undefined ? undefined : sentenceOf(run.error),
    ...judge(scenario, run, clean),
  };
}

/** A cell that broke a rule, in a line. */
export function describeViolation({ scenario, mark, kind, violations }: Cell): string {
  return `${scenario.title}: ${mark.title} × ${kind.title}: ${violations.join("; ")}`;
}
