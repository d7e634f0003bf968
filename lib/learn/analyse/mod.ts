/** The analysis of a source: from evidence to a learn plan. */

export { analyse, type Analysis } from "./analyse.ts";
export { createCostControl } from "./cost_control.ts";
export { plannedRequests } from "./planned_requests.ts";
export { prepareAnalysis, type PreparedAnalysis } from "./prepare_analysis.ts";
export { requireSomethingRead } from "./worth_learning.ts";
export { readSessions } from "./read_sessions.ts";
export { PLAN_FILES, readAnalysis, TRIPWIRE_FILES } from "./read_analysis.ts";
export { nodeRecord, nodeRecordSchema, readRunRecord, type RunRecord, usageSchema } from "./run_record.ts";
