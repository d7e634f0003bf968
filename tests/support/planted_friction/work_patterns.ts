/** Planted patterns of work: repetitions, lookups, edits that did not last. */

import type { PlantedSession } from "./planted_session.ts";

const LOOKUP = "/home/ada/tides/src/lookup.ts";
const SOURCE =
  "export function lookup(harbour: string) {\n  const table = fetchTable(harbour);\n  return table.today;\n}\n";

export const REPEATED_COMMANDS: readonly PlantedSession[] = [
  {
    name: "the same test run, read from in three ways",
    options: { version: "2.1.200" },
    plants: [{ kind: "repeated-command", says: "npm test" }],
    build: (session) =>
      session.prompt("Are the tests green?").bash("npm test 2>&1 | tail -5", "12 passed").bash(
        "npm test 2>&1 | grep lookup",
        "✓ lookup",
      )
        .bash("cd /home/ada/tides && npm test", "12 passed").assistant("They are."),
  },
  {
    name: "a script that prints nothing is run four times",
    options: { version: "2.0.77" },
    plants: [{ kind: "repeated-command", says: "scripts/sync.py" }],
    build: (session) => {
      session.prompt("Sync the tables.");
      for (let index = 0; index < 4; index++) {
        session.bash("python scripts/sync.py --all", "").thinking("Nothing was printed.");
      }
    },
  },
  {
    name: "a build with reads between",
    options: { version: "1.0.128" },
    plants: [{ kind: "repeated-command", says: "cargo build" }],
    build: (session) =>
      session.prompt("Build it.").bash("cargo build", "Finished dev").read(
        "/home/ada/tides/Cargo.toml",
        "[package]\n",
      )
        .bash("cargo build", "Finished dev").read("/home/ada/tides/build.rs", "fn main() {}\n").bash(
          "cargo build",
          "Finished dev",
        ),
  },
  {
    name: "a query of a server's tool, asked anew",
    options: { version: "2.1.329" },
    plants: [{ kind: "repeated-command", says: "select count" }],
    build: (session) => {
      session.prompt("How many rows are there?");
      for (let index = 0; index < 3; index++) {
        session.tool("mcp__postgres__execute", { sql: "select count(*) from tides" }, "42");
      }
    },
  },
  {
    name: "a subagent runs the linter again and again",
    options: { version: "2.1.20" },
    plants: [{ kind: "repeated-command", says: "eslint" }],
    build: (session) =>
      session.prompt("Let an agent lint.").agent("general-purpose", "Lint src/.", (agent) => {
        for (let index = 0; index < 3; index++) {
          agent.bash("npx eslint src --max-warnings 0", "").assistant(`Clean, check ${index}.`);
        }
      }),
  },
];

export const REPEATED_READS: readonly PlantedSession[] = [
  {
    name: "one file, three times",
    options: { version: "2.1.200" },
    plants: [{ kind: "repeated-read", says: "lookup.ts" }],
    build: (session) =>
      session.prompt("How does the lookup work?").read(LOOKUP, SOURCE).tool(
        "Grep",
        { pattern: "fetchTable" },
        LOOKUP,
      ).read(LOOKUP, SOURCE)
        .tool("Glob", { pattern: "src/*.ts" }, LOOKUP).read(LOOKUP, SOURCE).assistant("It fetches."),
  },
  {
    name: "one search, three times",
    options: { version: "2.0.77" },
    plants: [{ kind: "repeated-read", says: "datumOffset" }],
    build: (session) => {
      session.prompt("Where is the datum offset?");
      for (let index = 0; index < 3; index++) {
        session.tool("Grep", { pattern: "datumOffset", path: "src" }, "No files found").assistant(
          `Not there (${index}).`,
        );
      }
    },
  },
  {
    name: "cat and Read of one file",
    options: { version: "2.1.42" },
    plants: [{ kind: "repeated-read", says: "tides.yaml" }],
    build: (session) =>
      session.prompt("Which harbours are configured?").bash("cat config/tides.yaml", "harbours: [Oslo]").bash(
        "ls config",
        "tides.yaml",
      )
        .bash("cat config/tides.yaml", "harbours: [Oslo]").bash(
          "cat config/tides.yaml | head -50",
          "harbours: [Oslo]",
        ),
  },
  {
    name: "rg for the same word",
    options: { version: "1.0.128" },
    plants: [{ kind: "repeated-read", says: "neapTide" }],
    build: (session) =>
      session.prompt("Who uses neapTide?").bash("rg -n neapTide src", "src/a.ts:3").read(
        "/home/ada/tides/src/a.ts",
        "neapTide();\n",
      )
        .bash("rg -n neapTide src", "src/a.ts:3").bash("rg -n neapTide src", "src/a.ts:3"),
  },
  {
    name: "an agent reads a file five times",
    options: { version: "2.1.100" },
    plants: [{ kind: "repeated-read", says: "schema.prisma" }],
    build: (session) =>
      session.prompt("Ask an agent for the schema.").agent("Explore", "Describe the schema.", (agent) => {
        for (let index = 0; index < 5; index++) {
          agent.read("/home/ada/tides/prisma/schema.prisma", "model Tide { id Int @id }\n");
        }
        agent.assistant("One model.");
      }),
  },
];

