/** The columns of the fault matrix: what befalls a request. */

import type { Fault, GitHubEmulator } from "../../tests/support/github_emulator/mod.ts";
import {
  graphqlRateLimit,
  primaryRateLimit,
  secondaryRateLimit,
  serverError,
  tooManyRequests,
} from "../../tests/support/github_emulator/faults.ts";
import type { RequestMark } from "./request_mark.ts";

export interface FaultKind {
  readonly title: string;
  /** How many requests of this kind in a row it befalls. */
  readonly times: number;
  /** The server never answers: the tries are given up soon. */
  readonly hangs?: boolean;
  /** Called when a request is about to meet it. */
  readonly fault: (emulator: GitHubEmulator, mark: RequestMark) => Fault;
}

/** The limit is over when the client looks at its end: waiting is tested where a clock can be told. */
const justNow = () => Date.now() - 2_000;

export const FAULT_KINDS: readonly FaultKind[] = [
  { title: "500", times: 1, fault: () => serverError(500) },
  { title: "502 twice", times: 2, fault: () => serverError(502) },
  { title: "reset before answer", times: 1, fault: () => ({ kind: "reset-before-answer" }) },
  { title: "reset after acting", times: 1, fault: () => ({ kind: "reset-after-acting" }) },
  { title: "timeout", times: 1, hangs: true, fault: () => ({ kind: "hang" }) },
  { title: "timeout after acting", times: 1, hangs: true, fault: () => ({ kind: "hang-after-acting" }) },
  {
    title: "403 primary limit",
    times: 1,
    fault: (_, { graphqlOperation }) =>
      graphqlOperation === undefined ? primaryRateLimit(justNow()) : graphqlRateLimit(justNow()),
  },
  { title: "403 secondary limit", times: 1, fault: () => secondaryRateLimit(0) },
  { title: "429", times: 1, fault: () => tooManyRequests(0) },
  { title: "malformed JSON", times: 1, fault: () => ({ kind: "malformed-json" }) },
  { title: "cut body", times: 1, fault: () => ({ kind: "cut-body", afterBytes: 20 }) },
  {
    title: "slow body",
    times: 1,
    fault: () => ({ kind: "slow-body", bytesAtOnce: 2_000, pauseMilliseconds: 2 }),
  },
  {
    title: "reset after acting, then down",
    times: 1,
    fault: (emulator) => {
      for (const server of ["api", "web"] as const) {
        emulator.faults.inject({ server, times: Number.MAX_SAFE_INTEGER, fault: serverError(503) });
      }
      return { kind: "reset-after-acting" };
    },
  },
];
