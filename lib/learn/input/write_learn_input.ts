/** Writes a `learn-input/` folder: whole or not at all, and redacted once more. */

import { dirname, join } from "node:path";
import { MAX_MATERIALS_BYTES, MAX_MATERIALS_FILES } from "../../materials/limits.ts";
import { findAcrossParts } from "../../materials/parts_across.ts";
import { redactContent } from "../../materials/redact_content.ts";
import { printable } from "../../printable.ts";
import { type Redacted, redactedText, type Redactor, untilAllIsKnown } from "../../redact/mod.ts";
import { reasonAndRemedy } from "../../file_failure.ts";
import { sha256Of } from "../../sha256.ts";
import { messageOf, UserError } from "../../user_error.ts";
import type { CodeDiff } from "../diff/code_diff.ts";
import type { DocumentSet } from "../documents/document_set.ts";
import type { SourcePlan } from "../source/learn_source.ts";
import { type Checksum, writeChecksums } from "./checksums.ts";
import {
  CHECKSUMS_FILE,
  DIFF_FILE,
  DOCUMENTS_FILE,
  isInputMaterial,
  MATERIALS_FOLDER,
  PLAN_FILE,
  type PlanFile,
  TOP_NAMES,
} from "./input_files.ts";

/** What goes into the folder. */
export interface LearnInput {
  readonly plan: SourcePlan;
  /** Undefined: the plan has no pull request. */
  readonly diff: CodeDiff | undefined;
  readonly documents: DocumentSet;
  /** Where the materials lie. */
  readonly materialsFolder: string;
  /** What could not be gathered, in sentences for people. */
  readonly gaps: readonly string[];
  /** The gaps that another gathering may not have. */
  readonly unread: readonly string[];
}

export interface WrittenInput {
  /** In the order of their paths, without `SHA256SUMS`. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** Names in the materials folder that don't go along: whatever erk-learn does not write there. */
  readonly ignored: readonly string[];
}

/**
 * Writes the folder beside its place and moves it there; one of an earlier run is replaced, anything else is not. All text
 * passes the redactor, the materials too: a gist may come from anybody. What one file tells of stands bare in no other, if
 * the redactor remembers.
 *
 * @throws {UserError} if there are no materials or too many, something else is in the folder's place, or writing fails.
 */
export async function writeLearnInput(
  folder: string,
  input: LearnInput,
  redactor: Redactor,
): Promise<WrittenInput> {
  const { names, ignored } = await listInputMaterials(input.materialsFolder);
  await requireReplaceable(folder);
  const temporary = `${folder}.${crypto.randomUUID().slice(0, 8)}.tmp`;
  try {
    await Deno.mkdir(join(temporary, MATERIALS_FOLDER), { recursive: true });
    const files = await writeInputFiles(temporary, input, names, redactor);
    await Deno.writeTextFile(join(temporary, CHECKSUMS_FILE), writeChecksums(files));
    await putInPlace(temporary, folder);
    return {
      files: files.map(({ path, bytes }) => ({ path, bytes })).sort((one, other) =>
        one.path < other.path ? -1 : 1
      ),
      ignored,
    };
  } catch (error) {
    await Deno.remove(temporary, { recursive: true }).catch(() => {});
    if (error instanceof UserError) throw error;
    throw new UserError(
      `Cannot write the learn input ${folder} (${
        messageOf(error)
      }): free the place or choose another with --output-dir.`,
      { cause: error },
    );
  }
}

/** A file that was written. */
type WrittenFile = Checksum & { readonly bytes: number };

