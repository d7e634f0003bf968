import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { groupRelatedLogs } from "../../../lib/session/mod.ts";
import {
  type BuiltSession,
  parseLog,
  session,
  type SessionBuilder,
  writeClaudeFolder,
} from "../../support/session_builder/mod.ts";

const VERSIONS = ["1.0.44", "1.0.128", "2.0.77", "2.1.20", "2.1.200", "2.1.329"];

function original(version: string, seed = "original"): SessionBuilder {
  return session({ version, seed }).prompt("Fix the retry").bash("npm test", "1 failing")
    .assistant("Fixed.");
}

/** A resume or fork, some hours later. */
function copy(version: string, of: BuiltSession, seed: string, hour: number): SessionBuilder {
  const start = `2026-11-20T${hour}:00:00.000Z`;
  return session({ version, seed, start }).copying(of).prompt("And the docs").assistant("Documented.");
}

/** A log as a program other than the client writes it: with blanks in its JSON. */
function withBlanks(builder: SessionBuilder): BuiltSession {
  const built = builder.build();
  const lines = parseLog(built.text).map((line) => JSON.stringify(line, null, 1).replaceAll("\n", " "));
  const text = lines.map((line) => `${line}\n`).join("");
  return { ...built, text, files: [{ path: `${built.id}.jsonl`, text }] };
}

