import assert from "node:assert/strict";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import {
  judgePlanted,
  PLANTED_SESSIONS,
  type PlantedSession,
  scoreByKind,
} from "../../../support/planted_friction/mod.ts";

const redactor = await createRedactor();
const judgements = await Array.fromAsync(PLANTED_SESSIONS, (planted) => judgePlanted(planted, redactor));

Deno.test("95 % of what was planted is found, 90 % of what is found was planted, and of each kind most", () => {
  const scores = scoreByKind(judgements);
  const sum = (key: "planted" | "found" | "right" | "wrong") =>
    scores.reduce((total, score) => total + score[key], 0);
  assert.ok(sum("planted") >= 88);
  assert.ok(
    sum("found") / sum("planted") >= 0.95,
    JSON.stringify(judgements.flatMap(({ missed }) => missed)),
  );
  assert.ok(
    sum("right") / (sum("right") + sum("wrong")) >= 0.9,
    JSON.stringify(judgements.map(({ wrong }) => wrong)),
  );
  for (const { kind, planted, found, right, wrong } of scores) {
    assert.ok(planted >= 5, kind);
    assert.ok(
      found / planted >= 0.8 && right / (right + wrong) >= 0.8,
      `${kind}: ${found} of ${planted}, ${wrong} wrong`,
    );
  }
});

Deno.test("sessions without friction give no findings, whatever they look like", () => {
  const quiet = judgements.filter(({ found, missed }) => found.length + missed.length === 0);
  assert.ok(quiet.length >= 20);
  assert.deepEqual(quiet.flatMap(({ name, wrong }) => wrong.map(({ summary }) => `${name}: ${summary}`)), []);
});

Deno.test("docs/learning.md tells what is planted and what is found of it", async () => {
  const page = await Deno.readTextFile(new URL("../../../../docs/learning.md", import.meta.url));
  const scores = scoreByKind(judgements);
  const planted = scores.reduce((total, score) => total + score.planted, 0);
  const findings = scores.reduce((total, { right, wrong }) => total + right + wrong, 0);
  const quiet = judgements.filter(({ found, missed }) => found.length + missed.length === 0).length;
  assert.deepEqual(
    /plants (\d+) kinds of friction, (\d+) cases .*, next to (\d+) sessions .* of the (\d+) findings/.exec(
      page.replace(/\s+/g, " "),
    )?.slice(1),
    [scores.length, planted, quiet, findings].map(String),
  );
});

Deno.test("every finding's citations stand where they say, word for word", () => {
  for (const { name, citations, right } of judgements) {
    assert.deepEqual(citations.removed, [], name);
    assert.equal(citations.corrected, 0, name);
    assert.ok(citations.verified.length >= right.length, name);
  }
});

