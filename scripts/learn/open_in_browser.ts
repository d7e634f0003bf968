/** Opens an address in the person's browser. */

import type { Context } from "../../lib/cli/mod.ts";

/** Which program opens an address, by system. None of them is a shell. */
const OPENERS: Partial<Record<typeof Deno.build.os, readonly string[]>> = {
  darwin: ["open"],
  linux: ["xdg-open"],
  windows: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** The programs' names, for permissions. */
export const OPENER_PROGRAMS = Object.values(OPENERS).flatMap((words) => words[0] ?? []);

/** Where that can't be done, the address is shown instead. */
export async function openInBrowser(url: string, { progress }: Pick<Context, "progress">): Promise<void> {
  const [program, ...args] = OPENERS[Deno.build.os] ?? [];
  try {
    if (program === undefined) throw new Error("no program is known for it");
    const { success } = await new Deno.Command(program, {
      args: [...args, url],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).output();
    if (!success) throw new Error(`${program} failed`);
    progress.note(`Opened ${url}`);
  } catch {
    progress.note(`No browser could be started; open ${url}`);
  }
}
