/** Tokens for tests. */

import type { Viewer } from "./access.ts";

const PREFIXES = { "classic": "ghp", "fine-grained": "github_pat", "actions": "ghs" } as const;

/** A token in the look of GitHub's; made here so that no scanner finds one in the source. */
export function newToken(kind: Viewer["kind"]): string {
  return [PREFIXES[kind], `${crypto.randomUUID().replaceAll("-", "")}0000`].join("_");
}