/** A session in which a rule decides something, and the kinds that it finds there. */
const RULES: readonly [name: string, kinds: readonly string[], build: PlantedSession["build"]][] = [
  [
    "another package manager solves what one could not",
    ["error-resolved"],
    (session) =>
      session.prompt("install").bash("npm install", "npm error code EUNSUPPORTEDPROTOCOL", { isError: true })
        .bash("pnpm install", "Done in 3s"),
  ],
  [
    "tests of one file don't solve another's, all tests do",
    ["error-unresolved", "error-resolved"],
    (session) =>
      session.prompt("test").bash("pytest tests/a.py", "1 failed", { isError: true }).bash(
        "pytest tests/b.py",
        "3 passed",
      )
        .bash("mypy src", "error: x\nFound 1 error", { isError: true }).edit("/r/x.py", "a", "b").bash(
          "mypy src",
          "Success: no issues",
        ),
  ],
  [
    "a command that another stopped is no failure of its own",
    ["error-unresolved"],
    (session) =>
      session.prompt("go").bash("terraform apply", "Error: no credentials", { isError: true })
        .tool("Bash", { command: "terraform output" }, "Cancelled: parallel tool call Bash errored", {
          isError: true,
        }),
  ],
  [
    "a hidden status is seen in the output",
    ["error-resolved"],
    (session) =>
      session.prompt("run").bash(
        "python app.py 2>&1 | tail -3",
        "Traceback (most recent call last):\nKeyError: 'x'",
      )
        .edit("/r/app.py", "d['x']", "d.get('x')").bash("python app.py 2>&1 | tail -3", "ok"),
  ],
  [
    "a pipe that finds nothing and a call for help are answers",
    [],
    (session) =>
      session.prompt("look").bash("npm ls | grep -c extraneous", "0", { isError: true }).bash(
        "tides --help",
        "Usage: tides [options]",
        { isError: true },
      ),
  ],
  [
    "a run is counted anew after a change",
    [],
    (session) =>
      session.prompt("run").bash("npm test", "ok").bash("npm test", "ok").bash(
        "npm install left-pad",
        "added",
      ).bash("npm test", "ok"),
  ],
  [
    "a run that a person asks for again is no repetition",
    [],
    (session) =>
      session.prompt("run the tests").bash("npm test", "ok").prompt("and again").bash("npm test", "ok")
        .prompt("once more").bash("npm test", "ok"),
  ],
  [
    "a refused edit can't be taken back",
    ["denial"],
    (session) =>
      session.prompt("go").deny("leave it", {
        name: "Edit",
        input: { file_path: "/r/a.ts", old_string: "one value", new_string: "two values" },
      })
        .edit("/r/a.ts", "two values", "one value"),
  ],
  [
    "a commit ends what can be taken back",
    [],
    (session) =>
      session.prompt("go").edit("/r/src/a.ts", "one value", "two values").bash(
        "git commit -am x",
        "[main 1] x",
      ).bash("git checkout -- src/a.ts", ""),
  ],
  [
    "a stash that is taken out again takes nothing back",
    [],
    (session) =>
      session.prompt("go").edit("/r/src/a.ts", "one value", "two values").bash("git stash", "Saved").bash(
        "git pull",
        "ok",
      ).bash("git stash pop", "ok"),
  ],
  [
    "a change that git takes up doesn't solve an edit that missed, a script does",
    ["error-unresolved", "error-resolved"],
    (session) => {
      const miss = (path: string) =>
        session.tool(
          "Edit",
          { file_path: path, old_string: "a", new_string: "b" },
          "String to replace not found in file.",
          { isError: true },
        );
      session.prompt("go");
      miss("/r/one.ts").bash("git add one.ts", "");
      miss("/r/two.ts").bash("sed -i s/x/b/ two.ts", "");
    },
  ],
  [
    "tests of another folder solve nothing, and the same run elsewhere is no repetition",
    ["error-unresolved"],
    (session) =>
      session.prompt("test").bash("cd api && npm test", "1 failed", { isError: true }).bash(
        "cd web && npm test",
        "2 passed",
      ).bash("cd jobs && npm test", "3 passed").bash("cd docs && npm test", "1 passed"),
  ],
  [
    "what is asked of the own project isn't outside",
    [],
    (session) =>
      session.prompt("look").bash("gh issue view 7 -R ada/tides", "title: x").bash(
        "gh api repos/ada/tides/pulls/7/comments",
        "[]",
      ).bash("gh pr view 7", "title: y").bash(
        "curl -s https://api.github.com/repos/ada/tides/README.md",
        "{}",
      )
        .tool("WebFetch", { url: "https://api.github.com/repos/ada/tides", prompt: "?" }, "A repository.")
        .tool("WebFetch", { url: "https://github.com/ada/tides/pull/7", prompt: "?" }, "A pull request."),
  ],
  [
    "what is sent to another project is no lookup, what is asked of it is",
    ["external-lookup"],
    (session) =>
      session.prompt("answer").bash("gh api repos/bob/waves/pulls/7/comments/1/replies -f body=Done", "{}")
        .bash("gh api -X DELETE repos/bob/reefs/branches/x", "").bash("gh api repos/bob/sands -X GET", "{}"),
  ],
  [
    "pages of one site are one lookup, failed ones none",
    ["external-lookup", "error-resolved"],
    (session) =>
      session.prompt("read").tool(
        "WebFetch",
        { url: "https://docs.example.org/a", prompt: "?" },
        "Request failed with status code 404",
        { isError: true },
      )
        .tool("WebFetch", { url: "https://docs.example.org/b", prompt: "?" }, "Yes.").tool("WebFetch", {
          url: "https://docs.example.org/c",
          prompt: "?",
        }, "No."),
  ],
];

Deno.test("rules decide the odd cases", async (t) => {
  for (const [name, kinds, build] of RULES) {
    await t.step(name, async () => {
      const { wrong } = await judgePlanted({ name, build, plants: [] }, redactor);
      assert.deepEqual(wrong.map(({ kind }) => kind).sort(), [...kinds].sort());
    });
  }
});
