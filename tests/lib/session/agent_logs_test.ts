import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";
import { findAgentLogs, type SkippedPlace } from "../../../lib/session/mod.ts";
import { type AgentLayout, session, writeClaudeFolder } from "../../support/session_builder/mod.ts";
import { inFolder } from "../../support/temporary_folder.ts";

function withAgents(version: string, layout: AgentLayout) {
  return session({ version, seed: version }).prompt("Look around")
    .agent("Explore", "Find callers", (agent) => agent.assistant("Two."), { layout })
    .agent("Plan", "Plan it", (agent) => agent.assistant("Step 1."), { layout });
}

for (const [version, layout] of [["2.0.77", "beside"], ["2.1.20", "below"], ["2.1.200", "below"]] as const) {
  Deno.test(`agents of version ${version} are found ${layout} the session's log`, async () => {
    await inFolder(async (root) => {
      const { sessions: [written] } = await writeClaudeFolder(root, [withAgents(version, layout)]);
      assert.ok(written !== undefined);
      const logs = await findAgentLogs(written.path, new Set([written.id]));
      assert.deepEqual(logs.map(({ prompt }) => prompt), ["Find callers", "Plan it"]);
    });
  });
}

Deno.test("an agent's type and tool use are read from its .meta.json", async () => {
  await inFolder(async (root) => {
    const { sessions: [written] } = await writeClaudeFolder(root, [withAgents("2.1.200", "below")]);
    assert.ok(written !== undefined);
    const logs = await findAgentLogs(written.path, new Set([written.id]));
    assert.deepEqual(logs.map(({ agentType }) => agentType), ["Explore", "Plan"]);
    assert.ok(logs.every(({ toolUseId }) => toolUseId?.startsWith("toolu_")));
  });
});

Deno.test("an agent's type is told by its answers where no .meta.json lies beside its log", async () => {
  await inFolder(async (folder) => {
    const run = join(folder, "s1", "subagents", "workflows", "run-1");
    await Deno.mkdir(run, { recursive: true });
    await Deno.writeTextFile(join(folder, "s1.jsonl"), "");
    const lines = (fields: object) =>
      [
        { type: "user", message: { content: 'Why "attributionAgent":"Plan"?' } },
        { type: "assistant", message: { content: "Two." }, ...fields },
      ].map((line) => `${JSON.stringify(line)}\n`).join("");
    const named = lines({ attributionAgent: "Explore" });
    await Deno.writeTextFile(join(run, "agent-a.jsonl"), named);
    await Deno.writeTextFile(join(run, "agent-b.jsonl"), lines({}));
    await Deno.writeTextFile(join(run, "agent-c.jsonl"), named);
    await Deno.writeTextFile(join(run, "agent-c.meta.json"), JSON.stringify({ agentType: "Reviewer" }));
    const logs = await findAgentLogs(join(folder, "s1.jsonl"), new Set(["s1"]));
    assert.deepEqual(
      new Map(logs.map(({ agentId, agentType }) => [agentId, agentType])),
      new Map([
        ["a", "Explore"],
        ["b", undefined],
        ["c", "Reviewer"],
      ]),
    );
  });
});

Deno.test("warm-up agents, empty files and agents of other sessions in the same folder are left out", async () => {
  await inFolder(async (root) => {
    const own = withAgents("2.0.77", "beside").warmUpAgents(2);
    const other = session({ version: "2.0.77", seed: "other" }).prompt("Hi")
      .agent("Explore", "Not mine", (agent) => agent.assistant("x"), { layout: "beside" });
    const { sessions: [written] } = await writeClaudeFolder(root, [own, other]);
    assert.ok(written !== undefined);
    await Deno.writeTextFile(join(dirname(written.path), "agent-empty.jsonl"), "");
    const logs = await findAgentLogs(written.path, new Set([written.id]));
    assert.deepEqual(logs.map(({ prompt }) => prompt), ["Find callers", "Plan it"]);
  });
});

Deno.test("agents deeper below subagents are found, and broken .meta.json files do no harm", async () => {
  await inFolder(async (folder) => {
    const deep = join(folder, "s1", "subagents", "workflows", "run-1");
    await Deno.mkdir(deep, { recursive: true });
    await Deno.writeTextFile(join(folder, "s1.jsonl"), "");
    await Deno.writeTextFile(
      join(deep, "agent-x.jsonl"),
      `broken\n{"type":"user","message":{"content":"Go"}}\n`,
    );
    await Deno.writeTextFile(join(deep, "agent-x.meta.json"), "{");
    const logs = await findAgentLogs(join(folder, "s1.jsonl"), new Set(["s1"]));
    assert.deepEqual(logs.map(({ agentId, prompt, agentType }) => [agentId, prompt, agentType]), [[
      "x",
      "Go",
      undefined,
    ]]);
  });
});

