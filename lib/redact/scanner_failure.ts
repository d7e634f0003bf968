/** When a rule fails, nobody knows what it would have found: the run must not publish anything. */
import { messageOf, UserError } from "../user_error.ts";

/**
 * The error for whatever a rule threw. One that says already what to do stays as it is.
 * @param rule whose failure it is, if that is known.
 */
export function scannerFailure(cause: unknown, rule?: string): UserError {
  if (cause instanceof UserError) return cause;
  return new UserError("The secret scanner failed, so nothing was published. Please report this.", {
    detail: rule === undefined ? messageOf(cause) : `${rule}: ${messageOf(cause)}`,
    publishNothing: true,
    cause,
  });
}
