import assert from "node:assert/strict";

const read = async (name: string) =>
  JSON.parse(await Deno.readTextFile(new URL(`../../../${name}`, import.meta.url)));

Deno.test("the lock file holds what deno.json asks for, and no package that was only tried", async () => {
  const wanted = Object.values((await read("deno.json")).imports as Record<string, string>)
    .map((specifier) => specifier.replace(/^npm:\/?/, "npm:").replace(/\/$/, ""));
  const { specifiers } = await read("deno.lock");
  assert.deepEqual(Object.keys(specifiers).toSorted(), [...new Set(wanted)].toSorted());
});
