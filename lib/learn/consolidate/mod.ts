/** Several learn plans → one that takes their place. */

export {
  chooseAmongOpen,
  chooseNamed,
  type ChosenPlans,
  consolidationsAmong,
  type EarlierConsolidation,
} from "./earlier_consolidation.ts";
export { type Consolidation, ENTRY_KINDS, type EntryRecord, mergePlans } from "./merge_plans.ts";
export { placeNames, renderConsolidated } from "./render_consolidated.ts";
export { closeSource, type ParentUpdate, type Replacement, updateParent } from "./replace_sources.ts";
export { saveConsolidated, type SavedConsolidation } from "./save_consolidated.ts";
export { readSourceLearnPlan, type SourceLearnPlan } from "./source_learn_plan.ts";
