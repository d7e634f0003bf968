import assert from "node:assert/strict";
import fc from "fast-check";
import {
  isSameRepository,
  parseRemoteUrl,
  parseRepositoryName,
} from "../../../../lib/github/repository/repository_name.ts";
import { UserError } from "../../../../lib/user_error.ts";

const REMOTES: readonly (readonly [address: string, expected: string | undefined])[] = [
  ["https://github.com/acme/tidebook", "github.com acme/tidebook"],
  ["https://github.com/acme/tidebook.git", "github.com acme/tidebook"],
  ["https://github.com/acme/tidebook.git/", "github.com acme/tidebook"],
  ["http://git.acme.test:8080/acme/tidebook", "git.acme.test acme/tidebook"],
  ["https://ada:pass@git.acme.test:8443/acme/tidebook.git", "git.acme.test acme/tidebook"],
  ["git@github.com:acme/tidebook.git", "github.com acme/tidebook"],
  ["git@github.com:/acme/tidebook.git", "github.com acme/tidebook"],
  ["github.com:acme/tidebook", "github.com acme/tidebook"],
  ["org-1234@GitHub.com:acme/tidebook", "github.com acme/tidebook"],
  ["ssh://git@github.com/acme/tidebook.git", "github.com acme/tidebook"],
  ["ssh://git@ssh.github.com:443/acme/tidebook.git", "github.com acme/tidebook"],
  ["git+ssh://git@git.acme.test:2222/acme/tidebook", "git.acme.test acme/tidebook"],
  ["git://github.com/acme/tidebook.git", "github.com acme/tidebook"],
  ["  https://github.com/ada_acme/.github\n", "github.com ada_acme/.github"],
  ["https://github.com/acme/my.dotted.repo.git", "github.com acme/my.dotted.repo"],
  ["/srv/git/tidebook.git", undefined],
  ["../tidebook", undefined],
  ["C:/acme/tidebook", undefined],
  ["C:\\acme\\tidebook", undefined],
  ["file:///srv/acme/tidebook", undefined],
  ["https://gitlab.test/group/sub/project", undefined],
  ["https://github.com/acme", undefined],
  ["https://github.com/acme/..", undefined],
  ["https://github.com/a%2Fb/tidebook", undefined],
  ["", undefined],
];

for (const [address, expected] of REMOTES) {
  Deno.test(`the remote ${JSON.stringify(address)} is ${expected ?? "no repository on GitHub"}`, () => {
    const found = parseRemoteUrl(address);
    assert.equal(found && `${found.host} ${found.owner}/${found.name}`, expected);
  });
}

Deno.test("owner/name and an address both name a repository", () => {
  assert.deepEqual(parseRepositoryName("acme/tidebook"), { owner: "acme", name: "tidebook" });
  assert.deepEqual(parseRepositoryName("https://github.com/acme/tidebook"), {
    owner: "acme",
    name: "tidebook",
  });
});

for (
  const text of ["tidebook", "acme/", "/tidebook", "acme/tide book", "acme/tidebook/x", "acme/..", "-a/b", ""]
) {
  Deno.test(`${JSON.stringify(text)} as a repository is wrong usage and says how to write it`, () => {
    assert.throws(() => parseRepositoryName(text), (error: unknown) => {
      assert(error instanceof UserError);
      assert.equal(error.exitStatus, 2);
      assert.match(error.message, /owner\/name/);
      return true;
    });
  });
}

Deno.test("GitHub compares repository names without regard to case", () => {
  assert(isSameRepository({ owner: "Acme", name: "Tidebook" }, { owner: "acme", name: "tidebook" }));
  assert(!isSameRepository({ owner: "acme", name: "tidebook" }, { owner: "acme", name: "other" }));
});

Deno.test("no text makes the remote parser throw, and what it accepts is a plain name", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string().map((text) => `git@host:${text}`)), (text) => {
      const found = parseRemoteUrl(text);
      if (found === undefined) return;
      assert.match(`${found.owner}/${found.name}`, /^[\w-]+\/[\w.-]+$/);
      assert(found.name !== "." && found.name !== "..");
    }),
  );
});
