/** Which files of a materials folder are read, and as what. */

import { join } from "node:path";
import { reasonAndRemedy, reasonOf } from "../../file_failure.ts";
import { UserError } from "../../user_error.ts";

/** A part of a session, as its name tells. */
export interface PartFile {
  readonly name: string;
  readonly path: string;
  readonly sessionId: string;
  readonly kind: "planning" | "impl";
  /** From 1. */
  readonly number: number;
}

/** What a folder holds for reading. */
export interface MaterialFiles {
  /** In the order of sessions and parts. */
  readonly parts: readonly PartFile[];
  /** Names of all regular files. */
  readonly names: ReadonlySet<string>;
  readonly gaps: readonly string[];
}

/** A plan has dozens of parts; materials may come from anybody. */
const MAX_PARTS = 5_000;

/** `session-…` is what `preprocess-session` calls parts when it is told nothing else. */
const PART_NAME = /^(planning|impl|session)-([A-Za-z0-9_][A-Za-z0-9._-]{0,200}?)(?:-part(\d{1,6}))?\.xml$/;

/** Planning comes before implementation. */
const ORDER = { planning: 0, impl: 1 };

/**
 * Lists the parts and other files of a folder. Links aren't followed.
 *
 * @throws {UserError} if there is no such folder, or it can't be read.
 */
export async function listMaterialFiles(folder: string): Promise<MaterialFiles> {
  const names = await fileNames(folder);
  const parts = names.flatMap((name): PartFile[] => {
    const [, prefix, sessionId, number] = PART_NAME.exec(name) ?? [];
    if (prefix === undefined || sessionId === undefined) return [];
    const kind = prefix === "planning" ? "planning" : "impl";
    return [{ name, path: join(folder, name), sessionId, kind, number: Number(number ?? 1) }];
  });
  parts.sort((a, b) =>
    ORDER[a.kind] - ORDER[b.kind] || (a.sessionId < b.sessionId ? -1 : a.sessionId > b.sessionId ? 1 : 0) ||
    a.number - b.number
  );
  const gaps = parts.length > MAX_PARTS
    ? [
      `${
        parts.length - MAX_PARTS
      } of ${parts.length} parts in ${folder} are left out: that many no plan has.`,
    ]
    : [];
  return { parts: parts.slice(0, MAX_PARTS), names: new Set(names), gaps };
}

async function fileNames(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) if (isFile) names.push(name);
  } catch (error) {
    const missing = error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
    throw new UserError(
      missing
        ? `There is no materials folder ${folder}: name the folder that trigger or download-learn-materials wrote to.`
        : `Cannot read the materials folder ${folder}${reasonAndRemedy(error, "check its permissions")}`,
      { cause: error },
    );
  }
  return names.sort();
}

/** A file's beginning as text, or why there is none. */
export type FileText =
  | { readonly text: string; readonly isCut: boolean }
  | { readonly failure: string };

/** Reads a file up to a limit in bytes. Bytes that aren't UTF-8 become U+FFFD. */
export async function readFileText(path: string, maxBytes: number): Promise<FileText> {
  try {
    using file = await Deno.open(path);
    const { size } = await file.stat();
    const bytes = new Uint8Array(Math.min(size, maxBytes));
    let length = 0;
    while (length < bytes.length) {
      const read = await file.read(bytes.subarray(length));
      if (read === null) break;
      length += read;
    }
    return { text: new TextDecoder().decode(bytes.subarray(0, length)), isCut: size > maxBytes };
  } catch (error) {
    return { failure: reasonOf(error) };
  }
}
