/** Hostile artifacts of workflow runs, where older plans keep a session: zips with anything in them. */

import { deflateSync, gzipSync } from "fflate";
import { buildZip, type ZipOptions, type ZipSeed } from "../zip_builder.ts";
import { endlessBody, type HostileCall, type HostileCase, type HostileWorld } from "./hostile_case.ts";

export const SESSION_ID = "12519324-4fd0-4125-bbeb-ca5cd817a77e";
const NAME = `${SESSION_ID}.jsonl`;
const LOG = new TextEncoder().encode('{"type":"user"}\n'.repeat(50));

function call(runId: number): HostileCall {
  return {
    command: "download-remote-session",
    flags: { "run-id": String(runId), "session-id": SESSION_ID, "output-dir": "out" },
  };
}

function seed({ emulator }: HostileWorld, zip: Uint8Array, expired = false): HostileCall {
  const runId = emulator.seedWorkflowRun({ workflow: "learn.yml" });
  emulator.seedArtifact({ runId, name: `session-${SESSION_ID}`, zip, expired });
  return call(runId);
}

function zip(
  kind: string,
  seeds: () => readonly ZipSeed[],
  says: RegExp,
  options: ZipOptions = {},
): HostileCase {
  return { kind, says, outcome: "refused", prepare: (world) => seed(world, buildZip(seeds(), options)) };
}

const log = (facts: Partial<ZipSeed> = {}): ZipSeed => ({ name: NAME, content: LOG, ...facts });

/** So many zeros, packed, and what the archive says that they are. */
const bomb = (bytes: number, claimedSize: number): ZipSeed => ({
  name: NAME,
  content: deflateSync(new Uint8Array(bytes)),
  deflate: false,
  method: 8,
  claimedSize,
});

const ENTRIES: HostileCase[] = [
  zip("zip bomb that tells its size", () => [bomb(50_000_000, 50_000_000)], /more than 200 times its size/),
  zip(
    "zip bomb that claims gigabytes",
    () => [bomb(1_000, 4_000_000_000)],
    /would unpack to more than 1073741824 bytes/,
  ),
  zip("zip bomb that hides its size", () => [bomb(50_000_000, 5_000)], /another size than it claims/),
  zip("zip bomb of entries over each other", () => [
    log(),
    ...Array.from({ length: 500 }, (_, index) => log({ name: `${index}.jsonl`, sharesDataOf: 0 })),
  ], /over each other/),
  zip(
    "zip bomb in a zip",
    () => [{ name: "inner.zip", content: buildZip([bomb(50_000_000, 50_000_000)]) }],
    /No artifact of .* holds the session/,
  ),
  zip("claim of 65,534 entries", () => [log()], /claims 65534 entries/, { claimedEntries: 65_534 }),
  zip(
    "20,000 entries",
    () => Array.from({ length: 20_000 }, (_, index) => log({ name: `${index}.jsonl`, deflate: false })),
    /claims 20000 entries/,
  ),
  zip("path traversal in a zip", () => [log(), log({ name: `../../${NAME}` })], /unsafe name/),
  zip("absolute name in a zip", () => [log({ name: `/tmp/${NAME}` })], /unsafe name/),
  zip("symbolic link in a zip", () => [log({ mode: 0o120777 })], /is a symbolic link/),
  zip("same name twice in a zip", () => [log(), log()], /twice/),
  zip(
    "other name in the entry's header",
    () => [log({ localName: "other.jsonl" })],
    /another in the directory than in its own header/,
  ),
  zip("encrypted entry", () => [log({ flags: 1 })], /is encrypted/),
  zip("entry encrypted with AES", () => [log({ method: 99 })], /is encrypted/),
  zip(
    "data descriptor with a lie about the size",
    () => [log({ descriptor: true, claimedSize: 10 })],
    /another size than it claims/,
  ),
  zip(
    "data that isn't what its method says",
    () => [log({ deflate: false, method: 8 })],
    /not a readable zip archive/,
  ),
];

const TRANSPORT: HostileCase[] = [
  {
    kind: "artifact that is no zip",
    outcome: "refused",
    says: /it has no directory/,
    prepare: (world) => seed(world, gzipSync(LOG)),
  },
  {
    kind: "escape sequences in the artifact's name",
    outcome: "refused",
    says: /\\u\{1b\}\[2Jsession" .* is refused/,
    prepare: ({ emulator }) => {
      const runId = emulator.seedWorkflowRun({ workflow: "learn.yml" });
      emulator.seedArtifact({ runId, name: "\x1b[2Jsession", zip: gzipSync(LOG) });
      return call(runId);
    },
  },
  {
    kind: "zip that is cut off",
    outcome: "refused",
    says: /it has no directory/,
    prepare: (world) => {
      const whole = buildZip([log()]);
      return seed(world, whole.subarray(0, whole.length - 30));
    },
  },
  {
    kind: "artifact of gigabytes that GitHub doesn't tell",
    outcome: "refused",
    says: /it is larger than 1000\d{3} bytes/,
    prepare: (world) => {
      world.host.answer = () => new Response(endlessBody(new Uint8Array(65_536)));
      return sentTo(world, `${world.host.url}/zip`);
    },
  },
  {
    kind: "artifact at another host",
    outcome: "refused",
    says: /https:\/\/evil\.test is not a host/,
    prepare: (world) => sentTo(world, "https://evil.test/zip"),
  },
  {
    kind: "storage that would like the token",
    outcome: "taken",
    says: /^$/,
    prepare: (world) => {
      world.host.answer = () => new Response(buildZip([log()]));
      return sentTo(world, `${world.host.url}/zip`);
    },
  },
  {
    kind: "artifact that has expired",
    outcome: "refused",
    says: /has expired: GitHub has deleted its content/,
    prepare: (world) => seed(world, buildZip([log()]), true),
  },
];

/** GitHub's answer about where the zip is. */
function sentTo(world: HostileWorld, location: string): HostileCall {
  const made = seed(world, buildZip([log()]));
  world.emulator.faults.inject({
    path: /\/zip$/,
    fault: { kind: "status", status: 302, headers: { location } },
  });
  return made;
}

/** All of them. */
export const ARTIFACT_CASES: readonly HostileCase[] = [...ENTRIES, ...TRANSPORT];
