import assert from "node:assert/strict";
import { join } from "node:path";
import { makeRoom, markUsed, removeAbandoned, temporaryEntry } from "../../../lib/cache/bounded_folder.ts";
import { inFolder } from "../../support/temporary_folder.ts";

/** The name of an entry. */
const entry = (digit: string) => digit.repeat(64);

/** Writes ten bytes that were used so many seconds ago. */
async function write(folder: string, name: string, secondsAgo: number): Promise<void> {
  const path = join(folder, name);
  await Deno.writeTextFile(path, "0123456789");
  const usedAt = new Date(Date.now() - secondsAgo * 1000);
  await Deno.utime(path, usedAt, usedAt);
}

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("the entries used longest ago go until the rest fits, files of other names stay", () =>
  inFolder(async (folder) => {
    await write(folder, entry("a"), 10);
    await write(folder, entry("b"), 30);
    await write(folder, entry("c"), 20);
    await write(folder, "notes.txt", 40);
    markUsed(join(folder, entry("b")));
    makeRoom(folder, 20);
    assert.deepEqual(namesIn(folder), [entry("a"), entry("b"), "notes.txt"]);
    makeRoom(folder, 20);
    assert.deepEqual(namesIn(folder), [entry("a"), entry("b"), "notes.txt"]);
  }));

Deno.test("what a killed process left goes, what may still be written stays", () =>
  inFolder(async (folder) => {
    const [left, fresh] = [temporaryEntry(""), temporaryEntry("")];
    await write(folder, left, 2 * 60 * 60);
    await write(folder, fresh, 60);
    await write(folder, entry("a"), 2 * 60 * 60);
    removeAbandoned(folder);
    assert.deepEqual(namesIn(folder), [fresh, entry("a")].sort());
    removeAbandoned(join(folder, "not there"));
  }));
