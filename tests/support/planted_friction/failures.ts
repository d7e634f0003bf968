/** Planted failures: solved, unsolved, and such that took long. */

import type { PlantedSession } from "./planted_session.ts";

const TRACE = `Traceback (most recent call last):
  File "/home/ada/tides/load.py", line 14, in <module>
    import yaml
ModuleNotFoundError: No module named 'yaml'`;

export const RESOLVED: readonly PlantedSession[] = [
  {
    name: "a module is missing until it is installed through the project's tool",
    options: { version: "2.1.200" },
    plants: [{ kind: "error-resolved", says: "ModuleNotFoundError" }],
    build: (session) =>
      session.prompt("Load the tide tables once to see that they parse.")
        .bash("python load.py --dry", TRACE, { isError: true })
        .thinking("PyYAML is not there. The repository has a uv.lock.")
        .bash("uv sync --extra loader", "Resolved 31 packages\nInstalled 2 packages")
        .bash("uv run python load.py --dry", "loaded 14 tables")
        .assistant("The tables parse."),
  },
  {
    name: "an edit misses its text and hits after the file was read",
    options: { version: "2.0.77" },
    plants: [{ kind: "error-resolved", says: "String to replace not found" }],
    build: (session) =>
      session.prompt("The harbour default is Oslo, it has to be Bergen.")
        .tool(
          "Edit",
          {
            file_path: "/home/ada/tides/config.toml",
            old_string: 'harbour = "Oslo"',
            new_string: 'harbour = "Bergen"',
          },
          'String to replace not found in file.\nString: harbour = "Oslo"',
          { isError: true },
        )
        .read("/home/ada/tides/config.toml", "[defaults]\nharbour = 'Oslo' # fallback\n")
        .edit("/home/ada/tides/config.toml", "harbour = 'Oslo'", "harbour = 'Bergen'")
        .assistant("Bergen it is."),
  },
  {
    name: "a push is rejected, a rebase makes it go through",
    options: { version: "2.1.20" },
    plants: [{ kind: "error-resolved", says: "rejected" }],
    build: (session) =>
      session.prompt("Commit and push, please.")
        .bash(
          "git add -A && git commit -m 'Correct the moon phase'",
          "[tide-fix 81ac0f2] Correct the moon phase",
        )
        .bash(
          "git push origin tide-fix",
          "To github.com:ada/tides.git\n ! [rejected]        tide-fix -> tide-fix (fetch first)\nerror: failed to push some refs",
          { isError: true },
        )
        .bash("git pull --rebase origin tide-fix", "Successfully rebased and updated refs/heads/tide-fix.")
        .bash("git push origin tide-fix", "   2b1c..81ac  tide-fix -> tide-fix"),
  },
  {
    name: "a type error hidden behind a pipe goes away with an annotation",
    options: { version: "1.0.128" },
    plants: [{ kind: "error-resolved", says: "TS2322" }],
    build: (session) =>
      session.prompt("Type-check the parser.")
        .bash(
          "npx tsc --noEmit 2>&1 | head -20",
          "src/parse.ts(8,3): error TS2322: Type 'string' is not assignable to type 'number'.",
        )
        .edit(
          "/home/ada/tides/src/parse.ts",
          "const height: number = raw;",
          "const height: number = Number(raw);",
        )
        .bash("npx tsc --noEmit 2>&1 | head -20", "")
        .assistant("Clean now."),
  },
  {
    name: "a subagent uses a flag that the tool doesn't have",
    options: { version: "2.1.100" },
    plants: [{ kind: "error-resolved", says: "unexpected argument" }],
    build: (session) =>
      session.prompt("Have somebody measure the binary.")
        .agent("general-purpose", "Measure the size of the release binary.", (agent) =>
          agent.bash(
            "cargo bloat --releese -n 10",
            "error: unexpected argument '--releese' found\n\n  tip: a similar argument exists: '--release'",
            { isError: true, exitCode: 2 },
          )
            .bash("cargo bloat --release -n 10", "File  .text   Size\n 3.1%   9.9% 48.2KiB")
            .assistant("48 KiB of text in the largest function."))
        .assistant("It is small."),
  },
];

