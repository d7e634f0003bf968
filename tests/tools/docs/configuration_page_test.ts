import assert from "node:assert/strict";
import Ajv from "ajv/dist/2020.js";
import { readConfiguration } from "../../../lib/config/mod.ts";
import { UserError } from "../../../lib/user_error.ts";
import { DEFAULT_MODELS } from "../../../lib/learn/engines/mod.ts";
import { DEFAULT_DETAIL, DEFAULT_MAX_TOKENS } from "../../../lib/preprocess/mod.ts";
import { DEFAULT_CONCURRENCY } from "../../../scripts/learn/analysis_options.ts";
import { loadCommands } from "../../../scripts/mod.ts";
import {
  configurationJsonSchema,
  exampleConfiguration,
  renderConfigurationPage,
} from "../../../tools/docs/configuration_page.ts";
import { DESCRIBED_VARIABLES } from "../../../tools/docs/environment_variables.ts";
import { asSchema } from "../../../tools/docs/json_schema.ts";

const schema = configurationJsonSchema("1.2.3");

/** What the program reads from a project with this configuration. */
async function read(configuration: unknown) {
  const root = await Deno.makeTempDir({ prefix: "erk-learn-configuration-" });
  try {
    await Deno.mkdir(`${root}/.erk`);
    await Deno.writeTextFile(`${root}/.erk/learn.json`, JSON.stringify(configuration));
    return await readConfiguration(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** Every schema of a field, with its path. */
function* fields(value: unknown, prefix = ""): Generator<[string, ReturnType<typeof asSchema>]> {
  const { properties, items, additionalProperties } = asSchema(value);
  for (const nested of [items, additionalProperties]) if (nested !== undefined) yield* fields(nested, prefix);
  for (const [name, property] of Object.entries(properties ?? {})) {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    yield [path, asSchema(property)];
    yield* fields(property, path);
  }
}

Deno.test("every field of the configuration is described, and stands on the page", async () => {
  const page = renderConfigurationPage(await loadCommands(), "1.2.3");
  const seen = [...fields(schema)];
  assert.ok(seen.length > 20);
  for (const [path, { description }] of seen) {
    assert.match(description ?? "", /^[A-Z].*\.$/, path);
    const name = path.replace("patterns.", "patterns[].").replace("prices.", "prices.<name>.");
    assert.ok(page.includes(`\`${name}\``), path);
  }
});

Deno.test("the defaults that the schema names are those that are applied", async () => {
  const { learn, ...applied } = await read({});
  const expected: Record<string, unknown> = {
    workflow: applied.workflow,
    max_tokens: DEFAULT_MAX_TOKENS,
    detail: DEFAULT_DETAIL,
    "redaction.patterns": applied.redaction.customPatterns ?? [],
    "redaction.patterns.flags": "",
    "redaction.allow": applied.redaction.allowedValues ?? [],
    "documents.roots": applied.documents.roots,
    "documents.exclude": applied.documents.exclude,
    "learn.model": DEFAULT_MODELS.analysis,
    "learn.model_synthesis": DEFAULT_MODELS.synthesis,
    "learn.concurrency": DEFAULT_CONCURRENCY,
    "learn.implement_workflow": learn.implementWorkflow,
  };
  const named = [...fields(schema)].filter(([, field]) => field.default !== undefined);
  assert.deepEqual(Object.fromEntries(named.map(([path, field]) => [path, field.default])), expected);
});

Deno.test("the schema for editors and the program judge configurations alike", async () => {
  const validate = new Ajv.default({ strict: false }).compile(schema);
  const right = [
    {},
    { $schema: "https://example.test/learn.schema.json" },
    exampleConfiguration(),
  ];
  for (const configuration of right) {
    assert.ok(validate(configuration), JSON.stringify(validate.errors));
    await read(configuration);
  }
  const wrong = [
    { max_tokens: 1 },
    { detail: "all" },
    { redaction: { patterns: [{ kind: "Acme Key", pattern: "x" }] } },
    { documents: { roots: "docs" } },
    { learn: { concurrency: 65 } },
    { learn: { model: "--dangerously" } },
    { learn: { prices: { m: { input: 1 } } } },
    { redaction: { pattern: [] } },
    { redaction: { patterns: [{ kind: "acme-key", pattern: "acme_[a-z0-9]{32}", flag: "i" }] } },
    { redact: {} },
  ];
  for (const configuration of wrong) {
    assert.ok(!validate(configuration), JSON.stringify(configuration));
    await assert.rejects(read(configuration), UserError);
  }
});

Deno.test("an unknown field that the program passes over is marked by editors all the same", async () => {
  const validate = new Ajv.default({ strict: false }).compile(schema);
  for (const configuration of [{ later: 1 }, { learn: { later: true } }, { documents: { later: [] } }]) {
    assert.ok(!validate(configuration), JSON.stringify(configuration));
    await read(configuration);
  }
});

Deno.test("every environment variable that a command may read is described, and no other", async () => {
  const read = (await loadCommands()).flatMap(({ permissions: { env } }) => env === true ? [] : env);
  assert.deepEqual([...DESCRIBED_VARIABLES].sort(), [...new Set(read)].sort());
});
