/** Learn plans with one of everything, and a tree of documents that they are worked into, for tests of that. */

import { join } from "node:path";
import { planChanges, type PlannedChanges } from "../../../../lib/learn/apply/plan_changes.ts";
import type { DocumentItem, LearnPlan, ScoredTripwire } from "../../../../lib/learn/plan/learn_plan.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";

const CITED = {
  kind: "session",
  source: "session-1",
  ref: "L3",
  quote: "No, never call fetch directly",
} as const;

export const item = (changes: Partial<DocumentItem>): DocumentItem => ({
  title: "Jitter for retries",
  location: "docs/uploads.md",
  action: "UPDATE",
  priority: "HIGH",
  sourceAttribution: "",
  rationale: "",
  draftContent: "Always call `fullJitter()`.",
  readWhen: [],
  citations: [CITED],
  ...changes,
});

export const tripwire = (changes: Partial<ScoredTripwire>): ScoredTripwire => ({
  title: "Retry without jitter",
  action: "calling retry()",
  warning: "Use fullJitter().",
  targetDocPath: "docs/uploads.md",
  criteria: {
    nonObvious: true,
    crossCutting: false,
    destructive: false,
    silent: true,
    repeated: false,
    externalQuirk: false,
  },
  citations: [CITED],
  ...changes,
});

const plan = (changes: Partial<LearnPlan>): LearnPlan => ({
  title: "Uploads",
  context: "",
  items: [],
  contradictions: [],
  staleDocuments: [],
  preventionInsights: [],
  tripwires: [],
  ...changes,
});

interface Tree extends AsyncDisposable {
  readonly root: string;
  /** Works the plan in, and writes what it changes. */
  apply(
    changes: Partial<LearnPlan>,
    options?: { readonly takesUnverified: boolean },
  ): Promise<PlannedChanges>;
  read(path: string): Promise<string>;
}

export async function makeTree(files: Readonly<Record<string, string>>): Promise<Tree> {
  const root = await Deno.makeTempDir();
  const write = async (file: string, text: string) => {
    await Deno.mkdir(join(file, ".."), { recursive: true });
    await Deno.writeTextFile(file, text);
  };
  for (const [path, text] of Object.entries(files)) await write(join(root, path), text);
  const redactor = await createRedactor({ key: "tests" });
  return {
    root,
    async apply(changes, options) {
      const planned = await planChanges(
        plan(changes),
        { projectRoot: root, documentRoots: ["docs"] },
        redactor,
        options,
      );
      for (const { file, text } of planned.changes) await write(file, text);
      return planned;
    },
    read: (path) => Deno.readTextFile(join(root, path)),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}
