/** Reads a `learn-input/` folder, after it was verified: the analysis may run on another machine than the gathering. */

import { join } from "node:path";
import type { z } from "zod";
import { MAX_MATERIALS_BYTES, MAX_MATERIALS_FILES } from "../../materials/limits.ts";
import { parsedJson } from "../../parsed_json.ts";
import { printable } from "../../printable.ts";
import { type Redactor, untilAllIsKnown } from "../../redact/mod.ts";
import { reasonAndRemedy } from "../../file_failure.ts";
import { sha256Of } from "../../sha256.ts";
import { UserError } from "../../user_error.ts";
import { listed } from "../../wording.ts";
import { type CodeDiff, codeDiffSchema } from "../diff/code_diff.ts";
import { documentSetSchema } from "../documents/document_set.ts";
import { type LearnSource, readMaterialsSource, type SourcePlan } from "../source/mod.ts";
import { damaged, MAX_CHECKSUMS_CHARACTERS, readChecksums } from "./checksums.ts";
import {
  CHECKSUMS_FILE,
  DIFF_FILE,
  DOCUMENTS_FILE,
  MATERIALS_FOLDER,
  PLAN_FILE,
  planFileSchema,
  TOP_NAMES,
} from "./input_files.ts";

/**
 * Reads the folder that `writeLearnInput` wrote. Each file must be the one that `SHA256SUMS` tells, and no other may be
 * there. All text passes the redactor again, and once more if it learned of a secret meanwhile: what is cited must be the
 * same in all of it.
 *
 * @throws {UserError} if there is no such folder, or it is incomplete, damaged, changed or too large.
 */
export async function readLearnInput(folder: string, redactor: Redactor): Promise<LearnSource> {
  const contents = await verifiedContents(folder);
  return await untilAllIsKnown(redactor, () => readVerified(folder, contents, redactor));
}

async function readVerified(
  folder: string,
  contents: ReadonlyMap<string, string>,
  redactor: Redactor,
): Promise<LearnSource> {
  const { plan, gaps, unread } = await readPlan(folder, contents, redactor);
  const documents = await readJson(folder, DOCUMENTS_FILE, contents, documentSetSchema, redactor);
  const diff: CodeDiff | undefined = contents.has(DIFF_FILE)
    ? await readJson(folder, DIFF_FILE, contents, codeDiffSchema, redactor)
    : undefined;
  const materials = await readMaterialsSource(join(folder, MATERIALS_FOLDER), redactor);
  return {
    plan,
    sessions: materials.sessions,
    comments: materials.comments,
    diff,
    documents,
    gaps: [...gaps, ...materials.gaps],
    unread: [...unread, ...materials.unread],
  };
}

/** The files at the top, path → text. Those of the materials are verified too, and read by who knows them. */
async function verifiedContents(folder: string): Promise<ReadonlyMap<string, string>> {
  const checksums = readChecksums(await readChecksumsFile(folder), folder);
  await requireNothingElse(folder, new Set(checksums.map(({ path }) => path)));
  if (checksums.length > MAX_MATERIALS_FILES + TOP_NAMES.length) {
    throw damaged(folder, `it lists more than ${MAX_MATERIALS_FILES} files`);
  }
  const contents = new Map<string, string>();
  let left = MAX_MATERIALS_BYTES * 2;
  for (const { path, sha256 } of checksums) {
    const bytes = await readPlainFile(folder, path, left);
    left -= bytes.length;
    if (await sha256Of(bytes) !== sha256) throw damaged(folder, `the checksum of ${path} is wrong`);
    if (!path.startsWith(`${MATERIALS_FOLDER}/`)) contents.set(path, new TextDecoder().decode(bytes));
  }
  return contents;
}

async function readChecksumsFile(folder: string): Promise<string> {
  try {
    const { isFile, size } = await Deno.lstat(join(folder, CHECKSUMS_FILE));
    if (!isFile) throw damaged(folder, `${CHECKSUMS_FILE} is no file`);
    if (size > MAX_CHECKSUMS_CHARACTERS) throw damaged(folder, `${CHECKSUMS_FILE} is too large`);
    return await Deno.readTextFile(join(folder, CHECKSUMS_FILE));
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      throw new UserError(
        `There is no learn input in ${folder} (it has no ${CHECKSUMS_FILE}): make it with gather-learn-input.`,
      );
    }
    throw unreadable(folder, CHECKSUMS_FILE, error);
  }
}

