/** `SHA256SUMS`, as `sha256sum --check` reads it. */

import { Buffer } from "node:buffer";

/** Lower-case hex digits of the SHA-256 of some bytes. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
}

/** One line a file, in name order: digest, two spaces, name. */
export function renderChecksums(digests: ReadonlyMap<string, string>): string {
  const lines = [...digests].sort(([a], [b]) => a < b ? -1 : 1).map(([name, digest]) => `${digest}  ${name}`);
  return lines.map((line) => `${line}\n`).join("");
}