export const UNRESOLVED: readonly PlantedSession[] = [
  {
    name: "the database can't be reached, and the agent goes on without it",
    options: { version: "2.1.200" },
    plants: [{ kind: "error-unresolved", says: "could not connect to server" }],
    build: (session) =>
      session.prompt("Write the migration and try it.")
        .write("/home/ada/tides/migrations/0007.sql", "alter table tides add column source text;\n")
        .bash(
          "psql -f migrations/0007.sql",
          'psql: error: could not connect to server: Connection refused\n\tIs the server running on host "db"?',
          { isError: true, exitCode: 2 },
        )
        .assistant("The migration is written; there is no database here to try it on."),
  },
  {
    name: "a build breaks and stays broken",
    options: { version: "2.0.50" },
    plants: [{ kind: "error-unresolved", says: "undefined reference" }],
    build: (session) =>
      session.prompt("Link against the new libtide.")
        .bash(
          "make tide-cli",
          "cc -o tide-cli main.o\nmain.o: in function `main':\nmain.c:(.text+0x1d): undefined reference to `tide_open'\nmake: *** [Makefile:12: tide-cli] Error 1",
          { isError: true, exitCode: 2 },
        )
        .edit("/home/ada/tides/Makefile", "LDFLAGS =", "LDFLAGS = -ltide")
        .bash(
          "make tide-cli",
          "cc -o tide-cli main.o -ltide\n/usr/bin/ld: cannot find -ltide\nmain.c: undefined reference to `tide_open'\nmake: *** [Makefile:12: tide-cli] Error 1",
          { isError: true, exitCode: 2 },
        )
        .assistant("I could not find the library; please tell me where it lies."),
  },
  {
    name: "a page can't be fetched",
    options: { version: "2.1.42" },
    plants: [{ kind: "error-unresolved", says: "status code 403" }],
    build: (session) =>
      session.prompt("What does the harbour office say about datum changes?")
        .tool(
          "WebFetch",
          { url: "https://harbour.example.org/datum", prompt: "When did the datum change?" },
          "Request failed with status code 403",
          { isError: true },
        )
        .assistant("The page refuses me, so I can't say."),
  },
  {
    name: "tests without a flag fail at the end and are left",
    options: { version: "1.0.44" },
    plants: [{ kind: "error-unresolved", says: /1 failed|test_neap/ }],
    build: (session) =>
      session.prompt("Run the slow tests.")
        .bash(
          "pytest -m slow -q || true",
          "....F\nFAILED tests/test_neap.py::test_neap_tide - AssertionError: 3 != 4\n1 failed, 4 passed in 8.12s",
        )
        .assistant("One of them fails; that is for another day."),
  },
  {
    name: "a tool of a server fails",
    options: { version: "2.1.329" },
    plants: [{ kind: "error-unresolved", says: "project not found" }],
    build: (session) =>
      session.prompt("File the follow-up in the tracker.")
        .tool(
          "mcp__linear__create_issue",
          { team: "TIDE", title: "Datum follow-up" },
          "Entity not found: project not found for team TIDE",
          { isError: true },
        )
        .assistant("The tracker does not know that project; I left it."),
  },
];

const lookAround = (session: Parameters<PlantedSession["build"]>[0], names: readonly string[]) => {
  for (const name of names) {
    session.read(`/home/ada/tides/src/${name}`, `export const ${name.replace(/\W/g, "_")} = 1;\n`);
  }
  return session;
};

