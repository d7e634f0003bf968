/** What a planted session is: a made-up log in which something specific went wrong, or nothing did. */

import type { FindingKind } from "../../../lib/learn/evidence/mod.ts";
import type { CodeDiff } from "../../../lib/learn/diff/code_diff.ts";
import type { SessionBuilder, SessionOptions } from "../session_builder/mod.ts";

/** Something that has to be found. */
export interface Planted {
  readonly kind: FindingKind;
  /** Stands in a quote, the summary or the resolution of the finding. */
  readonly says: string | RegExp;
}

/** A made-up session, or what stands around one. */
export interface PlantedSession {
  readonly name: string;
  readonly options?: SessionOptions;
  readonly build: (session: SessionBuilder) => unknown;
  readonly plants: readonly Planted[];
  /** Kinds that are true of the session as well, without having been planted: a detour has failures. */
  readonly also?: readonly FindingKind[];
  /** The plan's Markdown. */
  readonly plan?: string;
  readonly diff?: CodeDiff;
  /** `pr-review-comments.json` and `pr-discussion-comments.json`. */
  readonly threads?: readonly unknown[];
  readonly discussion?: readonly unknown[];
}
