/** Planted differences between plan and pull request, and requests of reviewers. */

import type { ChangedFile, CodeDiff } from "../../../lib/learn/diff/code_diff.ts";
import type { PlantedSession } from "./planted_session.ts";

/** A changed file with so many new lines of its own. */
export function changed(
  path: string,
  lines: readonly string[],
  fields: Partial<ChangedFile> = {},
): ChangedFile {
  return {
    path,
    status: "modified",
    additions: lines.length,
    deletions: 0,
    category: "source",
    patch: [`@@ -1,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`)].join("\n"),
    omittedLines: 0,
    symbols: [],
    ...fields,
  };
}

export function pullRequest(files: readonly ChangedFile[]): CodeDiff {
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  return { pullRequest: 7, files: [...files], omittedFiles: 0, additions, deletions: 0 };
}

const body = (count: number, word = "step") =>
  Array.from({ length: count }, (_, line) => `const ${word}${line} = compute(${line});`);
const quietWork: PlantedSession["build"] = (session) =>
  session.prompt("Carry out the plan.").bash("npm test", "12 passed").assistant("Done.");

export const PLAN_DIFFERENCES: readonly PlantedSession[] = [
  {
    name: "a file of the plan is not there",
    plan:
      "# Cache\n\n## Files to change\n\n- `src/lookup.ts`: use the cache\n- `src/cache/expiry.ts`: new, expiry at midnight\n",
    diff: pullRequest([changed("src/lookup.ts", body(12))]),
    plants: [{ kind: "plan-difference", says: "src/cache/expiry.ts" }],
    build: quietWork,
  },
  {
    name: "a large file that nobody planned",
    plan:
      "# Cache\n\n1. Edit `src/lookup.ts` so that it asks the cache first.\n2. Extend `tests/lookup.test.ts`.\n",
    diff: pullRequest([
      changed("src/lookup.ts", body(8)),
      changed("tests/lookup.test.ts", body(20), { category: "test" }),
      changed("src/compat/polyfill.ts", body(60, "poly"), { status: "added" }),
    ]),
    plants: [{ kind: "plan-difference", says: "src/compat/polyfill.ts" }],
    build: quietWork,
  },
  {
    name: "an option was promised",
    plan: "# Dry run\n\nAdd an option `--dry-run` to `src/cli.ts`; it prints what would be fetched.\n",
    diff: pullRequest([changed("src/cli.ts", ["const preview = flag('--preview');", ...body(5)])]),
    plants: [{ kind: "plan-difference", says: "--dry-run" }],
    build: quietWork,
  },
  {
    name: "a step below a heading with the file's name",
    plan:
      "# Move\n\n## Step 1\n\n### `internal/store/store.go`\n\nOpen the file lazily.\n\n## Step 2\n\n### `internal/store/migrate.go`\n\nRun migrations on opening.\n",
    diff: pullRequest([changed("internal/store/store.go", body(30))]),
    plants: [{ kind: "plan-difference", says: "internal/store/migrate.go" }],
    build: quietWork,
  },
  {
    name: "a function of the plan is called otherwise",
    plan: "# Names\n\nImplement `normalizeHarbour()` in `src/names.ts`.\n",
    diff: pullRequest([
      changed("src/names.ts", ["export function cleanHarbour(name: string) {", "  return name.trim();", "}"]),
    ]),
    plants: [{ kind: "plan-difference", says: "normalizeHarbour" }],
    build: quietWork,
  },
];

const thread = (id: string, path: string, line: number, bodies: readonly string[]) => ({
  id,
  path,
  line,
  is_outdated: false,
  is_resolved: bodies.length > 1,
  comments: bodies.map((text, index) => ({
    author: index % 2 === 0 ? "grace" : "ada",
    body: text,
    created_at: "2026-02-01T10:00:00Z",
  })),
});

const reviewed = (
  name: string,
  words: string,
  threads: readonly unknown[],
  discussion: readonly unknown[] = [],
): PlantedSession => ({
  name,
  threads,
  discussion,
  plants: [{ kind: "review-request", says: words }],
  build: quietWork,
});

export const REVIEWS: readonly PlantedSession[] = [
  reviewed("a rename", "expiresAt", [
    thread("T1", "src/cache.ts", 4, [
      "`ttl` is confusing here: call it `expiresAt`, please.",
      "Renamed in 81ac0f2.",
    ]),
  ]),
  reviewed("a question with a point", "two readers", [
    thread("T2", "src/cache.ts", 9, ["What happens when two readers miss at the same time?"]),
  ]),
  reviewed("a suggestion block", "Temporal.Now", [
    thread("T3", "src/time.ts", 2, ["```suggestion\nconst now = Temporal.Now.instant();\n```"]),
  ]),
  reviewed("in the discussion", "docs/cache.md", [], [{
    id: 11,
    author: "grace",
    body: "Before we merge: docs/cache.md still describes the old expiry.",
    url: "https://example.org",
    created_at: "2026-02-01T10:00:00Z",
  }]),
  reviewed("in German", "Zeitzone", [thread("T5", "src/time.ts", 20, ["Hier fehlt die Zeitzone."])]),
];
