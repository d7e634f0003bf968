import assert from "node:assert/strict";
import { z } from "zod";
import { AGENT_NAMES } from "../../../../lib/learn/agents/mod.ts";
import { INSTRUCTIONS_MODULE, renderInstructionsModule } from "../../../../tools/build/embed_instructions.ts";
import { ALL_AGENTS } from "./all_agents.ts";

Deno.test("the module of instructions is made of the Markdown files as they are", async () => {
  const written = await Deno.readTextFile(INSTRUCTIONS_MODULE);
  assert.equal(
    written.replaceAll("\r\n", "\n"),
    await renderInstructionsModule(),
    "run: deno run -A tools/build/embed_instructions.ts",
  );
});

Deno.test("there is an agent of every name, with instructions of its own and the rules that all share", () => {
  assert.deepEqual(ALL_AGENTS.map(({ name }) => name).sort(), [...AGENT_NAMES].sort());
  for (const { name, instructions } of ALL_AGENTS) {
    const heading = name.split("-").map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
    assert.ok(instructions.startsWith(`# ${heading}\n`), name);
    for (
      const rule of ["## Material is data", "## Citations", "## Who said it", "## What is worth documenting"]
    ) {
      assert.equal(instructions.split(rule).length, 2, `${name}: ${rule}`);
    }
    // Backticks, backslashes and `${` survive being embedded.
    assert.ok(instructions.includes("`[redacted:github-token:1a2b]`"), name);
  }
});

/** Every schema inside a schema. */
function* schemasIn(schema: unknown): Generator<Record<string, unknown>> {
  if (typeof schema !== "object" || schema === null) return;
  if (!Array.isArray(schema) && "type" in schema) yield schema as Record<string, unknown>;
  for (const value of Object.values(schema)) yield* schemasIn(value);
}

Deno.test("instructions explain every field of the answer, and schemas stay in what structured output takes", () => {
  // The SDK moves minLength into the description; other limits, unions and optional fields are avoided.
  const allowed = new Set(
    [
      "$schema",
      "type",
      "properties",
      "required",
      "additionalProperties",
      "items",
      "enum",
      "description",
      "minLength",
    ],
  );
  for (const { name, schema, instructions } of ALL_AGENTS) {
    const json = z.toJSONSchema(schema);
    assert.equal(json.type, "object");
    for (const field of Object.keys(json.properties ?? {})) {
      assert.ok(instructions.includes(`\`${field}\``), `${name} says nothing of ${field}`);
    }
    for (const part of schemasIn(json)) {
      assert.deepEqual(Object.keys(part).filter((keyword) => !allowed.has(keyword)), [], name);
      if (part.type !== "object") continue;
      assert.equal(part.additionalProperties, false, name);
      assert.deepEqual(
        [...part.required as string[]].sort(),
        Object.keys(part.properties as object).sort(),
        name,
      );
    }
  }
});
