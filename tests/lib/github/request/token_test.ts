import assert from "node:assert/strict";
import { join } from "node:path";
import { githubAddresses } from "../../../../lib/github/request/addresses.ts";
import { resolveToken } from "../../../../lib/github/request/token.ts";
import { UserError } from "../../../../lib/user_error.ts";

const TOKEN = ["ghp", "0123456789abcdefghijklmnopqrstuvwxyz"].join("_");

function request(environment: Readonly<Record<string, string>>) {
  const read = (name: string) => environment[name];
  return { environment: read, addresses: githubAddresses(read) };
}

/** Puts a program named `gh` before all others. It records its arguments beside itself. */
async function withGh(script: string, test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = Deno.env.get("PATH") ?? "";
  await Deno.writeTextFile(join(folder, "gh"), `#!/bin/sh\necho "$@" > '${folder}/arguments'\n${script}\n`, {
    mode: 0o755,
  });
  Deno.env.set("PATH", `${folder}:${path}`);
  try {
    await test(folder);
  } finally {
    Deno.env.set("PATH", path);
    await Deno.remove(folder, { recursive: true });
  }
}

async function failure(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(() => undefined, (thrown) => thrown);
  assert(error instanceof UserError, `expected a UserError, got ${error}`);
  return error;
}

Deno.test("GH_TOKEN wins over GITHUB_TOKEN, and white space around it goes", async () => {
  assert.equal(await resolveToken(request({ GH_TOKEN: ` ${TOKEN}\n`, GITHUB_TOKEN: "other" })), TOKEN);
  assert.equal(await resolveToken(request({ GH_TOKEN: "", GITHUB_TOKEN: TOKEN })), TOKEN);
});

Deno.test("a token with a line break in it is refused without showing it", async () => {
  const error = await failure(resolveToken(request({ GH_TOKEN: `${TOKEN}\nX-Evil: 1` })));
  assert.match(error.message, /GH_TOKEN/);
  assert(!`${error.message} ${error.detail}`.includes(TOKEN));
});

const ignore = Deno.build.os === "windows"; // The stand-in for gh is a shell script.

Deno.test({
  name: "gh is asked for the token of the very server",
  ignore,
  fn: async () => {
    await withGh(`echo ${TOKEN}`, async (folder) => {
      assert.equal(await resolveToken(request({})), TOKEN);
      assert.equal(
        (await Deno.readTextFile(`${folder}/arguments`)).trim(),
        "auth token --hostname github.com",
      );
      await resolveToken(request({ GITHUB_API_URL: "https://git.acme.test/api/v3" }));
      assert.equal(
        (await Deno.readTextFile(`${folder}/arguments`)).trim(),
        "auth token --hostname git.acme.test",
      );
    });
  },
});

Deno.test({
  name: "without a token one sentence says how to get one and which scopes it needs",
  ignore,
  fn: async () => {
    await withGh("echo 'no oauth token found' >&2; exit 1", async () => {
      const { message } = await failure(resolveToken(request({})));
      for (
        const word of [
          "GH_TOKEN",
          "repo",
          "gist",
          "workflow",
          "gh auth login",
          "https://github.com/settings/tokens/new",
        ]
      ) {
        assert(message.includes(word), `${word} is missing in: ${message}`);
      }
      assert(!message.includes("\n"));
    });
  },
});

Deno.test({
  name: "the sentence for an enterprise server names that server",
  ignore,
  fn: async () => {
    await withGh("exit 1", async () => {
      const { message } = await failure(
        resolveToken(request({ GITHUB_API_URL: "https://git.acme.test/api/v3" })),
      );
      assert(message.includes("https://git.acme.test/settings/tokens"));
      assert(message.includes("--hostname git.acme.test"));
    });
  },
});

Deno.test({
  name: "where programs may not be run, gh isn't asked and nothing prompts",
  permissions: { env: true, run: false },
  fn: async () => {
    const { message } = await failure(resolveToken(request({})));
    assert.match(message, /No GitHub token/);
  },
});
