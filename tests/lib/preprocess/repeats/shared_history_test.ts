import assert from "node:assert/strict";
import fc from "fast-check";
import {
  collectParts,
  DEFAULT_MAX_TOKENS,
  preprocessSession,
  SharedHistory,
} from "../../../../lib/preprocess/mod.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import {
  type BuiltSession,
  parseLog,
  session,
  type SessionBuilder,
  writeClaudeFolder,
} from "../../../support/session_builder/mod.ts";
import { type Converted, convertFiles, inFolder } from "../converting.ts";

const VERSIONS = ["1.0.44", "1.0.128", "2.0.77", "2.1.20", "2.1.200", "2.1.329"];

/** Converts sessions one after the other, with one memory. */
async function convertTogether(
  sessions: readonly (SessionBuilder | BuiltSession)[],
  history: SharedHistory | null = new SharedHistory(),
): Promise<Converted[]> {
  return await inFolder(async (folder) => {
    const written = await writeClaudeFolder(folder, sessions);
    return await convertFiles(written.sessions.map(({ path }) => path), history === null ? {} : { history });
  });
}

/** The texts of all elements of that name. */
function textsOf(name: string, ...converted: readonly (Converted | undefined)[]): string[] {
  return converted.flatMap((one) => one?.elements ?? []).filter((element) => element.name === name)
    .map(({ text }) => text);
}

function markersOf(converted: Converted | undefined): Record<string, string>[] {
  return (converted?.elements ?? []).filter(({ attributes }) => attributes["kind"] === "copied_history")
    .map(({ attributes }) => attributes);
}

function original(version: string): SessionBuilder {
  return session({ version, seed: "original" }).prompt("Fix the retry").thinking("Where is it?")
    .bash("npm test", "1 failing", { isError: true })
    .agent("Explore", "Find callers", (agent) => agent.bash("rg retry", "src/a.ts").assistant("One caller."))
    .prompt("continue").assistant("Fixed.");
}

function copyOf(version: string, of: BuiltSession): SessionBuilder {
  return session({ version, seed: "copy", start: "2026-11-20T15:00:00.000Z" }).copying(of);
}

for (const version of VERSIONS) {
  Deno.test(`each prompt, answer and result appears once over a session and its copy (${version})`, async () => {
    const first = original(version).build();
    const second = copyOf(version, first).prompt("And the docs").bash("ls docs", "a.md")
      .assistant("Documented.");
    const alone = (await convertTogether([first], null))[0];
    const [one, two] = await convertTogether([first, second]);
    assert.equal(one?.xml, alone?.xml);
    assert.deepEqual(textsOf("user", one), ["Fix the retry", "continue"]);
    assert.deepEqual(textsOf("user", two), ["And the docs"]);
    assert.deepEqual(textsOf("assistant", two), ["Documented."]);
    assert.deepEqual(textsOf("thinking", two), []);
    assert.deepEqual(textsOf("tool_result", two), ["a.md"]);
    const [marker, ...more] = markersOf(two);
    assert.deepEqual(more, []);
    assert.equal(marker?.["of"], first.id);
    assert.equal(marker?.["ref"], "L1");
    const copied = Number(marker?.["lines"]);
    assert.ok(copied >= 8, `${copied} lines`);
    assert.equal(two?.report.dropped["history of another session"], copied);
    assert.deepEqual(two?.report.copiedFrom, { [first.id]: copied });
    assert.deepEqual(one?.report.copiedFrom, {});
    // What the copied answers cost was counted where they come from.
    assert.equal(two?.elements.find(({ name }) => name === "usage")?.attributes["messages"], "2");
  });

  Deno.test(`a person who types the same words again is heard again (${version})`, async () => {
    const first = original(version).prompt("continue").assistant("Going on.").prompt("Still there?").build();
    const second = copyOf(version, first).prompt("Still there?").assistant("Yes.").prompt("continue")
      .assistant("Going on, too.");
    const [one, two] = await convertTogether([first, second]);
    assert.deepEqual(textsOf("user", one), ["Fix the retry", "continue", "continue", "Still there?"]);
    assert.deepEqual(textsOf("user", two), ["Still there?", "continue"]);
  });

  Deno.test(`a copy without a word of its own is repeated and leaves no part (${version})`, async () => {
    const first = original(version).build();
    const [, two] = await convertTogether([first, copyOf(version, first)]);
    assert.equal(two?.report.status, "repeated");
    assert.deepEqual(two?.report.parts, []);
    assert.deepEqual(Object.keys(two?.report.copiedFrom ?? {}), [first.id]);
  });

  Deno.test(`a copy of a copy names where each stretch comes from, also where one between adds nothing (${version})`, async () => {
    const first = original(version).build();
    const second = copyOf(version, first).build();
    const third = session({ version, seed: "third", start: "2026-11-20T17:00:00.000Z" }).copying(second)
      .prompt("Now the docs").assistant("Done.").build();
    const fourth = session({ version, seed: "fourth", start: "2026-11-20T18:00:00.000Z" }).copying(third)
      .prompt("Now the tests").assistant("Green.");
    const [, two, three, four] = await convertTogether([first, second, third, fourth]);
    assert.equal(two?.report.status, "repeated");
    assert.deepEqual(markersOf(three).map(({ of }) => of), [first.id]);
    assert.deepEqual(markersOf(four).map(({ of }) => of), [first.id, third.id]);
    assert.deepEqual(textsOf("user", three, four), ["Now the docs", "Now the tests"]);
  });
}

