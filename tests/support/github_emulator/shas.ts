/** Commit ids for branches whose commits nobody looks into. */

import { createHash } from "node:crypto";

/** The same 40 hex digits each time for a branch of a repository. */
export function headSha(repository: string, branch: string): string {
  return createHash("sha1").update(`${repository}\0${branch}`).digest("hex");
}
