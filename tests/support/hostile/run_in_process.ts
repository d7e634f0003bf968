/** Runs a command of a hostile case as a function: as `erk-learn` does, without a process of its own. */

import { command as downloadMaterials } from "../../../scripts/download_learn_materials.ts";
import { command as downloadSession } from "../../../scripts/download_remote_session.ts";
import { createContext } from "../../../lib/cli/create_context.ts";
import { silentProgress } from "../../../lib/cli/mod.ts";
import { createGitHubClient } from "../../../lib/github/mod.ts";
import { messageOf } from "../../../lib/user_error.ts";
import type { Runner } from "./run_case.ts";

/** The token goes along with every request that may have it, so that a leak would be seen. */
export const runInProcess: Runner = async ({ command, flags, environment = {} }, { emulator, folder }) => {
  const signal = new AbortController().signal;
  const context = {
    ...createContext({
      workingDirectory: folder,
      repository: "acme/widgets",
      progress: silentProgress,
      signal,
    }),
    environment: (name: string) => environment[name],
    github: () =>
      createGitHubClient({
        apiUrl: emulator.apiUrl,
        serverUrl: emulator.serverUrl,
        token: emulator.token,
        signal,
        retry: { firstDelay: 1 },
      }),
  };
  const input = Object.fromEntries(
    Object.entries(flags).map((
      [flag, value],
    ) => [flag.replace(/-./g, (letters) => letters.slice(1).toUpperCase()), value]),
  );
  const chosen = command === "download-learn-materials" ? downloadMaterials : downloadSession;
  try {
    const output = await chosen.execute(input, context);
    const { warnings = [] } = ("json" in output ? output.json : {}) as {
      readonly warnings?: readonly string[];
    };
    return { error: undefined, warnings };
  } catch (error) {
    return { error: messageOf(error), warnings: [] };
  }
};
