/** Sessions in which nothing went wrong, although it looks so at first sight. */

import { changed, pullRequest } from "./pull_request.ts";
import type { PlantedSession } from "./planted_session.ts";

const quiet = (
  name: string,
  version: string,
  build: PlantedSession["build"],
  fields: Partial<PlantedSession> = {},
): PlantedSession => ({
  name,
  options: { version },
  plants: [],
  build,
  ...fields,
});

export const QUIET: readonly PlantedSession[] = [
  quiet(
    "polite words",
    "2.1.200",
    (session) =>
      session.prompt("Add a flag --utc.").edit(
        "/home/ada/tides/src/cli.ts",
        "const flags = {};",
        "const flags = { utc: true };",
      )
        .assistant("Added. I did not touch the help text.").prompt("No problem, that's fine.").assistant(
          "Good.",
        )
        .prompt("Actually this looks great, thanks!").assistant("Glad to hear it.")
        .prompt("Don't forget to push.").bash("git push", "done")
        .prompt("Wait until CI is green, then merge.").bash("gh pr checks --watch", "all checks passed")
        .assistant("Merged."),
  ),
  quiet(
    "an answer to a question",
    "2.0.77",
    (session) =>
      session.prompt("Clean up the imports.").bash("npx organize-imports src", "3 files").assistant(
        "Shall I also sort the exports?",
      )
        .prompt("No, thanks.").assistant("Done then."),
  ),
  quiet(
    "polite in other languages",
    "2.1.20",
    (session) =>
      session.prompt("Übersetze die Texte.").bash("npm run i18n", "ok").assistant("Fertig.")
        .prompt("Kein Problem, sieht gut aus!").assistant("Prima.").prompt("没问题，不错").assistant("好")
        .prompt("問題ないです、ありがとう").assistant("はい")
        .prompt("No hay problema, gracias").assistant("De nada").prompt("Pas de souci, merci").assistant(
          "Merci",
        ),
  ),
  quiet(
    "new tasks with rules in them",
    "2.1.329",
    (session) =>
      session.prompt("Fix the lookup.").bash("npm test", "12 passed").assistant("Fixed.")
        .prompt("Now add an undo button to the toolbar and write a test for it.").write(
          "/home/ada/tides/src/undo.ts",
          "export const undo = 1;\n",
        ).assistant("Added.")
        .prompt("Next, implement the export. Don't change the column order, other tools read it by position.")
        .write("/home/ada/tides/src/export.ts", "export const columns = [];\n").assistant("Done.")
        .prompt("Please write a section in the README that explains why we use SQLite instead of Postgres.")
        .write("/home/ada/tides/docs/why.md", "SQLite needs no server.\n").assistant("Written."),
  ),
  quiet(
    "questions",
    "1.0.128",
    (session) =>
      session.prompt("What does lookup do?").read(
        "/home/ada/tides/src/lookup.ts",
        "export const lookup = 1;\n",
      ).assistant("It reads the table.")
        .prompt("What happens if the table is missing?").assistant("It throws.").prompt(
          "Is there a test for that?",
        ).assistant("Yes, one."),
  ),
  quiet(
    "searches that find nothing",
    "2.1.200",
    (session) =>
      session.prompt("Is moment still used?").bash("grep -rn moment src", "", { isError: true, exitCode: 1 })
        .bash("rg -n \"require\\('moment'\\)\" .", "", { isError: true, exitCode: 1 }).bash(
          "git grep -n moment",
          "",
          { isError: true, exitCode: 1 },
        ).bash("which moment-cli", "", { isError: true, exitCode: 1 })
        .tool("Grep", { pattern: "moment" }, "No files found").assistant("It isn't."),
  ),
  quiet(
    "a difference is the answer",
    "2.1.42",
    (session) =>
      session.prompt("Do the tables differ?").bash("diff a.csv b.csv", "3c3\n< 4\n---\n> 5", {
        isError: true,
        exitCode: 1,
      })
        .bash("git diff --exit-code data", "diff --git a/data/x b/data/x\n-4\n+5", {
          isError: true,
          exitCode: 1,
        }).assistant("In one line."),
  ),
  quiet("a test that fails first", "2.1.200", (session) =>
    session.prompt("Reject negative heights.")
      .write(
        "/home/ada/tides/test/height.test.ts",
        "test('rejects', () => assert.throws(() => height(-1)));\n",
      )
      .bash("npx vitest run test/height.test.ts", "FAIL test/height.test.ts > rejects\nTests  1 failed (1)", {
        isError: true,
      })
      .edit(
        "/home/ada/tides/src/height.ts",
        "return value;",
        "if (value < 0) throw new RangeError();\n  return value;",
      )
      .bash("npx vitest run test/height.test.ts", "Tests  1 passed (1)").assistant(
        "Negative heights are rejected.",
      )),
  quiet(
    "a refusal that is wanted",
    "2.0.77",
    (session) =>
      session.prompt("Does the command refuse a missing file?").assistant(
        "This should fail with a clear message:",
      )
        .bash("node cli.js missing.csv", "missing.csv does not exist: name a file.", { isError: true })
        .assistant("It refuses as expected."),
  ),
  quiet(
    "a red test, welcomed",
    "1.0.44",
    (session) =>
      session.prompt("Test-drive the parser.").bash("pytest tests/test_parse.py -q", "1 failed in 0.02s", {
        isError: true,
      }).assistant("Good, it fails for the right reason. Now the code.")
        .write("/home/ada/tides/parse.py", "def parse(text):\n    return int(text)\n").bash(
          "pytest tests/test_parse.py -q",
          "1 passed in 0.02s",
        ),
  ),
  quiet(
    "outputs that speak of errors",
    "2.1.20",
    (session) =>
      session.prompt("Look at the log of last night.").bash(
        "cat logs/night.log",
        "ERROR: tide table late\nTypeError: x is undefined\n3 failed",
      )
        .bash("git log --oneline -5", "81ac0f2 Fix fatal: error in parser").bash(
          "npm test",
          "✓ handles errors\n✓ reports 2 failed fetches\n14 passed, 0 failed",
        ).read("/home/ada/tides/src/errors.ts", "throw new Error('failed');\n").assistant(
          "The table was late.",
        ),
  ),
  quiet("tests after every change", "2.1.100", (session) => {
    session.prompt("Speed up the three hot paths.");
    for (const name of ["parse", "merge", "print"]) {
      session.edit(
        `/home/ada/tides/src/${name}.ts`,
        `export const ${name} = slow;`,
        `export const ${name} = fast;`,
      ).bash("npm test", "12 passed");
    }
    session.bash("git status --short", " M src/parse.ts").bash("git add -A", "").bash(
      "git status --short",
      "M  src/parse.ts",
    ).bash("git commit -m 'Speed up'", "1 file changed").bash("git status --short", "");
  }),
  quiet("waiting for a pipeline", "2.1.200", (session) => {
    session.prompt("Tell me when CI is through.");
    for (const state of ["queued", "running", "running", "passed"]) {
      session.bash("gh run view 812 --json status", `{"status":"${state}"}`);
    }
    session.assistant("It passed.");
  }),
  quiet("files of the same name, and one in pieces", "2.1.329", (session) => {
    session.prompt("Compare the packages.");
    for (const name of ["api", "web", "worker", "cli"]) {
      session.read(`/home/ada/tides/packages/${name}/index.ts`, `export const ${name} = 1;\n`);
    }
    for (const offset of [1, 400, 800]) {
      session.tool(
        "Read",
        { file_path: "/home/ada/tides/data/long.csv", offset, limit: 400 },
        `${offset}→row`,
      );
    }
    session.assistant("They differ in names alone.");
  }),
  quiet(
    "a text that grows",
    "2.0.77",
    (session) =>
      session.prompt("Write the module step by step.").write(
        "/home/ada/tides/src/dates.ts",
        "import { a } from './a.ts';\n\nexport const first = a;\n",
      )
        .edit(
          "/home/ada/tides/src/dates.ts",
          "import { a } from './a.ts';",
          "import { a } from './a.ts';\nimport { b } from './b.ts';",
        )
        .edit(
          "/home/ada/tides/src/dates.ts",
          "export const first = a;",
          "export const first = a;\nexport const second = b;",
        )
        .edit("/home/ada/tides/src/dates.ts", "export const second = b;", "export const second = b + 1;")
        .bash("git checkout -b dates", "Switched to a new branch 'dates'").bash(
          "git restore --staged src/dates.ts",
          "",
        ).assistant("Done."),
  ),
  quiet(
    "a probe that goes again, and a scratch file",
    "2.1.42",
    (session) =>
      session.prompt("Where does NaN come from?").edit(
        "/home/ada/tides/src/sum.ts",
        "return total;",
        "console.log('total', total);\n  return total;",
      ).bash("node src/sum.ts", "total 4")
        .edit("/home/ada/tides/src/sum.ts", "console.log('total', total);\n  return total;", "return total;")
        .write("/tmp/try-sum.mjs", "import '../src/sum.ts';\n").bash("node /tmp/try-sum.mjs", "4").bash(
          "rm /tmp/try-sum.mjs",
          "",
        ).assistant("From the header row."),
  ),
  quiet(
    "this machine's own server",
    "2.1.200",
    (session) =>
      session.prompt("Is the preview up?").bash("curl -s http://localhost:4173/docs/", "<html>").tool(
        "WebFetch",
        { url: "http://127.0.0.1:4173/", prompt: "Is there a title?" },
        "Yes: Tides",
      ).bash("curl -sf https://api.tides.example.com/v1/ping", "pong").assistant("It is."),
  ),
  quiet(
    "assent while the agent works",
    "2.1.200",
    (session) =>
      session.prompt("Run everything.").bash("npm run all", "ok", {
        queued: "looks good so far, continue",
        seconds: 30,
      }).bash("npm run more", "ok", { queued: "thanks!", seconds: 9 }).assistant("All done."),
  ),
  quiet(
    "a plan that was carried out",
    "2.1.329",
    (session) => session.prompt("Carry out the plan.").bash("npm test", "12 passed").assistant("Done."),
    {
      plan:
        "# Cache\n\n## Context\n\nSee `src/http/client.ts` for how requests are made; `docs/old.md` is out of date.\n\n## Changes\n\n- `src/lookup.ts`: ask the cache first\n- New file `src/cache.ts` with `openCache()`\n- Do not touch `src/legacy/tables.ts`\n- tests for all of it\n",
      diff: pullRequest([
        changed("packages/core/src/lookup.ts", ["openCache();"]),
        changed(
          "packages/core/src/cache.ts",
          Array.from({ length: 40 }, (_, line) => `export function openCache${line || ""}() {}`),
          { status: "added" },
        ),
        changed(
          "packages/core/tests/cache.test.ts",
          Array.from({ length: 80 }, (_, line) => `test('${line}')`),
          { category: "test" },
        ),
        changed("package-lock.json", ["{}"], { category: "generated", additions: 900, patch: "" }),
        changed("src/version.ts", ["export const version = 2;"]),
      ]),
    },
  ),
  quiet(
    "a plan in broad strokes",
    "2.1.200",
    (session) => session.prompt("Carry out the plan.").bash("npm test", "12 passed").assistant("Done."),
    {
      plan: "# Make it faster\n\nCache what is read often. Measure before and after.\n",
      diff: pullRequest([
        changed("src/anything.ts", Array.from({ length: 50 }, (_, line) => `line(${line});`)),
      ]),
    },
  ),
  quiet(
    "praise and reports below a pull request",
    "2.1.200",
    (session) => session.prompt("Carry out the plan.").bash("npm test", "12 passed").assistant("Done."),
    {
      threads: [{
        id: "T9",
        path: "src/a.ts",
        line: 1,
        is_resolved: true,
        comments: [{
          author: "grace",
          body: "Nice, much clearer than before!",
          created_at: "2026-02-01T10:00:00Z",
        }],
      }],
      discussion: [
        {
          id: 1,
          author: "codecov[bot]",
          body: "## Codecov Report\nAll lines covered. Do you need help? Consider adding more tests.",
          created_at: "2026-02-01T10:00:00Z",
        },
        { id: 2, author: "grace", body: "LGTM 🚀", created_at: "2026-02-01T10:00:00Z" },
      ],
    },
  ),
];
