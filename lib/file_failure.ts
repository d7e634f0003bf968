/** Failures of the file system as sentences for people: a full disk or a closed folder is no mistake of the program. */

import { messageOf, UserError } from "./user_error.ts";

/** What the system says, and what a person may do about it: clauses. */
export interface Explanation {
  readonly reason: string;
  readonly remedy: string;
}

const ELSEWHERE = "name another place";

const DENIED: Explanation = {
  reason: "permission is denied",
  remedy: `change its permissions, or ${ELSEWHERE}`,
};
const IS_FOLDER: Explanation = { reason: "it is a folder", remedy: "name a file" };
const FULL: Explanation = { reason: "no space is left", remedy: `free some, or ${ELSEWHERE}` };
const NO_FOLDER: Explanation = {
  reason: "a file stands where a folder is needed",
  remedy: `move it away, or ${ELSEWHERE}`,
};
const TOO_MANY_FILES: Explanation = {
  reason: "too many files are open",
  remedy: "close other programs, or raise the limit (ulimit -n)",
};

/** By the names of errno(3), which Deno gives on Windows, too. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: { reason: "the file system can only be read", remedy: ELSEWHERE },
  ENOENT: {
    reason: "there is no such file or folder",
    remedy: "check how it is spelt, and that its folder is there",
  },
  ENOTDIR: NO_FOLDER,
  EEXIST: { reason: "something else stands in its place", remedy: ELSEWHERE },
  EISDIR: IS_FOLDER,
  ENOTEMPTY: { reason: "it is a folder with something in it", remedy: ELSEWHERE },
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: { reason: "it is too large for the file system", remedy: ELSEWHERE },
  ENAMETOOLONG: { reason: "the name is too long", remedy: "choose a shorter one" },
  ELOOP: { reason: "its links lead in a circle", remedy: "correct them" },
  EMFILE: TOO_MANY_FILES,
  ENFILE: TOO_MANY_FILES,
  EBUSY: { reason: "it is in use", remedy: "close what uses it" },
  EIO: { reason: "the disk or the terminal reports an error", remedy: `check it, or ${ELSEWHERE}` },
};

/** Deno's rights are the executable's own: nobody can give it more on the command line. */
const NOT_ALLOWED: Explanation = {
  reason: "this program may not use it",
  remedy: "name an ordinary file or folder",
};

/**
 * Turns a failure of the file system into an error that says what to do.
 *
 * @param path what it is about, if the error itself is known not to name it.
 * @returns `undefined` for any other error.
 */
export function fileFailure(error: unknown, path?: string): UserError | undefined {
  const explanation = explainFileFailure(error);
  if (!(error instanceof Error) || explanation === undefined) return undefined;
  const place = path ?? pathIn(error.message);
  const subject = place === undefined ? "A file or folder" : place;
  return new UserError(`${subject} can't be used (${explanation.reason}): ${explanation.remedy}.`, {
    cause: error,
  });
}

/**
 * Explains a failure of the file system in two clauses: the reason and a remedy; `undefined` for any other error.
 */
export function explainFileFailure(error: unknown): Explanation | undefined {
  if (error instanceof UserError) return undefined;
  if (error instanceof Deno.errors.NotCapable) return NOT_ALLOWED;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EEXIST" && /\(os error \d+\): mkdir /.test(messageOf(error))) return NO_FOLDER;
  return typeof code === "string" && Object.hasOwn(EXPLANATIONS, code) ? EXPLANATIONS[code] : undefined;
}

/** The reason of a failure, for parentheses in a sentence that names the path itself. */
export function reasonOf(error: unknown): string {
  return explainFileFailure(error)?.reason ?? messageOf(error);
}

/**
 * ` (reason): remedy.`, for the end of a sentence. If the failure has no remedy of its own, `otherwise` is used.
 */
export function reasonAndRemedy(error: unknown, otherwise: string): string {
  const { reason, remedy } = explainFileFailure(error) ?? { reason: messageOf(error), remedy: otherwise };
  return ` (${reason}): ${remedy}.`;
}

/**
 * Guards code that skips files it can't read. A file that can't be opened because too many files are open is not
 * missing, and must not be skipped.
 *
 * @throws {UserError} if that is the failure.
 */
export function refuseIfTooManyAreOpen(error: unknown): void {
  if (explainFileFailure(error) === TOO_MANY_FILES) throw fileFailure(error);
}

/** `… (os error 21): rename '/a' -> '/b'` is about `/b`, `Requires all access to "/dev/stdin", …` about `/dev/stdin`. */
function pathIn(message: string): string | undefined {
  const [, from, to] = /\(os error \d+\): \w+ '(.*?)'(?: -> '(.*)')?$/s.exec(message) ?? [];
  return to ?? from ?? /^Requires \w+ access to "(.*)", run again/s.exec(message)?.[1];
}
