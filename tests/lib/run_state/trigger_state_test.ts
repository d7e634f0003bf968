import assert from "node:assert/strict";
import fc from "fast-check";
import {
  NO_STATE,
  readTriggerState,
  sealTriggerState,
  type TriggerState,
  triggerStatePath,
  writeTriggerState,
} from "../../../lib/run_state/mod.ts";
import { inFolder } from "../../support/temporary_folder.ts";

const KEY = new Uint8Array(32).fill(7);
const OWNER = { repository: "https://github.com/acme/widgets", issueNumber: 42, key: KEY };
const NOW = new Date("2026-11-21T08:00:00Z");
const GIST = "https://gist.github.com/ada/0123456789abcdef0123456789abcdef";

const hash = fc.array(fc.constantFrom(..."0123456789abcdef"), { minLength: 64, maxLength: 64 })
  .map((digits) => digits.join(""));
const files = fc.dictionary(fc.constantFrom("impl-a.xml", "planning-b-part2.xml", "pr-comments.json"), hash, {
  noNullPrototype: true,
});
const time = fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const state: fc.Arbitrary<TriggerState> = fc.record({
  comments: fc.option(fc.record({ fetched_at: time, summary: fc.string(), files })),
  upload: fc.option(fc.record({
    started_at: time,
    content_hash: hash,
    files,
    gist: fc.option(
      fc.record({ id: fc.string(), url: fc.constant(GIST), revision: fc.option(fc.string()) }),
    ),
  })),
  dispatch: fc.option(fc.record({
    started_at: time,
    workflow: fc.string(),
    distinct_id: fc.constant("a1b2c3"),
    gist_url: fc.constant(GIST),
    run: fc.option(fc.record({ id: fc.option(fc.string()), url: fc.constant("https://github.com/x") })),
    recorded: fc.boolean(),
  })),
});

Deno.test("any state is read back as it was written", () =>
  inFolder(async (folder) => {
    await fc.assert(
      fc.asyncProperty(state, async (written) => {
        await writeTriggerState(folder, OWNER, written, NOW);
        const reading = await readTriggerState(folder, OWNER);
        assert.equal(reading.problem, undefined);
        assert.deepEqual(reading.state, JSON.parse(JSON.stringify(written)));
      }),
      { numRuns: 50 },
    );
  }));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

Deno.test("no state is a fresh start without a word, and an unusable one is a fresh start with one", () =>
  inFolder(async (folder) => {
    assert.deepEqual(await readTriggerState(folder, OWNER), { state: NO_STATE, problem: undefined });
    await writeTriggerState(folder, OWNER, NO_STATE, NOW);
    const text = await Deno.readTextFile(triggerStatePath(folder));
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 2), fc.string({ maxLength: 5 }), async (place, rubbish) => {
        const damaged = text.slice(0, place) + rubbish;
        fc.pre(!isJson(damaged)); // Without its last line end alone it is whole.
        await Deno.writeTextFile(triggerStatePath(folder), damaged);
        const reading = await readTriggerState(folder, OWNER);
        assert.deepEqual(reading.state, NO_STATE);
        assert.match(reading.problem ?? "", /^is damaged|^was written by another version/);
      }),
      { numRuns: 100 },
    );
  }));

Deno.test("fields that this version doesn't know are no damage; another version, plan or server is", () =>
  inFolder(async (folder) => {
    await writeTriggerState(folder, OWNER, NO_STATE, NOW);
    const value = JSON.parse(await Deno.readTextFile(triggerStatePath(folder)));
    const problemOf = async (changes: Record<string, unknown>) => {
      const sealed = await sealTriggerState({ ...value, ...changes }, KEY);
      await Deno.writeTextFile(triggerStatePath(folder), JSON.stringify(sealed));
      return (await readTriggerState(folder, OWNER)).problem;
    };
    assert.equal(await problemOf({ added_later: 1 }), undefined);
    assert.match(await problemOf({ schema_version: 2 }) ?? "", /another version/);
    assert.match(await problemOf({ format: "other" }) ?? "", /damaged/);
    assert.match(await problemOf({ issue_number: 43 }) ?? "", /of another plan .*widgets\/issues\/43/);
    assert.match(
      await problemOf({ repository: "https://ghe.example/acme/widgets" }) ?? "",
      /of another plan/,
    );
  }));

Deno.test("a state without this project's seal, or changed under it, is none that this machine wrote", () =>
  inFolder(async (folder) => {
    await writeTriggerState(folder, OWNER, NO_STATE, NOW);
    const text = await Deno.readTextFile(triggerStatePath(folder));
    const value = JSON.parse(text);
    const { seal: _, ...unsealed } = value;
    const other = { ...OWNER, key: new Uint8Array(32).fill(8) };
    assert.match((await readTriggerState(folder, other)).problem ?? "", /wasn't written by this machine/);
    for (
      const planted of [unsealed, { ...value, seal: "" }, { ...value, updated_at: "2030-01-01T00:00:00Z" }]
    ) {
      await Deno.writeTextFile(triggerStatePath(folder), JSON.stringify(planted));
      const reading = await readTriggerState(folder, OWNER);
      assert.match(reading.problem ?? "", /^wasn't written by this machine$/);
      assert.deepEqual(reading.state, NO_STATE);
    }
    // White space is no change.
    await Deno.writeTextFile(triggerStatePath(folder), JSON.stringify(value));
    assert.equal((await readTriggerState(folder, OWNER)).problem, undefined);
  }));

Deno.test(
  "a state that can't be written leaves the one before whole",
  { ignore: Deno.uid() === 0 },
  () =>
    inFolder(async (folder) => {
      await writeTriggerState(folder, OWNER, NO_STATE, NOW);
      await Deno.chmod(folder, 0o500);
      await assert.rejects(
        writeTriggerState(folder, OWNER, NO_STATE, NOW),
        /Cannot write .*trigger-state\.json/,
      );
      await Deno.chmod(folder, 0o700);
      assert.equal((await readTriggerState(folder, OWNER)).problem, undefined);
    }),
);
