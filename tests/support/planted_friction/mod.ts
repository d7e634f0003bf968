/**
 * Sessions with planted friction, twelve kinds and requests of reviewers with five variants and more each, and
 * sessions without any that look as if. They go the whole way: log → preprocessing → materials → evidence.
 */

import { join } from "node:path";
import {
  findEvidence,
  type Finding,
  FINDING_KINDS,
  type FindingKind,
} from "../../../lib/learn/evidence/mod.ts";
import { createCitationIndex } from "../../../lib/learn/citation_index.ts";
import { type VerifiedCitations, verifyCitations } from "../../../lib/learn/verify_citations.ts";
import { readMaterialsSource, type SourcePlan } from "../../../lib/learn/source/mod.ts";
import { collectParts, DEFAULT_MAX_TOKENS, preprocessSession } from "../../../lib/preprocess/mod.ts";
import { redactedText, type Redactor } from "../../../lib/redact/mod.ts";
import { session, writeClaudeFolder } from "../session_builder/mod.ts";
import { FAILURES_AMONG_WORK, PERSONS_AMONG_WORK } from "./among_work.ts";
import { DETOURS, RESOLVED, UNRESOLVED } from "./failures.ts";
import { CORRECTIONS, DENIALS, INTERRUPTIONS, STEERINGS } from "./persons.ts";
import { PATTERNS_AMONG_WORK, QUIET_AMONG_WORK } from "./patterns_among_work.ts";
import type { Planted, PlantedSession } from "./planted_session.ts";
import { PLAN_DIFFERENCES, REVIEWS } from "./pull_request.ts";
import { QUIET } from "./quiet_work.ts";
import { LOOKUPS, REPEATED_COMMANDS, REPEATED_READS, REVERTED } from "./work_patterns.ts";
import { inFolder } from "../temporary_folder.ts";

export type { Planted, PlantedSession } from "./planted_session.ts";

/** All of them. */
export const PLANTED_SESSIONS: readonly PlantedSession[] = [
  ...RESOLVED,
  ...UNRESOLVED,
  ...DETOURS,
  ...CORRECTIONS,
  ...DENIALS,
  ...INTERRUPTIONS,
  ...STEERINGS,
  ...REPEATED_COMMANDS,
  ...REPEATED_READS,
  ...LOOKUPS,
  ...REVERTED,
  ...PLAN_DIFFERENCES,
  ...REVIEWS,
  ...FAILURES_AMONG_WORK,
  ...PERSONS_AMONG_WORK,
  ...PATTERNS_AMONG_WORK,
  ...QUIET,
  ...QUIET_AMONG_WORK,
];

const NO_DOCUMENTS = { roots: [], total: 0, documents: [], paths: [], terms: [] };

/** What was found in a planted session, held against what was planted. */
export interface Judgement {
  readonly name: string;
  readonly found: readonly Planted[];
  readonly missed: readonly Planted[];
  /** Findings that are what was planted, or true as well. */
  readonly right: readonly Finding[];
  readonly wrong: readonly Finding[];
  /** What became of the findings' own citations: all of them have to stand where they say. */
  readonly citations: VerifiedCitations;
}

/** Makes the session, converts it, finds evidence in it and judges that. */
export async function judgePlanted(planted: PlantedSession, redactor: Redactor): Promise<Judgement> {
  const { findings, citations } = await inFolder(async (folder) => {
    const materials = join(folder, "materials");
    await writeMaterials(planted, folder, materials, redactor);
    const read = await readMaterialsSource(materials, redactor);
    const source = { ...read, plan: planOf(await redactor.redact(planted.plan ?? "")), diff: planted.diff };
    const { findings } = findEvidence(source);
    const index = createCitationIndex({ ...source, documents: NO_DOCUMENTS });
    return { findings, citations: verifyCitations(findings.flatMap(({ citations }) => citations), index) };
  });
  const matches = ({ kind, says }: Planted, finding: Finding) =>
    finding.kind === kind &&
    [finding.summary, finding.resolution ?? "", ...finding.citations.map(({ quote }) => quote)]
      .some((text) => typeof says === "string" ? text.includes(says) : says.test(text));
  const isRight = (finding: Finding) =>
    planted.plants.some((plant) => matches(plant, finding)) || planted.also?.includes(finding.kind) === true;
  const isFound = (plant: Planted) => findings.some((finding) => matches(plant, finding));
  return {
    name: planted.name,
    found: planted.plants.filter(isFound),
    missed: planted.plants.filter((plant) => !isFound(plant)),
    right: findings.filter(isRight),
    wrong: findings.filter((finding) => !isRight(finding)),
    citations,
  };
}

/** How many of a kind were planted, found, and found rightly and wrongly. */
export interface KindScore {
  readonly kind: FindingKind;
  readonly planted: number;
  readonly found: number;
  readonly right: number;
  readonly wrong: number;
}

/** The scores of all kinds. */
export function scoreByKind(judgements: readonly Judgement[]): KindScore[] {
  const count = (
    kind: FindingKind,
    items: (judgement: Judgement) => readonly { readonly kind: FindingKind }[],
  ) => judgements.flatMap(items).filter((item) => item.kind === kind).length;
  return FINDING_KINDS.map((kind) => ({
    kind,
    planted: count(kind, ({ found, missed }) => [...found, ...missed]),
    found: count(kind, ({ found }) => found),
    right: count(kind, ({ right }) => right),
    wrong: count(kind, ({ wrong }) => wrong),
  }));
}

async function writeMaterials(
  planted: PlantedSession,
  folder: string,
  materials: string,
  redactor: Redactor,
): Promise<void> {
  const builder = session({ seed: planted.name, cwd: "/home/ada/tides", ...planted.options });
  planted.build(builder);
  const { sessions: [written] } = await writeClaudeFolder(join(folder, "claude"), [builder]);
  const sink = collectParts();
  await preprocessSession(
    { path: written?.path ?? "" },
    { maxTokens: DEFAULT_MAX_TOKENS, includeAgents: true, detail: "normal", redactor },
    sink,
  );
  await Deno.mkdir(materials);
  for (const [index, part] of sink.parts.entries()) {
    const suffix = sink.parts.length === 1 ? "" : `-part${index + 1}`;
    await Deno.writeTextFile(join(materials, `impl-${builder.id}${suffix}.xml`), part);
  }
  const { threads = [], discussion = [] } = planted;
  const write = async (name: string, value: unknown) =>
    await Deno.writeTextFile(
      join(materials, name),
      JSON.stringify({ success: true, pr_number: 7, ...value as object }),
    );
  await write("pr-review-comments.json", { threads });
  await write("pr-discussion-comments.json", { comments: discussion });
}

function planOf(body: SourcePlan["body"]): SourcePlan {
  return {
    issueNumber: 42,
    repository: "ada/tides",
    title: redactedText`Tides`,
    body,
    url: "https://github.com/ada/tides/issues/42",
    pullRequest: undefined,
    gistUrl: undefined,
  };
}
