/** What redaction took out of a run: the line for people on standard error, and `--fail-on-secret`. */

import type { Context, OptionDefinition } from "../lib/cli/mod.ts";
import { secretsIn } from "../lib/redact/secret_kinds.ts";
import { UserError } from "../lib/user_error.ts";
import { counted } from "../lib/wording.ts";

type Receipt = Readonly<Record<string, number>>;

/** The flag of every command that redacts something for upload. */
export const FAIL_ON_SECRET: OptionDefinition = {
  flags: "--fail-on-secret",
  description: "exit with status 1 before anything is uploaded if a secret was found (it is redacted anyway)",
};

/** What was said last: a command that is made of others says it once. */
const announcedBefore = new WeakMap<Context["progress"], string>();

/** Says what was replaced, as kind and count, unless that was said already. No values. */
export function announceReceipt(receipt: Receipt, { progress }: Pick<Context, "progress">): void {
  const total = totalOf(receipt);
  const line = total === 0
    ? "Redacted: nothing was found"
    : `Redacted: ${counted(total, "place")} (${describe(receipt)})`;
  if (announcedBefore.get(progress) === line) return;
  announcedBefore.set(progress, line);
  progress.note(line);
}

/**
 * Ends the run if secrets were found. E-mail addresses, home directories and names in paths are none.
 *
 * @param state what became of the run so far, as a part of the sentence: `nothing is uploaded`.
 * @throws UserError that names kinds and counts.
 */
export function refuseSecrets(receipt: Receipt, state: string): void {
  const secrets = secretsIn(receipt);
  const total = totalOf(secrets);
  if (total === 0) return;
  throw new UserError(
    `${total === 1 ? "A secret was" : `${total} secrets were`} found (${describe(secrets)}), so ${state}: ` +
      "revoke what is real, list documented examples under redaction.allow in .erk/learn.json, " +
      "or leave out --fail-on-secret.",
  );
}

function totalOf(receipt: Receipt): number {
  return Object.values(receipt).reduce((sum, count) => sum + count, 0);
}

/** `email: 12, github-token: 1`. */
function describe(receipt: Receipt): string {
  return Object.entries(receipt).map(([kind, count]) => `${kind}: ${count}`).join(", ");
}
