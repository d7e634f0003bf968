import assert from "node:assert/strict";
import { countNamed, inRanges, newReadingRecord, noteUnparsed, placeOf } from "../../../lib/session/mod.ts";

const unparsed = (line: number) => ({ file: "a.jsonl", line, reason: "no JSON" });

Deno.test("thousands of lines that can't be read are named, all of them", () => {
  const record = newReadingRecord();
  for (let line = 2; line < 3002; line++) noteUnparsed(record, unparsed(line), 1);
  noteUnparsed(record, unparsed(4000), 1);
  noteUnparsed(record, { ...unparsed(4001), reason: "other" }, 1);
  assert.equal(record.unparsedCount, 3002);
  assert.equal(countNamed(record.unparsed), 3002);
  assert.deepEqual(record.unparsed.slice(0, 2), [unparsed(2), unparsed(3)]);
  assert.deepEqual(record.unparsed.slice(-3).map(placeOf), [
    "a.jsonl:1002-3001",
    "a.jsonl:4000",
    "a.jsonl:4001",
  ]);
  assert.deepEqual(inRanges(record.unparsed, 9).map(placeOf), [
    "a.jsonl:2-3001",
    "a.jsonl:4000",
    "a.jsonl:4001",
  ]);
});

Deno.test("of lines apart from each other the first ones are named", () => {
  const record = newReadingRecord();
  for (let line = 1; line < 10_000; line += 2) noteUnparsed(record, unparsed(line), 1);
  assert.equal(record.unparsedCount, 5000);
  assert.equal(countNamed(record.unparsed), 2000);
  assert.equal(inRanges(record.unparsed, 100).length, 100);
});

Deno.test("a file that can't be read at all, and a part of the same line, are in no range", () => {
  const lines = [unparsed(0), unparsed(1), unparsed(1), unparsed(2)];
  assert.deepEqual(inRanges(lines, 9).map(placeOf), ["a.jsonl", "a.jsonl:1", "a.jsonl:1-2"]);
});
