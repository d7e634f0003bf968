/**
 * A small source to learn from, and what models may answer to it: a plan whose implementation took two sessions (one in
 * two parts), with a pull request, its review, and a document that is out of date. Shared by the tests of learning.
 */

import { join } from "node:path";
import type { AgentName } from "../../lib/learn/agents/mod.ts";
import { analyse } from "../../lib/learn/analyse/mod.ts";
import type { Citation } from "../../lib/learn/citation.ts";
import type { LearnPlan, ScoredTripwire } from "../../lib/learn/plan/learn_plan.ts";
import { writeLearnInput } from "../../lib/learn/input/mod.ts";
import { type LearnSource, readMaterialsSource } from "../../lib/learn/source/mod.ts";
import { createRedactor, redactedText } from "../../lib/redact/mod.ts";
import type { ModelScript } from "./model_emulator/types.ts";
import { json } from "./model_emulator/replies.ts";

export const PLANNING_SESSION = "0b54a5c5-1111-4c1e-9c1a-9b1d2f3a4b5c";
export const IMPLEMENTATION_SESSION = "1c65b6d6-2222-4d2f-8d2b-8c2e3f4a5b6d";

/** Quotes that the source holds. */
export const CORRECTION: Citation = {
  kind: "session",
  source: IMPLEMENTATION_SESSION,
  ref: "L4",
  quote: "never call fetch directly; use the retry helper in src/retry.ts",
};
export const REQUEST: Citation = {
  kind: "review",
  source: "review-thread",
  ref: "PRRT_1",
  quote: "Retry only when the server says so",
};
export const TOOL_OUTPUT: Citation = {
  kind: "session",
  source: IMPLEMENTATION_SESSION,
  ref: "L3",
  quote: "Error: EPIPE while uploading",
};
/** And one that it doesn't. */
export const INVENTED: Citation = { ...CORRECTION, quote: "always restart the database before each upload" };

const PARTS: Readonly<Record<string, string>> = {
  [`planning-${PLANNING_SESSION}.xml`]: `<session id="${PLANNING_SESSION}" part="1" parts="1" branch="main">
<user ref="L1">Plan the retry of uploads that fail half-way.</user>
<assistant ref="L2">The upload breaks when the connection is lost; a retry with a delay will do.</assistant>
</session>
`,
  [`impl-${IMPLEMENTATION_SESSION}-part1.xml`]:
    `<session id="${IMPLEMENTATION_SESSION}" part="1" parts="2" branch="P42-retry-uploads">
<user ref="L1">Implement the retry of uploads.</user>
<tool_use ref="L2" name="Bash">
<param name="command">npm test</param>
</tool_use>
<tool_result ref="L3" for="L2" error="yes">Exit code 1
Error: EPIPE while uploading</tool_result>
<user ref="L4">No, never call fetch directly; use the retry helper in src/retry.ts.</user>
</session>
`,
  [`impl-${IMPLEMENTATION_SESSION}-part2.xml`]:
    `<session id="${IMPLEMENTATION_SESSION}" part="2" parts="2" branch="P42-retry-uploads">
<assistant ref="L5">I use the retry helper now.</assistant>
<tool_use ref="L6" name="Bash">
<param name="command">npm test</param>
</tool_use>
<tool_result ref="L7" for="L6">12 passed</tool_result>
</session>
`,
};

/** The files of a folder of materials, by name. */
export const LEARN_MATERIALS: Readonly<Record<string, string>> = {
  ...PARTS,
  "pr-review-comments.json": JSON.stringify({
    success: true,
    pr_number: 57,
    threads: [{
      id: "PRRT_1",
      path: "src/upload.ts",
      line: 2,
      is_outdated: false,
      is_resolved: true,
      comments: [{
        author: "grace",
        body: "Retry only when the server says so: see the Retry-After header.",
        created_at: "2026-01-02T10:00:00Z",
      }],
    }],
  }),
  "pr-discussion-comments.json": JSON.stringify({ success: true, pr_number: 57, comments: [] }),
};

