/** No part takes the place of a file that the session is read from. */

import { join } from "node:path";
import { filesOfSession } from "../../lib/conversion/mod.ts";
import type { SessionSource } from "../../lib/preprocess/mod.ts";
import { UserError } from "../../lib/user_error.ts";

/** Which file a path leads to, whatever links are on the way. */
interface Identity {
  readonly device: number;
  /** `null` where the file system has none. */
  readonly inode: number | null;
  readonly realPath: string;
}

/**
 * Refuses a place for parts where a name that one of them may get is that of the log, or of a file that is read with it:
 * by any spelling, and through links.
 *
 * @param partNameLike the name that a part may get and that may lead to the file of this name in the folder, if any.
 * @param option how the place was given, for the message.
 * @throws {UserError} with exit status 2.
 */
export async function refuseToReplaceInputs(
  source: SessionSource,
  folder: string,
  partNameLike: (name: string) => string | undefined,
  option: string,
): Promise<void> {
  const candidates = (await namesIn(folder)).flatMap((name) => partNameLike(name) ?? []);
  if (candidates.length === 0) return;
  const inputs: Identity[] = [];
  for (const path of await filesOfSession(source)) inputs.push(...await identityOf(path));
  for (const name of candidates) {
    const path = join(folder, name);
    const [found] = await identityOf(path);
    if (found === undefined || !inputs.some((input) => isSame(input, found))) continue;
    throw new UserError(
      `${option}: ${path} is the session log or a file that is read with it, and a part may take its place; name another.`,
      { exitStatus: 2 },
    );
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  } catch {
    return []; // Not there yet; what else is wrong with it comes up when it is written to.
  }
}

/** None where nothing is there. */
async function identityOf(path: string): Promise<Identity[]> {
  try {
    const [{ dev, ino }, realPath] = await Promise.all([Deno.stat(path), Deno.realPath(path)]);
    return [{ device: dev, inode: ino, realPath }];
  } catch {
    return [];
  }
}

function isSame(a: Identity, b: Identity): boolean {
  if (a.realPath === b.realPath) return true;
  return a.inode !== null && a.inode !== 0 && a.inode === b.inode && a.device === b.device;
}