Deno.test("whatever few words a person uses again and again, each time is shown once", async () => {
  const words = fc.array(fc.constantFrom("continue", "yes", "No.", "continue "), { maxLength: 6 });
  const say = (builder: SessionBuilder, prompts: readonly string[]) => {
    for (const [index, prompt] of prompts.entries()) {
      builder.prompt(prompt);
      // Some prompts are never answered.
      if (index % 3 !== 2) builder.bash("npm test", "ok").assistant(`Answer ${index}`);
    }
    return builder;
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...VERSIONS), words, words, words, async (version, one, two, three) => {
      const start = session({ version, seed: "start" }).prompt("Start").assistant("Started.");
      const first = say(start, one).build();
      const second = say(copyOf(version, first), two).build();
      const fork = session({ version, seed: "fork", start: "2026-11-20T17:00:00.000Z" }).copying(second);
      const converted = await convertTogether([first, second, say(fork, three)]);
      assert.deepEqual(textsOf("user", ...converted), ["Start", ...one, ...two, ...three]);
    }),
    { numRuns: 60 },
  );
});

/** A resume's log with another time on each line. */
function timed(built: BuiltSession, timeOf: (line: number) => string): BuiltSession {
  const lines = parseLog(built.text).map((line, index) => ({ ...line, timestamp: timeOf(index) }));
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  return { ...built, text, files: [{ path: `${built.id}.jsonl`, text }] };
}

Deno.test("prompts of a resume are known where copying took some time, and each line has its own", async () => {
  const first = original("1.0.44").build();
  const second = copyOf("1.0.44", first).prompt("Fix the retry").assistant("It is fixed.").build();
  const slow = timed(second, (line) => new Date(Date.UTC(2026, 10, 20, 15, 0, 0, line)).toISOString());
  const [, two] = await convertTogether([first, slow]);
  assert.deepEqual(textsOf("user", two), ["Fix the retry"]);
});

