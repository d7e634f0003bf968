/** `apply-learn-plan`: works a learn plan's items and tripwires into Markdown files of this work tree. */

import { counted } from "../lib/wording.ts";
import { resolve } from "node:path";
import { z } from "zod";
import {
  type Context,
  defineCommand,
  HOME_VARIABLES,
  type Permissions,
  runAlone,
  TERMINAL_VARIABLES,
} from "../lib/cli/mod.ts";
import { rootSchema } from "../lib/config/mod.ts";
import { writeFileAtomically } from "../lib/write_file.ts";
import { readAnalysis, readRunRecord } from "../lib/learn/analyse/mod.ts";
import { planChanges, type PlannedChanges, renderChanges } from "../lib/learn/apply/mod.ts";
import { UserError } from "../lib/user_error.ts";
import { currentStep, withActionsVariables } from "./actions.ts";
import { shownTitle } from "./quoted_title.ts";
import { announceReceipt } from "./receipt.ts";

const inputSchema = z.object({
  agentsDir: z.string("give the folder that analyse-learn-input wrote").min(1),
  documentsRoot: z.array(rootSchema).optional(),
  summary: z.string().min(1, "give a file").optional(),
  unverified: z.boolean().optional(),
  dryRun: z.boolean().default(false),
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.int(),
  /** Whether a document was written (in a dry run: would be). */
  changed: z.boolean(),
  files: z.array(z.object({
    path: z.string(),
    kind: z.enum(["created", "updated"]),
    items: z.array(z.string()),
    tripwires: z.int(),
  })),
  /** What the documents say already. */
  already_there: z.int(),
  /** What was not done, and why. */
  left: z.array(z.object({ title: z.string(), location: z.string(), reason: z.string() })),
  dry_run: z.boolean(),
});

export type ApplyLearnPlanInput = z.output<typeof inputSchema>;
export type ApplyLearnPlanResult = z.output<typeof resultSchema>;

/** Where documentation is looked for if nothing says where it is. */
const DEFAULT_ROOTS = ["docs"];

/**
 * Creates and extends documents. All changes are worked out before the first is written; each file is written whole.
 *
 * @throws {UserError} if the analysis isn't whole, or a document can't be written.
 */
export async function applyLearnPlan(
  input: ApplyLearnPlanInput,
  context: Context,
): Promise<ApplyLearnPlanResult> {
  const folder = resolve(context.workingDirectory, input.agentsDir);
  const record = await readRunRecord(folder);
  const { plan, tripwires } = await readAnalysis(folder, record.issue_number);
  const redactor = await context.redactor();
  const planned: PlannedChanges = plan === undefined
    ? { changes: [], left: [], alreadyThere: 0 }
    : await planChanges(
      { ...plan.value, tripwires: [...tripwires] },
      { projectRoot: await context.projectRoot(), ...await documentFolders(input, context) },
      redactor,
      { takesUnverified: input.unverified ?? false },
    );
  const { changes, left, alreadyThere } = planned;
  if (!input.dryRun) {
    for (const { file, text } of changes) await writeFileAtomically(file, text, { keepsMode: true });
  }
  for (const line of changeLines(planned, input.dryRun ? "Would be" : "✓")) context.progress.note(line);
  announceReceipt(redactor.receipt(), context);
  const title = plan?.value.title ?? record.reason ?? "nothing to document";
  const text = await redactor.redact(
    renderChanges(planned, {
      issueNumber: record.issue_number,
      title,
      engine: record.engine,
      threads: record.review_threads,
    }),
  );
  if (input.summary !== undefined) {
    await writeFileAtomically(resolve(context.workingDirectory, input.summary), text);
  }
  const step = currentStep(context);
  await step.summary(text);
  const paths = await redactor.redact(changes.map(({ path }) => path).join("\n"));
  if (paths !== changes.map(({ path }) => path).join("\n")) {
    throw new UserError("A document's path holds something secret; rename it before it is published.", {
      detail: "nothing was told to the workflow",
    });
  }
  await step.output({ changed: changes.length > 0, files: paths });
  return {
    success: true,
    issue_number: record.issue_number,
    changed: changes.length > 0,
    files: changes.map(({ path, kind, titles, tripwires }) => ({
      path,
      kind,
      items: [...titles],
      tripwires,
    })),
    already_there: alreadyThere,
    left: [...left],
    dry_run: input.dryRun,
  };
}

/** For people: each document that is changed, then what is left for them. */
function changeLines({ changes, left }: PlannedChanges, mark: string): string[] {
  return [
    ...changes.map(({ path, kind, titles, tripwires }) =>
      `${mark} ${kind}: ${path} (${counted(titles.length, "item")}, ${counted(tripwires, "tripwire")})`
    ),
    ...left.map(({ title, location, reason }) =>
      `– ${shownTitle(title)} (${shownTitle(location)}): ${reason}`
    ),
  ];
}

async function documentFolders({ documentsRoot }: ApplyLearnPlanInput, context: Context) {
  const { documents: { roots, exclude } } = await context.configuration();
  return { documentRoots: documentsRoot ?? (roots.length > 0 ? roots : DEFAULT_ROOTS), exclude };
}

const PERMISSIONS: Permissions = {
  net: [],
  read: true,
  write: true,
  env: withActionsVariables([...HOME_VARIABLES, ...TERMINAL_VARIABLES]),
  run: ["git"],
};

export const command = defineCommand({
  name: "apply-learn-plan",
  summary: "Work a learn plan into the Markdown files of this work tree",
  description:
    "Creates documents and adds sections to those that are there, and adds tripwires to the frontmatter of the documents they aim\n" +
    "at; comments, order, line ends and modes stay. Writes nothing outside of the documentation (documents.roots of .erk/learn.json,\n" +
    "default docs), nothing through links, nothing that a document says already. Code changes, deletions, and what a document\n" +
    "nearly says, are listed for a person; so is an item none of whose quotes stands in the materials.",
  options: [
    { flags: "--agents-dir <dir>", description: "the folder learn-agents that analyse-learn-input wrote" },
    {
      flags: "--documents-root <folder...>",
      description: "where documents may be written (default: .erk/learn.json, else docs)",
    },
    { flags: "--summary <file>", description: "write a pull request's text with the citations there" },
    {
      flags: "--unverified",
      description:
        "write items, too, none of whose quotes stands in the materials, and say so in the summary",
    },
    { flags: "--dry-run", description: "show what would be written, and change nothing" },
  ],
  examples: [
    {
      command:
        "erk-learn apply-learn-plan --agents-dir .erk/scratch/sessions/learn-42/learn-agents --dry-run",
      explanation: "Shows which documents plan #42 would change",
    },
  ],
  permissions: PERMISSIONS,
  input: inputSchema,
  result: resultSchema,
  run: applyLearnPlan,
});

if (import.meta.main) await runAlone(command);
