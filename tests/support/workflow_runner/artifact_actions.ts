/** `actions/upload-artifact` and `actions/download-artifact`, as far as the project's workflows use them. */

import { dirname, join } from "node:path";
import type { Action } from "./workflow_types.ts";

/** Keeps files and folders under a name: of one folder what is in it, of several paths each with its path. */
export const uploadArtifact: Action = async ({ workspace, with: given, artifacts, runnerTemp }) => {
  const { name = "artifact", path = "" } = given;
  if (artifacts.has(name)) throw new Error(`an artifact named ${name} is there already`);
  const paths = path.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const showsHidden = given["include-hidden-files"] === "true";
  const kept = await Deno.makeTempDir({ dir: join(runnerTemp, "..") });
  let found = false;
  for (const one of paths) {
    const source = join(workspace, one);
    const info = await Deno.stat(source).catch(() => undefined);
    // Hidden files and folders are left out unless the step asks for them.
    if (info === undefined || (!showsHidden && /(?:^|\/)\./.test(one))) continue;
    const target = paths.length === 1 ? kept : join(kept, one);
    if (info.isDirectory) {
      found = await copyFolder(source, target) || found;
    } else {
      await Deno.mkdir(dirname(target), { recursive: true });
      await Deno.copyFile(source, target);
      found = true;
    }
  }
  if (found) artifacts.set(name, kept);
  else if (given["if-no-files-found"] === "error") throw new Error(`no files were found at ${path}`);
};

/** Brings one artifact back, or all whose name fits a pattern. */
export const downloadArtifact: Action = async ({ workspace, with: given, artifacts }) => {
  const target = join(workspace, given.path ?? ".");
  if (given.name !== undefined) {
    const folder = artifacts.get(given.name);
    if (folder === undefined) throw new Error(`no artifact named ${given.name} was found`);
    await copyFolder(folder, target);
    return;
  }
  const pattern = new RegExp(
    `^${(given.pattern ?? "*").replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`,
  );
  for (const [name, folder] of artifacts) {
    if (!pattern.test(name)) continue;
    await copyFolder(folder, given["merge-multiple"] === "true" ? target : join(target, name));
  }
};

/** Gives whether there was a file. */
async function copyFolder(source: string, target: string): Promise<boolean> {
  let found = false;
  await Deno.mkdir(target, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(source)) {
    if (isDirectory) {
      found = await copyFolder(join(source, name), join(target, name)) || found;
    } else {
      await Deno.copyFile(join(source, name), join(target, name));
      found = true;
    }
  }
  return found;
}
