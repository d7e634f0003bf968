/** A clone of a repository that nobody has set up yet, and the repository on the emulator. */

import { join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import {
  type GitHubEmulator,
  type RepositorySeed,
  startGitHubEmulator,
} from "../support/github_emulator/mod.ts";
import { contextWith } from "./emulator_context.ts";

export interface SetupWorld extends AsyncDisposable {
  readonly folder: string;
  readonly emulator: GitHubEmulator;
  /** What was said, in order. */
  readonly said: string[];
  context(): Context;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
}

/** Makes it; the seed adds to acme/widgets. */
export async function setupWorld(seed: Partial<RepositorySeed> = {}): Promise<SetupWorld> {
  const folder = await Deno.makeTempDir();
  await new Deno.Command("git", { args: ["init", "--quiet"], cwd: folder }).output();
  const emulator = await startGitHubEmulator();
  emulator.seedRepository({ owner: "acme", name: "widgets", ...seed });
  const said: string[] = [];
  return {
    folder,
    emulator,
    said,
    context() {
      const context = contextWith(emulator, {
        workingDirectory: folder,
        claudeFolder: `${folder}/claude`,
        repository: "acme/widgets",
      });
      const say = (line: string) => void said.push(line);
      return { ...context, progress: { ...context.progress, note: say, warn: say } };
    },
    read: (path) => Deno.readTextFile(join(folder, path)),
    async write(path, text) {
      await Deno.mkdir(join(folder, path, ".."), { recursive: true });
      await Deno.writeTextFile(join(folder, path), text);
    },
    async [Symbol.asyncDispose]() {
      await emulator.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