export const DETOURS: readonly PlantedSession[] = [
  {
    name: "fourteen files are read before one environment variable solves it",
    options: { version: "2.1.200" },
    also: ["error-resolved"],
    plants: [{ kind: "long-detour", says: "TZ" }],
    build: (session) => {
      session.prompt("Find out why the snapshot job fails.")
        .bash(
          "node jobs/snapshot.js",
          "Error: snapshot differs: expected 06:00, got 07:00\n    at check (jobs/snapshot.js:31:9)",
          { isError: true },
        );
      lookAround(session, [
        "a.ts",
        "b.ts",
        "c.ts",
        "d.ts",
        "e.ts",
        "f.ts",
        "g.ts",
        "h.ts",
        "i.ts",
        "j.ts",
        "k.ts",
        "l.ts",
        "m.ts",
        "n.ts",
      ])
        .bash("TZ=UTC node jobs/snapshot.js", "snapshot ok");
    },
  },
  {
    name: "five failing builds with guesses between them",
    options: { version: "2.0.77" },
    also: ["error-resolved"],
    plants: [{ kind: "long-detour", says: "docker build" }],
    build: (session) => {
      session.prompt("Make the image build.");
      for (
        const [index, guess] of ["FROM node:18", "FROM node:20", "FROM node:20-alpine", "FROM node:22"]
          .entries()
      ) {
        session.bash(
          "docker build -t tides .",
          `#9 ERROR: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1 (attempt ${index})`,
          { isError: true },
        )
          .bash(`grep -n engines package.json | head -${index + 1}`, '"engines": { "node": ">=22.4" }')
          .write("/home/ada/tides/Dockerfile", `${guess}\nCOPY . .\nRUN npm ci # ${index}\n`);
      }
      session.bash("docker build -t tides .", "#12 naming to docker.io/library/tides done");
    },
  },
  {
    name: "an agent below searches the whole tree for a flaky lock",
    options: { version: "2.1.100" },
    also: ["error-resolved"],
    plants: [{ kind: "long-detour", says: "-chdir=infra plan" }],
    build: (session) =>
      session.prompt("Let an agent get the plan to work.")
        .agent("general-purpose", "Get `terraform plan` to work in infra/.", (agent) => {
          agent.bash("terraform -chdir=infra plan", "Error: Error acquiring the state lock", {
            isError: true,
          });
          for (let index = 0; index < 12; index++) {
            agent.tool(
              "Grep",
              { pattern: `lock_${index}`, path: "infra" },
              `infra/main.tf:${index}: lock_${index}`,
            );
          }
          agent.bash(
            "terraform -chdir=infra force-unlock -force 8f2e",
            "Terraform state has been successfully unlocked!",
          )
            .bash("terraform -chdir=infra plan", "No changes. Your infrastructure matches the configuration.")
            .assistant("It was an old lock.");
        }),
  },
  {
    name: "tests fail for eleven edits long",
    options: { version: "1.0.128" },
    also: ["error-resolved"],
    plants: [{ kind: "long-detour", says: "go test" }],
    build: (session) => {
      session.prompt("The window function is off by one, repair it.")
        .bash(
          "go test ./window",
          "--- FAIL: TestWindow (0.00s)\n    window_test.go:20: got 3, want 4\nFAIL",
          { isError: true },
        );
      for (let index = 0; index < 11; index++) {
        session.write(
          `/home/ada/tides/window/part${index}.go`,
          `package window\n\nconst size${index} = ${index}\n`,
        );
      }
      session.bash("go test ./window", "ok  \ttides/window\t0.012s");
    },
  },
  {
    name: "a service doesn't come up until its port is changed",
    options: { version: "2.1.329" },
    also: ["error-resolved", "external-lookup"],
    plants: [{ kind: "long-detour", says: "EADDRINUSE" }],
    build: (session) => {
      session.prompt("Start the preview.")
        .bash("npm run preview -- --once", "Error: listen EADDRINUSE: address already in use :::4173", {
          isError: true,
        })
        .tool("WebSearch", { query: "vite preview EADDRINUSE strictPort" }, "Use --port");
      lookAround(session, [
        "vite.a.ts",
        "vite.b.ts",
        "vite.c.ts",
        "vite.d.ts",
        "vite.e.ts",
        "vite.f.ts",
        "vite.g.ts",
        "vite.h.ts",
        "vite.i.ts",
        "vite.j.ts",
      ])
        .bash("npm run preview -- --once --port 5000", "Local: http://localhost:5000/");
    },
  },
];
