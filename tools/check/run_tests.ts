/**
 * Runs the suite, or with `--oldest` the part of it that the oldest supported Deno has to pass. Other words go on to
 * `deno test`: `deno task test --filter ledger`.
 */

import { sourceFiles } from "./import_directions.ts";

/** The folders of the suite. `tests/executable/` and `tests/claude/` need programs of their own and are tasks of their own. */
const SUITE = ["tests/lib/", "tests/scripts/", "tests/support/", "tests/tools/", "tests/workflows/"];

/**
 * What an executable needs of Deno, and the tests that use it. An executable may be compiled with the oldest supported Deno
 * (docs/decisions/0002-executables.md); what computes without the runtime is the same there and is left to the newest.
 * `folder/` holds all tests below it, `folder/*` those directly in it.
 */
export const RUNTIME_TESTS: Readonly<Record<string, readonly string[]>> = {
  "files, links and locks": [
    "tests/lib/*",
    "tests/lib/cache/",
    "tests/lib/config/",
    "tests/lib/init/",
    "tests/lib/materials/",
    "tests/lib/run_state/",
    "tests/lib/session/",
    "tests/scripts/apply_learn_plan_test.ts",
    "tests/scripts/evidence_test.ts",
    "tests/scripts/init_test.ts",
    "tests/scripts/learn_materials_test.ts",
    "tests/scripts/trigger_kept_test.ts",
    "tests/scripts/trigger_private_test.ts",
  ],
  "HTTP and streams": [
    "tests/lib/github/gist/",
    "tests/lib/github/repository/",
    "tests/lib/github/request/",
    "tests/lib/github/workflow/",
    "tests/lib/learn/engines/",
    "tests/scripts/fetch_learn_pr_comments_test.ts",
    "tests/scripts/other_servers_test.ts",
    "tests/scripts/remote_session_commands_test.ts",
    "tests/scripts/trigger_async_learn_test.ts",
    "tests/scripts/workflow_run_url_test.ts",
  ],
  "processes, signals and terminals": [
    "tests/lib/cli/",
    "tests/lib/git/",
    "tests/scripts/doctor_test.ts",
    "tests/scripts/learn_person_test.ts",
    "tests/scripts/ledger_table_test.ts",
    "tests/scripts/start_up_test.ts",
    "tests/scripts/trigger_interrupted_test.ts",
    "tests/scripts/trigger_lock_test.ts",
    "tests/scripts/validate_claude_credentials_test.ts",
  ],
  "permissions": ["tests/scripts/download_permissions_test.ts", "tests/scripts/permissions_test.ts"],
  "workers and WebAssembly": [
    "tests/lib/conversion/",
    "tests/lib/learn/*",
    "tests/lib/preprocess/*",
    "tests/lib/preprocess/parts/",
    "tests/scripts/preprocess/",
    "tests/scripts/preprocess_session_test.ts",
    "tests/scripts/redaction_across_texts_test.ts",
    "tests/scripts/redaction_test.ts",
    "tests/scripts/trigger_copied_history_test.ts",
  ],
};

/** Of those folders, what takes 5 s and more and needs nothing that shorter tests don't: .ci/run is to end within ten minutes. */
export const TOO_LONG: readonly string[] = [
  "tests/lib/cli/run_test.ts",
  "tests/lib/github/request/write_once_test.ts",
  "tests/lib/preprocess/kept_on_real_logs_test.ts",
  "tests/lib/preprocess/parts/many_pieces_test.ts",
  "tests/lib/preprocess/parts/part_packer_test.ts",
  "tests/lib/preprocess/real_logs_test.ts",
  "tests/lib/session/log_window_test.ts",
  "tests/lib/session/salvage_growth_test.ts",
];

/** Whether a test file is named by one of the entries: itself, by its folder, or by a folder above. */
export function isNamedBy(entries: readonly string[], path: string): boolean {
  return entries.some((entry) => {
    if (entry.endsWith("/*")) return path.slice(0, path.lastIndexOf("/")) === entry.slice(0, -2);
    return entry.endsWith("/") ? path.startsWith(entry) : path === entry;
  });
}

/** Whether a test changes its process's environment, which files beside it would see: it runs by itself. */
export function changesProcess(source: string): boolean {
  return /\bDeno\.(?:env\.(?:set|delete)|chdir)\(/.test(source);
}

/** The tests to run, those that may run beside each other and those that may not. */
async function chooseTests(root: URL, isOldest: boolean): Promise<Record<"together" | "alone", string[]>> {
  const chosen = { together: [] as string[], alone: [] as string[] };
  const needed = Object.values(RUNTIME_TESTS).flat();
  for await (const path of sourceFiles(root, "tests/")) {
    if (!path.endsWith("_test.ts") || !isNamedBy(SUITE, path)) continue;
    if (isOldest && (!isNamedBy(needed, path) || isNamedBy(TOO_LONG, path))) continue;
    const isAlone = changesProcess(await Deno.readTextFile(new URL(path, root)));
    chosen[isAlone ? "alone" : "together"].push(path);
  }
  return { together: chosen.together.toSorted(), alone: chosen.alone.toSorted() };
}

/** Whether all tests passed. `deno task check` looks at the types. */
async function runTests(words: readonly string[], root: URL): Promise<boolean> {
  const args = ["test", "-A", "--no-check", ...words];
  const { success } = await new Deno.Command(Deno.execPath(), { args, cwd: root }).spawn().status;
  return success;
}

if (import.meta.main) {
  const root = new URL("../../", import.meta.url);
  const words = Deno.args.filter((word) => word !== "--oldest");
  const { together, alone } = await chooseTests(root, Deno.args.includes("--oldest"));
  const passed = [
    await runTests(["--parallel", ...words, ...together], root),
    await runTests([...words, ...alone], root),
  ];
  if (passed.includes(false)) Deno.exit(1);
}
