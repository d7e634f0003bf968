/** A learn plan worked into a repository's documentation. */

export { planChanges, type PlannedChanges } from "./plan_changes.ts";
export { renderChanges } from "./render_changes.ts";
