/** `init`: sets a repository up for learning: the workflow, the configuration, the labels; says what else is missing. */

import { join } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import { CONFIGURATION_FILE } from "../lib/config/mod.ts";
import { ensureLabel, LEARN_LABEL, PLAN_LABEL } from "../lib/github/mod.ts";
import { writeFileAtomically } from "../lib/write_file.ts";
import { planConfiguration, planWorkflow, type SetupFile } from "../lib/init/setup_files.ts";
import { TEMPLATES } from "../lib/init/template_file.ts";
import { UserError } from "../lib/user_error.ts";
import { VERSION } from "../lib/version.ts";
import { type Check, check, checkLines, checkSchema, failedCheck } from "./setup/check.ts";
import { checkGitHub } from "./setup/github_checks.ts";
import { checkConfiguration } from "./setup/machine_checks.ts";

const inputSchema = z.object({
  async: z.boolean().default(false),
  force: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  local: z.boolean().default(false),
});

const resultSchema = z.object({
  success: z.literal(true),
  dry_run: z.boolean(),
  files: z.array(z.object({
    path: z.string(),
    /** `kept`: somebody has edited it, and --force was not given; or it is a configuration that isn't valid. */
    state: z.enum(["created", "unchanged", "upgraded", "replaced", "kept"]),
  })),
  labels_created: z.array(z.string()),
  checks: z.array(checkSchema),
  next_steps: z.array(z.string()),
});

export type InitInput = z.input<typeof inputSchema>;
export type InitResult = z.output<typeof resultSchema>;

/** What the labels look like where they have to be made; from the plan-issue protocol, which allows any. */
const LABELS = [
  { name: PLAN_LABEL, color: "0e8a16", description: "Plan that an agent implements" },
  { name: LEARN_LABEL, color: "5319e7", description: "Documentation plan that erk-learn made" },
];

/** Folders that are taken for documentation where they exist. */
const DOCUMENT_FOLDERS = ["docs", "doc", "documentation"];

/**
 * Writes what is missing. Never replaces what somebody edited, unless `force`; never fails for want of GitHub: what could not be
 * done there is among the checks.
 *
 * @throws {UserError} if a file can't be read or written, or a symbolic link leads to it: then nothing was written.
 */
export async function init(rawInput: InitInput, context: Context): Promise<InitResult> {
  const input = inputSchema.parse(rawInput);
  const root = await context.projectRoot();
  if ((await context.git.root()) === undefined) {
    const failure = await context.git.failure();
    if (failure?.ran === false) {
      throw new UserError(
        `Git can't say where the work tree begins: ${failure.reason}; install git, then try again`,
      );
    }
    throw new UserError(
      "This is no git work tree, so there is nothing to set up; change to a clone of your repository",
      {
        detail: `${context.workingDirectory}: ${failure?.reason ?? "no repository"}`,
      },
    );
  }
  const templates = [TEMPLATES["learn.yml"], ...(input.async ? [TEMPLATES["learn-async.yml"]] : [])];
  const planned = await Promise.all(templates.map((template) => planWorkflow(root, template, VERSION)));
  const configuration = await planConfiguration(root, await documentFolders(root), VERSION);
  const files: InitResult["files"] = [];
  for (const file of planned) files.push({ path: file.path, state: await write(root, file, input, context) });
  const local = configuration.state === "unchanged" ? await invalid(context) : [];
  files.push({
    path: configuration.path,
    state: local.length > 0 ? "kept" : await write(root, configuration, input, context),
  });
  const { labels, checks: remote } = input.local
    ? { labels: [], checks: [] }
    : await onGitHub(input.dryRun, context);
  const checks = [...local, ...remote];
  for (const line of checks.flatMap(checkLines)) context.progress.note(line);
  const steps = nextSteps(files, checks, input.dryRun);
  for (const step of steps) context.progress.note(`→ ${step}`);
  return {
    success: true,
    dry_run: input.dryRun,
    files,
    labels_created: labels,
    checks,
    next_steps: steps,
  };
}

