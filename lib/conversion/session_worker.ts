/**
 * The entry of a worker that converts sessions, one group at a time; started by `session_workers.ts`. A program in one
 * file has it as a second file beside it, an executable as one of its parts (tools/build).
 */

import { createRedactor, type Redactor } from "../redact/mod.ts";
import { fileFailure } from "../file_failure.ts";
import { messageOf, UserError } from "../user_error.ts";
import { convertGroupToFiles } from "./session_groups.ts";
import type { Conversion, ConversionOptions, SessionJob } from "./session_job.ts";

/** What a worker is told. `abort` concerns the group at hand; it is answered by that one's failure. */
export type WorkerRequest =
  | { readonly kind: "convert"; readonly jobs: readonly SessionJob[]; readonly options: ConversionOptions }
  | { readonly kind: "abort" };

/** What it answers; `ready` comes once, when it has loaded. */
export type WorkerAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "converted"; readonly outcomes: readonly WorkerOutcome[] };

/** What became of one session. */
export type WorkerOutcome =
  | { readonly conversion: Conversion }
  | { readonly message: string; readonly userError: UserErrorFields | undefined };

/** What a UserError holds beside its message: instances don't survive the way between threads. */
export interface UserErrorFields {
  readonly detail: string | undefined;
  readonly exitStatus: UserError["exitStatus"];
  readonly publishNothing: boolean;
  readonly isOfWriting: boolean;
}

/** The part of a worker's global object that is used; the project is checked with the types of the main thread. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkerRequest>) => void) | null;
  postMessage(answer: WorkerAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;
let redactor: Promise<Redactor> | undefined;
let current = new AbortController();

async function convert(jobs: readonly SessionJob[], options: ConversionOptions): Promise<WorkerAnswer> {
  current = new AbortController();
  try {
    // All sessions of a run are redacted alike: one redactor serves them.
    redactor ??= createRedactor(options.redaction);
    const outcomes = await convertGroupToFiles(jobs, options, await redactor, current.signal);
    return {
      kind: "converted",
      outcomes: outcomes.map((outcome) =>
        "done" in outcome ? { conversion: outcome.done } : failed(outcome.error)
      ),
    };
  } catch (error) {
    return { kind: "converted", outcomes: jobs.map(() => failed(error)) };
  }
}

function failed(thrown: unknown): WorkerOutcome {
  // Here, as the code of a failure doesn't survive the way either.
  const error = fileFailure(thrown) ?? thrown;
  const userError = error instanceof UserError
    ? {
      detail: error.detail,
      exitStatus: error.exitStatus,
      publishNothing: error.publishNothing,
      isOfWriting: error.isOfWriting,
    }
    : undefined;
  return { message: messageOf(error), userError };
}

scope.onmessage = ({ data }) => {
  if (data.kind === "abort") current.abort();
  else void convert(data.jobs, data.options).then((answer) => scope.postMessage(answer));
};
scope.postMessage({ kind: "ready" });
