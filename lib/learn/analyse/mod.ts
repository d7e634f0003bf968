/** The analysis of a source: from evidence to a learn plan. */

export { analyse, type Analysis, type AnalysisOptions } from "./analyse.ts";
export { type FinishedAnalysis, PLAN_FILES, readAnalysis, TRIPWIRE_FILES } from "./read_analysis.ts";
export { nodeRecordSchema, RUN_RECORD, type RunRecord, usageSchema } from "./run_record.ts";