/** Groups logs in the given order; names of sessions come out. */
async function groupsOf(
  sessions: Readonly<Record<string, SessionBuilder | BuiltSession>>,
  order: readonly string[] = Object.keys(sessions),
): Promise<string[][]> {
  const folder = await Deno.makeTempDir();
  try {
    const logs = [];
    for (const name of order) {
      const builder = sessions[name];
      if (builder === undefined) throw new Error(`no session ${name}`);
      const { sessions: [written] } = await writeClaudeFolder(join(folder, name), [builder]);
      logs.push({ path: written?.path ?? "", sessionId: builder.id });
    }
    const groups = await groupRelatedLogs(logs);
    return groups.map((group) => group.map((index) => order[index] ?? "?"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const version of VERSIONS) {
  Deno.test(`a copy of a copy stands behind both, in whatever order they are given (${version})`, async () => {
    const first = original(version);
    const second = copy(version, first.build(), "second", 12);
    const third = copy(version, second.build(), "third", 15);
    const sessions = { first, second, third, other: original(version, "other") };
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(Object.keys(sessions), { minLength: 4, maxLength: 4 }),
        async (order) => {
          const groups = await groupsOf(sessions, order);
          assert.deepEqual(groups.toSorted((a, b) => a.length - b.length), [
            ["other"],
            ["first", "second", "third"],
          ]);
        },
      ),
      { numRuns: 12 },
    );
  });

  Deno.test(`two copies of the same session are related where that one is not at hand (${version})`, async () => {
    const first = original(version).build();
    const one = copy(version, first, "one", 12);
    const two = copy(version, first, "two", 15);
    const [group, ...more] = await groupsOf({ two, one });
    assert.deepEqual(group?.toSorted(), ["one", "two"]);
    assert.deepEqual(more, []);
    assert.deepEqual([group], await groupsOf({ one, two }));
  });
}

Deno.test("a fork from a compaction is a copy of the log that holds its beginning in the middle", async () => {
  for (const version of VERSIONS.slice(1)) {
    const long = original(version).compact("The retry is fixed.").prompt("Go on").assistant("Going on.");
    const fork = session({ version, seed: "fork", start: "2026-11-20T15:00:00.000Z" })
      .copying(long.build(), { sinceCompaction: true }).prompt("Another way").assistant("Another it is.");
    assert.deepEqual(await groupsOf({ fork, long }), [["long", "fork"]], version);
  }
});

Deno.test("a fork whose lines name its origin is behind it, also where that one was gone on with later", async () => {
  for (const version of ["2.0.77", "2.1.20"]) {
    const first = original(version);
    const fork = copy(version, first.build(), "fork", 12);
    first.resumed({ afterMinutes: 600 }).prompt("One more").assistant("Done.");
    assert.deepEqual(await groupsOf({ fork, first }), [["first", "fork"]], version);
  }
});

Deno.test("a copy is told from its origin where both have blanks in their JSON", async () => {
  for (const version of VERSIONS) {
    const first = original(version);
    const fork = withBlanks(copy(version, first.build(), "fork", 12));
    assert.deepEqual(await groupsOf({ fork, first: withBlanks(first) }), [["first", "fork"]], version);
  }
});

Deno.test("a resume of prompts that nothing had answered is related to them, where it went on", async () => {
  const first = session({ version: "1.0.44", seed: "first" }).prompt("Fix the retry");
  const resumed = copy("1.0.44", first.build(), "second", 12);
  first.assistant("Too late.");
  assert.deepEqual(await groupsOf({ resumed, first }), [["first", "resumed"]]);
  const other = session({ version: "1.0.44", seed: "other" }).prompt("Fix the retries");
  assert.deepEqual(await groupsOf({ resumed, other }), [["resumed"], ["other"]]);
});

Deno.test("sessions that begin with the same words are not related for that", async () => {
  const begun = (seed: string, version = "1.0.44") => session({ version, seed }).prompt("Fix the retry");
  const answered = begun("answered").assistant("Fixed.").prompt("And the docs");
  const interrupted = begun("interrupted").interrupt().prompt("And the docs");
  const later = begun("later", "2.1.200").prompt("And the docs");
  const commands = ["one", "two"].map((seed) =>
    session({ version: "1.0.44", seed }).prompt("<command-name>/model</command-name>").prompt("Fix the retry")
  );
  const [one = begun("one"), two = begun("two")] = commands;
  const groups = await groupsOf({ answered, interrupted, later, one, two });
  assert.deepEqual(groups.map(({ length }) => length), [1, 1, 1, 1, 1]);
});

Deno.test("without any time in the logs, the one that holds the other's beginning in its middle comes first", async () => {
  const lines = Array.from({ length: 100 }, (_, index) => ({
    type: "user",
    uuid: `line-${index}`,
    message: { role: "user", content: `Line ${index}` },
  }));
  const long = session({ id: "b0000000-0000-4000-8000-000000000000" });
  for (const line of lines) long.raw(line);
  const fork = session({ id: "a0000000-0000-4000-8000-000000000000" });
  for (const line of lines.slice(90)) fork.raw(line);
  assert.deepEqual(await groupsOf({ fork, long }), [["long", "fork"]]);
});

Deno.test("sessions of the same words, and logs that quote each other, are not related", async () => {
  const one = original("2.1.200", "one");
  const two = original("2.1.200", "two").read("/home/ada/log.jsonl", one.build().text);
  assert.deepEqual(await groupsOf({ one, two }), [["one"], ["two"]]);
});

Deno.test("groups come in the order of their first log", async () => {
  const a = original("2.1.200", "a");
  const b = original("2.1.200", "b");
  const copyOfB = copy("2.1.200", b.build(), "copy of b", 12);
  assert.deepEqual(await groupsOf({ copyOfB, a, b }), [["b", "copyOfB"], ["a"]]);
});

Deno.test("one log alone is not read; one that can't be read is related to none", async () => {
  const missing = { path: "/nowhere/a.jsonl", sessionId: "a" };
  assert.deepEqual(await groupRelatedLogs([]), []);
  assert.deepEqual(await groupRelatedLogs([missing]), [[0]]);
  assert.deepEqual(await groupRelatedLogs([missing, { ...missing, sessionId: "b" }]), [[0], [1]]);
});

Deno.test("an abort ends the search", async () => {
  const logs = [{ path: "/nowhere/a.jsonl", sessionId: "a" }, { path: "/nowhere/b.jsonl", sessionId: "b" }];
  await assert.rejects(groupRelatedLogs(logs, AbortSignal.abort(new Error("enough"))), /enough/);
});
