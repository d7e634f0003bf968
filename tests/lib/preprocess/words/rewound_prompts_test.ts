import assert from "node:assert/strict";
import { assistantLine, type Converted, convertLines, userLine } from "../converting.ts";

const said = ({ elements }: Converted) =>
  elements.filter(({ name }) => name === "user").map(({ text, attributes }) => [text, attributes.instead_of]);

const chained = (line: Record<string, unknown>, uuid: string, parentUuid: string | null) => ({
  ...line,
  uuid,
  parentUuid,
});

Deno.test("a prompt that a person went back for says in whose place it stands", async () => {
  const converted = await convertLines([
    chained(userLine("Write the parser"), "1", null),
    chained(assistantLine("Parser written."), "2", "1"),
    chained(userLine("Now the tests, with mocks"), "3", "2"),
    chained(assistantLine("Mocked everything."), "4", "3"),
    chained(userLine("Now the tests, against the real files"), "5", "2"),
    chained(assistantLine("Tests written."), "6", "5"),
    chained(userLine("Now the tests, against three real files"), "7", "2"),
    chained(assistantLine("Three."), "8", "7"),
    chained(userLine("Commit"), "9", "8"),
  ]);
  assert.deepEqual(said(converted), [
    ["Write the parser", undefined],
    ["Now the tests, with mocks", undefined],
    ["Now the tests, against the real files", "L3"],
    ["Now the tests, against three real files", "L5"],
    ["Commit", undefined],
  ]);
});

Deno.test("prompts that hang on the same line are no rewind where nothing hangs on the earlier one", async () => {
  const converted = await convertLines([
    chained(userLine("one"), "1", "0"),
    chained(assistantLine("Done."), "2", "0"),
    chained(userLine("two"), "3", "0"),
    chained(assistantLine("Done."), "4", "0"),
  ]);
  assert.deepEqual(said(converted), [["one", undefined], ["two", undefined]]);
});

Deno.test("commands beside a prompt are no rewind", async () => {
  const converted = await convertLines([
    chained(userLine("one"), "1", null),
    chained(assistantLine("Done."), "2", "1"),
    chained(userLine("<command-name>/cost</command-name>"), "3", "2"),
    chained(userLine("<local-command-stdout>1 $</local-command-stdout>"), "4", "3"),
    chained(userLine("two"), "5", "2"),
  ]);
  assert.deepEqual(said(converted), [["one", undefined], ["two", undefined]]);
});

Deno.test("the first prompt may be taken back, too; another session's first prompt is none of them", async () => {
  const other = { sessionId: "22222222-2222-4333-8444-555555555555" };
  const converted = await convertLines([
    chained(userLine("one"), "1", null),
    chained(assistantLine("Done."), "2", "1"),
    chained(userLine("another session's", other), "3", null),
    chained(userLine("one, but shorter"), "4", null),
  ]);
  assert.deepEqual(said(converted), [["one", undefined], ["another session's", undefined], [
    "one, but shorter",
    "L1",
  ]]);
});
