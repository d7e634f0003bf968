/** Which kinds of findings are secrets, for `--fail-on-secret`. */

/**
 * Kinds that say who somebody is, not how to get in: every log is full of home directories, and addresses of authors
 * stand in every `git log`. They are replaced, but are no reason to stop.
 */
const NO_SECRETS: ReadonlySet<string> = new Set(["email", "home-path", "user-name"]);

/** The part of a receipt (kind → count) that counts secrets. */
export function secretsIn(receipt: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(receipt).filter(([kind, count]) => count > 0 && !NO_SECRETS.has(kind)),
  );
}
