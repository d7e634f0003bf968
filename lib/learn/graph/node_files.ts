/** A node's two files: written whole, and read back only if they are what was written. */

import { join } from "node:path";
import { writeFileAtomically } from "../../write_file.ts";
import { reasonOf } from "../../file_failure.ts";
import { sha256Of } from "../../sha256.ts";
import { messageOf, UserError } from "../../user_error.ts";
import type { GraphNode, NodeOutput } from "./graph_node.ts";
import { readRegularFile } from "../../regular_file.ts";

/** What to do about answers that aren't those of the analysis: reading them once more finds the same. */
const ANALYSE_AGAIN =
  "run the analysis again with analyse-learn-input or learn, which takes its answers from the cache";

/** Name → SHA-256 in lower-case hexadecimal. */
export type FileHashes = Readonly<Record<string, string>>;

/** Where a node's value lies, and what it must be. */
export type NodePlace<Value> = Pick<GraphNode<Value>, "files" | "schema">;

/**
 * Writes a node's output after it has been checked.
 *
 * @throws {UserError} if its typed file isn't what its schema says, or a file can't be written.
 */
export async function writeNodeFiles<Value>(
  folder: string,
  node: NodePlace<Value>,
  output: NodeOutput,
): Promise<FileHashes> {
  parseTyped(node, output.typed, node.files.typed);
  const contents = [[node.files.readable, output.readable], [node.files.typed, output.typed]] as const;
  const hashes: Record<string, string> = {};
  for (const [name, content] of contents) {
    const bytes = new TextEncoder().encode(content);
    await writeFileAtomically(join(folder, name), bytes);
    hashes[name] = await sha256Of(bytes);
  }
  return hashes;
}

/**
 * Reads a node's value from the disk.
 *
 * @throws {UserError} if one of its files is missing, isn't the one that was written, or doesn't fit its schema.
 */
export async function readNodeValue<Value>(
  folder: string,
  node: NodePlace<Value>,
  hashes: FileHashes,
): Promise<Value> {
  let typed = "";
  for (const name of [node.files.readable, node.files.typed]) {
    const path = join(folder, name);
    const bytes = await readRegularFile(path).catch((error) => {
      throw new UserError(`Cannot read ${path} (${reasonOf(error)}): ${ANALYSE_AGAIN}.`, {
        cause: error,
      });
    });
    if (await sha256Of(bytes) !== hashes[name]) {
      throw new UserError(`${path} was changed since the analysis wrote it: ${ANALYSE_AGAIN}.`);
    }
    typed = new TextDecoder().decode(bytes);
  }
  return parseTyped(node, typed, join(folder, node.files.typed));
}

function parseTyped<Value>(node: NodePlace<Value>, json: string, place: string): Value {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new UserError(`${place} isn't JSON (${oneLine(messageOf(error))}): ${ANALYSE_AGAIN}.`, {
      cause: error,
    });
  }
  const parsed = node.schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UserError(
    `${place} is wrong at ${issue?.path.map(String).join(".") || "its root"} (${
      oneLine(issue?.message ?? "invalid")
    }): ${ANALYSE_AGAIN}.`,
  );
}

/** JSON's complaints quote the text. */
function oneLine(words: string): string {
  return words.replace(/\s+/g, " ");
}
