import assert from "node:assert/strict";
import { join } from "node:path";
import { createContext } from "../../../lib/cli/create_context.ts";
import { silentProgress } from "../../../lib/cli/mod.ts";
import { UserError } from "../../../lib/user_error.ts";

async function git(cwd: string, ...parameters: string[]): Promise<void> {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  const { success, stderr } = await new Deno.Command("git", {
    args: [...identity, ...parameters],
    cwd,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
}

/** Sets variables of the environment for as long as the test runs; `undefined` unsets one. */
async function withEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  test: () => Promise<void>,
): Promise<void> {
  const set = (name: string, value: string | undefined) =>
    value === undefined ? Deno.env.delete(name) : Deno.env.set(name, value);
  const before = Object.keys(variables).map((name) => [name, Deno.env.get(name)] as const);
  for (const [name, value] of Object.entries(variables)) set(name, value);
  try {
    await test();
  } finally {
    for (const [name, value] of before) set(name, value);
  }
}

const NO_SERVER = { GITHUB_SERVER_URL: undefined, GITHUB_API_URL: undefined, GITHUB_REPOSITORY: undefined };
const ENTERPRISE = { ...NO_SERVER, GITHUB_SERVER_URL: "https://git.acme.test" };

/** A repository with these remotes and settings, and what it names from a folder in it. */
async function resolveIn(
  remotes: Readonly<Record<string, string>>,
  options: {
    readonly environment?: Readonly<Record<string, string | undefined>>;
    readonly settings?: readonly (readonly [string, string])[];
    readonly before?: (root: string) => Promise<string>;
  } = {},
): Promise<{ readonly name: string; readonly warnings: readonly string[] }> {
  const folder = await Deno.makeTempDir();
  const warnings: string[] = [];
  let name = "";
  try {
    const root = join(folder, "root");
    await Deno.mkdir(root);
    await git(root, "init", "--quiet", "--initial-branch=main");
    await git(root, "commit", "--quiet", "--allow-empty", "--message=first");
    for (const [key, value] of options.settings ?? []) await git(root, "config", key, value);
    for (const [remote, url] of Object.entries(remotes)) await git(root, "remote", "add", remote, url);
    const workingDirectory = await options.before?.(root) ?? root;
    await withEnvironment({ ...NO_SERVER, ...options.environment }, async () => {
      const progress = { ...silentProgress, warn: (line: string) => void warnings.push(line) };
      const context = createContext({ workingDirectory, progress, signal: new AbortController().signal });
      const repository = await context.repository();
      name = `${repository.owner}/${repository.name}`;
    });
    return { name, warnings };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const CASES: readonly (readonly [
  title: string,
  remotes: Readonly<Record<string, string>>,
  options?: Parameters<typeof resolveIn>[1],
])[] = [
  ["an HTTPS remote", { origin: "https://github.com/acme/widgets.git" }],
  ["an HTTPS remote with a user's name", { origin: "https://ada@github.com/acme/widgets" }],
  ["an SSH remote", { origin: "git@github.com:acme/widgets.git" }],
  ["SSH over port 443", { origin: "ssh://git@ssh.github.com:443/acme/widgets.git" }],
  ["an alias of ssh's configuration", { origin: "git@github-work:acme/widgets.git" }],
  [
    "a remote that insteadOf rewrites",
    { origin: "gh:acme/widgets" },
    { settings: [["url.git@github.com:.insteadOf", "gh:"]] },
  ],
  [
    "a fork with its upstream",
    { origin: "git@github.com:ada/widgets.git", upstream: "https://github.com/acme/widgets.git" },
  ],
  [
    "a mirror on GitHub of a repository elsewhere",
    { origin: "git@gitlab.example.com:else/where.git", mirror: "git@github.com:acme/widgets.git" },
  ],
  [
    "an enterprise remote beside one of github.com",
    { origin: "git@github.com:ada/fork.git", work: "https://git.acme.test/acme/widgets.git" },
    { environment: ENTERPRISE },
  ],
  [
    "an enterprise server of which only the API is named",
    { work: "git@git.acme.test:acme/widgets.git", upstream: "git@github.com:ada/fork.git" },
    { environment: { ...NO_SERVER, GITHUB_API_URL: "https://git.acme.test/api/v3" } },
  ],
  [
    "a data residency server",
    { origin: "https://acme.ghe.com/acme/widgets.git", upstream: "git@github.com:ada/fork.git" },
    { environment: { ...NO_SERVER, GITHUB_API_URL: "https://api.acme.ghe.com" } },
  ],
  ["a detached HEAD", { origin: "git@github.com:acme/widgets.git" }, {
    async before(root) {
      await git(root, "checkout", "--quiet", "--detach");
      return root;
    },
  }],
  ["a linked work tree", { origin: "git@github.com:acme/widgets.git" }, {
    async before(root) {
      await git(root, "worktree", "add", "--quiet", "-b", "P42-x", join(root, "..", "linked"));
      return join(root, "..", "linked");
    },
  }],
];

for (const [title, remotes, options] of CASES) {
  Deno.test(`the repository is told by ${title}`, async () => {
    assert.deepEqual(await resolveIn(remotes, options), { name: "acme/widgets", warnings: [] });
  });
}

Deno.test("a remote on another server than the one that is asked is a warning that names both", async () => {
  const { name, warnings } = await resolveIn({ origin: "git@git.acme.test:acme/widgets.git" });
  assert.equal(name, "acme/widgets");
  assert.match(
    warnings.join(),
    /"origin" is on git\.acme\.test, but GitHub is asked at https:\/\/github\.com; .*GITHUB_SERVER_URL=https:\/\/git\.acme\.test$/,
  );
});

Deno.test("--repo takes an address on the server that is asked, and no other's", async () => {
  const cases: [
    repository: string,
    environment: Readonly<Record<string, string | undefined>>,
    isTaken: boolean,
  ][] = [
    ["https://github.com/acme/widgets", NO_SERVER, true],
    ["git@ssh.github.com:acme/widgets.git", NO_SERVER, true],
    // An alias of ssh's configuration.
    ["git@work:acme/widgets", NO_SERVER, true],
    ["https://git.acme.test/acme/widgets", NO_SERVER, false],
    ["https://git.acme.test/acme/widgets", ENTERPRISE, true],
    ["https://github.com/acme/widgets", ENTERPRISE, false],
    ["https://github.com/acme/widgets", { ...NO_SERVER, GITHUB_API_URL: "http://127.0.0.1:8001" }, true],
  ];
  for (const [repository, environment, isTaken] of cases) {
    await withEnvironment(environment, async () => {
      const signal = new AbortController().signal;
      const context = createContext({ workingDirectory: ".", progress: silentProgress, signal, repository });
      for (const issue of [undefined, { number: 42, repository: { owner: "acme", name: "widgets" } }]) {
        const resolved = context.repository(issue);
        if (isTaken) assert.deepEqual(await resolved, { owner: "acme", name: "widgets" }, repository);
        else {await assert.rejects(
            resolved,
            /^UserError: --repo names a repository on \S+, but GitHub is asked at/,
          );}
      }
    });
  }
});

Deno.test("against an emulator or a tunnel on this machine any remote will do", async () => {
  const environment = { ...NO_SERVER, GITHUB_API_URL: "http://127.0.0.1:8001" };
  const remotes = { origin: "git@git.acme.test:acme/widgets.git" };
  assert.deepEqual(await resolveIn(remotes, { environment }), { name: "acme/widgets", warnings: [] });
});

Deno.test("no remote, or one that is a folder, is one sentence that names --repo", async () => {
  for (const remotes of [{}, { origin: "/srv/git/widgets" }]) {
    await assert.rejects(
      resolveIn(remotes),
      (error) => error instanceof UserError && /--repo owner\/name/.test(error.message),
    );
  }
});

Deno.test("a job without a checkout takes the repository from GITHUB_REPOSITORY; a remote wins over it", async () => {
  const environment = { ...NO_SERVER, GITHUB_REPOSITORY: "acme/widgets" };
  assert.equal((await resolveIn({}, { environment })).name, "acme/widgets");
  const other = await resolveIn({ origin: "git@github.com:ada/other.git" }, { environment });
  assert.equal(other.name, "ada/other");
});
