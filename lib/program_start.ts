/** Why another program couldn't be started: it isn't there, or this machine has no room for it. */

import { explainFileFailure } from "./file_failure.ts";
import { messageOf, UserError } from "./user_error.ts";

/** By the names of errno(3): the program is there, and would start a moment later or with higher limits. */
const NO_ROOM: Readonly<Record<string, string>> = {
  EMFILE: "too many files are open: close other programs, or raise the limit (ulimit -n)",
  ENFILE: "too many files are open: close other programs, or raise the limit (ulimit -n)",
  EAGAIN: "there are too many processes: close other programs, or raise the limit (ulimit -u)",
  ENOMEM: "there is no memory left: close other programs",
};

/**
 * Why a program could not be started, as a clause. A missing program may be an acceptable state.
 *
 * @throws {UserError} if the program exists, but the machine has no resources to start it: the caller must not take
 * it for missing.
 */
export function reasonNotStarted(program: string, error: unknown, folder?: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const lack = Object.hasOwn(NO_ROOM, code) ? NO_ROOM[code] : undefined;
  if (lack !== undefined) {
    throw new UserError(`${program} could not be started, as ${lack}.`, { cause: error });
  }
  if (code !== "ENOENT") {
    return `${program} can't be started: ${explainFileFailure(error)?.reason ?? messageOf(error)}`;
  }
  return folder !== undefined && messageOf(error).includes("No such cwd")
    ? `there is no folder ${folder}`
    : `${program} is not installed, or not on PATH`;
}