Deno.test("an id that would lead out of the folder is not looked up", async () => {
  await inFolder(async (folder) => {
    const outside = join(folder, "outside", "subagents");
    await Deno.mkdir(join(folder, "project"), { recursive: true });
    await Deno.mkdir(outside, { recursive: true });
    await Deno.writeTextFile(join(outside, "agent-x.jsonl"), `{"type":"user","message":{"content":"Go"}}\n`);
    const logs = await findAgentLogs(join(folder, "project", "s1.jsonl"), new Set(["../outside"]));
    assert.deepEqual(logs, []);
  });
});

Deno.test("an agent whose prompt is beyond the part that is looked at is still found", async () => {
  await inFolder(async (folder) => {
    const line = { sessionId: "s1", type: "user", message: { content: "x".repeat(400_000) } };
    await Deno.writeTextFile(join(folder, "agent-big.jsonl"), `${JSON.stringify(line)}\n`);
    const logs = await findAgentLogs(join(folder, "s1.jsonl"), new Set(["s1"]));
    assert.deepEqual(logs.map(({ agentId, prompt }) => [agentId, prompt]), [["big", undefined]]);
  });
});

Deno.test({
  name: "links to agents elsewhere are not followed, and pipes, devices and large files are no descriptions",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await inFolder(async (folder) => {
      const agents = join(folder, "s1", "subagents");
      const elsewhere = join(folder, "elsewhere", "subagents");
      await Deno.mkdir(agents, { recursive: true });
      await Deno.mkdir(elsewhere, { recursive: true });
      const line = `{"type":"user","message":{"content":"Go"}}\n`;
      const meta = JSON.stringify({ agentType: "Explore" });
      for (const name of ["pipe", "device", "link", "large", "good"]) {
        await Deno.writeTextFile(join(agents, `agent-${name}.jsonl`), line);
      }
      await Deno.writeTextFile(join(elsewhere, "agent-x.jsonl"), line);
      await Deno.writeTextFile(join(elsewhere, "agent-x.meta.json"), meta);
      const metaPath = (name: string) => join(agents, `agent-${name}.meta.json`);
      await new Deno.Command("mkfifo", { args: [metaPath("pipe")] }).output();
      await Deno.symlink("/dev/zero", metaPath("device"));
      await Deno.symlink(join(elsewhere, "agent-x.meta.json"), metaPath("link"));
      await Deno.writeTextFile(
        metaPath("large"),
        JSON.stringify({ agentType: "Explore", x: "x".repeat(1e6) }),
      );
      await Deno.writeTextFile(metaPath("good"), meta);
      await Deno.symlink(elsewhere, join(agents, "linked"));
      await Deno.symlink(join(folder, "elsewhere"), join(folder, "s2"));
      await Deno.mkdir(join(folder, "s3"));
      await Deno.symlink(elsewhere, join(folder, "s3", "subagents"));
      await Deno.symlink(join(elsewhere, "agent-x.jsonl"), join(agents, "agent-x.jsonl"));
      await Deno.mkdir(join(agents, "agent-folder.jsonl"));
      await new Deno.Command("mkfifo", { args: [join(agents, "agent-fifo.jsonl")] }).output();
      const skipped: string[] = [];
      const logs = await findAgentLogs(
        join(folder, "s1.jsonl"),
        new Set(["s1", "s2", "s3"]),
        ({ path, reason }) => void skipped.push(`${relative(folder, path)}: ${reason}`),
      );
      assert.deepEqual(skipped.sort(), [
        "s1/subagents/agent-fifo.jsonl: it is no regular file",
        "s1/subagents/agent-x.jsonl: it is a link, which is not followed",
        "s1/subagents/linked: it is a link, which is not followed",
        "s2: it is a link, which is not followed",
        "s3/subagents: it is a link, which is not followed",
      ]);
      const found = logs.map(({ agentId, agentType }) => [agentId, agentType]).toSorted();
      const undescribed = ["device", "large", "link", "pipe"].map((name) => [name, undefined]);
      const [device, ...others] = undescribed;
      assert.deepEqual(found, [device, ["good", "Explore"], ...others]);
    });
  },
});

Deno.test("agents that began at once come by the characters of their names, in whatever language", async () => {
  await inFolder(async (folder) => {
    const agents = join(folder, "s1", "subagents");
    await Deno.mkdir(agents, { recursive: true });
    const line = `{"type":"user","timestamp":"2026-11-20T08:00:00.000Z","message":{"content":"Go"}}\n`;
    for (const id of ["a", "B", "aa", "z"]) await Deno.writeTextFile(join(agents, `agent-${id}.jsonl`), line);
    const logs = await findAgentLogs(join(folder, "s1.jsonl"), new Set(["s1"]));
    // In English B would stand behind aa, in Danish aa behind z.
    assert.deepEqual(logs.map(({ agentId }) => agentId), ["B", "a", "aa", "z"]);
  });
});

