import assert from "node:assert/strict";
import { groupLiterals } from "../../../../lib/redact/search/literal_groups.ts";

Deno.test("literals that begin with the same three characters share a group", () => {
  const { table, groups } = groupLiterals(["ghp_", "sk-", "sk-ant-"]);
  assert.deepEqual(groups, [[], ["ghp_"], ["sk-", "sk-ant-"]]);
  assert.equal(table.filter((group) => group !== 0).length, 2);
});

Deno.test("more beginnings than a byte can number share groups", () => {
  const literals = Array.from({ length: 600 }, (_, index) => `${(index + 10_000).toString(36)}-token`);
  const { table, groups } = groupLiterals(literals);
  assert.ok(table.filter((group) => group !== 0).length > 255);
  assert.ok(groups.length <= 256);
  assert.deepEqual(groups.flat().toSorted(), literals.toSorted());
});

Deno.test("a literal that is too short to be searched for is a mistake in the tables", () => {
  assert.throws(() => groupLiterals(["sk"]), RangeError);
});
