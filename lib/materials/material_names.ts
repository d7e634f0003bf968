/** Names that belong to this program: materials in a folder, and what they are called in a gist. */

import { type Redacted, redactedText } from "../redact/redacted.ts";

/** The file that lists the others with their sizes and checksums. Made anew by each packing. */
export const MANIFEST_NAME = redactedText`manifest.json`;

/** Review threads, discussion comments, and both in one object, as the first version had them. */
const COMMENT_NAMES = ["pr-review-comments.json", "pr-discussion-comments.json", "pr-comments.json"];

/** `planning-<session-id>.xml`, `impl-<session-id>-part<N>.xml`; 200 is beyond any session id. */
const SESSION_NAME = /^(?:planning|impl)-[A-Za-z0-9_][A-Za-z0-9._-]{0,200}\.xml$/;

/** What became of a session, beside its parts: for the manifest, not material itself. */
const LEDGER_NAME = /^(?:planning|impl)-[A-Za-z0-9_][A-Za-z0-9._-]{0,200}\.ledger\.json$/;

/** Whether a file of this name is material for learning. The manifest isn't: it is about the materials. */
export function isMaterialName(name: string): boolean {
  return COMMENT_NAMES.includes(name) || SESSION_NAME.test(name);
}

/** What `preprocess-session` calls parts when it is told nothing else. */
const UNNAMED_PART = /^session-[A-Za-z0-9_][A-Za-z0-9._-]{0,200}\.xml$/;

/** Whether `learn` reads a file of this name from a folder: material, or a part with a name that a person chose. */
export function isReadAsMaterial(name: string): boolean {
  return isMaterialName(name) || UNNAMED_PART.test(name);
}

/** Whether this program writes files of this name into a materials folder. */
export function isOurName(name: string): boolean {
  return name === MANIFEST_NAME || isMaterialName(name) || isLedgerName(name);
}

/** Whether a file of this name tells what became of a session. */
export function isLedgerName(name: string): boolean {
  return LEDGER_NAME.test(name);
}

/** `session-…` is what `preprocess-session` calls parts when it is told nothing else. */
const OF_SESSION =
  /^(?:planning|impl|session)-([A-Za-z0-9_][A-Za-z0-9._-]{0,200}?)(?:-part\d{1,6})?\.(?:xml|ledger\.json)$/;

/** The ids of the sessions that files are named for. */
export function sessionIdsIn(names: Iterable<string>): Set<string> {
  return new Set(Array.from(names).flatMap((name) => OF_SESSION.exec(name)?.[1] ?? []));
}

/** A part's name, up to its number. */
const PART = /^(.+?)(?:-part(\d{1,6}))?\.xml$/;

/** The names of parts, each session's together and in the order of their numbers; other names are left out. */
export function partsBySession(names: Iterable<string>): string[][] {
  const parts = Array.from(names).flatMap((name) => {
    const [, stem, number = 1] = PART.exec(name) ?? [];
    return stem === undefined ? [] : [{ name, stem, number: Number(number) }];
  });
  return [...Map.groupBy(parts, ({ stem }) => stem).values()].map((ofSession) =>
    ofSession.sort((one, other) => one.number - other.number).map(({ name }) => name)
  );
}

/** `learn-materials-plan-42.txt`, and what follows it: `learn-materials-plan-42.txt.002`. */
const GIST_FILE_NAME = /^learn-materials-plan-(\d{1,15})\.txt(?:\.(\d{3}))?$/;

/**
 * Name of a gist's file that holds packed materials of a plan; counted from 1.
 *
 * The first name is a beginning of the others, so it is the gist's first file in any order of names: that one is
 * what the address `…/raw` gives, which older clients read.
 */
export function gistFileName(issueNumber: number, number = 1): Redacted {
  const first = redactedText`learn-materials-plan-${issueNumber}.txt`;
  if (number === 1) return first;
  return number < 10
    ? redactedText`${first}.00${number}`
    : number < 100
    ? redactedText`${first}.0${number}`
    : redactedText`${first}.${number}`;
}

/** Description of the gist that holds the packed materials of a plan. */
export function gistDescription(issueNumber: number): Redacted {
  return redactedText`Learn materials for plan #${issueNumber}`;
}

/** What the name of a gist's file says, if it is one that `gistFileName` gives. */
export function parseGistFileName(name: string): { issueNumber: number; number: number } | undefined {
  const [, issue, number] = GIST_FILE_NAME.exec(name) ?? [];
  if (issue === undefined) return undefined;
  return { issueNumber: Number(issue), number: number === undefined ? 1 : Number(number) };
}

/** What follows a file's name where a piece of it is packed, being too large for one file of a gist. From 1. */
export function pieceSuffix(number: number, count: number): Redacted {
  return redactedText`.piece-${number}-of-${count}`;
}

/** The order of files in a gist: by UTF-16 code unit, the same on every machine. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
