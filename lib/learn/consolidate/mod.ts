/** Several learn plans → one that takes their place. */

export {
  chooseAmongOpen,
  chooseNamed,
  type ChosenPlans,
  consolidationsAmong,
} from "./earlier_consolidation.ts";
export { type Consolidation, ENTRY_KINDS, mergePlans } from "./merge_plans.ts";
export { placeNames, renderConsolidated } from "./render_consolidated.ts";
export { closeSource, updateParent } from "./replace_sources.ts";
export { saveConsolidated, type SavedConsolidation } from "./save_consolidated.ts";
export { readSourceLearnPlan, type SourceLearnPlan } from "./source_learn_plan.ts";
