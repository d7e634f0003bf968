/** Failures and acts of persons among work that goes well: further stacks, tools, languages and clients. */

import type { SessionBuilder } from "../session_builder/mod.ts";
import type { Planted, PlantedSession } from "./planted_session.ts";

const HOME = "/home/ada/tides";

type Plot = (session: SessionBuilder) => unknown;

/** Steps that go well, each on things of its own. */
function quietSteps(session: SessionBuilder, names: readonly string[]): void {
  for (const name of names) {
    session.read(`${HOME}/src/${name}.ts`, `export const ${name} = 1;\n`)
      .tool("Grep", { pattern: `${name}Total`, path: "src" }, `src/${name}.ts:3: ${name}Total`)
      .edit(`${HOME}/src/${name}.ts`, `${name} = 1`, `${name} = 2`)
      .bash(`wc -l src/${name}.ts`, `12 src/${name}.ts`)
      .assistant(`The ${name} module is in place.`);
  }
}

/** A session that goes well before and after what the plot makes of it. */
export function amongWork(
  name: string,
  version: string,
  plants: readonly Planted[],
  plot: Plot,
  fields: Partial<PlantedSession> = {},
): PlantedSession {
  return {
    name,
    options: { version },
    plants,
    build: (session) => {
      session.prompt("Please carry on with the work that the plan describes.");
      quietSteps(session, ["invoice", "ledger", "parcel"]);
      plot(session);
      quietSteps(session, ["quota", "ribbon"]);
    },
    ...fields,
  };
}

/** One friction. */
export const one = (kind: Planted["kind"], says: Planted["says"]): readonly Planted[] => [{ kind, says }];

export const FAILURES_AMONG_WORK: readonly PlantedSession[] = [
  amongWork(
    "a program is missing behind a pipe, another one answers",
    "2.1.20",
    one("error-resolved", "jq: command not found"),
    (session) =>
      session.bash("jq -r .version package.json | head -1", "/bin/bash: line 1: jq: command not found")
        .bash(`node -p "require('./package.json').version"`, "1.4.2"),
  ),
  amongWork(
    "a server's tool fails without a flag, the service's own program does it",
    "2.1.329",
    one("error-resolved", "401 Bad credentials"),
    (session) =>
      session.tool(
        "mcp__github__create_issue",
        { owner: "ada", repo: "tides", title: "Flaky clock" },
        "Error calling tool: 401 Bad credentials",
      )
        .bash(
          "gh issue create --title 'Flaky clock' --body 'see log'",
          "https://github.com/ada/tides/issues/88",
        ),
  ),
  amongWork(
    "a compiler that says error CS0246 and exits well",
    "1.0.128",
    one("error-resolved", "CS0246"),
    (session) =>
      session.bash(
        "dotnet build --nologo 2>&1 | tail -5",
        "/r/Api/Startup.cs(14,7): error CS0246: The type or namespace name 'Serilog' could not be found\n    1 Error(s)",
      )
        .bash(
          "dotnet add Api package Serilog.AspNetCore",
          "info : PackageReference added to file 'Api.csproj'.",
        )
        .bash("dotnet build --nologo 2>&1 | tail -5", "Build succeeded.\n    0 Error(s)"),
  ),
  amongWork(
    "a red spec is left behind a pipe",
    "2.0.77",
    one("error-unresolved", "1 failure"),
    (session) =>
      session.bash(
        "bundle exec rspec spec/models | tail -12",
        "Failures:\n  1) Invoice sums lines\n     expected: 12\n          got: 11\n\n20 examples, 1 failure\n\nrspec ./spec/models/invoice_spec.rb:14 # Invoice sums lines",
      )
        .assistant("That spec was red on main already."),
  ),
  amongWork(
    "a service says its reason last",
    "1.0.44",
    one("error-unresolved", "Vault is sealed"),
    (session) =>
      session.bash(
        "vault kv get secret/atlas",
        "Error making API request.\nCode: 503. Errors:\n\n* Vault is sealed",
        { isError: true, exitCode: 2 },
      )
        .assistant("Ich trage einen Platzhalter ein."),
  ),
  amongWork(
    "a label is searched for in vain until it turns up elsewhere",
    "2.1.329",
    one("long-detour", "node_modules/@tides/i18n"),
    (session) => {
      session.prompt('Wo kommt das Label "Saldo" her?');
      for (
        const word of [
          "Saldo",
          "saldo",
          "balanceLabel",
          "t\\('balance",
          "SALDO",
          "Sald",
          "messages_de",
          "labelFor",
          "l10n",
        ]
      ) {
        session.tool("Grep", { pattern: word, path: HOME }, "No files found");
      }
      session.bash("grep -rl Saldo node_modules/@tides/i18n/", "node_modules/@tides/i18n/de.json");
    },
  ),
  amongWork(
    "a target that doesn't exist is searched through twelve files",
    "2.1.200",
    one("long-detour", "//time/clock:all"),
    (session) => {
      session.bash("bazel test //clock:all", "ERROR: no such target '//clock:all'", { isError: true });
      for (let index = 0; index < 12; index++) session.read(`${HOME}/pkg${index}/BUILD`, `name = ${index}\n`);
      session.bash("bazel test //time/clock:all", "//time/clock:all PASSED");
    },
    { also: ["error-resolved"] },
  ),
];

