/** The error for a gist that holds no materials. */

import { UserError } from "../user_error.ts";

/**
 * The error for a gist without materials. Its sentence is the one that older clients show; the detail says what was
 * found instead.
 */
export function noFiles(detail: string): UserError {
  return new UserError("No files found in gist content", { detail });
}