Deno.test("prompts that nothing answered are known where they were copied a moment later", async () => {
  const start = () => original("1.0.44").prompt("Now the docs");
  for (const first of [start(), start().interrupt(), start().prompt("And the tests")]) {
    const built = first.build();
    const copied = copyOf("1.0.44", built).prompt("Now the docs").assistant("Documented.").build();
    const own = parseLog(copied.text).length - 2;
    // The copies one after the other, the prompt some seconds later.
    const second = timed(
      copied,
      (line) => new Date(Date.UTC(2026, 10, 20, 15, 0, line < own ? 0 : 20, line)).toISOString(),
    );
    const [, two] = await convertTogether([built, second]);
    assert.deepEqual(textsOf("user", two), ["Now the docs"]);
    assert.deepEqual(markersOf(two).map(({ lines }) => Number(lines)), [own]);
    assert.deepEqual(two?.elements.filter(({ attributes }) => attributes["kind"] === "interruption"), []);
  }
});

Deno.test("a prompt that is given with the command to resume is heard, though its words are known", async () => {
  const first = original("1.0.44").prompt("continue").build();
  const copied = copyOf("1.0.44", first).prompt("continue").assistant("Going on.").build();
  const own = parseLog(copied.text).length - 2;
  const second = timed(
    copied,
    (line) => new Date(Date.UTC(2026, 10, 20, 15, 0, 0, line < own ? 0 : line - own + 4)).toISOString(),
  );
  const [, two] = await convertTogether([first, second]);
  assert.deepEqual(textsOf("user", two), ["continue"]);
});

Deno.test("prompts are known where they are all that was copied", async () => {
  const unanswered = (): SessionBuilder => session({ version: "1.0.44", seed: "one" }).prompt("Fix it");
  for (const first of [unanswered(), unanswered().interrupt()]) {
    const built = first.build();
    const second = copyOf("1.0.44", built).prompt("Fix it now").assistant("Fixed.");
    const [one, two] = await convertTogether([built, second]);
    assert.deepEqual(textsOf("user", one), ["Fix it"]);
    assert.deepEqual(textsOf("user", two), ["Fix it now"]);
    assert.equal(markersOf(two)[0]?.["lines"], `${parseLog(built.text).length}`);
  }
});

Deno.test("a prompt that begins another session with the same words is heard there", async () => {
  const fresh = (seed: string) => session({ version: "1.0.44", seed, start: "2026-11-20T15:00:00.000Z" });
  const first = session({ version: "1.0.44", seed: "one" }).prompt("Fix it").assistant("Fixed.");
  const answered = fresh("answered").prompt("Fix it").assistant("Fixed again.");
  const interrupted = fresh("interrupted").prompt("Fix it").interrupt().prompt("Try once more").assistant(
    "Ok.",
  );
  const converted = await convertTogether([first, answered, interrupted]);
  assert.deepEqual(converted.map((one) => textsOf("user", one)), [
    ["Fix it"],
    ["Fix it"],
    ["Fix it", "Try once more"],
  ]);
});

Deno.test("a prompt with a new uuid and its old time is known, wherever it stands", async () => {
  const first = original("1.0.44").prompt("Still there?").build();
  const times = parseLog(first.text).filter(({ isSidechain }) => isSidechain !== true)
    .map(({ timestamp }) => String(timestamp));
  const copied = copyOf("1.0.44", first).prompt("Still there?").assistant("Yes.").build();
  const second = timed(copied, (line) => times[line] ?? `2026-11-20T15:00:${line}.000Z`);
  const [, two] = await convertTogether([first, second]);
  assert.deepEqual(textsOf("user", two), ["Still there?"]);
});

Deno.test("what a resume copied is not taken for the resume's own words when that is forked", async () => {
  const first = original("1.0.44").build();
  const second = copyOf("1.0.44", first).prompt("And the docs").assistant("Documented.").build();
  const third = session({ version: "2.1.20", seed: "third", start: "2026-11-20T17:00:00.000Z" })
    .copying(second).prompt("And the tests").assistant("Tested.");
  const [, , three] = await convertTogether([first, second, third]);
  assert.deepEqual(markersOf(three).map(({ of }) => of), [first.id, second.id]);
});

Deno.test("without a shared memory a copy is converted as ever", async () => {
  const first = original("2.1.20").build();
  const second = copyOf("2.1.20", first).prompt("And the docs").assistant("Documented.");
  const [, two] = await convertTogether([first, second], null);
  assert.deepEqual(textsOf("user", two), ["Fix the retry", "continue", "And the docs"]);
  assert.deepEqual(markersOf(two), []);
});

