/** `docs/configuration.md` and `docs/learn.schema.json`: every setting, from the schema that reads it. */

import { z } from "zod";
import type { Command } from "../../lib/cli/mod.ts";
import { configurationSchema } from "../../lib/config/mod.ts";
import { schemaAddress } from "../../lib/init/setup_files.ts";
import { DEFAULT_PRICES, PRICES_DATE, PRICES_SOURCE } from "../../lib/learn/engines/mod.ts";
import { VARIABLE_GROUPS } from "./environment_variables.ts";
import { asSchema, typeName } from "./json_schema.ts";
import { cell, code, fence, section, table } from "./markdown.ts";

/** The schema for editors, as JSON Schema (draft 2020-12). */
export function configurationJsonSchema(version: string): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(configurationSchema, { io: "input" });
  return { $schema, $id: schemaAddress(version), title: "Configuration of erk-learn", ...schema };
}

/** The page in Markdown. */
export function renderConfigurationPage(commands: readonly Command[], version: string): string {
  const schema = asSchema(configurationJsonSchema(version));
  const { simple, groups } = fieldsOf(schema);
  return [
    "# Configuration",
    `A project's settings are in \`.erk/learn.json\`, which \`erk-learn init\` writes. Every field may be left out, and so may the
file. A flag takes precedence over the file.

A wrong value ends every command that reads the file, and the message names the field. So does an unknown field in
\`redaction\`, and one whose name resembles \`redaction\`, because a misspelt pattern finds nothing. Any other unknown field is
ignored with a warning that names it; editors mark it, too.`,
    `\`deno task docs -- --write\` makes this page from the schema that reads the file. Editors get the same from
[learn.schema.json](learn.schema.json):`,
    fence("json", JSON.stringify({ $schema: schemaAddress(version), workflow: "learn.yml" }, null, 2)),
    section("Fields", fieldTable(simple)),
    ...groups.map(([name, group]) =>
      section(
        `${code(name)}`,
        [asSchema(group).description, fieldTable(nestedFields(group, name))].join("\n\n"),
      )
    ),
    section("Example", fence("json", JSON.stringify(exampleConfiguration(), null, 2))),
    section("Prices", prices()),
    section("Environment variables", environment(commands)),
  ].join("\n\n") + "\n";
}

/** A configuration with every field that has an example or a default: what the page shows. */
export function exampleConfiguration(): unknown {
  return exampleOf(configurationJsonSchema("0.0.0"));
}

function exampleOf(value: unknown): unknown {
  const { examples, default: preset, properties } = asSchema(value);
  if (examples !== undefined) return examples[0];
  if (properties === undefined) return preset;
  const fields = Object.entries(properties).map(([name, property]) => [name, exampleOf(property)] as const);
  return Object.fromEntries(fields.filter(([, example]) => example !== undefined));
}

type Field = readonly [path: string, schema: unknown];

function fieldsOf(schema: unknown): { simple: Field[]; groups: Field[] } {
  const fields = Object.entries(asSchema(schema).properties ?? {});
  const isGroup = ([, field]: Field) => asSchema(field).properties !== undefined;
  return { simple: fields.filter((field) => !isGroup(field)), groups: fields.filter(isGroup) };
}

/** Fields below an object, a list or a record, with their paths: `redaction.patterns[].kind`. */
function nestedFields(value: unknown, prefix: string): Field[] {
  const { properties, items, additionalProperties } = asSchema(value);
  if (items !== undefined) return nestedFields(items, `${prefix}[]`);
  if (properties === undefined) {
    return additionalProperties === undefined ? [] : nestedFields(additionalProperties, `${prefix}.<name>`);
  }
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = `${prefix}.${name}`;
    return [[path, property] as const, ...nestedFields(property, path)];
  });
}

function fieldTable(fields: readonly Field[]): string {
  return table(
    ["field", "what it says", "type", "default"],
    fields.map(([path, schema]) => {
      const { description = "", default: preset } = asSchema(schema);
      return [
        code(path),
        cell(description),
        cell(boundedType(schema)),
        preset === undefined ? "" : code(JSON.stringify(preset)),
      ];
    }),
  );
}

/** With its bounds: `integer from 1 to 64`. */
function boundedType(schema: unknown): string {
  const { minimum, exclusiveMinimum, maximum } = asSchema(schema);
  const words = [typeName(schema)];
  if (minimum !== undefined) words.push(`from ${minimum}`);
  if (exclusiveMinimum !== undefined) words.push(`above ${exclusiveMinimum}`);
  if (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER) words.push(`to ${maximum}`);
  return words.join(" ");
}

function prices(): string {
  const rows = Object.entries(DEFAULT_PRICES).map(([model, price]) => {
    const { input, output, cache_write: write, cache_read: read, long_prompt: long } = price;
    const beyond = long === undefined
      ? ""
      : `above ${long.above} tokens: ${
        [long.input, long.output, long.cache_write, long.cache_read].join(" / ")
      }`;
    return [code(model), `${input}`, `${output}`, `${write ?? ""}`, `${read ?? ""}`, beyond];
  });
  return [
    `US dollars per million tokens, of ${PRICES_DATE}, from the provider's [list](${PRICES_SOURCE}). \`learn.prices\` replaces or
extends them. The estimate before a run, \`--max-cost\` and the costs in \`run.json\` rest on them; the invoice is the provider's.`,
    table(["model", "prompt", "answer", "cache, written", "cache, read", "long prompts"], rows),
  ].join("\n\n");
}

function environment(commands: readonly Command[]): string {
  return [
    `What commands read. Each executable can read those of its commands and no others ([permissions](permissions.md)); an empty
variable counts as one that isn't set.`,
    ...VARIABLE_GROUPS.map(({ title, variables }) =>
      `### ${title}\n\n` + table(
        ["variable", "for", "read by"],
        Object.entries(variables).map(([name, purpose]) => [code(name), purpose, readers(name, commands)]),
      )
    ),
    `### Installing

${
      table(["variable", "for"], [
        [
          code("ERK_LEARN_INSTALL_DIR"),
          "folder that `install.sh` and `install.ps1` install to, where no flag names one",
        ],
        [code("ERK_LEARN_RELEASES"), "address of the releases, such as a mirror's"],
      ])
    }`,
  ].join("\n\n");
}

/** More names than this say less than their number. */
const MAX_NAMED = 4;

function readers(variable: string, commands: readonly Command[]): string {
  const names = commands.filter(({ permissions: { env } }) => env === true || env.includes(variable))
    .map(({ name }) => name);
  if (names.length === commands.length) return "every command";
  return names.length > MAX_NAMED ? `${names.length} commands` : names.map(code).join(", ");
}
