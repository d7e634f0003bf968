import assert from "node:assert/strict";
import fc from "fast-check";
import { type GistAddress, parseGistAddress } from "../../../../lib/github/gist/gist_address.ts";
import { UserError } from "../../../../lib/user_error.ts";

const ID = "0123456789abcdef0123456789abcdef";
const OLD_ID = "0123456789abcdef0123";
const REVISION = "0123456789012345678901234567890123456789";

const ADDRESSES: readonly (readonly [address: string, expected: GistAddress])[] = [
  [ID, { id: ID }],
  [` ${ID.toUpperCase()}\n`, { id: ID }],
  [OLD_ID, { id: OLD_ID }],
  ["1234567", { id: "1234567" }],
  [`https://gist.github.com/${ID}`, { id: ID }],
  [`https://gist.github.com/ada/${ID}`, { id: ID, owner: "ada" }],
  [`https://gist.github.com/ada/${ID}/`, { id: ID, owner: "ada" }],
  [`https://gist.github.com/ada/${ID}.git`, { id: ID, owner: "ada" }],
  [`https://gist.github.com/ada/${ID}#file-learn-txt`, { id: ID, owner: "ada" }],
  [`https://gist.github.com/ada/${ID}/${REVISION}`, { id: ID, owner: "ada", revision: REVISION }],
  [`https://gist.github.com/${ID}/${REVISION}/`, { id: ID, revision: REVISION }],
  [`https://gist.github.com/1234567/${ID}`, { id: ID, owner: "1234567" }],
  [`https://gist.githubusercontent.com/ada/${ID}/raw`, { id: ID, owner: "ada" }],
  [`https://gist.githubusercontent.com/ada/${ID}/raw/`, { id: ID, owner: "ada" }],
  [`https://gist.githubusercontent.com/ada/${ID}/raw/a%20b.txt`, { id: ID, owner: "ada", file: "a b.txt" }],
  [
    `https://gist.githubusercontent.com/ada/${ID}/raw/${REVISION}/a.txt?x=1`,
    { id: ID, owner: "ada", revision: REVISION, file: "a.txt" },
  ],
  [`https://gist.git.acme.test/ada/${ID}`, { id: ID, owner: "ada" }],
  [`https://git.acme.test:8443/gist/ada/${ID}`, { id: ID, owner: "ada" }],
  [`https://git.acme.test/gist/${ID}/`, { id: ID }],
  [`https://git.acme.test/gist/ada/${ID}/raw/${REVISION}/a.txt`, {
    id: ID,
    owner: "ada",
    revision: REVISION,
    file: "a.txt",
  }],
  [`https://git.acme.test/raw/ada/${ID}/raw/a.txt`, { id: ID, owner: "ada", file: "a.txt" }],
  [`http://127.0.0.1:8002/gist/ada/${ID}`, { id: ID, owner: "ada" }],
  [`https://api.github.com/gists/${ID}`, { id: ID }],
  [`https://api.github.com/gists/${ID}/${REVISION}`, { id: ID, revision: REVISION }],
  [`https://git.acme.test/api/v3/gists/${ID}`, { id: ID }],
];

for (const [address, expected] of ADDRESSES) {
  Deno.test(`the gist address ${JSON.stringify(address)} is read`, () => {
    assert.deepEqual(parseGistAddress(address), expected);
  });
}

const WRONG = [
  "",
  "ada",
  "https://gist.github.com",
  "https://gist.github.com/ada",
  "https://github.com/acme/tidebook",
  `ftp://gist.github.com/ada/${ID}`,
  `https://gist.github.com/ada/${ID}f0`,
  `../../gists/${ID}`,
  "javascript:alert(1)",
];

for (const address of WRONG) {
  Deno.test(`${JSON.stringify(address)} is no gist, in one sentence that shows how one looks`, () => {
    assert.throws(
      () => parseGistAddress(address),
      (error: unknown) =>
        error instanceof UserError && error.message.includes("https://gist.github.com/<user>/<id>"),
    );
  });
}

Deno.test("whatever is accepted has a plain id, revision and no way out of the API's path", () => {
  const path = fc.array(
    fc.oneof(fc.constantFrom("gist", "raw", "api", "gists", "..", ID, OLD_ID, REVISION, "ada"), fc.string()),
  );
  fc.assert(fc.property(path, (segments) => {
    try {
      const { id, revision } = parseGistAddress(`https://gist.github.com/${segments.join("/")}`);
      assert.match(id, /^[0-9a-f]{1,32}$/);
      assert.match(revision ?? REVISION, /^[0-9a-f]{40}$/);
    } catch (error) {
      assert(error instanceof UserError, String(error));
    }
  }));
});

Deno.test("an address on another server than the one that is spoken to is no gist of it", () => {
  const gitHub = { apiUrl: "https://api.github.com", serverUrl: "https://github.com" };
  const enterprise = { apiUrl: "https://ghe.example/api/v3", serverUrl: "https://ghe.example" };
  const emulator = { apiUrl: "http://127.0.0.1:8080", serverUrl: "http://127.0.0.1:8080" };
  const at = (host: string) => `https://${host}/ada/${ID}`;
  for (const host of ["gist.github.com", "gist.githubusercontent.com", "api.github.com"]) {
    assert.equal(parseGistAddress(at(host), gitHub).id, ID);
    assert.equal(parseGistAddress(at(host), emulator).id, ID);
    assert.throws(() => parseGistAddress(at(host), enterprise), /gists are read from ghe\.example/);
  }
  for (const host of ["ghe.example", "gist.ghe.example"]) {
    assert.equal(parseGistAddress(at(host), enterprise).id, ID);
    assert.throws(
      () => parseGistAddress(at(host), gitHub),
      /is on .*ghe\.example, but gists are read from github\.com/,
    );
  }
  for (const host of ["evil.example", "notgithub.com", "github.com.evil.example"]) {
    for (const server of [gitHub, enterprise, emulator]) {
      assert.throws(() => parseGistAddress(at(host), server), UserError);
    }
  }
  assert.equal(parseGistAddress(ID, gitHub).id, ID);
});
