/** One kind of hostile gist or artifact, and what must become of it. */

import type { GitHubEmulator } from "../github_emulator/mod.ts";

/** What a case can use. */
export interface HostileWorld {
  readonly emulator: GitHubEmulator;
  /** The working directory; the command is to write below `out` in it. */
  readonly folder: string;
  /** A host beside GitHub's; answers with what the case sets. */
  readonly host: HostileHost;
}

/** A host that isn't GitHub's API: its raw files, its storage, or an attacker's. */
export interface HostileHost extends AsyncDisposable {
  readonly url: string;
  answer: (request: Request) => Response;
  /** What came as `authorization`; never may. */
  readonly authorizations: string[];
}

/** How the command is called. */
export interface HostileCall {
  readonly command: "download-learn-materials" | "download-remote-session";
  /** As `--flag value` on the command line. */
  readonly flags: Readonly<Record<string, string | true>>;
  /** Beside what every case has. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** `refused`: an error, nothing written. `warned`: taken, with a warning. `taken`: harmless as it is read. */
export type HostileOutcome = "refused" | "warned" | "taken";

export interface HostileCase {
  /** Reads as a row of a table. */
  readonly kind: string;
  readonly outcome: HostileOutcome;
  /** What the error or the warning says. */
  readonly says: RegExp;
  readonly prepare: (world: HostileWorld) => HostileCall | Promise<HostileCall>;
}

/** Starts a host that answers 404 until told otherwise. */
export function startHostileHost(): HostileHost {
  const authorizations: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const authorization = request.headers.get("authorization");
    if (authorization !== null) authorizations.push(authorization);
    return host.answer(request);
  });
  const host: HostileHost = {
    url: `http://127.0.0.1:${server.addr.port}`,
    answer: () => new Response("not here", { status: 404 }),
    authorizations,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
  return host;
}

/** A body without end; cancelled by a reader that has had enough. */
export function endlessBody(chunk: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(chunk.slice()) });
}
