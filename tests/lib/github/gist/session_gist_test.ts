import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import {
  createLargeGist,
  downloadRemoteSession,
  type GitHubClient,
  sessionGistDescription,
  sessionGistFiles,
} from "../../../../lib/github/mod.ts";
import { asPublished } from "../../../../lib/redact/redacted.ts";
import { refusal, startSeeded } from "../emulator_client.ts";

const ID = "12519324-4fd0-4125-bbeb-ca5cd817a77e";

Deno.test("a log is divided at its line ends, and joined it is the same", () => {
  const line = fc.oneof(fc.string({ unit: "grapheme", maxLength: 40 }), fc.constantFrom("", "😀".repeat(30)));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (lines, bytes) => {
      const log = lines.join("\n");
      const files = [...sessionGistFiles(asPublished(ID), asPublished(log), bytes)];
      assert.equal(files.map(([, content]) => content).join(""), log);
      for (const [index, [name, content]] of files.entries()) {
        const number = index === 0 ? "" : `.${String(index + 1).padStart(3, "0")}`;
        assert.equal(name, `session-${ID}.jsonl${number}`);
        assert.ok(new TextEncoder().encode(content).length <= Math.max(bytes, 4));
        const isLast = index === files.length - 1;
        assert.ok(isLast || content.endsWith("\n") || !content.includes("\n"), JSON.stringify(content));
      }
    }),
    { numRuns: 300 },
  );
});

const LOG = Array.from({ length: 200 }, (_, index) => `{"line":${index}}\n`).join("");

async function upload(client: GitHubClient, description?: string) {
  const files = sessionGistFiles(asPublished(ID), asPublished(LOG), 1_000);
  assert.equal(files.size, 3);
  return await createLargeGist(client, {
    description: asPublished(
      description ?? sessionGistDescription(asPublished(ID), asPublished("remote"), files.size),
    ),
    files,
  });
}

async function download(client: GitHubClient, gistUrl: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "session.jsonl");
    await downloadRemoteSession(client, { sessionId: ID, gistUrl, path });
    return await Deno.readTextFile(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a log in several files of a gist comes back whole, cut by the API or not", async () => {
  await using world = await startSeeded();
  const { htmlUrl, description } = await upload(world.client);
  assert.equal(description, `Claude Code session ${ID} (remote, 3 files)`);
  assert.equal(await download(world.client, htmlUrl), LOG);
  world.emulator.settings.gistTruncationBytes = 1_500;
  assert.equal(await download(world.client, htmlUrl), LOG);
});

Deno.test("a log that lacks its last or a middle file is refused, not taken for the whole", async () => {
  await using world = await startSeeded();
  const { files } = world.emulator.gist((await upload(world.client)).id);
  for (const gone of [".002", ".003"]) {
    const { [`session-${ID}.jsonl${gone}`]: _, ...left } = files;
    const description = `Claude Code session ${ID} (remote, 3 files)`;
    const { htmlUrl } = world.emulator.seedGist({ files: left, description });
    assert.match((await refusal(download(world.client, htmlUrl))).message, /lacks a part of the session log/);
  }
});