async function requireNothingElse(folder: string, known: ReadonlySet<string>): Promise<void> {
  const unexpected: string[] = [];
  for await (const { name, isDirectory } of entriesOf(folder, "")) {
    if (name === CHECKSUMS_FILE || known.has(name)) continue;
    if (name !== MATERIALS_FOLDER || !isDirectory) unexpected.push(name);
  }
  for await (const { name } of entriesOf(folder, MATERIALS_FOLDER)) {
    if (!known.has(`${MATERIALS_FOLDER}/${name}`)) unexpected.push(`${MATERIALS_FOLDER}/${name}`);
  }
  if (unexpected.length === 0) return;
  throw damaged(folder, `${CHECKSUMS_FILE} doesn't list ${listed(unexpected.sort().map(printable), 3)}`);
}

async function* entriesOf(folder: string, inner: string): AsyncGenerator<Deno.DirEntry> {
  try {
    yield* Deno.readDir(join(folder, inner));
  } catch (error) {
    throw error instanceof Deno.errors.NotFound
      ? damaged(folder, `${inner} is missing`)
      : unreadable(folder, inner, error);
  }
}

/** Reads a regular file. Links are refused, because they could lead anywhere. */
async function readPlainFile(
  folder: string,
  path: string,
  maximum: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { isFile, size } = await Deno.lstat(join(folder, path));
    if (!isFile) throw damaged(folder, `${path} is no file`);
    if (size > maximum) throw damaged(folder, "it is larger than any that erk-learn writes");
    return await Deno.readFile(join(folder, path));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw error instanceof Deno.errors.NotFound
      ? damaged(folder, `${path} is missing`)
      : unreadable(folder, path, error);
  }
}

function unreadable(folder: string, path: string, error: unknown): UserError {
  return new UserError(
    `Cannot read ${join(folder, path)}${reasonAndRemedy(error, "check its permissions")}`,
    {
      cause: error,
    },
  );
}

/** Parsed, validated and redacted. */
async function readJson<Schema extends z.ZodType>(
  folder: string,
  path: string,
  contents: ReadonlyMap<string, string>,
  schema: Schema,
  redactor: Redactor,
): Promise<z.output<Schema>> {
  const text = contents.get(path);
  if (text === undefined) throw damaged(folder, `${path} is missing`);
  const value = parsedJson(text);
  if (value === undefined) throw damaged(folder, `${path} is no JSON`);
  const parsed = schema.safeParse(value);
  // Where a number was a secret, there is none any more.
  const redacted = parsed.success
    ? schema.safeParse(JSON.parse(await redactor.redactJson(parsed.data)))
    : parsed;
  if (redacted.success) return redacted.data;
  const [issue] = redacted.error.issues;
  const field = issue?.path.map(String).join(".") || "the whole file";
  throw damaged(folder, `${path} is not as erk-learn writes it at ${field} (${issue?.message ?? "invalid"})`);
}

async function readPlan(
  folder: string,
  contents: ReadonlyMap<string, string>,
  redactor: Redactor,
): Promise<{ readonly plan: SourcePlan } & Pick<LearnSource, "gaps" | "unread">> {
  const { plan, gaps, unread } = await readJson(folder, PLAN_FILE, contents, planFileSchema, redactor);
  const [title, body, pullTitle] = await redactor.redactAll([
    plan.title,
    plan.body,
    plan.pullRequest?.title ?? "",
  ]);
  if (title === undefined || body === undefined || pullTitle === undefined) {
    throw damaged(folder, `${PLAN_FILE} can't be redacted`);
  }
  return {
    plan: {
      ...plan,
      title,
      body,
      pullRequest: plan.pullRequest === null ? undefined : { ...plan.pullRequest, title: pullTitle },
      gistUrl: plan.gistUrl ?? undefined,
    },
    gaps,
    unread,
  };
}
