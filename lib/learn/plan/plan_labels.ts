/** The labels of plans. A repository that lacks one gets it. */

import type { Label } from "../../github/plan/label.ts";
import { LEARN_LABEL, PLAN_LABEL } from "../../github/plan/plan_issue.ts";
import type { PlanType } from "./plan_title.ts";

const PLAN: Label = { name: PLAN_LABEL, color: "0e8a16", description: "A plan that is to be implemented" };
const LEARN: Label = {
  name: LEARN_LABEL,
  color: "d93f0b",
  description: "A plan for documentation that was learned",
};

/** By type of plan. A learn plan is a plan too. */
export const PLAN_LABELS: Readonly<Record<PlanType, readonly Label[]>> = {
  learn: [PLAN, LEARN],
  standard: [PLAN],
};
