/** Whether what worked is what others should do. */

import type { Finding } from "../../evidence/finding.ts";

/** Options and settings by which a command goes past what it should heed: hooks, tests, peers, certificates, permissions. */
const PASSES_OVER =
  /\s--(?:no-(?:verify|check|gpg-sign|frozen-lockfile|strict\S*)|force(?!-with-lease|-color)\b|skip-?(?:tests?|checks?|hooks?|lint\w*|verif\w+|validat\w+)|ignore-(?:scripts|errors|engines|certificate\S*|platform\S*)|unsafe\S*|legacy-peer-deps|insecure|allow-(?:root|dirty|empty|unrelated-histories)|dangerously\S*|break-system-packages)|\bgit\s+(?:commit\b.*\s-n\b|push\b.*\s-f\b)|\bcurl\b.*\s-k\b|\bchmod\s+(?:-R\s+)?0?777\b|\|\|\s*(?:true|:|exit\s+0)(?=\s|$)|(?:^|\s)(?:HUSKY=0|SKIP=\S+|LEFTHOOK=0|NODE_TLS_REJECT_UNAUTHORIZED=0|PIP_BREAK_SYSTEM_PACKAGES=1)/;

/** A merge that stopped: what resolves it is done to the files. */
const CONFLICT =
  /^CONFLICT \(|\bcould not apply\b|\bmerge conflict\b|\bneeds merge\b|\bunmerged (?:files|paths)\b/im;

/** And what ends it. */
const CONCLUSION = /\bgit\s+(?:commit|merge|rebase|cherry-pick|revert|am|stash)\b/;

/** How something that worked is to be taken. */
export type Standing =
  /** Others can do the same. */
  | "advice"
  /** The cause is still there. */
  | "passes-over-a-check"
  /** The repair came before it, and isn't known. */
  | "conclusion";

/** How what worked in the end is to be taken; `undefined` where nothing did. */
export function standingOf({ resolution, citations }: Finding): Standing | undefined {
  if (resolution === undefined) return undefined;
  if (PASSES_OVER.test(resolution)) return "passes-over-a-check";
  const [failure] = citations;
  return failure !== undefined && CONFLICT.test(failure.quote) && CONCLUSION.test(resolution)
    ? "conclusion"
    : "advice";
}
