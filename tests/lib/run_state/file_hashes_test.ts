import assert from "node:assert/strict";
import { join } from "node:path";
import { areInFolder, contentHash, firstDifference, hashFiles } from "../../../lib/run_state/mod.ts";

// Of "a\n" and of nothing, as sha256sum prints them.
const A = "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7";
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

Deno.test("the content hash is that of sha256sum's own list, whatever the order", async () => {
  // printf '%s  x.xml\n%s  y.xml\n' "$A" "$EMPTY" | sha256sum
  const expected = "4ae393b85ea5e939dbfe74f8d82c73d72a4075976bddcfc6e5a32f84574e1e5c";
  assert.equal(await contentHash({ "x.xml": A, "y.xml": EMPTY }), expected);
  assert.equal(await contentHash({ "y.xml": EMPTY, "x.xml": A }), expected);
  assert.notEqual(await contentHash({ "x.xml": EMPTY, "y.xml": A }), expected);
});

Deno.test("files are within others if each is there unchanged", () => {
  assert.equal(firstDifference({}, { x: A }), undefined);
  assert.equal(firstDifference({ x: A }, { x: A, y: EMPTY }), undefined);
  assert.equal(firstDifference({ x: A, y: A }, { x: A, y: EMPTY }), "y");
  assert.equal(firstDifference({ toString: A }, {}), "toString");
});

Deno.test("a folder has files if all of them are there unchanged", async () => {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-hashes-" });
  try {
    await Deno.writeTextFile(join(folder, "x"), "a\n");
    assert.deepEqual(await hashFiles([join(folder, "x")]), { x: A });
    assert.equal(await areInFolder(folder, { x: A }), true);
    assert.equal(await areInFolder(folder, { x: EMPTY }), false);
    assert.equal(await areInFolder(folder, { x: A, y: EMPTY }), false);
    assert.equal(await areInFolder(folder, {}), true);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
