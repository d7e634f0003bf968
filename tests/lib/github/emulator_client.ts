import { createGitHubClient, type GitHubClient, type GitHubClientOptions } from "../../../lib/github/mod.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../../support/github_emulator/mod.ts";

/** The repository that `startSeeded` seeds. */
export const REPOSITORY = { owner: "acme", name: "tidebook" };

/** An emulator with one repository and the client to it. */
export interface Connected extends AsyncDisposable {
  readonly emulator: GitHubEmulator;
  readonly client: GitHubClient;
}

/** A client to an emulator; retries wait a millisecond. */
export function connect(
  emulator: GitHubEmulator,
  options: Partial<GitHubClientOptions> = {},
): Promise<GitHubClient> {
  return createGitHubClient({
    apiUrl: emulator.apiUrl,
    serverUrl: emulator.serverUrl,
    token: emulator.token,
    ...options,
    retry: { firstDelay: 1, ...options.retry },
  });
}

export async function startSeeded(options: Partial<GitHubClientOptions> = {}): Promise<Connected> {
  const emulator = await startGitHubEmulator();
  emulator.seedRepository({
    ...REPOSITORY,
    workflows: [{ file: "learn.yml", inputs: ["issue_number", "gist_url", "distinct_id"] }],
  });
  const client = await connect(emulator, options);
  return { emulator, client, [Symbol.asyncDispose]: () => emulator.close() };
}
