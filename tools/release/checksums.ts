/** `SHA256SUMS`, as `sha256sum --check` reads it. */

/** One line a file, in name order: digest, two spaces, name. */
export function renderChecksums(digests: ReadonlyMap<string, string>): string {
  const lines = [...digests].sort(([a], [b]) => a < b ? -1 : 1).map(([name, digest]) => `${digest}  ${name}`);
  return lines.map((line) => `${line}\n`).join("");
}
