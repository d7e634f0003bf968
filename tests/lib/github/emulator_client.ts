import assert from "node:assert/strict";
import { z } from "zod";
import { createGitHubClient, type GitHubClient, type GitHubClientOptions } from "../../../lib/github/mod.ts";
import { UserError } from "../../../lib/user_error.ts";
import { type GitHubEmulator, startGitHubEmulator } from "../../support/github_emulator/mod.ts";
import { holdTimers } from "../../support/held_timers.ts";

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

/** Milliseconds; no timer but those of tries has it. */
export const HELD_TIMEOUT = 97_000;

/** Waits for work, each try of which has {@link HELD_TIMEOUT} and is given up as soon as it hangs. */
export async function givingUp<Result>(
  { emulator }: Connected,
  work: () => Promise<Result>,
): Promise<Result> {
  using timers = holdTimers(HELD_TIMEOUT);
  const givenUp = new Set<number>();
  let hasEnded = false;
  const result = work().finally(() => hasEnded = true);
  while (!hasEnded) {
    const hanging = emulator.requests().find(({ sequence, fault, status, durationMilliseconds }) =>
      !givenUp.has(sequence) &&
      (fault === "hang" ? durationMilliseconds === undefined : fault === "hang-after-acting" && status)
    );
    if (hanging !== undefined) {
      givenUp.add(hanging.sequence);
      timers.ring();
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return await result;
}

/** Reads the seeded repository. */
export const REPOSITORY_REQUEST = {
  route: "GET /repos/{owner}/{repo}",
  parameters: { owner: REPOSITORY.owner, repo: REPOSITORY.name },
  purpose: "read the repository",
  answer: z.looseObject({ default_branch: z.string() }),
};

/** Writes: makes the label `x`. */
export const LABEL_REQUEST = {
  route: "POST /repos/{owner}/{repo}/labels",
  parameters: { owner: REPOSITORY.owner, repo: REPOSITORY.name, name: "x", color: "aabbcc" },
  purpose: "make a label",
  answer: z.looseObject({}),
};

/** The UserError with which a request fails. */
export async function refusal(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(
    (value) => assert.fail(`no error, but ${JSON.stringify(value)}`),
    (thrown) => thrown,
  );
  assert(error instanceof UserError, `expected a UserError, got ${error}`);
  assert(!error.message.includes("\n"), "the message is one sentence");
  return error;
}
