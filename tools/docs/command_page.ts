/** A command's page in `docs/commands/` and its manual page, from its definition alone. */

import type { Command, OptionDefinition } from "../../lib/cli/mod.ts";
import { asSchema, typeName } from "./json_schema.ts";
import { cell, code, fence, section, table } from "./markdown.ts";

/** Flags that every command has, in the words of `--help`. */
const COMMON_OPTIONS: readonly OptionDefinition[] = [
  { flags: "--repo <owner/name>", description: "GitHub repository (default: the git remote)" },
  {
    flags: "--timeout <seconds>",
    description: "time for all requests to GitHub, waits included (default: 120)",
  },
  { flags: "--verbose", description: "say more on standard error" },
  { flags: "--quiet", description: "say nothing on standard error but errors" },
  {
    flags: "--color <when>",
    description: "colour standard error (default: auto)",
    choices: ["auto", "always", "never"],
  },
  { flags: "--version", description: "print the version" },
  { flags: "-h, --help", description: "show this help" },
];

/** A field of a command's answer. */
interface AnswerField {
  /** `materials.files`, `checks[].name`. */
  readonly path: string;
  readonly type: string;
  readonly optional: boolean;
}

/** The page in Markdown. */
export function renderCommandPage(command: Command): string {
  const { name, aliases, summary, description } = command;
  const sections = [
    `# ${name}`,
    `${summary}.${aliases.length === 0 ? "" : ` Also called ${aliases.map(code).join(", ")}.`}`,
    fence("sh", synopsis(command)),
    description.replaceAll("\n", " "),
    command.arguments.length === 0 ? "" : section(
      "Arguments",
      table(
        ["argument", "meaning"],
        command.arguments.map(({ name, required, description }) => [
          code(required ? `<${name}>` : `[${name}]`),
          cell(description),
        ]),
      ),
    ),
    section("Options", table(["option", "meaning"], shownOptions(command).map(optionRow))),
    section("Every command's options", table(["option", "meaning"], COMMON_OPTIONS.map(optionRow))),
    section(
      "Examples",
      command.examples.map(({ command, explanation }) => `${fence("sh", command)}\n\n${explanation}.`).join(
        "\n\n",
      ),
    ),
    section(
      "Answer",
      `One JSON value on standard output, with exit status 0; after a failure \`{"success": false, "error": …, "detail": …}\` ` +
        `with 1. Wrong usage is 2 with nothing on standard output, an interruption 130.\n\n${
          answerTable(command)
        }`,
    ),
    section("May do", permissions(command)),
  ];
  return `${sections.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The list of all commands, in the order of `--help`. */
export function renderCommandIndex(commands: readonly Command[]): string {
  const rows = commands.map(({ name, aliases, summary }) => [
    `[\`${name}\`](${name}.md)`,
    aliases.map(code).join(", "),
    cell(summary),
  ]);
  return [
    "# Commands",
    "Made by `deno task docs -- --write` from each command's definition; `erk-learn <command> --help` says the same.",
    table(["command", "also", "does"], rows),
  ].join("\n\n") + "\n";
}

/** The manual page, in the `man` macros of groff (https://man7.org/linux/man-pages/man7/groff_man.7.html). */
export function renderManual(command: Command, version: string): string {
  const title = `erk-learn-${command.name}`;
  const lines = [
    `.TH ${roff(title.toUpperCase())} 1 "" "erk-learn ${version}" "erk-learn"`,
    ".SH NAME",
    `${roff(title)} \\- ${roff(command.summary)}`,
    ".SH SYNOPSIS",
    roff(synopsis(command)),
    ".SH DESCRIPTION",
    roff(command.description.replaceAll("\n", " ")),
    ".SH OPTIONS",
    ...command.arguments.flatMap(({ name, description }) => [".TP", `.I ${roff(name)}`, roff(description)]),
    ...[...shownOptions(command), ...COMMON_OPTIONS].flatMap((option) => [
      ".TP",
      `.B ${roff(option.flags)}`,
      roff(describe(option)),
    ]),
    ".SH EXIT STATUS",
    "0 success, 1 failure, 2 wrong usage, 129 terminal closed, 130 interrupted, 143 terminated.",
    ".SH EXAMPLES",
    ...command.examples.flatMap((
      { command, explanation },
    ) => [".TP", `.B ${roff(command)}`, roff(explanation)]),
  ];
  return `${lines.join("\n")}\n`;
}