/** Writes the materials into a folder. */
export async function writeLearnMaterials(
  folder: string,
  materials: Readonly<Record<string, string>> = LEARN_MATERIALS,
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(materials)) await Deno.writeTextFile(join(folder, name), text);
}

/** The source, its materials read as they would be from a gist. */
export async function learnSource(
  changes: Partial<LearnSource> = {},
  materials = LEARN_MATERIALS,
): Promise<LearnSource> {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-materials-" });
  try {
    await writeLearnMaterials(folder, materials);
    const read = await readMaterialsSource(folder, await createRedactor());
    return {
      ...read,
      plan: {
        issueNumber: 42,
        repository: "acme/widgets",
        title: redactedText`Retry uploads that fail half-way`,
        body: redactedText`# Retry uploads\n\nRetry them in \`src/upload.ts\`, with a delay.`,
        url: "https://github.com/acme/widgets/issues/42",
        pullRequest: {
          number: 57,
          title: redactedText`Retry uploads`,
          url: "https://github.com/acme/widgets/pull/57",
        },
        gistUrl: "https://gist.github.com/ada/0123456789abcdef0123",
      },
      diff: {
        pullRequest: 57,
        files: [{
          path: "src/upload.ts",
          status: "modified",
          additions: 2,
          deletions: 1,
          category: "source",
          patch: "@@ -1,2 +1,3 @@\n import { retry } from './retry.ts';\n-export const upload = send;\n" +
            "+export const upload = retry(send, { attempts: UPLOAD_ATTEMPTS });\n+const UPLOAD_ATTEMPTS = 5;\n",
          omittedLines: 0,
          symbols: ["const UPLOAD_ATTEMPTS"],
        }],
        omittedFiles: 0,
        additions: 2,
        deletions: 1,
      },
      documents: {
        roots: ["docs"],
        total: 2,
        documents: [{
          path: "docs/uploads.md",
          title: "Uploads",
          headings: ["Uploads"],
          readWhen: ["changing uploads"],
          tripwires: [],
          excerpts: [{ line: 1, text: "# Uploads\n\nUploads are sent once, by `src/send_once.ts`." }],
          score: 3,
          deadReferences: [{ path: "src/send_once.ts", line: 3 }],
        }],
        paths: ["docs/uploads.md", "docs/index.md"],
        terms: ["upload", "retry"],
      },
      ...changes,
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Writes what an analysis of the source by rules alone leaves: the folder `learn-agents`. */
export async function writeLearnScenarioAnswers(folder: string): Promise<void> {
  const redactor = await createRedactor({ key: "tests" });
  await analyse(await learnSource(), {
    folder,
    services: { model: undefined, cache: undefined, redactor },
    concurrency: 4,
    nodeTimeout: 60_000,
    signal: new AbortController().signal,
    now: () => new Date("2026-11-21T08:00:00Z"),
  });
  // The same each time: how long it took is nobody's business here.
  const path = join(folder, "run.json");
  await Deno.writeTextFile(
    path,
    (await Deno.readTextFile(path)).replace(/"milliseconds": \d+/g, '"milliseconds": 0'),
  );
}

/** Writes the source as `gather-learn-input` would. */
export async function writeLearnScenarioInput(folder: string): Promise<void> {
  const materialsFolder = await Deno.makeTempDir({ prefix: "erk-learn-materials-" });
  try {
    await writeLearnMaterials(materialsFolder);
    await writeLearnInput(folder, { ...await learnSource(), materialsFolder }, await createRedactor());
  } finally {
    await Deno.remove(materialsFolder, { recursive: true });
  }
}

const TRIPWIRE: ScoredTripwire = {
  title: "Uploads go through the retry helper",
  action: "sending a request for an upload",
  warning: "Never call fetch directly: use the retry helper in src/retry.ts.",
  targetDocPath: "docs/uploads.md",
  criteria: {
    nonObvious: true,
    crossCutting: true,
    destructive: false,
    silent: false,
    repeated: true,
    externalQuirk: false,
  },
  citations: [CORRECTION],
};

export const LEARN_PLAN: LearnPlan = {
  title: "Documentation Plan: Retrying uploads",
  context: "Uploads are retried by a helper; what to use and when was only said in a session and a review.",
  items: [{
    title: "Retry helper for uploads",
    location: "docs/uploads.md",
    action: "UPDATE",
    priority: "HIGH",
    sourceAttribution: "Impl session, a person's correction",
    rationale: "The agent called fetch directly and was corrected.",
    draftContent:
      "## Retries\n\nUploads are sent with the retry helper of `src/retry.ts`, never with `fetch` directly.",
    readWhen: ["changing uploads"],
    citations: [CORRECTION],
  }, {
    title: "When to retry",
    location: "docs/uploads.md",
    action: "UPDATE",
    priority: "MEDIUM",
    sourceAttribution: "Review of #57",
    rationale: "A reviewer had to say it.",
    draftContent: "Retry only when the server says so, as its `Retry-After` header does.",
    readWhen: [],
    citations: [REQUEST],
  }],
  contradictions: [],
  staleDocuments: [],
  preventionInsights: [],
  tripwires: [TRIPWIRE],
};

const OBSERVATION = {
  title: "fetch was called directly",
  description: "The person wanted the retry helper.",
  lesson: "Use the retry helper in src/retry.ts.",
  citations: [CORRECTION],
};

/** A good answer of each agent. */
export const GOOD_ANSWERS: Readonly<Record<AgentName, unknown>> = {
  "session-analyzer": {
    summary: "Uploads are retried.",
    frictionPoints: [OBSERVATION],
    patterns: [],
    apiQuirks: [],
    designDecisions: [],
    externalDocumentation: [],
    errors: [{ ...OBSERVATION, title: "EPIPE", citations: [TOOL_OUTPUT] }],
  },
  "code-diff-analyzer": {
    summary: "upload is retried.",
    inventory: [{
      name: "UPLOAD_ATTEMPTS",
      kind: "configuration",
      path: "src/upload.ts",
      description: "How often an upload is tried.",
      needsDocumentation: true,
      reason: "Nobody would look for it.",
      citations: [{ kind: "diff", source: "src/upload.ts", ref: "3", quote: "const UPLOAD_ATTEMPTS = 5;" }],
    }],
  },
  "existing-docs-checker": {
    existing: [],
    duplicates: [],
    contradictions: [],
    overlaps: [],
    staleReferences: [{
      path: "docs/uploads.md",
      reason: "src/send_once.ts is gone",
      action: "UPDATE_REFERENCES",
      citations: [{
        kind: "document",
        source: "docs/uploads.md",
        ref: "3",
        quote: "Uploads are sent once, by `src/send_once.ts`",
      }],
    }],
  },
  "pr-comment-analyzer": {
    summary: "When to retry.",
    remarks: [{
      title: "Retry-After",
      kind: "convention",
      request: "Retry only when the server says so.",
      consequence: "",
      lesson: "Retry only when the server says so.",
      citations: [REQUEST],
    }],
  },
  "documentation-gap-identifier": {
    summary: "The retry helper isn't documented.",
    items: [{
      title: "Retry helper",
      classification: "UPDATE_EXISTING",
      priority: "HIGH",
      location: "docs/uploads.md",
      rationale: "It was corrected.",
      sourceAttribution: "Impl session",
      citations: [CORRECTION],
    }],
    contradictions: [],
    staleDocuments: [],
  },
  "plan-synthesizer": LEARN_PLAN,
  "tripwire-extractor": { tripwires: [TRIPWIRE] },
};

/** Scripts for the model emulator: every agent answers well. */
export function goodScripts(): ModelScript[] {
  return Object.entries(GOOD_ANSWERS).map(([agent, answer]) => ({
    when: { agent: agent as AgentName },
    replies: [json(answer, { input_tokens: 2_000, output_tokens: 200 })],
  }));
}
