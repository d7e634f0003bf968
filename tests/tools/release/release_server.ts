/** A server of releases on loopback, with archives of a program that says its version: what the installers are tried on. */

import { tarGz } from "../../../tools/release/archive.ts";
import { sha256Of } from "../../../lib/sha256.ts";
import { renderChecksums } from "../../../tools/release/checksums.ts";

/** A release as the server has it: file name → bytes. */
export type Release = Map<string, Uint8Array<ArrayBuffer>>;

export interface ReleaseServer extends AsyncDisposable {
  /** What `ERK_LEARN_RELEASES` is set to. */
  readonly address: string;
  /** Version → release; `latest` is one of them. */
  readonly releases: Map<string, Release>;
  /** Paths asked for, in order. */
  readonly requests: string[];
}

/** A program that answers --version, and tells with what environment it runs. */
function fakeProgram(version: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(
    `#!/bin/sh\n[ "$1" = --version ] && { echo "erk-learn ${version}"; exit 0; }\nexit 3\n`,
  );
}

/** The archives of a program for every platform that has a tar archive, with their checksums. */
export async function makeRelease(
  version: string,
  programs: readonly string[] = ["erk-learn", "download-learn-materials"],
): Promise<Release> {
  const release: Release = new Map();
  const digests = new Map<string, string>();
  for (const program of programs) {
    const bytes = new Uint8Array(tarGz([
      { name: program, data: fakeProgram(version), executable: true },
      { name: "README.md", data: new TextEncoder().encode("Read me."), executable: false },
    ]));
    for (const platform of ["linux-x64", "linux-arm64", "macos-x64", "macos-arm64"]) {
      const name = `${program}-${platform}.tar.gz`;
      release.set(name, bytes);
      digests.set(name, await sha256Of(bytes));
    }
  }
  release.set("SHA256SUMS", new TextEncoder().encode(renderChecksums(digests)));
  return release;
}

/** Serves releases under the paths that GitHub has for them. */
export function serveReleases(releases: Map<string, Release>): ReleaseServer {
  const requests: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const { pathname } = new URL(request.url);
    requests.push(pathname);
    const match = /^\/releases\/(?:(latest)\/download|download\/v([^/]+))\/([^/]+)$/.exec(pathname);
    const bytes = releases.get(match?.[1] ?? match?.[2] ?? "")?.get(match?.[3] ?? "");
    return bytes === undefined ? new Response("Not Found", { status: 404 }) : new Response(bytes);
  });
  return {
    address: `http://127.0.0.1:${server.addr.port}/releases`,
    releases,
    requests,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
