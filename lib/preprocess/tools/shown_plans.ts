/** A plan is written to a file, proposed, refused and proposed again: what is the same is shown once, then what changed. */

import { stringField, type ToolUseBlock } from "../../session/mod.ts";
import { isPlanFile } from "./approved_plan.ts";
import { lineDiff } from "./line_diff.ts";

/** Shorter ones are as quickly read as compared, longer ones are not kept for it. */
const LEAST_CHARACTERS = 400;
const MOST_CHARACTERS = 100_000;

/** A diff that is longer than so much of the plan tells less than the plan. */
const MOST_CHANGED_SHARE = 0.5;

/** A plan that was shown before, in full or except its changes. */
export interface EarlierPlan {
  readonly reference: string;
  /** Undefined: it is the same. */
  readonly changes: string | undefined;
}

/** The plan that a session showed last. */
export class ShownPlans {
  #last: { readonly text: string; readonly reference: string } | undefined;

  /** What a plan that is proposed repeats; notes those that are proposed, or written to where the client keeps plans. */
  note({ name, input }: ToolUseBlock, reference: string): EarlierPlan | undefined {
    const isProposed = name === "ExitPlanMode";
    if (!isProposed && !(name === "Write" && isPlanFile(input))) return undefined;
    const text = stringField(input, isProposed ? "plan" : "content")?.trim() ?? "";
    if (text.length < LEAST_CHARACTERS || text.length > MOST_CHARACTERS) return undefined;
    const last = this.#last;
    if (last?.text === text) {
      return isProposed ? { reference: last.reference, changes: undefined } : undefined;
    }
    this.#last = { text, reference };
    if (last === undefined || !isProposed) return undefined;
    const changes = lineDiff(last.text, text);
    return changes.length > text.length * MOST_CHANGED_SHARE
      ? undefined
      : { reference: last.reference, changes };
  }
}
