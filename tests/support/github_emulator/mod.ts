/**
 * An emulator of GitHub for tests, the demo and benchmarks: a real HTTP server on 127.0.0.1 with issues, pull
 * requests, gists, workflows and artifacts in memory, a journal of all requests, and faults on demand.
 *
 * @example
 * ```ts
 * await using github = await startGitHubEmulator();
 * github.seedRepository({ owner: "acme", name: "shop", workflows: [{ file: "learn.yml", inputs: ["issue_number"] }] });
 * github.seedIssue({ number: 42, title: "Plan", body: "…", labels: ["erk-plan"] });
 * const answer = await fetch(`${github.apiUrl}/repos/acme/shop/issues/42`);
 * ```
 */

export { startGitHubEmulator } from "./emulator.ts";
export {
  graphqlRateLimit,
  graphqlTimeout,
  primaryRateLimit,
  secondaryRateLimit,
  serverError,
  tooManyRequests,
} from "./faults.ts";
export { type OpenApiChecks, validateAgainstOpenApi } from "./openapi.ts";
export type * from "./types.ts";
