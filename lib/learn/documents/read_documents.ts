/** The documents of a work tree, read. */

import { join, sep } from "node:path";
import { plainOrPrintable } from "../../printable.ts";
import { reasonOf } from "../../file_failure.ts";
import { listed } from "../../wording.ts";
import { type ReadDocument, readDocument } from "./read_document.ts";

/** Bytes. A larger file is data, or generated. */
const MAX_DOCUMENT_BYTES = 512 * 1024;

/** Bytes of all documents, and their number: what fits into memory, and is searched within seconds. */
const MAX_ALL_BYTES = 32 * 1024 * 1024;
const MAX_READ_DOCUMENTS = 5_000;

/** Names in one warning. */
const LISTED = 3;

/**
 * Reads documents, whatever their bytes. Links out of the root are not followed; huge, binary and unreadable files are
 * counted and named in the warnings.
 *
 * @param root its real path.
 * @throws the signal's reason when it is aborted.
 */
export async function readDocuments(
  root: string,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ readonly documents: ReadDocument[]; readonly warnings: string[] }> {
  const documents: ReadDocument[] = [];
  const warnings: string[] = [];
  const problems: string[] = [];
  const skipped = new Map<string, string[]>();
  const skip = (reason: string, path: string) => skipped.set(reason, [...skipped.get(reason) ?? [], path]);
  let bytes = 0;
  for (const path of paths) {
    signal?.throwIfAborted();
    if (documents.length === MAX_READ_DOCUMENTS || bytes >= MAX_ALL_BYTES) {
      skip("beyond the limit of what is searched", path);
      continue;
    }
    const read = await readFile(root, path);
    if ("reason" in read) {
      if (read.reason !== undefined) skip(read.reason, path);
      continue;
    }
    bytes += read.bytes.length;
    const document = readDocument(path, new TextDecoder().decode(read.bytes));
    const { problem } = document.frontmatter;
    if (problem !== undefined) problems.push(`${plainOrPrintable(path)} (${problem})`);
    documents.push(document);
  }
  if (problems.length > 0) {
    warnings.push(
      `${counted(problems.length)} frontmatter that can't be used as it is: ${listed(problems, LISTED)}`,
    );
  }
  for (const [reason, names] of skipped) {
    const verb = names.length === 1 ? "was" : "were";
    warnings.push(
      `${counted(names.length, verb)} not read (${reason}): ${listed(names.map(plainOrPrintable), LISTED)}`,
    );
  }
  return { documents, warnings };
}

function counted(count: number, verb = count === 1 ? "has" : "have"): string {
  return `${count} ${count === 1 ? "document" : "documents"} ${verb}`;
}

type FileReading = { readonly bytes: Uint8Array } | { readonly reason: string | undefined };

/** No reason: it is no file of its own (a link, a submodule, deleted since), and nothing is lost. */
async function readFile(root: string, path: string): Promise<FileReading> {
  const place = join(root, path);
  try {
    const { isFile, size } = await Deno.lstat(place);
    if (!isFile) return { reason: undefined };
    if (size > MAX_DOCUMENT_BYTES) return { reason: `larger than ${MAX_DOCUMENT_BYTES / 1024} KiB` };
    // A folder on the way may be a link.
    if (!(await Deno.realPath(place)).startsWith(root + sep)) return { reason: "outside of the folder" };
    const bytes = await Deno.readFile(place);
    return bytes.subarray(0, 8_192).includes(0) ? { reason: "binary" } : { bytes };
  } catch (error) {
    return error instanceof Deno.errors.NotFound ? { reason: undefined } : { reason: reasonOf(error) };
  }
}
