/** Starting the emulator and all that a test can do with it. */

import { createJournal } from "./journal.ts";
import type { Tokens } from "./access.ts";
import { refusal } from "./answers.ts";
import { artifactRoutes } from "./artifacts.ts";
import { workflowRoutes } from "./actions.ts";
import { commentRoutes } from "./comments.ts";
import { createEmulateBase } from "./emulate_base.ts";
import { createFaults } from "./faults.ts";
import { createFront, type FrontParts } from "./front.ts";
import { gistRoutes } from "./gists.ts";
import { graphqlRoutes } from "./graphql.ts";
import { issueRoutes } from "./issues.ts";
import { labelRoutes } from "./labels.ts";
import { passOn } from "./pass_on.ts";
import { pullRoutes } from "./pulls.ts";
import { searchRoutes } from "./search.ts";
import { secretRoutes } from "./secrets.ts";
import { startRelay } from "./relay.ts";
import { repositoryRoutes } from "./repositories.ts";
import { reviewRoutes } from "./reviews.ts";
import { createRouter } from "./router.ts";
import { runRoutes } from "./runs.ts";
import { createState, findOrCreateUser, type World } from "./state.ts";
import { createSurface } from "./surface.ts";
import { newToken } from "./tokens.ts";
import type { EmulatorSettings, GitHubEmulator, GitHubEmulatorOptions } from "./types.ts";
import { webRoutes } from "./web_pages.ts";

const DEFAULT_SETTINGS: EmulatorSettings = {
  dispatchReturnsRunDetails: true,
  runVisibleAfterMilliseconds: 0,
  gistTruncationBytes: 1_000_000,
  gistFileLimit: 300,
  gistRawBytes: 10_000_000,
  requestBytes: 100_000_000,
  anonymousReads: true,
  latencyMilliseconds: 0,
  rateLimitRemaining: 5_000,
};

const DEFAULT_SCOPES = ["repo", "gist", "workflow", "read:org"];
const FIRST_ID = 3_200_000_000; // beyond 32 bits, as GitHub's ids are by now

/**
 * Starts an emulator on free ports of 127.0.0.1. Nothing is in it but the person whom its token belongs to.
 * Takes milliseconds: `emulate` and the GraphQL schema are loaded when a request first needs them.
 */
export function startGitHubEmulator(options: GitHubEmulatorOptions = {}): Promise<GitHubEmulator> {
  const { login = "ada", scopes = DEFAULT_SCOPES, enterprise = false, ...settings } = options;
  const closing = new AbortController();
  const ports = { api: 0, web: 0 };
  const relays = { api: startRelay(() => ports.api), web: startRelay(() => ports.web) };

  let lastId = FIRST_ID;
  const world: World = {
    state: createState(),
    settings: { ...DEFAULT_SETTINGS, ...settings },
    login,
    apiUrl: `http://127.0.0.1:${relays.api.port}${enterprise ? "/api/v3" : ""}`,
    serverUrl: `http://127.0.0.1:${relays.web.port}`,
    nextId: () => ++lastId,
  };
  findOrCreateUser(world, login);
  const token = newToken("classic");
  const tokens: Tokens = new Map([[token, { login, scopes, kind: "classic" }]]);
  const journal = createJournal();
  const faults = createFaults();
  const base = createEmulateBase(world);

  const shared = { world, tokens, journal, faults, closing: closing.signal };
  const api: FrontParts = {
    ...shared,
    server: "api",
    relay: () => relays.api,
    findRoute: createRouter([
      ...issueRoutes(world),
      ...commentRoutes(world),
      ...labelRoutes(world),
      ...gistRoutes(world),
      ...workflowRoutes(world),
      ...secretRoutes(world),
      ...runRoutes(world),
      ...artifactRoutes(world),
      ...pullRoutes(world, base),
      ...reviewRoutes(world),
      ...repositoryRoutes(world, base),
      ...graphqlRoutes(world),
      ...searchRoutes(world),
    ]),
    otherwise: (request) => passOn(world, base, request),
  };
  const web: FrontParts = {
    ...shared,
    server: "web",
    relay: () => relays.web,
    findRoute: createRouter(webRoutes(world)),
    otherwise: () => Promise.reject(refusal(404, "Not Found")),
  };
  const stopping = new AbortController();
  const servers = [api, web].map((parts) => serve(parts, stopping.signal));
  [ports.api = 0, ports.web = 0] = servers.map((server) => server.addr.port);

  const surface = createSurface({
    world,
    tokens,
    journal,
    faults,
    token,
    close: async () => {
      closing.abort();
      relays.api.close();
      relays.web.close();
      // Not a graceful shutdown: on Deno 2.7 that may wait for ever for a request that hung.
      stopping.abort();
      await Promise.all([base.close(), ...servers.map((server) => server.finished)]);
    },
  });
  return Promise.resolve(surface);
}

function serve(parts: FrontParts, signal: AbortSignal): Deno.HttpServer<Deno.NetAddr> {
  const handler = createFront(parts);
  return Deno.serve({ hostname: "127.0.0.1", port: 0, signal, onListen: () => {} }, handler);
}
