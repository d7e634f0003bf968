import assert from "node:assert/strict";

const MAIN = new URL("../../../main.ts", import.meta.url).href;

/** Runs erk-learn from a line of sh, which can give it bytes that are no text; `$RUN` is the program. */
async function runInShell(line: string): Promise<{ status: number; stdout: string; stderr: string }> {
  const folder = await Deno.makeTempDir();
  try {
    const run = `'${Deno.execPath()}' run --no-check --quiet --allow-all '${MAIN}'`;
    const { code, stdout, stderr } = await new Deno.Command("sh", {
      args: ["-c", line.replaceAll("$RUN", run)],
      cwd: folder,
      env: { NO_COLOR: "1", GH_TOKEN: "", GITHUB_TOKEN: "", GITHUB_REPOSITORY: "" },
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    return { status: code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Line of sh, and the sentence. */
const CASES: readonly (readonly [title: string, line: string, said: RegExp])[] = [
  [
    "a Claude folder",
    `CLAUDE_CONFIG_DIR=$(printf '/tmp/\\377') $RUN get-learn-sessions 42 --repo a/b`,
    /^The environment variable CLAUDE_CONFIG_DIR isn't UTF-8; set it again, or unset it\.$/,
  ],
  [
    "a token",
    `GH_TOKEN=$(printf 'x\\377') $RUN get-learn-sessions 42 --repo a/b`,
    /^The environment variable GH_TOKEN isn't UTF-8; set it again, or unset it\.$/,
  ],
  [
    "a working directory",
    `name=$(printf 'a\\377') && mkdir "$name" && cd "$name" && $RUN get-learn-sessions 42 --repo a/b`,
    /^The working directory can't be used \(its name isn't UTF-8\): run the command in another folder\.$/,
  ],
];

for (const [title, line, said] of CASES) {
  Deno.test({
    name: `${title} that isn't UTF-8 is told in a sentence, without a trace`,
    ignore: Deno.build.os !== "linux", // Others have text there alone.
    async fn() {
      const { status, stdout, stderr } = await runInShell(line);
      assert.equal(status, 1, stderr);
      assert.match(JSON.parse(stdout).error, said);
      assert.doesNotMatch(stderr, /^\s+at |Uncaught|Unexpected failure/m);
    },
  });
}

Deno.test({
  name: "--verbose shows no trace of a person's mistake, and --quiet nothing but the error",
  ignore: Deno.build.os === "windows", // There is no sh.
  async fn() {
    const [verbose, quiet] = await Promise.all([
      runInShell("$RUN preprocess-session nothing.jsonl --verbose"),
      runInShell("$RUN preprocess-session nothing.jsonl --verbose --quiet"),
    ]);
    assert.match(verbose.stderr, /^error: There is no session log at /m);
    assert.doesNotMatch(verbose.stderr + quiet.stderr, /^\s+at /m);
    assert.match(quiet.stderr, /^error: There is no session log at /m);
  },
});

Deno.test({
  name: "where HOME isn't set, the repository's own .claude isn't taken for the person's",
  ignore: Deno.build.os === "windows", // There is no sh.
  async fn() {
    const log =
      "mkdir -p .claude/projects/x && echo '{}' > .claude/projects/x/5f1f0c2e-1111-4a5b-8c6d-000000000001.jsonl";
    const { stderr } = await runInShell(
      `${log} && HOME= USERPROFILE= CLAUDE_CONFIG_DIR= DENO_DIR='${await denoFolder()}' $RUN doctor`,
    );
    assert.match(stderr, /sessions: neither HOME nor CLAUDE_CONFIG_DIR is set.*\n.*set one of them/);
  },
});

/** Without HOME Deno would make another one. */
async function denoFolder(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}