Deno.test({
  name:
    "an agent whose log has a line break in its name is found, and one that can't be opened is not left out",
  ignore: Deno.build.os !== "linux", // Elsewhere every name is UTF-8.
  fn: async () => {
    await inFolder(async (folder) => {
      const agents = join(folder, "s1", "subagents");
      await Deno.mkdir(agents, { recursive: true });
      const line = `{"type":"user","message":{"content":"Go"}}\n`;
      await Deno.writeTextFile(join(agents, "agent-a\nb.jsonl"), line);
      await Deno.writeTextFile(join(agents, "agent-empty.jsonl"), "");
      const script = `cp "$1/agent-a\nb.jsonl" "$1/$(printf 'agent-\\377.jsonl')"`;
      await new Deno.Command("sh", { args: ["-c", script, "sh", agents] }).output();
      const logs = await findAgentLogs(join(folder, "s1.jsonl"), new Set(["s1"]));
      // Deno 2.7 lists no names that are not UTF-8.
      const isListed = [...Deno.readDirSync(agents)].some(({ name }) => name.includes("\ufffd"));
      assert.ok(isListed || Deno.version.deno.startsWith("2.7."));
      assert.deepEqual(logs.map(({ agentId, prompt }) => [agentId, prompt]).toSorted(), [
        ["a\nb", "Go"],
        ...(isListed ? [["\ufffd", undefined]] : []),
      ]);
    });
  },
});

/** Nothing is closed to root, and Windows has other rights. */
const RIGHTS_DO_NOT_COUNT = Deno.build.os === "windows" || Deno.uid() === 0;

Deno.test({
  name: "a folder of agents that can't be listed is told, once",
  ignore: RIGHTS_DO_NOT_COUNT,
  fn: async () => {
    for (const closed of ["s1", "s1/subagents", "s1/subagents/inner"]) {
      await inFolder(async (folder) => {
        await Deno.mkdir(join(folder, "s1", "subagents", "inner"), { recursive: true });
        await Deno.chmod(join(folder, closed), 0);
        const skipped: SkippedPlace[] = [];
        const note = (place: SkippedPlace) => void skipped.push(place);
        assert.deepEqual(await findAgentLogs(join(folder, "s1.jsonl"), new Set(["s1"]), note), []);
        await Deno.chmod(join(folder, closed), 0o700);
        assert.deepEqual(skipped.map(({ reason }) => /permission is denied/.test(reason)), [true], closed);
      });
    }
  },
});

Deno.test("a session without agents has nothing that is skipped", async () => {
  await inFolder(async (folder) => {
    const skipped: SkippedPlace[] = [];
    await findAgentLogs(join(folder, "s1.jsonl"), new Set(["s1"]), (place) => void skipped.push(place));
    assert.deepEqual(skipped, []);
  });
});

Deno.test("logs of other sessions' agents are found where a session's logs lead to them, each once", async () => {
  await inFolder(async (folder) => {
    const line = (sessionId: string, more: object = {}) =>
      `${JSON.stringify({ type: "user", sessionId, message: { content: "Go" }, ...more })}\n`;
    const names = (agentId: string) => ({ toolUseResult: { agentId } });
    const files: Record<string, string> = {
      "s1.jsonl": line("s0") + line("s1", names("own")) + line("s1", names("named")) +
        line("s1", names("missing")),
      "s1/subagents/agent-own.jsonl": line("s1", names("deeper")),
      "s2/subagents/agent-named.jsonl": line("s2", names("below/..")) + line("s2", names("inner")),
      "s2/subagents/workflows/agent-inner.jsonl": line("s2"),
      "s2/subagents/agent-own.jsonl": line("s2"),
      "s2/subagents/agent-unnamed.jsonl": line("s2"),
      "s0/subagents/agent-origins.jsonl": line("s0"),
      "agent-deeper.jsonl": line("s2"),
      "agent-beside.jsonl": line("s0"),
      "agent-nobodys.jsonl": line("s2"),
    };
    for (const [name, text] of Object.entries(files)) {
      await Deno.mkdir(dirname(join(folder, name)), { recursive: true });
      await Deno.writeTextFile(join(folder, name), text);
    }
    const logs = await findAgentLogs(join(folder, "s1.jsonl"), new Set(["s1"]));
    const found = logs.map(({ path, borrowedFor }) => [
      relative(folder, path).replaceAll("\\", "/"),
      borrowedFor?.join(),
    ]);
    assert.deepEqual(found.toSorted(), [
      ["agent-beside.jsonl", "Go"],
      ["agent-deeper.jsonl", "Go"],
      ["s0/subagents/agent-origins.jsonl", "Go"],
      ["s1/subagents/agent-own.jsonl", undefined],
      ["s2/subagents/agent-named.jsonl", "Go,Go"],
      ["s2/subagents/workflows/agent-inner.jsonl", "Go"],
    ]);
  });
});
