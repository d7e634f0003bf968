/** When a rule fails, nobody knows what it would have found: the run must not publish anything. */
import { messageOf, UserError } from "../user_error.ts";

/**
 * The error for anything that a rule threw. An error that already says what to do is not changed.
 *
 * @param rule the rule that failed, if it is known.
 */
export function scannerFailure(cause: unknown, rule?: string): UserError {
  if (cause instanceof UserError) return cause;
  return new UserError("The secret scanner failed, so nothing was published. Please report this.", {
    detail: rule === undefined ? messageOf(cause) : `${rule}: ${messageOf(cause)}`,
    publishNothing: true,
    cause,
  });
}