async function documentFolders(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of DOCUMENT_FOLDERS) {
    const isFolder = await Deno.stat(join(root, name)).then(({ isDirectory }) => isDirectory, () => false);
    if (isFolder) found.push(name);
  }
  return found.length > 0 ? found : ["docs"];
}

/** What is wrong with the configuration that is there; empty where nothing is. */
async function invalid(context: Context): Promise<Check[]> {
  const { state, message } = await checkConfiguration(context);
  if (state === "ok") return [];
  return [
    check("configuration", state, message, `correct ${CONFIGURATION_FILE}: no command works before that`),
  ];
}

async function write(
  root: string,
  file: SetupFile,
  { force, dryRun }: { readonly force: boolean; readonly dryRun: boolean },
  { progress }: Context,
): Promise<InitResult["files"][number]["state"]> {
  if (file.state === "unchanged") {
    progress.note(`✓ ${file.path} is as it should be`);
    return "unchanged";
  }
  if (file.diff !== "") { for (const line of file.diff.trimEnd().split("\n")) progress.note(line); }
  if (file.state === "edited" && !force) {
    progress.warn(`${file.path} has been edited, so it stays as it is; --force replaces it as shown above`);
    return "kept";
  }
  const state = file.state === "edited" ? "replaced" : file.state;
  if (!dryRun) await writeFileAtomically(join(root, file.path), file.text, { keepsMode: true });
  const from = file.state === "upgraded" ? ` (it was erk-learn ${file.from}'s)` : "";
  progress.note(`${dryRun ? "Would be" : "✓"} ${state}: ${file.path}${from}`);
  return state;
}

/** Makes the labels, and looks at the rest. */
async function onGitHub(
  dryRun: boolean,
  context: Context,
): Promise<{ readonly labels: string[]; readonly checks: Check[] }> {
  try {
    const repository = await context.repository();
    const client = await context.github();
    const labels: string[] = [];
    for (const label of dryRun ? [] : LABELS) {
      if (await ensureLabel(client, repository, label)) labels.push(label.name);
    }
    const configuration = await context.configuration().catch(() => undefined);
    return {
      labels,
      checks: await checkGitHub(client, repository, configuration?.workflow ?? TEMPLATES["learn.yml"].name),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { labels: [], checks: [failedCheck("github", "unknown", error)] };
  }
}

function nextSteps(files: InitResult["files"], checks: readonly Check[], dryRun: boolean): string[] {
  const written = files.filter(({ state }) => ["created", "upgraded", "replaced"].includes(state));
  const steps: string[] = [];
  if (written.length > 0 && !dryRun) {
    const paths = written.map(({ path }) => path).join(" ");
    steps.push(`git add ${paths} && git commit -m "Set up erk-learn", and merge it into the default branch`);
  }
  // The workflow's own step is the one above.
  const open = checks.filter(({ name, state, remedy }) =>
    state !== "ok" && remedy !== "" && name !== "workflow"
  );
  steps.push(...open.map(({ remedy }) => remedy));
  steps.push("after a plan's pull request has landed: erk-learn trigger <issue>");
  return steps;
}

export const command = defineCommand({
  name: "init",
  summary: "Set a repository up for learning",
  description:
    "Writes .github/workflows/learn.yml (with --async also learn-async.yml) and .erk/learn.json, makes the labels, and says what\n" +
    "is missing on GitHub. What somebody edited is shown as a diff and stays, unless --force; what an older version wrote is\n" +
    "upgraded. Running it again changes nothing.",
  options: [
    { flags: "--async", description: "also the workflow that opens draft pull requests by itself" },
    { flags: "--force", description: "replace files that somebody edited" },
    { flags: "--dry-run", description: "show what would be written, and change nothing" },
    { flags: "--local", description: "write the files only; ask GitHub nothing" },
  ],
  examples: [
    { command: "erk-learn init --dry-run", explanation: "Shows what would be written" },
    { command: "erk-learn init", explanation: "Sets the repository around this folder up" },
  ],
  permissions: GITHUB_PERMISSIONS,
  input: inputSchema,
  result: resultSchema,
  run: init,
});

if (import.meta.main) await runAlone(command);