/** Writes all files but the checksums, and once more those that hold a secret which the redactor learned of meanwhile. */
async function writeInputFiles(
  folder: string,
  input: LearnInput,
  names: readonly string[],
  redactor: Redactor,
): Promise<WrittenFile[]> {
  const written = new Map<string, WrittenFile>();
  const write = async (path: string, text: Redacted) => {
    const bytes = new TextEncoder().encode(text);
    await Deno.writeFile(join(folder, path), bytes);
    written.set(path, { path, sha256: await sha256Of(bytes), bytes: bytes.length });
  };
  const known = redactor.known();
  // One after the other: together they may be large.
  const readMaterial = async (name: string) =>
    new TextDecoder().decode(await Deno.readFile(join(input.materialsFolder, name)));
  const across = await findAcrossParts(names, readMaterial, redactor);
  for (const name of names) {
    const redacted = await redactContent(name, await readMaterial(name), redactor, across.get(name));
    await write(`${MATERIALS_FOLDER}/${name}`, redacted);
  }
  const writeJson = async (path: string, value: unknown) =>
    await write(path, redactedText`${await redactor.redactJson(value, { indent: 2 })}\n`);
  await writeJson(PLAN_FILE, planFileOf(input));
  if (input.diff !== undefined) await writeJson(DIFF_FILE, input.diff);
  await writeJson(DOCUMENTS_FILE, input.documents);
  if (redactor.known() > known) {
    await untilAllIsKnown(redactor, async () => {
      const read = (path: string) => Deno.readTextFile(join(folder, path));
      const across = await findAcrossParts(written.keys(), read, redactor);
      for (const path of written.keys()) {
        const text = await read(path);
        const redacted = await redactContent(path, text, redactor, across.get(path));
        if (redacted !== text) await write(path, redacted);
      }
    });
  }
  return [...written.values()];
}

function planFileOf({ plan, gaps, unread }: LearnInput): PlanFile {
  return {
    format: "erk-learn-input",
    schema_version: 1,
    plan: { ...plan, pullRequest: plan.pullRequest ?? null, gistUrl: plan.gistUrl ?? null },
    gaps: [...gaps],
    unread: [...unread],
  };
}

/**
 * Names of a folder's materials in order, and of what else is in it.
 *
 * @throws {UserError} if there is no such folder, or it holds no materials or too many.
 */
export async function listInputMaterials(
  folder: string,
): Promise<{ readonly names: string[]; readonly ignored: string[] }> {
  const names: string[] = [];
  const ignored: string[] = [];
  let bytes = 0;
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (!isFile || !isInputMaterial(name)) {
        ignored.push(name);
        continue;
      }
      names.push(name);
      bytes += (await Deno.lstat(join(folder, name))).size;
    }
  } catch (error) {
    const missing = error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
    throw new UserError(
      missing
        ? `There is no folder of materials ${folder}: name the one that trigger or download-learn-materials wrote.`
        : `Cannot read the folder of materials ${folder}${reasonAndRemedy(error, "check its permissions")}`,
      { cause: error },
    );
  }
  if (names.length === 0) {
    const found = ignored.length === 0
      ? "it is empty"
      : `it holds ${ignored.sort().slice(0, 3).map(printable).join(", ")}`;
    throw new UserError(
      `The folder ${folder} holds no learn materials (${found}): name the one that trigger or download-learn-materials wrote.`,
    );
  }
  if (bytes > MAX_MATERIALS_BYTES || names.length > MAX_MATERIALS_FILES) {
    throw new UserError(
      `The folder ${folder} holds more materials than are read (${MAX_MATERIALS_BYTES / 2 ** 20} MB, ` +
        `${MAX_MATERIALS_FILES} files): remove sessions that don't belong to the plan.`,
    );
  }
  return { names: names.sort(), ignored: ignored.sort() };
}

/** Only what this program wrote is ever removed. */
async function requireReplaceable(folder: string): Promise<void> {
  const refuse = (what: string) =>
    new UserError(
      `The learn input can't be written to ${folder}: ${what}; remove it or choose another folder with --output-dir.`,
    );
  try {
    const { isDirectory } = await Deno.lstat(folder);
    if (!isDirectory) throw refuse("it is no folder");
    for await (const { name } of Deno.readDir(folder)) {
      if (!TOP_NAMES.includes(name)) throw refuse(`it holds ${printable(name)}, which is no learn input`);
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error instanceof UserError ? error : refuse(messageOf(error));
  }
}

async function putInPlace(temporary: string, folder: string): Promise<void> {
  const former = `${temporary}.old`;
  await Deno.mkdir(dirname(folder), { recursive: true });
  const hasFormer = await Deno.rename(folder, former).then(() => true, (error) => {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  });
  try {
    await Deno.rename(temporary, folder);
  } catch (error) {
    if (hasFormer) await Deno.rename(former, folder);
    throw error;
  }
  if (hasFormer) await Deno.remove(former, { recursive: true }).catch(() => {});
}