export const PERSONS_AMONG_WORK: readonly PlantedSession[] = [
  amongWork(
    "a plain statement, after which the edit is taken back",
    "2.1.100",
    one("user-correction", "os textos"),
    (session) =>
      session.edit(`${HOME}/menu.vue`, "Sair", "Logout").assistant("O menu agora diz Logout.")
        .prompt("os textos da interface ficam em português").edit(`${HOME}/menu.vue`, "Logout", "Sair"),
    { also: ["reverted-edit"] },
  ),
  amongWork(
    "a question that asks for what is there",
    "2.1.20",
    one("user-correction", "why not the helper"),
    (session) =>
      session.assistant("I wrote a small fetch wrapper with retries in src/net.ts.")
        .prompt("why not the helper we have in utils/http.ts?").assistant(
          "I'll use utils/http.ts and delete the wrapper.",
        ),
  ),
  amongWork(
    "a refusal in Japanese",
    "2.0.50",
    one("denial", "ロックファイル"),
    (session) =>
      session.deny("ロックファイルは手で編集しないでください", {
        name: "Edit",
        input: { file_path: `${HOME}/yarn.lock`, old_string: "1.0.0", new_string: "1.0.1" },
      }),
  ),
  amongWork(
    "a subagent is refused",
    "2.1.42",
    one("denial", "one grep"),
    (session) =>
      session.deny("no subagent for that, it is one grep", {
        name: "Task",
        input: { description: "Find usages", subagent_type: "Explore", prompt: "Find all usages of parse()" },
      }),
  ),
  amongWork(
    "an interruption after a compaction",
    "2.1.100",
    one("interruption", "reports first"),
    (session) => {
      session.compact("The exporters are being moved.");
      session.thinking("Now the exporters.").interrupt().prompt("reports first, exporters later").assistant(
        "Reports it is.",
      );
    },
  ),
  amongWork(
    "an interruption and a contradiction are one",
    "2.1.42",
    one("interruption", "wrong branch"),
    (session) =>
      session.thinking("I commit to main.").interrupt().prompt("no!! wrong branch, use feat/clock").bash(
        "git switch feat/clock",
        "Switched",
      ),
  ),
  amongWork(
    "words too short for a quote, beside a command as short",
    "2.1.20",
    one("queued-steering", "请用中文"),
    (session) => session.bash("make", "ok", { queued: "请用中文写注释", seconds: 5 }),
  ),
  amongWork(
    "a hint while an agent works",
    "2.1.329",
    one("queued-steering", "the token lives"),
    (session) =>
      session.bash("terraform plan", "No changes.", {
        queued: "fyi the token lives in the vault under infra/ci",
        seconds: 12,
      }),
  ),
];
