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

/** Whether this program writes files of this name into a materials folder. */
export function isOurName(name: string): boolean {
  return name === MANIFEST_NAME || isMaterialName(name) || isLedgerName(name);
}

/** Whether a file of this name tells what became of a session. */
export function isLedgerName(name: string): boolean {
  return LEDGER_NAME.test(name);
}

/** Name of the gist's file that holds the packed materials of a plan. */
export function gistFileName(issueNumber: number): Redacted {
  return redactedText`learn-materials-plan-${issueNumber}.txt`;
}

/** Description of the gist that holds the packed materials of a plan. */
export function gistDescription(issueNumber: number): Redacted {
  return redactedText`Learn materials for plan #${issueNumber}`;
}

/** Whether a gist's file is one that `gistFileName` names. */
export function isGistFileName(name: string): boolean {
  return /^learn-materials-plan-\d+\.txt$/.test(name);
}

/** The order of files in a gist: by UTF-16 code unit, the same on every machine. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
