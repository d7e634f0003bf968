/** How the client names the folder of a project, and which folders belong to a working directory. */

import { dirname, join } from "node:path";

/**
 * The names that clients give a working directory's folder, the present one first: every UTF-16 unit outside
 * A–Z a–z 0–9 becomes `-`; older clients replaced `/` and `.` only.
 */
export function projectFolderNames(workingDirectory: string): string[] {
  const present = workingDirectory.replace(/[^A-Za-z0-9]/g, "-");
  const older = workingDirectory.replace(/[/.]/g, "-");
  return present === older ? [present] : [present, older];
}

/**
 * Existing project folders of a working directory: its own and those of its parents up to the project's
 * root. Where none of these exists, those of the nearest parent above that has one: the client was started
 * further up, in a folder that holds several repositories.
 */
export async function projectFoldersOf(
  projectsFolder: string,
  workingDirectory: string,
  projectRoot: string = workingDirectory,
): Promise<string[]> {
  const found = new Set<string>();
  // The client names the real path, also where the working directory was reached through a link.
  const starts = new Set([workingDirectory, await realPathOf(workingDirectory)]);
  const roots = new Set([projectRoot, await realPathOf(projectRoot)]);
  for (const start of starts) {
    let inside = [...roots].some((root) => isWithin(start, root));
    for (const directory of upwards(start)) {
      for (const name of projectFolderNames(directory)) {
        const folder = join(projectsFolder, name);
        if (await isFolder(folder)) found.add(folder);
      }
      if (roots.has(directory)) inside = false;
      if (!inside && found.size > 0) break;
    }
  }
  return [...found];
}

function* upwards(directory: string): Generator<string> {
  let current = directory;
  while (true) {
    yield current;
    const parent = dirname(current);
    if (parent === current) return;
    current = parent;
  }
}

function isWithin(directory: string, root: string): boolean {
  for (const folder of upwards(directory)) if (folder === root) return true;
  return false;
}

async function realPathOf(path: string): Promise<string> {
  try {
    return await Deno.realPath(path);
  } catch {
    return path;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}
