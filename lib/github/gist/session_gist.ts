/** A session's log in a gist: one file, or several numbered ones where GitHub wouldn't give one back whole. */

import { MAX_GIST_FILE_BYTES } from "../../gist_limits.ts";
import { type Redacted, redactedText, sliceRedacted } from "../../redact/redacted.ts";
import { plainOrPrintable } from "../../printable.ts";
import { UserError } from "../../user_error.ts";
import type { Gist, GistFile } from "./gist.ts";

/** The name of a session's file in the gist that `upload-session` makes: the first that `sessionGistFiles` gives. */
export function sessionFileName(sessionId: string): string {
  return `session-${sessionId}.jsonl`;
}

/**
 * Divides a log among files of a gist, at line ends where there are any: each is a log by itself. The first name is a
 * beginning of the others, so it stays the gist's first file, which older clients read.
 */
export function sessionGistFiles(
  sessionId: Redacted,
  log: Redacted,
  maximumBytes = MAX_GIST_FILE_BYTES,
): Map<Redacted, Redacted> {
  const files = new Map<Redacted, Redacted>();
  // Any character has room.
  const room = new Uint8Array(Math.max(maximumBytes, 4));
  const first = redactedText`session-${sessionId}.jsonl`;
  for (let start = 0; start < log.length;) {
    const end = start + new TextEncoder().encodeInto(log.slice(start), room).read;
    const lineEnd = end < log.length ? log.lastIndexOf("\n", end - 1) + 1 : end;
    const cut = lineEnd > start ? lineEnd : end;
    files.set(redactedText`${first}${numberedSuffix(files.size + 1)}`, sliceRedacted(log, start, cut));
    start = cut;
  }
  return files;
}

/** What a session's gist says of the session, and of how many files it is in. */
export function sessionGistDescription(sessionId: Redacted, source: Redacted, files: number): Redacted {
  const count = files > 1 ? redactedText`, ${files} files` : redactedText``;
  return redactedText`Claude Code session ${sessionId} (${source}${count})`;
}

/**
 * The files that continue a log, with that one, in their order.
 *
 * @throws {UserError} if one of them is missing, by its number or by the count in the gist's description.
 */
export function filesOfLog(gist: Gist, first: GistFile): GistFile[] {
  const byName = new Map(gist.files.map((file) => [file.name, file]));
  const files = [first];
  for (let next = byName.get(first.name + numberedSuffix(2)); next !== undefined;) {
    files.push(next);
    next = byName.get(first.name + numberedSuffix(files.length + 1));
  }
  const numbered = gist.files.filter(({ name }) =>
    name.startsWith(`${first.name}.`) && /^\.\d{3}$/.test(name.slice(first.name.length))
  );
  const told = Number(
    /^Claude Code session .*, (\d{1,3}) files\)$/.exec(gist.description)?.[1] ?? files.length,
  );
  if (numbered.length + 1 === files.length && told === files.length) return files;
  throw new UserError(
    `The gist ${gist.id} lacks a part of the session log ${
      plainOrPrintable(first.name)
    }: it has ${files.length} of its files in a row.`,
  );
}

/** Of the file with this number, from 1: `.002`, with three digits or more. */
function numberedSuffix(number: number): Redacted {
  if (number === 1) return redactedText``;
  return number < 10
    ? redactedText`.00${number}`
    : number < 100
    ? redactedText`.0${number}`
    : redactedText`.${number}`;
}