function synopsis({ name, arguments: positionals }: Command): string {
  const words = positionals.map(({ name, required }) => required ? `<${name}>` : `[${name}]`);
  return ["erk-learn", name, "[options]", ...words].join(" ");
}

function shownOptions({ options }: Command): OptionDefinition[] {
  return options.filter(({ hidden }) => hidden !== true);
}

function optionRow(option: OptionDefinition): string[] {
  return [code(option.flags), cell(describe(option))];
}

function describe({ description, choices }: OptionDefinition): string {
  return choices === undefined ? description : `${description}: ${choices.join(", ")}`;
}

function permissions({ name, permissions: { net, read, write, env, run } }: Command): string {
  const folders = (value: boolean | readonly string[]) =>
    value === true ? "anywhere" : value === false ? "nothing" : value.map(code).join(", ");
  const rows = [
    ["connect to", net === true ? "any host" : net.length === 0 ? "none" : net.map(code).join(", ")],
    ["read", folders(read)],
    ["write", folders(write)],
    ["run", run.length === 0 ? "nothing" : run.map(code).join(", ")],
  ];
  const variables = env === true
    ? "all of them"
    : env.length === 0
    ? "none"
    : env.toSorted().map(code).join(", ");
  return [
    `As an executable of its own (\`deno task compile ${name}\`), it can do no more than this:`,
    table(["may", "what"], rows),
    `It reads these environment variables ([what they are for](../configuration.md#environment-variables)): ${variables}.`,
  ].join("\n\n");
}

function answerTable(command: Command): string {
  const fields = answerFields(command.resultSchema());
  if (fields.length === 0) return "";
  return table(
    ["field", "type"],
    fields.map((
      { path, type, optional },
    ) => [code(path), cell(type) + (optional ? " (may be missing)" : "")]),
  );
}

/** The fields of a JSON Schema, nested ones with their path. */
export function answerFields(schema: unknown, prefix = ""): AnswerField[] {
  const { properties, required, items, anyOf, oneOf } = asSchema(schema);
  if (items !== undefined) return answerFields(items, `${prefix}[]`);
  const variants = anyOf ?? oneOf;
  if (variants !== undefined) {
    return joined(variants.map((variant) => answerFields(variant, prefix)), prefix);
  }
  return Object.entries(properties ?? {}).flatMap(([name, property]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const own = { path, type: typeName(property), optional: !(required ?? []).includes(name) };
    return [own, ...answerFields(property, path)];
  });
}

/** The fields of answers of several forms: with every type that one has, and those that a form lacks as such. */
function joined(forms: readonly (readonly AnswerField[])[], prefix: string): AnswerField[] {
  const objects = forms.filter((fields) => fields.length > 0);
  const isOwn = (path: string) => !/[.[]/.test(prefix === "" ? path : path.slice(prefix.length + 1));
  return [...new Set(objects.flat().map(({ path }) => path))].map((path) => {
    const found = objects.flatMap((fields) => fields.find((field) => field.path === path) ?? []);
    const isLacking = isOwn(path) && found.length < objects.length;
    return {
      path,
      type: [...new Set(found.map(({ type }) => type))].join(" or "),
      optional: isLacking || found.some(({ optional }) => optional),
    };
  });
}

/** Text for groff: backslashes, hyphens and what begins a request are escaped. */
function roff(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("-", "\\-").replace(/^(?=[.'])/, "\\&");
}
