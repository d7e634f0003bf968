/** Which of the files that a program was bundled into are what. */

import { basename, dirname, relative } from "node:path/posix";

/** What is compiled. */
export interface BundleParts {
  /** The file that the program begins with. */
  readonly entry: string;
  /** Files that load the worker, to be included. */
  readonly workers: readonly { readonly path: string; readonly source: string }[];
}

/**
 * The parts of a program by their paths in its folder, where each source has the name that it had.
 *
 * @param entry the source of the program, `worker` that of its worker.
 * @throws Error where one of them was not bundled.
 */
export function partsOf(files: readonly string[], entry: string, worker: string | undefined): BundleParts {
  const paths = files.map((file) => file.replaceAll("\\", "/"));
  return {
    entry: fileOf(paths, entry),
    workers: worker === undefined ? [] : workersIn(paths, fileOf(paths, worker)),
  };
}

function fileOf(paths: readonly string[], source: string): string {
  const name = `${basename(source, ".ts")}.js`;
  const [path, ...others] = paths.filter((path) => basename(path) === name);
  if (path === undefined || others.length > 0) throw new Error(`${source} was not bundled into one file.`);
  return path;
}

/** The code that starts the worker looks for it beside itself: in the folder of whichever part that code is in. */
function workersIn(paths: readonly string[], worker: string): BundleParts["workers"] {
  const folders = new Set(paths.map((path) => dirname(path)).filter((folder) => folder !== dirname(worker)));
  return [...folders].sort().map((folder) => ({
    path: folder === "." ? basename(worker) : `${folder}/${basename(worker)}`,
    source: `import ${JSON.stringify(importPath(folder, worker))};\n`,
  }));
}

function importPath(folder: string, file: string): string {
  const path = relative(folder, file);
  return path.startsWith(".") ? path : `./${path}`;
}
