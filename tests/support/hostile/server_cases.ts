/** Hostile gists: what a server says of them, where it sends a client, and whose they are. */

import { gzipSync } from "fflate";
import { call } from "./gist_cases.ts";
import { gistName, honestGist, section } from "./gist_texts.ts";
import { endlessBody, type HostileCall, type HostileCase, type HostileWorld } from "./hostile_case.ts";

/** GitHub's answer about a gist, as far as cases change it. */
interface GistAnswer {
  owner: unknown;
  readonly files: Record<string, Record<string, unknown>>;
}

/** Seeds a gist and changes what the API says of it. */
async function retold(
  { emulator }: HostileWorld,
  files: Readonly<Record<string, string>>,
  change: (answer: GistAnswer) => void,
): Promise<HostileCall> {
  const { id, htmlUrl } = emulator.seedGist({ files });
  const body = await (await fetch(`${emulator.apiUrl}/gists/${id}`)).json();
  change(body);
  emulator.faults.inject({ path: /^\/gists\//, fault: { kind: "status", status: 200, body } });
  emulator.clearJournal();
  return call(htmlUrl);
}

const TEXT = section("impl-a.xml", "x".repeat(1_000));
const FILES = { [gistName()]: TEXT };

/** The API gives no content, so that the raw address is asked, which is at the other host. */
function elsewhere(world: HostileWorld, size: number): Promise<HostileCall> {
  return retold(world, FILES, ({ files }) => {
    Object.assign(files[gistName()] ?? {}, {
      size,
      content: "",
      truncated: true,
      raw_url: `${world.host.url}/raw`,
    });
  });
}

const SIZES: HostileCase[] = [
  {
    kind: "gigabytes in one file, as the API says",
    outcome: "refused",
    says: /too large and is refused: its files have 3000000000 bytes/,
    prepare: (world) => elsewhere(world, 3_000_000_000),
  },
  {
    kind: "gigabytes in all files, as the API says",
    outcome: "refused",
    says: /its files have 360000000 bytes/,
    prepare: (world) =>
      retold(
        world,
        Object.fromEntries(["", ".002", ".003", ".004"].map((suffix) => [gistName() + suffix, TEXT])),
        ({ files }) => {
          for (const file of Object.values(files)) Object.assign(file, { size: 90_000_000, truncated: true });
        },
      ),
  },
  {
    kind: "manifest of 20 MB",
    outcome: "refused",
    says: /manifest of the materials is too large/,
    prepare: ({ emulator }) => {
      emulator.settings.gistRawBytes = 100_000_000;
      const manifest = `{"format": "erk-learn-materials", "files": [${"[],".repeat(7_000_000)}[]]}`;
      return call(emulator.seedGist({ files: { [gistName()]: section("manifest.json", manifest) } }).htmlUrl);
    },
  },
  {
    kind: "gigabytes that the API doesn't tell",
    outcome: "refused",
    says: /it is larger than 2000000 bytes/,
    prepare: (world) => {
      world.host.answer = () => new Response(endlessBody(new Uint8Array(65_536)));
      return elsewhere(world, 2_000_000);
    },
  },
  {
    kind: "gigabytes, compressed on the way",
    outcome: "refused",
    says: /it is larger than 2000000 bytes/,
    prepare: (world) => {
      const bomb = gzipSync(new Uint8Array(50_000_000));
      world.host.answer = () => new Response(bomb, { headers: { "content-encoding": "gzip" } });
      return elsewhere(world, 2_000_000);
    },
  },
  {
    kind: "escape sequences in the name of the gist's file",
    outcome: "refused",
    says: /2J\\u\{202e\}x" of the gist \w+: .* was cut off/,
    prepare: (world) => {
      world.host.answer = () => new Response("abc");
      const name = "\x1b[2J\u202ex";
      return retold(world, { [name]: TEXT }, ({ files }) => {
        Object.assign(files[name] ?? {}, { truncated: true, raw_url: `${world.host.url}/raw` });
      });
    },
  },
  {
    kind: "fewer bytes than the API says",
    outcome: "refused",
    says: /was cut off/,
    prepare: (world) => {
      world.host.answer = () => new Response("abc");
      return elsewhere(world, 2_000_000);
    },
  },
];

const HOSTS: HostileCase[] = [
  {
    kind: "raw address on another host",
    outcome: "refused",
    says: /https:\/\/evil\.test is not a host that this GitHub server hands files out from/,
    prepare: (world) =>
      retold(world, FILES, ({ files }) => {
        Object.assign(files[gistName()] ?? {}, { truncated: true, raw_url: "https://evil.test/raw" });
      }),
  },
  {
    kind: "raw address on the disk",
    outcome: "refused",
    says: /is not a host/,
    prepare: (world) =>
      retold(world, FILES, ({ files }) => {
        Object.assign(files[gistName()] ?? {}, { truncated: true, raw_url: "file:///etc/passwd" });
      }),
  },
  {
    kind: "redirect to another host",
    outcome: "refused",
    says: /https:\/\/evil\.test is not a host/,
    prepare: (world) => {
      world.host.answer = () => Response.redirect("https://evil.test/x", 302);
      return elsewhere(world, 1_000);
    },
  },
  {
    kind: "redirects in circles",
    outcome: "refused",
    says: /redirected more than 5 times/,
    prepare: (world) => {
      world.host.answer = () => Response.redirect(`${world.host.url}/again`, 307);
      return elsewhere(world, 1_000);
    },
  },
  {
    kind: "API that redirects to another host",
    outcome: "refused",
    says: /the redirect to http:\/\/127\.0\.0\.1:\d+ was not followed/,
    prepare: ({ emulator, host }) => {
      const location = `${host.url}/gists/x`;
      emulator.faults.inject({
        path: /^\/gists\//,
        fault: { kind: "status", status: 302, headers: { location } },
      });
      return call(emulator.seedGist({ files: FILES }).htmlUrl);
    },
  },
  {
    kind: "host of raw files that would like the token",
    outcome: "taken",
    says: /^$/,
    prepare: (world) => {
      world.host.answer = () => new Response(TEXT);
      return elsewhere(world, TEXT.length);
    },
  },
  {
    kind: "gist that was deleted",
    outcome: "refused",
    says: /The gist \w+ isn't there/,
    prepare: ({ emulator }) => {
      const { id, htmlUrl } = emulator.seedGist({ files: FILES });
      emulator.deleteGist(id);
      return call(htmlUrl);
    },
  },
];

const OWNERS: HostileCase[] = [
  {
    kind: "gist of someone else than who started the workflow",
    outcome: "warned",
    says: /belongs to mallory, not to ada or acme/,
    prepare: async ({ emulator }) => ({
      ...call(emulator.seedGist({ owner: "mallory", files: await honestGist() }).htmlUrl),
      environment: { GITHUB_ACTOR: "ada", GITHUB_TRIGGERING_ACTOR: "ada", GITHUB_REPOSITORY_OWNER: "acme" },
    }),
  },
  {
    kind: "gist of someone else than its address names",
    outcome: "warned",
    says: /the address names ada, but the gist \w+ belongs to mallory/,
    prepare: async ({ emulator }) => {
      const { id } = emulator.seedGist({ owner: "mallory", files: await honestGist() });
      return call(`${emulator.serverUrl}/gist/ada/${id}`);
    },
  },
  {
    kind: "anonymous gist",
    outcome: "warned",
    says: /is anonymous/,
    prepare: async (world) =>
      await retold(world, await honestGist(), (answer) => {
        answer.owner = null;
      }),
  },
];

/** All of them. */
export const SERVER_CASES: readonly HostileCase[] = [...SIZES, ...HOSTS, ...OWNERS];
