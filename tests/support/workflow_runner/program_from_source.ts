/** The program from source, as the executable would be called: for runners and terminals that are played here. */

import { join } from "node:path";

const ROOT = new URL("../../../", import.meta.url).pathname;

/** Makes `erk-learn` in a folder, which goes on the PATH. */
export async function makeProgram(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const words = [
    Deno.execPath(),
    "run",
    "--allow-all",
    "--no-check",
    "--config",
    `${ROOT}deno.json`,
    `${ROOT}main.ts`,
  ];
  const script = `#!/bin/sh\nexec ${words.map((word) => `'${word}'`).join(" ")} "$@"\n`;
  await Deno.writeTextFile(join(folder, "erk-learn"), script);
  await Deno.chmod(join(folder, "erk-learn"), 0o755);
}

/** Where Deno keeps packages, as `DENO_DIR`: with another HOME it would fetch them again. */
export async function denoFolder(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}
