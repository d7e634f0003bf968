import assert from "node:assert/strict";
import { createRedactor } from "../../../../lib/redact/mod.ts";

/** After so many places the finders get to see them (two windows of assembly/redact/candidates/layout.ts). */
const STRETCH_CHARACTERS = 1 << 16;

Deno.test("a token is found where a text has so many places that they are told in stretches, wherever one ends", async () => {
  const redactor = await createRedactor({ key: "key" });
  const token = `ghp_${"aB3dE5gH7".repeat(4)}`;
  for (let before = 0; before <= token.length + 1; before++) {
    const filler = "@".repeat(STRETCH_CHARACTERS - before);
    const redacted = await redactor.redact(`${filler} ${token} x`);
    assert.match(redacted.slice(filler.length), /^ \[redacted:github-token:[0-9a-f]{4}\] x$/, `${before}`);
  }
});

Deno.test("a run that is made of literals goes as a whole, however long it is", async () => {
  const redactor = await createRedactor();
  for (const repetitions of [70, 40_000]) {
    const redacted = await redactor.redact(`a ${"sk-ant-".repeat(repetitions)} b`);
    assert.match(redacted, /^a \[redacted:[a-z-]+:[0-9a-f]{4}\] b$/);
  }
});

Deno.test("behind more literals than are tried, a token goes with its run", async () => {
  const redactor = await createRedactor();
  const token = `pul-${"a1b2c3d4".repeat(5)}`;
  assert.match(await redactor.redact(`a SG.${token} b`), /^a SG\.\[redacted:pulumi-token:[0-9a-f]{4}\] b$/);
  const redacted = await redactor.redact(`a ${"SG.".repeat(70)}${token} b`);
  assert.match(redacted, /^a \[redacted:[a-z-]+:[0-9a-f]{4}\] b$/);
});
