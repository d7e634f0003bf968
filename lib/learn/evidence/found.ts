/** What a rule found, before it is put in order and numbered. */

import type { Citation } from "../citation.ts";
import type { FindingKind } from "./finding.ts";

/** A finding on its way. */
export interface Found {
  readonly kind: FindingKind;
  /** One sentence. */
  readonly summary: string;
  readonly citations: readonly Citation[];
  /** 1 to 5; what is beyond counts as the nearest. */
  readonly weight: number;
  readonly resolution?: string | undefined;
  readonly subjects: readonly string[];
  /** Place of its first event among the session's: findings stand in the order of what happened. */
  readonly position: number;
}

/** A finding with everything it needs, or none where nothing of it can be quoted. */
export function found(finding: Found): Found[] {
  return finding.citations.length === 0 ? [] : [finding];
}
