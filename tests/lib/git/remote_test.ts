import assert from "node:assert/strict";
import { chooseRemote, type Git, type Remote, repositoryFromGit } from "../../../lib/git/mod.ts";
import { UserError } from "../../../lib/user_error.ts";

function remote(name: string, ghResolved?: string): Remote {
  const url = `https://github.com/${name}-owner/tidebook.git`;
  return ghResolved === undefined ? { name, url } : { name, url, ghResolved };
}

function gitWith(root: string | undefined, remotes: readonly Remote[]): Git {
  return {
    workingDirectory: "/coast",
    root: () => Promise.resolve(root),
    currentBranch: () => Promise.resolve(undefined),
    remotes: () => Promise.resolve([...remotes]),
    failure: () =>
      Promise.resolve(root === undefined ? { ran: true, reason: "fatal: no repository" } : undefined),
  };
}

const choices: [string, Remote[], string | undefined][] = [
  ["no remote gives none", [], undefined],
  ["a single remote is taken whatever its name", [remote("mirror")], "mirror"],
  ["origin wins over other names", [remote("aaa"), remote("origin")], "origin"],
  [
    "upstream wins over origin: the issues of a fork are there",
    [remote("origin"), remote("upstream")],
    "upstream",
  ],
  ["what gh noted wins over upstream", [remote("upstream"), remote("origin", "base")], "origin"],
  ["among unknown names the first by name is taken", [remote("zeta"), remote("beta")], "beta"],
];

for (const [title, remotes, expected] of choices) {
  Deno.test(title, () => assert.equal(chooseRemote(remotes)?.name, expected));
}

const resolvedUrls: [string, string][] = [
  ["https://github.com/me/tidebook.git", "https://github.com/coast/almanac"],
  ["git@github.com:me/tidebook.git", "git@github.com:coast/almanac"],
  ["ssh://git@github.example.com:2222/me/tidebook", "ssh://git@github.example.com:2222/coast/almanac"],
  ["https://github.example.com/me/tidebook/", "https://github.example.com/coast/almanac"],
];

for (const [url, expected] of resolvedUrls) {
  Deno.test(`the repository that gh noted takes the place of the one in ${url}`, () => {
    assert.equal(chooseRemote([{ name: "origin", url, ghResolved: "coast/almanac" }])?.url, expected);
  });
}

Deno.test("a note of gh that isn't owner/name leaves the address alone", () => {
  const origin = { ...remote("origin"), ghResolved: "$&/../x" };
  assert.equal(chooseRemote([origin])?.url, origin.url);
});

Deno.test("outside a repository the error names the folder, git's words and --repo", async () => {
  await assert.rejects(repositoryFromGit(gitWith(undefined, [])), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.message, /^Not a git repository: \/coast\..*--repo owner\/name/);
    assert.equal(error.detail, "fatal: no repository");
    return true;
  });
});

Deno.test("a repository that git refuses for its owner is told as that, with what to do", async () => {
  const failure = { ran: true, reason: "fatal: detected dubious ownership in repository at '/coast'" };
  const git = { ...gitWith(undefined, []), failure: () => Promise.resolve(failure) };
  await assert.rejects(
    repositoryFromGit(git),
    /^UserError: Git refuses \/coast, as it belongs to another user\..*safe\.directory.*--repo owner\/name/,
  );
});

Deno.test("a repository without remotes is an error that names --repo", async () => {
  await assert.rejects(
    repositoryFromGit(gitWith("/coast", [])),
    /\/coast has no remote\..*--repo owner\/name/,
  );
});

Deno.test("in a repository with remotes the chosen one is given", async () => {
  const remotes = [remote("fork"), remote("origin")];
  assert.equal((await repositoryFromGit(gitWith("/coast", remotes))).name, "origin");
});
