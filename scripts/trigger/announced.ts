/** A step of `trigger`, announced to the person and named in its error. */

import type { Context, Progress, Step } from "../../lib/cli/mod.ts";
import { UserError } from "../../lib/user_error.ts";

/** What a step gives, and what the person sees of it: counts and sizes. */
export interface StepResult<Value> {
  readonly value: Value;
  readonly summary: string;
  /** Whether it is why the step failed; what follows goes on without. */
  readonly isFailure?: boolean;
}

/** Runs a step under its title. A failure ends the step visibly and is thrown as it is. */
export async function announced<Value>(
  progress: Progress,
  title: string,
  work: (step: Step) => Promise<StepResult<Value>>,
): Promise<Value> {
  const step = progress.step(title);
  try {
    const { value, summary, isFailure = false } = await work(step);
    if (isFailure) step.failed(summary);
    else step.done(summary);
    return value;
  } catch (error) {
    // The error itself is printed once, at the end.
    step.failed("failed");
    throw error;
  }
}

/** The same error with the step's name before it: `Uploading the materials failed: …`. */
export function namingStep(step: string, error: unknown): unknown {
  // Why text can't be redacted is said in its own words.
  if (!(error instanceof UserError) || error.exitStatus !== 1 || error.publishNothing) return error;
  const { detail, isOfWriting } = error;
  return new UserError(`${step} failed: ${error.message}`, {
    ...(detail === undefined ? {} : { detail }),
    isOfWriting,
    cause: error,
  });
}

/** The same error with what is kept in its detail, for whoever reads the answer alone. */
export function namingKept(kept: string | undefined, error: unknown): unknown {
  if (kept === undefined || !(error instanceof UserError) || error.exitStatus === 2) return error;
  // After an interruption that is said already.
  if (error.detail?.includes(kept) === true) return error;
  const detail = error.detail === undefined ? kept : `${error.detail}; ${kept}`;
  const { exitStatus, publishNothing, isOfWriting } = error;
  return new UserError(error.message, { detail, exitStatus, publishNothing, isOfWriting, cause: error });
}

/** A warning for the person, and in the answer. */
export function warnIn(warnings: string[], warning: string, { progress }: Pick<Context, "progress">): void {
  warnings.push(warning);
  progress.warn(warning);
}
