/** What can be said of sessions, plan and pull request without a model. */

export { evidenceWeight, findEvidence } from "./find_evidence.ts";
export { type Evidence, evidenceSchema, type Finding, FINDING_KINDS, type FindingKind } from "./finding.ts";
export { renderEvidence } from "./render_evidence.ts";
