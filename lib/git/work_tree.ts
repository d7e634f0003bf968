/** What git knows of the files below a folder. Where git can't be run, it knows nothing. */

import { posix } from "node:path";
import { runGit } from "./git.ts";

/** Each is a run of git, some 3 ms. */
const MAX_SINGLE_QUESTIONS = 100;

/**
 * Paths of the files below a folder that git tracks or would add: none that is ignored. Relative to the folder, with forward
 * slashes; links and submodules are among them, and files that were deleted since.
 *
 * @returns `undefined` outside of a work tree, or where git can't be run.
 */
export async function listWorkTreeFiles(folder: string, signal?: AbortSignal): Promise<string[] | undefined> {
  const answer = await runGit(
    folder,
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    signal,
  );
  if (!answer.ok) return undefined;
  return [...new Set(answer.output.split("\0").filter((path) => path !== ""))];
}

/** Lists the files at or below the paths that git tracks, even if it would ignore them. Empty if git can't tell. */
export async function trackedFiles(
  folder: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const answer = await runGit(
    folder,
    ["--literal-pathspecs", "ls-files", "-z", "--cached", "--", ...paths],
    signal,
  );
  return answer.ok ? answer.output.split("\0").filter((path) => path !== "") : [];
}

/**
 * Whether `git add` takes a file into this work tree: not where it is ignored (and not tracked), and not where it lies in a
 * submodule. "yes" outside of a work tree, and where git can't be run.
 */
export async function isTakenByGit(
  folder: string,
  path: string,
  signal?: AbortSignal,
): Promise<"yes" | "ignored" | "submodule"> {
  const ask = (asked: string) => runGit(folder, ["check-ignore", "-z", "--stdin"], signal, `${asked}\0`);
  const answer = await ask(path);
  if (answer.ok) return "ignored";
  // Not ignored: status 1, without a word.
  if (!answer.ran || answer.reason === "") return "yes";
  // Git refuses to answer for a path in a submodule, and outside of a work tree for every path.
  const other = await ask(posix.basename(path));
  return other.ok || other.reason === "" ? "submodule" : "yes";
}

/** Those of the paths that git ignores, whether they exist or not. Empty if git can't tell. */
export async function ignoredPaths(
  folder: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const ignored = new Set<string>();
  const ask = async (asked: readonly string[]) => {
    const input = asked.map((path) => `${path}\0`).join("");
    // Ends with status 1, without a word, where none is ignored.
    const answer = await runGit(folder, ["check-ignore", "-z", "--stdin"], signal, input);
    if (answer.ok) { for (const path of answer.output.split("\0")) if (path !== "") ignored.add(path); }
    return answer.ok || answer.reason === "";
  };
  if (paths.length === 0 || await ask(paths)) return ignored;
  // One path in a submodule or behind a link, and git answers for none of them.
  for (const path of paths.slice(0, MAX_SINGLE_QUESTIONS)) await ask([path]);
  return ignored;
}
