/** Workers that convert sessions in parallel: started when they are wanted, used again, ended together. */

import { messageOf, UserError } from "../user_error.ts";
import { onlyResult, type Outcome } from "./session_groups.ts";
import type { Conversion, ConversionOptions, SessionJob } from "./session_job.ts";
import type { WorkerAnswer, WorkerOutcome, WorkerRequest } from "./session_worker.ts";

/** The workers of a run. */
export interface SessionWorkers {
  /**
   * Converts a session in a worker that is idle, or in a new one. Undefined where no worker can be started, or the
   * one at work died: the session is then to be converted here.
   *
   * @throws as `preprocessSession` does.
   */
  convert(job: SessionJob): Promise<Conversion | undefined>;
  /**
   * The same for sessions that share history, in order; a failure of one is in its outcome.
   *
   * @throws the signal's reason when it is aborted.
   */
  convertGroup(jobs: readonly SessionJob[]): Promise<Outcome<Conversion>[] | undefined>;
  /** How many were started. */
  started(): number;
  close(): void;
}

/** More than four hardly gain anything, as all read and write files, and each has its own 100 MB of memory. */
const MAX_LANES = 4;

/**
 * How many of this many sessions are converted at the same time. The first lane is the program's own thread; each
 * further one is a worker.
 */
export function lanesFor(sessions: number): number {
  return Math.max(1, Math.min(sessions, navigator.hardwareConcurrency, MAX_LANES));
}

/** Where workers come from, and what concerns them all. */
export interface SessionWorkersOptions {
  /** The worker's module: `sessionWorkerAddress()`. */
  readonly address: URL;
  readonly conversion: ConversionOptions;
  readonly signal: AbortSignal;
  /** Gets a line where a worker can't be used. */
  readonly detail: (line: string) => void;
}

/** A worker that has loaded. */
interface RunningWorker {
  readonly worker: Worker;
  /** Rejects with a `WorkerFailure` when the worker dies. */
  readonly death: Promise<never>;
}

/** Makes the workers of a run. None is started until a session has to be converted. */
export function createSessionWorkers(
  { address, conversion, signal, detail }: SessionWorkersOptions,
): SessionWorkers {
  const all: RunningWorker[] = [];
  const idle: RunningWorker[] = [];
  let unusable = false;
  const giveUp = (reason: string) => {
    if (!unusable) detail(`sessions are converted one after the other: ${reason}`);
    unusable = true;
  };
  const workers: SessionWorkers = {
    async convert(job) {
      const outcomes = await workers.convertGroup([job]);
      return outcomes === undefined ? undefined : onlyResult(outcomes);
    },
    async convertGroup(jobs) {
      signal.throwIfAborted();
      if (unusable) return undefined;
      try {
        const worker = idle.pop() ?? await startWorker(address);
        if (!all.includes(worker)) all.push(worker);
        const answer = await ask(worker, { kind: "convert", jobs, options: conversion }, signal);
        idle.push(worker);
        signal.throwIfAborted();
        if (answer.kind === "ready") throw new Error("a worker answered out of turn");
        return answer.outcomes.map(outcomeOf);
      } catch (error) {
        if (!(error instanceof WorkerFailure)) throw error;
        giveUp(error.message);
        return undefined;
      }
    },
    started: () => all.length,
    close() {
      for (const { worker } of all) worker.terminate();
    },
  };
  return workers;
}

/** A worker that doesn't start or doesn't answer: no fault of the session. */
class WorkerFailure extends Error {}

/**
 * The address of the worker's module. In source it is beside this module, in a bundle beside the bundle, and in an
 * executable beside each of its parts.
 */
export function sessionWorkerAddress(): URL {
  const ending = new URL(import.meta.url).pathname.endsWith(".ts") ? "ts" : "js";
  return new URL(`./session_worker.${ending}`, import.meta.url);
}

async function startWorker(address: URL): Promise<RunningWorker> {
  let worker: Worker;
  try {
    // Deno reports a missing module on standard error by itself, whatever is done about it: it's not to come to that.
    await Deno.stat(address);
    worker = new Worker(address, { type: "module", name: "session" });
  } catch (error) {
    throw new WorkerFailure(`a worker can't be started (${messageOf(error)})`);
  }
  const death = new Promise<never>((_, reject) => {
    worker.onerror = (event) => {
      // Unprevented, it would end this program.
      event.preventDefault();
      reject(new WorkerFailure(`a worker failed (${firstLine(event.message)})`));
    };
  });
  // Whoever waits for an answer gets it; one that dies idle is noticed when it is asked again.
  death.catch(() => {});
  const running = { worker, death };
  await nextAnswer(running);
  return running;
}

/** On abort the worker itself stops and removes what it has written; its answer is awaited, so nothing is left behind. */
async function ask(
  running: RunningWorker,
  request: WorkerRequest,
  signal: AbortSignal,
): Promise<WorkerAnswer> {
  const tell = (message: WorkerRequest) => running.worker.postMessage(message);
  const abort = () => tell({ kind: "abort" });
  signal.addEventListener("abort", abort);
  try {
    const answer = nextAnswer(running);
    tell(request);
    // It may have come while the worker was starting.
    if (signal.aborted) abort();
    return await answer;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

async function nextAnswer({ worker, death }: RunningWorker): Promise<WorkerAnswer> {
  const answer = new Promise<WorkerAnswer>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => resolve(data);
  });
  return await Promise.race([answer, death]);
}

function outcomeOf(outcome: WorkerOutcome): Outcome<Conversion> {
  if ("conversion" in outcome) return { done: outcome.conversion };
  const { message, userError } = outcome;
  if (userError === undefined) return { error: new Error(message) };
  const { detail, ...rest } = userError;
  return { error: new UserError(message, { ...rest, ...(detail === undefined ? {} : { detail }) }) };
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