export const LOOKUPS: readonly PlantedSession[] = [
  {
    name: "a page of documentation",
    options: { version: "2.1.200" },
    plants: [{ kind: "external-lookup", says: "docs.pola.rs" }],
    build: (session) =>
      session.prompt("Speed up the aggregation.").tool("WebFetch", {
        url: "https://docs.pola.rs/user-guide/lazy/",
        prompt: "How do lazy frames work?",
      }, "Use scan_csv.")
        .assistant("Lazy frames it is."),
  },
  {
    name: "a web search",
    options: { version: "2.0.77" },
    plants: [{ kind: "external-lookup", says: "sqlite WAL checkpoint" }],
    build: (session) =>
      session.prompt("The WAL grows.").tool("WebSearch", {
        query: "sqlite WAL checkpoint starvation readers",
      }, "Long readers block it.").assistant("A reader stays open."),
  },
  {
    name: "a subagent looks something up",
    options: { version: "2.1.20" },
    plants: [{ kind: "external-lookup", says: "rfc-editor.org" }],
    build: (session) =>
      session.prompt("What does the RFC say?").agent(
        "general-purpose",
        "Read RFC 9110 on If-None-Match.",
        (agent) =>
          agent.tool(
            "WebFetch",
            { url: "https://www.rfc-editor.org/rfc/rfc9110", prompt: "If-None-Match" },
            "Weak comparison.",
          ).assistant("Weak comparison."),
      ),
  },
  {
    name: "a documentation server",
    options: { version: "2.1.329" },
    plants: [{ kind: "external-lookup", says: "hono" }],
    build: (session) =>
      session.prompt("Which hook runs last?").tool("mcp__context7__get-library-docs", {
        context7CompatibleLibraryID: "/honojs/hono",
        topic: "middleware order",
      }, "Onion order.").assistant("The first one."),
  },
  {
    name: "curl of a readme",
    options: { version: "1.0.128" },
    plants: [{ kind: "external-lookup", says: "raw.githubusercontent.com" }],
    build: (session) =>
      session.prompt("Which flags does the action take?").bash(
        "curl -sSL https://raw.githubusercontent.com/actions/cache/main/README.md | head -80",
        "# Cache action",
      ).assistant("path and key."),
  },
];

export const REVERTED: readonly PlantedSession[] = [
  {
    name: "an edit and its inverse",
    options: { version: "2.1.200" },
    plants: [{ kind: "reverted-edit", says: /retry|lookup/ }],
    build: (session) =>
      session.prompt("Make the lookup robust.").read(LOOKUP, SOURCE)
        .edit(
          LOOKUP,
          "  const table = fetchTable(harbour);",
          "  const table = retry(() => fetchTable(harbour), 5);",
        )
        .assistant("On second thought the fetch retries by itself.")
        .edit(
          LOOKUP,
          "  const table = retry(() => fetchTable(harbour), 5);",
          "  const table = fetchTable(harbour);",
        ),
  },
  {
    name: "git checkout of an edited file",
    options: { version: "2.0.77" },
    plants: [{ kind: "reverted-edit", says: "git checkout" }],
    build: (session) =>
      session.prompt("Try a worker pool.").read(LOOKUP, SOURCE).edit(
        LOOKUP,
        "  return table.today;",
        "  return pool.run(table);",
      )
        .bash("npm run bench", "slower: 31 ms instead of 12 ms").bash(
          "git checkout -- src/lookup.ts",
          "Updated 1 path from the index",
        ),
  },
  {
    name: "everything is thrown away",
    options: { version: "2.1.42" },
    plants: [{ kind: "reverted-edit", says: "git reset --hard" }],
    build: (session) =>
      session.prompt("Move to ESM.").write(
        "/home/ada/tides/src/index.mjs",
        "import './lookup.mjs';\nexport * from './lookup.mjs';\n",
      )
        .edit("/home/ada/tides/package.json", '"type": "commonjs"', '"type": "module"').assistant(
          "Half of the tools don't take it.",
        )
        .bash("git reset --hard HEAD", "HEAD is now at 12ab34c"),
  },
  {
    name: "a block goes in and out again",
    options: { version: "1.0.128" },
    plants: [{ kind: "reverted-edit", says: /LRU|lru|lookup/ }],
    build: (session) =>
      session.prompt("Limit the memory.").read(LOOKUP, SOURCE)
        .edit(
          LOOKUP,
          "  return table.today;",
          "  lru.set(harbour, table);\n  lru.trim(100);\n  lru.report();\n  return table.today;",
        )
        .bash("npm test", "12 passed")
        .edit(
          LOOKUP,
          "  lru.set(harbour, table);\n  lru.trim(100);\n  lru.report();\n  return table.today;",
          "  return table.today;",
        ),
  },
  {
    name: "git restore of two files",
    options: { version: "2.1.329" },
    plants: [{ kind: "reverted-edit", says: "git restore" }],
    build: (session) =>
      session.prompt("Rename the flag.").edit(
        "/home/ada/tides/src/flags.ts",
        "verbose: boolean",
        "chatty: boolean",
      )
        .edit("/home/ada/tides/src/main.ts", "flags.verbose", "flags.chatty").bash(
          "git restore src/flags.ts src/main.ts",
          "",
        ).assistant("The name is part of the public interface."),
  },
];
