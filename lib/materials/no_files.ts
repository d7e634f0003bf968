/** The error for a gist that holds no materials. */

import { UserError } from "../user_error.ts";

/** Callers know this sentence from older clients. The detail says what was found instead. */
export function noFiles(detail: string): UserError {
  return new UserError("No files found in gist content", { detail });
}
