import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { VERSION } from "../../../lib/version.ts";
import { loadCommand, loadCommands } from "../../../scripts/mod.ts";
import { type FaultRule, startGitHubEmulator } from "../../support/github_emulator/mod.ts";
import { MADE_UP_TOKEN } from "../../support/made_up_token.ts";

const ROOT = new URL("../../../", import.meta.url);

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function runFrom(
  entry: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const folder = await Deno.makeTempDir();
  for (const [path, text] of Object.entries(files)) {
    await Deno.mkdir(join(folder, dirname(path)), { recursive: true });
    await Deno.writeTextFile(join(folder, path), text);
  }
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--quiet", "--allow-all", new URL(entry, ROOT).href, ...args],
    cwd: folder,
    env: { NO_COLOR: "1", GH_TOKEN: "", GITHUB_TOKEN: "", GITHUB_REPOSITORY: "", ...environment },
    stdin: "null",
  }).output();
  await Deno.remove(folder, { recursive: true });
  const decoder = new TextDecoder();
  return { status: code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

const erkLearn = (...args: string[]) => runFrom("main.ts", args);

/** Several runs in one process: what takes time is to load the commands. */
async function runInTurn(...lists: readonly (readonly string[])[]): Promise<Run[]> {
  const { status, stdout, stderr } = await runFrom("tests/lib/cli/runs_in_turn.ts", ["runs.json"], {}, {
    "runs.json": JSON.stringify(lists),
  });
  assert.equal(status, 0, stderr);
  const runs: Run[] = JSON.parse(stdout);
  assert.equal(runs.length, lists.length);
  return runs;
}

Deno.test("without arguments, and with --help, the commands are listed on standard output", async () => {
  for (const { status, stdout, stderr } of await runInTurn([], ["--help"])) {
    assert.equal(status, 0);
    assert.equal(stderr, "");
    for (const { name } of await loadCommands()) assert.ok(stdout.includes(`\n  ${name}`), name);
    for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
  }
});

Deno.test("--help of a command, by name or alias, has its examples and the common options", async () => {
  for (
    const { status, stdout } of await runInTurn(["trigger-async-learn", "--help"], ["trigger", "--help"])
  ) {
    assert.equal(status, 0);
    assert.match(stdout, /erk-learn trigger 42/);
    for (const flag of ["--repo", "--timeout", "--verbose", "--quiet", "--color", "--dry-run"]) {
      assert.ok(stdout.includes(flag), flag);
    }
  }
});

Deno.test("-h is --help, and what isn't known points to it", async () => {
  const [short, long, ...unknown] = await runInTurn(
    ["trigger", "-h"],
    ["trigger", "--help"],
    ["help", "trigge"],
    ["nope"],
    ["--nope"],
  );
  assert.deepEqual([short?.status, short?.stdout], [0, long?.stdout]);
  assert.match(unknown[0]?.stderr ?? "", /^error: unknown command 'trigge'\n\(Did you mean trigger\?\)/);
  for (const { status, stdout, stderr } of [...unknown, await erkLearn("nope")]) {
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /Run "erk-learn --help" for the commands\.\n$/);
  }
});

Deno.test("--version prints the version from deno.json", async () => {
  assert.deepEqual(await erkLearn("--version"), { status: 0, stdout: `erk-learn ${VERSION}\n`, stderr: "" });
});

Deno.test("a token among the arguments stands in no complaint about them", async () => {
  const token = MADE_UP_TOKEN;
  const wrong = [
    [`--token=${token}`],
    [token],
    ["trigger", "42", token],
    ["learn", "42", "--engine", token],
  ];
  for (const { status, stdout, stderr } of await runInTurn(...wrong)) {
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /^error: .*\[redacted:github-token:/);
    assert.ok(!stderr.includes(token.slice(4)), stderr);
  }
});

