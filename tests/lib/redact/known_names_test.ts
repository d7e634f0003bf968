import assert from "node:assert/strict";
import { KnownSecrets } from "../../../lib/redact/known_secrets.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";

const redactor = await createRedactor();
const LISTED = "drwxr-xr-x 2 kimlee kimlee 4096 Jan  1 10:00 src";
const IN_PATH = "/opt/builds/kimlee/out";

/** What becomes of a text behind one that tells of a home directory. */
async function behind(told: string, text: string): Promise<string> {
  const remembering = redactor.remembering();
  await remembering.redact(told);
  return await remembering.redact(text);
}

Deno.test("the name of a home directory goes from the paths and the owner columns of later texts", async () => {
  for (
    const told of ["/Users/kimlee/x", "C:\\Users\\kimlee\\x", "/home/kimlee/.config/x", "-home-kimlee-x"]
  ) {
    assert.doesNotMatch(await behind(told, `${LISTED}\n${IN_PATH}`), /kimlee/, told);
  }
  assert.equal(await redactor.redact(IN_PATH), IN_PATH);
});

Deno.test("what may be the route of a page is taken for a name only where nothing but accounts stand", async () => {
  for (const text of [IN_PATH, "kimlee", "src/kimlee/page.tsx", "kimlee@laptop: up"]) {
    assert.equal(await behind("see /home/kimlee/x", text), text);
  }
  assert.doesNotMatch(await behind("see /home/kimlee/x", LISTED), /kimlee/);
  const remembering = redactor.remembering();
  await remembering.redactAll(["/home/kimlee/x"]);
  await remembering.redactAll(["/home/kimlee/.config"]);
  assert.equal(await remembering.redact(IN_PATH), "/opt/builds/~/out");
});

Deno.test("names that are words, of examples or of many machines are known in their own text alone", async () => {
  for (const name of ["label", "alice", "foo", "runner", "Build", "node"]) {
    const texts = [IN_PATH, LISTED].map((text) => text.replaceAll("kimlee", name));
    for (const text of texts) assert.equal(await behind(`/Users/${name}/x`, text), text);
  }
});

Deno.test("the folder in which somebody works tells their name, even that of an example", () => {
  for (const folder of ["/home/alice/x", "/Users/alice", "C:\\Users\\alice\\x", "/mnt/c/Users/alice/x"]) {
    const { names } = new KnownSecrets();
    names.noteFolder(folder);
    assert.deepEqual(names.sure, ["alice"], folder);
  }
  for (const folder of ["/home/runner/x", "/workspace/alice", "x/home/alice", "/home"]) {
    const { names } = new KnownSecrets();
    names.noteFolder(folder);
    assert.deepEqual(names.sure, [], folder);
  }
});

Deno.test("names are handed on with secrets, each as sure as it is", () => {
  const known = new KnownSecrets();
  known.names.add("kimlee", true);
  known.names.add("adalee", false);
  const other = new KnownSecrets();
  other.learn(known.list());
  assert.deepEqual([other.names.sure, other.names.unsure], [["kimlee"], ["adalee"]]);
  assert.equal(other.size, known.size);
});

Deno.test("texts may hold secrets that became known since, and names only where they stand", () => {
  const known = new KnownSecrets();
  known.names.add("kimlee", true);
  const before = known.size;
  assert.deepEqual(["of kimlee", "of others"].map((text) => known.mayStandIn(text)), [true, false]);
  assert.equal(known.mayStandIn("of kimlee", before), false);
  known.names.add("adalee", false);
  assert.equal(known.mayStandIn("of adalee", before), true);
  known.note(["Vn9.k_", "A.7lGlY3W"].join(""), { start: 0, end: 0, kind: "password", weight: 2 });
  assert.equal(known.mayStandIn("of others", before), true);
  assert.equal(known.mayStandIn("of others", known.size), false);
});

Deno.test("a name that turns out to be an account's surely counts as something new", () => {
  const { names } = new KnownSecrets();
  names.add("kimlee", false);
  const before = names.size;
  names.add("kimlee", true);
  assert.ok(names.size > before);
  assert.deepEqual([names.sure, names.unsure], [["kimlee"], []]);
});
