/** `actions/upload-artifact` and `actions/download-artifact`, as far as the project's workflows use them. */

import { join } from "node:path";
import type { Action } from "./workflow_types.ts";

/** Keeps a folder under a name. */
export const uploadArtifact: Action = async ({ workspace, with: given, artifacts, runnerTemp }) => {
  const { name = "artifact", path = "" } = given;
  if (artifacts.has(name)) throw new Error(`an artifact named ${name} is there already`);
  const source = join(workspace, path);
  const files = await filesIn(source);
  // Hidden files and folders are left out unless the step asks for them.
  const hidden = given["include-hidden-files"] === "true" || !/(?:^|\/)\./.test(path);
  if (files.length === 0 || !hidden) {
    if (given["if-no-files-found"] === "error") throw new Error(`no files were found at ${path}`);
    return;
  }
  const kept = await Deno.makeTempDir({ dir: join(runnerTemp, "..") });
  await copyFolder(source, kept);
  artifacts.set(name, kept);
};

/** Brings one artifact back, or all whose name fits a pattern. */
export const downloadArtifact: Action = async ({ workspace, with: given, artifacts }) => {
  const target = join(workspace, given.path ?? ".");
  if (given.name !== undefined) {
    const folder = artifacts.get(given.name);
    if (folder === undefined) throw new Error(`no artifact named ${given.name} was found`);
    return await copyFolder(folder, target);
  }
  const pattern = new RegExp(
    `^${(given.pattern ?? "*").replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`,
  );
  for (const [name, folder] of artifacts) {
    if (!pattern.test(name)) continue;
    await copyFolder(folder, given["merge-multiple"] === "true" ? target : join(target, name));
  }
};

async function filesIn(path: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(path))).map(({ name }) => name);
  } catch {
    return [];
  }
}

async function copyFolder(source: string, target: string): Promise<void> {
  await Deno.mkdir(target, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(source)) {
    if (isDirectory) await copyFolder(join(source, name), join(target, name));
    else await Deno.copyFile(join(source, name), join(target, name));
  }
}
