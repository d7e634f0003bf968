/** What killed runs left: parts without a name yet, and the folders that parts are made in before they get theirs. */

import { join } from "node:path";
import { ignoringFailure, runStateOf } from "./run_mark.ts";

/** The mark in a folder that parts are made in. */
export const FOLDER_MARK = ".at-work";

/** The number of the file that marks a run in the names of its parts, which begin with 1. */
export const MARK_NUMBER = 0;

/** Between the making of a mark and its lock. Milliseconds. */
const JUST_MADE = 1_000;

/** Without a mark: a run that is at work writes a part more often than this. Milliseconds. */
const ABANDONED_AFTER = 10 * 60_000;

/** The name of a part before all of them are whole; `run`: 8 hexadecimal digits. */
export function temporaryPartName(prefix: string, run: string, number: number): string {
  return `.${prefix}-${run}-${number}.tmp`;
}

/**
 * Removes temporary part files of runs that have ended.
 *
 * @param prefix the start of their names; other files are not looked at.
 */
export function removeDeadParts(folder: string, prefix: string, now: Date): void {
  const runs = new Map<string, string[]>();
  for (const { name, isFile } of itemsOf(folder)) {
    const run = runOf(name, prefix);
    if (!isFile || run === undefined) continue;
    runs.set(run, [...runs.get(run) ?? [], name]);
  }
  for (const [run, names] of runs) {
    const paths = names.map((name) => join(folder, name));
    const mark = join(folder, temporaryPartName(prefix, run, MARK_NUMBER));
    if (isDead(mark, paths, now)) removeAll(paths);
  }
}

/**
 * Removes folders of runs that have ended. A folder that holds anything but parts is kept, and so are parts that
 * already have their final names.
 *
 * @param begin the start of the folders' names, before the random digits and letters.
 * @param finished whether parts with final names are kept, because somebody was given their paths.
 */
export function removeDeadFolders(
  folder: string,
  begin: string,
  finished: "kept" | "removed",
  now: Date,
): void {
  for (const { name, isDirectory } of itemsOf(folder)) {
    if (!isDirectory || !name.startsWith(begin) || !/^[0-9a-z]+$/i.test(name.slice(begin.length))) continue;
    const path = join(folder, name);
    const items = itemsOf(path);
    const isOurs = (item: Deno.DirEntry) =>
      item.isFile && (item.name === FOLDER_MARK || runOf(item.name, "session") !== undefined ||
        finished === "removed" && /^session-.*\.xml$/s.test(item.name));
    if (!items.every(isOurs)) continue;
    const paths = items.map((item) => join(path, item.name));
    if (!isDead(join(path, FOLDER_MARK), [path, ...paths], now)) continue;
    removeAll(paths);
    ignoringFailure(() => Deno.removeSync(path));
  }
}

function runOf(name: string, prefix: string): string | undefined {
  const begin = `.${prefix}-`;
  return name.startsWith(begin) ? /^([0-9a-f]{8})-\d+\.tmp$/.exec(name.slice(begin.length))?.[1] : undefined;
}

function isDead(mark: string, paths: readonly string[], now: Date): boolean {
  const state = runStateOf(mark);
  if (state === "at work") return false;
  const age = now.getTime() - Math.max(...paths.map(modifiedAt));
  return age > (state === "ended" ? JUST_MADE : ABANDONED_AFTER);
}

/** Milliseconds since 1970; of what can't be looked at, that it was written in the future. */
function modifiedAt(path: string): number {
  try {
    return Deno.lstatSync(path).mtime?.getTime() ?? Infinity;
  } catch {
    return Infinity;
  }
}

function itemsOf(folder: string): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(folder)];
  } catch {
    return []; // Not there yet, or closed.
  }
}

function removeAll(paths: readonly string[]): void {
  for (const path of paths) ignoringFailure(() => Deno.removeSync(path));
}
