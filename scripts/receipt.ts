/** What redaction took out of a run: the line for people on standard error, and `--fail-on-secret`. */

import type { Context, OptionDefinition } from "../lib/cli/mod.ts";
import { secretsIn } from "../lib/redact/secret_kinds.ts";
import { UserError } from "../lib/user_error.ts";

type Receipt = Readonly<Record<string, number>>;

/** The flag of every command that redacts something for upload. */
export const FAIL_ON_SECRET: OptionDefinition = {
  flags: "--fail-on-secret",
  description: "exit with status 1 before anything is uploaded if a secret was found (it is redacted anyway)",
};

/** Says what was replaced, as kind and count. No values. */
export function announceReceipt(receipt: Receipt, context: Context): void {
  const total = totalOf(receipt);
  context.progress.note(
    total === 0
      ? "Redacted: nothing was found"
      : `Redacted: ${total} ${total === 1 ? "place" : "places"} (${describe(receipt)})`,
  );
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