Deno.test("a result that came in the copy alone is kept: the same tool use ended in another way there", async () => {
  const first = session({ version: "2.1.200", seed: "one" }).prompt("Fix it").assistant("Looking.").build();
  const call = {
    type: "assistant",
    uuid: "call",
    message: { id: "msg_call", content: [{ type: "tool_use", id: "toolu_1", name: "Bash", input: {} }] },
  };
  const result = (uuid: string, content: string) => ({
    type: "user",
    uuid,
    message: { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content }] },
  });
  const one = session({ seed: "one" }).copying(first).raw(call).raw(result("r1", "12 passed"));
  const two = session({ seed: "two" }).copying(first).raw(call).raw(result("r2", "3 failed"));
  const same = session({ seed: "same" }).copying(first).raw(call).raw(result("r3", "12 passed"))
    .prompt("Go on").assistant("Yes.");
  const converted = await convertTogether([one, two.prompt("Why?").assistant("Because."), same]);
  assert.deepEqual(converted.map((session) => textsOf("tool_result", session)), [["12 passed"], [
    "3 failed",
  ], []]);
});

Deno.test("what an empty or failed session holds is shown by its copies", async () => {
  await inFolder(async (folder) => {
    const history = new SharedHistory();
    const first = original("2.1.200").build();
    const { sessions: [one] } = await writeClaudeFolder(folder, [first]);
    const failing = {
      maxTokens: DEFAULT_MAX_TOKENS,
      includeAgents: true,
      detail: "normal" as const,
      redactor: await createRedactor(),
      history,
    };
    const full = {
      ...collectParts(),
      finish: () => Promise.reject(new Error("the disk is full")),
    };
    await assert.rejects(preprocessSession({ path: one?.path ?? "" }, failing, full), /disk is full/);
    const copy = copyOf("2.1.200", first).prompt("And the docs").assistant("Documented.");
    const [two] = await convertTogether([copy], history);
    assert.deepEqual(textsOf("user", two), ["Fix the retry", "continue", "And the docs"]);
  });
});

Deno.test("a subagent's log that two sessions have is shown with the first, and not counted with the second", async () => {
  await inFolder(async (folder) => {
    const first = original("2.1.200").build();
    const second = copyOf("2.1.200", first).prompt("And the docs").assistant("Documented.").build();
    const agents = first.files.filter(({ path }) => path.includes("/subagents/"));
    assert.ok(agents.length > 0);
    const files = agents.map(({ path, text }) => ({ path: path.replace(first.id, second.id), text }));
    const written = await writeClaudeFolder(folder, [first, {
      ...second,
      files: [...second.files, ...files],
    }]);
    const [one, two] = await convertFiles(written.sessions.map(({ path }) => path), {
      history: new SharedHistory(),
    });
    assert.match(one?.xml ?? "", /One caller\./);
    assert.equal(one?.report.agents, 1);
    assert.doesNotMatch(two?.xml ?? "", /One caller\.|<agent/);
    assert.equal(two?.report.agents, 0);
    assert.equal(markersOf(two).length, 1);
  });
});

Deno.test("a subagent's own uuids, embedded in a fork, are no news either", async () => {
  const first = session({ version: "2.1.20", seed: "one" }).prompt("Fix it")
    .agent("Explore", "Find callers", (agent) => agent.assistant("One caller."), { embedded: true })
    .assistant("Fixed.").build();
  const progress = first.text.split("\n").filter((line) => line.includes("agent_progress"));
  assert.ok(progress.length > 0);
  const second = copyOf("2.1.20", first);
  for (const line of progress) second.raw(line);
  const [, two] = await convertTogether([first, second.prompt("And the docs").assistant("Documented.")]);
  assert.doesNotMatch(two?.xml ?? "", /One caller/);
});