Deno.test("wrong usage is exit status 2, says what is wrong, and leaves standard output empty", async () => {
  const cases: [string[], RegExp][] = [
    [["triger", "42"], /unknown command 'triger'[\s\S]*Did you mean trigger/],
    [
      ["trigger", "42", "--skip-workflw"],
      /unknown option '--skip-workflw'[\s\S]*Did you mean --skip-workflow/,
    ],
    [["trigger", "42", "43"], /too many arguments/],
    [["trigger", "42", "--timeout", "0"], /'--timeout <seconds>' argument '0' is invalid. Give seconds/],
    [["trigger", "42", "--timeout", "soon"], /argument 'soon' is invalid/],
    [
      ["apply-learn-plan", "--agents-dir", "a", "--documents-root", "docs", "../b"],
      /^error: --documents-root: /,
    ],
    [["trigger", "forty-two"], /forty-two/],
    [["trigger", "42", "--max-tokens", "many"], /--max-tokens: give a whole number of tokens/],
    [["trigger", "42", "--color", "blue"], /'blue' is invalid[\s\S]*auto, always, never/],
    [["trigger", "42", "--repo", "widgets"], /owner\/name/],
    [["get-pr-for-plan"], /missing required argument 'issue'/],
    [["consolidate-learn-plans", "1", "two"], /<issues>: "two" is not an issue/],
    [["preprocess-session"], /<log>: name the session log/],
    [["preprocess-session", ""], /<log>: it is empty; give a value\./],
    [["preprocess-session", "a.jsonl", "--output", ""], /--output: it is empty; give a value\./],
    [
      ["preprocess-session", "a.jsonl", "--output-dir", "x", "--prefix", "a".repeat(101)],
      /--prefix: give 100 characters at most/,
    ],
    [
      ["preprocess-session", "a.jsonl", "--stdout", "--output", "b.xml"],
      /choose one of --stdout, --output and --output-dir/,
    ],
    [["download-learn-materials"], /--gist-url/],
    [["completion", "tcsh"], /tcsh/],
    [
      ["trigger", `4\n${"4 ".repeat(50_000)}`],
      /^error: <issue>: "4 4 .{3900,4100}…\nRun "erk-learn trigger-async-learn --help"/,
    ],
    [["trigger", `--${"4 ".repeat(50_000)}`], /^error: unknown option '--4 4 .{3900,4100}…\n$/],
  ];
  const runs = await runInTurn(...cases.map(([args]) => args));
  // As processes of their own: what commander refuses, what a command refuses.
  runs.splice(2, 1, await erkLearn("trigger", "42", "43"));
  runs.splice(6, 1, await erkLearn("trigger", "forty-two"));
  for (const [index, [args, expected]] of cases.entries()) {
    const { status, stdout, stderr } = runs[index] ?? assert.fail();
    assert.equal(status, 2, `${args.join(" ")}: ${stderr}`);
    assert.equal(stdout, "", args.join(" "));
    assert.match(stderr, expected, args.join(" "));
    assert.doesNotMatch(stderr, /^\s+at /m, args.join(" "));
  }
});

Deno.test("what is secret in a failure's sentences is said nowhere: of arguments, and of the configuration", async () => {
  const password = ["Zk93nf", "Q0bD1x"].join("");
  const token = MADE_UP_TOKEN;
  const address = `https://bob:${password}@github.com/acme/widgets/issues/x`;
  const wrong = await erkLearn("get-learn-sessions", address, "--verbose");
  assert.equal(wrong.status, 2);
  assert.match(
    wrong.stderr,
    /^error: <issue>: "https:\/\/bob:\[redacted:url-password:.{4}\]@github.com.*is not an issue/m,
  );
  const configuration = JSON.stringify({ learn: { prices: { [`!${token}`]: 1 } } });
  const failed = await runFrom("main.ts", ["preprocess-session", "a.jsonl", "--verbose"], {}, {
    "a.jsonl": "{}\n",
    ".erk/learn.json": configuration,
  });
  assert.equal(failed.status, 1);
  assert.match(
    JSON.parse(failed.stdout).error,
    /learn\.json is wrong at learn\.prices\.!\[redacted:github-token:/,
  );
  const said = [wrong, failed].map(({ stdout, stderr }) => stdout + stderr).join();
  assert.ok(!said.includes(password) && !said.includes(token), said);
});

Deno.test("what is secret in a warning is said nowhere: of a plan's damaged block, and of what a step failed for", async () => {
  await using emulator = await startGitHubEmulator();
  emulator.seedRepository({ owner: "acme", name: "widgets" });
  emulator.seedIssue({
    repository: "acme/widgets",
    number: 42,
    labels: ["erk-plan"],
    body:
      `<!-- erk:metadata-block:plan-header -->\n\`\`\`yaml\nkey: *${MADE_UP_TOKEN}\n\`\`\`\n<!-- /erk:metadata-block -->`,
  });
  const { status, stdout, stderr } = await runFrom(
    "main.ts",
    ["get-learn-sessions", "42", "--repo", "acme/widgets"],
    {
      GH_TOKEN: emulator.token,
      GITHUB_API_URL: emulator.apiUrl,
      GITHUB_SERVER_URL: emulator.serverUrl,
      CLAUDE_CONFIG_DIR: "/nowhere",
    },
  );
  assert.equal(status, 0, stderr);
  const { warnings } = JSON.parse(stdout);
  assert.match(warnings[0], /^metadata block plan-header is skipped: .*\[redacted:github-token:/);
  assert.match(stderr, /\n! metadata block plan-header is skipped: .*\[redacted:github-token:/);
  assert.ok(!`${stdout}${stderr}`.includes(MADE_UP_TOKEN));
});

Deno.test("a failure is one JSON value on standard output, a sentence on standard error, exit status 1", async () => {
  const { status, stdout, stderr } = await erkLearn("preprocess-session", "missing.jsonl");
  assert.equal(status, 1);
  const { success, error } = JSON.parse(stdout);
  assert.equal(success, false);
  assert.match(error, /missing\.jsonl/);
  assert.ok(stderr.includes(`error: ${error}`));
});

Deno.test("a failure that names a file shows the controls and colours in its name as what they are", async () => {
  const { status, stderr } = await erkLearn("preprocess-session", "/nowhere/\x1b[31ma\x07.jsonl", "--stdout");
  assert.equal(status, 1);
  assert.ok(stderr.includes("/nowhere/\\x1b[31ma\\x07.jsonl"), stderr);
});

Deno.test("outside of a repository and without a token, the sentence says what to do next", async () => {
  const outside = await erkLearn("trigger", "42");
  assert.match(JSON.parse(outside.stdout).error, /^Not a git repository: .*--repo owner\/name/);
  const noToken = await erkLearn("trigger", "42", "--repo", "acme/widgets");
  assert.match(JSON.parse(noToken.stdout).error, /^No GitHub token: set GH_TOKEN/);
});

Deno.test("common options may stand before and after the command", async () => {
  const command = ["preprocess-session", "x.jsonl"];
  for (const { stderr } of await runInTurn(["--quiet", ...command], [...command, "--quiet"])) {
    assert.doesNotMatch(stderr, /…/);
    assert.match(stderr, /^[✗e]/);
  }
});

Deno.test("each shell has a completion script, and names, aliases, flags and choices are completed", async () => {
  const shells = ["bash", "zsh", "fish", "powershell"];
  const scripts = await runInTurn(...shells.map((shell) => ["completion", shell]));
  for (const [index, { status, stdout }] of scripts.entries()) {
    assert.equal(status, 0);
    assert.match(stdout, /erk-learn[\s\S]*\bcomplete '?--'?/, shells[index]);
  }
  const words = [["tri"], ["trigger", "--dry"], ["trigger", "--color", "n"]];
  const completed = await runInTurn(...words.map((typed) => ["complete", "--", ...typed]));
  const [names = [], flags = [], choices = []] = completed.map(({ stdout }) => stdout.split("\n"));
  assert.deepEqual(names.map((line) => line.split("\t")[0]), ["trigger-async-learn", "trigger", ":4", ""]);
  assert.match(flags[0] ?? "", /^--dry-run\t/);
  assert.deepEqual(choices.map((line) => line.trim()), ["never", ":4", ""]);
});

Deno.test("a script runs alone under its own name", async () => {
  const { status, stdout } = await runFrom("scripts/get_learn_sessions.ts", ["--help"]);
  assert.equal(status, 0);
  assert.match(stdout, /^Usage: get-learn-sessions /);
});

Deno.test("a command is found by its name and by each of its aliases before it is loaded", async () => {
  for (const { name, aliases } of await loadCommands()) {
    for (const word of [name, ...aliases]) assert.equal((await loadCommand(word))?.name, name, word);
  }
  assert.equal((await loadCommand("trigger"))?.name, "trigger-async-learn");
  for (const word of ["triger", "constructor", ""]) assert.equal(await loadCommand(word), undefined);
});

Deno.test("--timeout, before the command or after it, is the time of all requests to GitHub together", async () => {
  const path = /\/issues\/42$/;
  const CASES: [args: string[], faults: FaultRule[], said: RegExp, told: RegExp][] = [
    [
      ["--timeout", "0.4", "get-pr-for-plan"],
      [{ fault: { kind: "hang" }, times: 100 }],
      /tried once in the 1 s of --timeout/,
      /^/,
    ],
    [
      ["get-pr-for-plan", "--timeout", "50"],
      [{ path, fault: { kind: "status", status: 503 } }, { path, fault: { kind: "status", status: 403 } }],
      /the token is not allowed to/,
      /! GET \/repos\/acme\/widgets\/issues\/42 failed .*; retry 1 in [01]\.\d s, [345]\d s of --timeout left/,
    ],
  ];
  for (const [args, faults, said, told] of CASES) {
    await using emulator = await startGitHubEmulator();
    emulator.seedRepository({ owner: "acme", name: "widgets" });
    emulator.seedIssue({ number: 42 });
    for (const fault of faults) emulator.faults.inject(fault);
    const { status, stdout, stderr } = await runFrom(
      "main.ts",
      [...args, "42", "--repo", "acme/widgets"],
      emulator.environment,
    );
    assert.equal(status, 1);
    assert.match(JSON.parse(stdout).error, said);
    assert.match(stderr, told);
    assert.doesNotMatch(stderr, /\n +at /);
  }
});

Deno.test("in a workflow a failure is marked on the run's page and in the job's summary, and can't command the runner", async () => {
  const folder = await Deno.makeTempDir();
  const GITHUB_STEP_SUMMARY = join(folder, "summary.md");
  const workflow = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY };
  try {
    const args = ["apply-learn-plan", "--agents-dir", "no*where\n::set-output name=a::b"];
    const { status, stdout, stderr } = await runFrom("main.ts", args, workflow);
    assert.equal(status, 1);
    const [said, marked, ...others] = stderr.trimEnd().split("\n");
    assert.match(said ?? "", /^error: The record of the analysis/);
    assert.match(marked ?? "", /^::error title=erk-learn apply-learn-plan::The record of the analysis/);
    assert.deepEqual(others, []);
    assert.equal(JSON.parse(stdout).success, false);
    const summary = await Deno.readTextFile(GITHUB_STEP_SUMMARY);
    assert.match(
      summary,
      /^## erk-learn apply-learn-plan failed\n\nThe record of the analysis.*no\\\*where.*\n$/,
    );
    // The sentence alone doesn't say which issue, nor why.
    await using emulator = await startGitHubEmulator();
    emulator.seedRepository({ owner: "acme", name: "widgets" });
    const issue = ["gather-learn-input", "77", "--repo", "acme/widgets"];
    const { stderr: missing } = await runFrom("main.ts", issue, { ...workflow, ...emulator.environment });
    assert.match(missing, /^::error title=[^:]*::Issue not found \(.*widgets\/issues\/77 isn't there/m);
    assert.match(
      await Deno.readTextFile(GITHUB_STEP_SUMMARY),
      /^Issue not found \(.*issues\/77 isn't there/m,
    );
    // Not one that workflows run.
    const { stderr: other } = await runFrom("main.ts", ["evidence", "nowhere"], workflow);
    assert.doesNotMatch(other, /::error/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
