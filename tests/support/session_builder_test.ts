import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { collectParts, preprocessSession } from "../../lib/preprocess/mod.ts";
import { createRedactor } from "../../lib/redact/mod.ts";
import {
  type LogLine,
  parseLog,
  session,
  type SessionBuilder,
  writeClaudeFolder,
} from "./session_builder/mod.ts";
import { demoWorld, plantedTexts } from "./session_builder/scenarios.ts";
import { structuredPatch } from "./session_builder/structured_patch.ts";

const VERSIONS = ["1.0.44", "1.0.128", "2.0.77", "2.1.20", "2.1.200", "2.1.329"];
const REAL_LOGS = new URL("../../../shared/sessions/claude-code/", import.meta.url);

/** Everything that the builder can say, once. */
function everything(version: string): SessionBuilder {
  const file = "/home/ada/work/widgets/a.ts";
  const talk = session({ version, seed: version })
    .prompt("Fix the retry").thinking("Where is it?").assistant("Looking.")
    .read(file, "one\ntwo\nthree\nfour\nfive\n").edit(file, "three", "3")
    .write("/home/ada/work/widgets/b.ts", "new\n")
    .tool(
      "Edit",
      { file_path: file, old_string: "six", new_string: "6" },
      "String to replace not found in file.",
      {
        isError: true,
      },
    )
    .bash("npm test", "ok 1\n".repeat(20), { seconds: 9, queued: "b.ts too, please" })
    .bash("npm run lab", longOutput(), { seconds: 3 })
    .bash("false", "boom", { isError: true, exitCode: 3 })
    .agent(
      "Explore",
      "Find callers",
      (agent) => agent.assistant("Searching.").bash("rg x", "x").assistant("Three."),
    )
    .deny("Use the fake clock").deny().interrupt().apiError();
  return (version === "1.0.44" ? talk : talk.compact("1. Nothing is open.")).assistant("Done.");
}

function longOutput(): string {
  return `${Array.from({ length: 4000 }, (_, number) => `line ${number}`).join("\n")}\nverdict: 2 failed`;
}

function linesOf(builder: SessionBuilder): LogLine[] {
  return parseLog(builder.build().text);
}

function field(line: LogLine | undefined, ...path: string[]): unknown {
  let value: unknown = line;
  for (const name of path) value = (value as Record<string, unknown> | undefined)?.[name];
  return value;
}

for (const version of VERSIONS) {
  Deno.test(`${version}: every conversational line has the documented fields`, () => {
    const lines = linesOf(everything(version)).filter(({ uuid }) => uuid !== undefined);
    assert.ok(lines.length > 20);
    for (const line of lines) {
      for (const name of ["parentUuid", "sessionId", "timestamp", "cwd", "version", "isSidechain"]) {
        assert.ok(name in line, `${name} in ${JSON.stringify(line)}`);
      }
      assert.equal(line.version, version);
      assert.equal("gitBranch" in line, version !== "1.0.44");
    }
    const uuids = new Set(lines.map(({ uuid }) => uuid));
    assert.equal(uuids.size, lines.length);
    for (const { parentUuid } of lines) assert.ok(parentUuid === null || uuids.has(parentUuid));
    const times = lines.map(({ timestamp }) => String(timestamp));
    assert.deepEqual(times, times.toSorted());
  });

  Deno.test(`${version}: the same seed gives the same files, another one does not`, () => {
    assert.deepEqual(everything(version).build(), everything(version).build());
    assert.notEqual(session({ version, seed: "a" }).id, session({ version, seed: "b" }).id);
  });

  Deno.test({
    name: `${version}: no field that real logs of that version lack (needs ../shared/sessions)`,
    ignore: !exists(REAL_LOGS),
    fn: async () => {
      const real = await fieldsOfRealLogs(version);
      const logs = everything(version).build().files.filter(({ path }) => path.endsWith(".jsonl"));
      const built = new Set(logs.flatMap(({ text }) => parseLog(text).flatMap(fieldNames)));
      assert.deepEqual([...built].filter((name) => !real.has(name)), []);
    },
  });
}

Deno.test("agents stand inside the log, beside it or below the session's folder", () => {
  const pathsOf = (version: string) => everything(version).build().files.map(({ path }) => path).slice(1);
  assert.deepEqual(pathsOf("1.0.44"), []);
  assert.ok(
    linesOf(everything("1.0.44")).some((line) => line.isSidechain === true && line.parentUuid === null),
  );
  assert.match(pathsOf("2.0.77").join(), /^agent-a[0-9a-f]{6}\.jsonl$/);
  assert.match(pathsOf("2.1.20").join("\n"), /^[0-9a-f-]{36}\/subagents\/agent-a[0-9a-f]{6}\.jsonl$/m);
  assert.match(pathsOf("2.1.200").join("\n"), /^[0-9a-f-]{36}\/subagents\/agent-a[0-9a-f]{16}\.meta\.json$/m);
});

Deno.test("an agent's layout can be chosen, and its messages embedded in the session's log", () => {
  const built = session({ version: "2.1.20" })
    .agent("Explore", "Look", (agent) => agent.assistant("Found."), { layout: "beside", embedded: true })
    .build();
  assert.match(built.files[1]?.path ?? "", /^agent-/);
  const embedded = parseLog(built.text).filter((line) => field(line, "data", "type") === "agent_progress");
  assert.equal(embedded.length, 2);
});

Deno.test("a queued prompt stands in the queue alone before 2.1.100, and in an attachment since", () => {
  const attachments = (version: string) =>
    linesOf(session({ version }).queued("And b.ts")).flatMap((line) =>
      field(line, "attachment", "prompt") ?? []
    );
  assert.deepEqual(attachments("2.1.20"), []);
  assert.deepEqual(attachments("2.1.200"), ["And b.ts"]);
});

Deno.test("a long output is cut by old clients and moved to tool-results by new ones", () => {
  const old = session({ version: "2.0.77" }).bash("lab", longOutput()).build();
  assert.equal(old.files.length, 1);
  assert.ok(!old.text.includes("verdict: 2 failed"));
  const moved = session({ version: "2.1.200" }).bash("lab", longOutput()).build();
  assert.match(moved.files[1]?.path ?? "", /\/tool-results\/[a-z0-9]{9}\.txt$/);
  assert.equal(moved.files[1]?.text, longOutput());
  assert.ok(moved.text.includes("<persisted-output>"));
});

Deno.test("running commands report their growing output where the client did so", () => {
  const progress = linesOf(session({ version: "2.1.20" }).bash("npm test", "a\nb\nc\nd\ne", { seconds: 9 }))
    .filter((line) => field(line, "data", "type") === "bash_progress");
  assert.equal(progress.length, 4);
  assert.equal(field(progress.at(-1), "data", "fullOutput"), "a\nb\nc\nd");
});

Deno.test("the lines of one message share its id, and the last of them has the final usage", () => {
  const lines = linesOf(session({ version: "2.0.77" }).thinking("Hm.").assistant("x".repeat(4000)));
  assert.equal(field(lines[0], "message", "id"), field(lines[1], "message", "id"));
  assert.ok(Number(field(lines[0], "message", "usage", "output_tokens")) < 10);
  assert.ok(Number(field(lines[1], "message", "usage", "output_tokens")) > 1000);
});

Deno.test("glued and cut lines are broken as in real files", () => {
  const text =
    session().prompt("One").raw({ a: 1 }).glued().raw({ b: 2 }).assistant("Two").cutLine().build().text;
  assert.ok(text.includes('{"a":1}{"b":2}\n'));
  assert.throws(() => JSON.parse(text.split("\n").at(-1) ?? ""));
});

Deno.test("an edit that does not fit the file is a mistake of the fixture", () => {
  assert.throws(() => session().read("/a.ts", "one").edit("/a.ts", "two", "2"), /does not hold the text/);
});

Deno.test("a patch turns the old text into the new one", () => {
  const text = fc.array(fc.constantFrom("a", "b", "", "  c"), { maxLength: 12 }).map((lines) =>
    lines.join("\n")
  );
  fc.assert(fc.property(text, text, (before, after) => {
    const lines = before.split("\n");
    for (const hunk of structuredPatch(before, after)) {
      const kept = (marks: string) =>
        hunk.lines.filter((line) => marks.includes(line.charAt(0))).map((line) => line.slice(1));
      assert.deepEqual(lines.slice(hunk.oldStart - 1, hunk.oldStart - 1 + hunk.oldLines), kept(" -"));
      assert.equal(kept(" +").length, hunk.newLines);
      lines.splice(hunk.oldStart - 1, hunk.oldLines, ...kept(" +"));
    }
    assert.equal(lines.join("\n"), after);
  }));
});

Deno.test("the sessions of plan #42 convert as their names say, without anything planted", async () => {
  const root = await Deno.makeTempDir();
  try {
    const world = demoWorld();
    const { sessions } = await writeClaudeFolder(root, [...world.local, world.remote]);
    const redactor = await createRedactor();
    const reports = new Map<string, { status: string; parts: number; bytesIn: number; bytesOut: number }>();
    for (const { id, path } of sessions) {
      const sink = collectParts();
      const report = await preprocessSession({ path }, {
        redactor,
        maxTokens: 20_000,
        includeAgents: true,
        detail: "normal",
      }, sink);
      for (const text of plantedTexts()) assert.ok(!sink.parts.join("").includes(text), `${text} in ${id}`);
      assert.deepEqual([report.unparsedCount, report.unknownTypes], [0, {}]);
      reports.set(id, { ...report, parts: report.parts.length });
    }
    const statuses = sessions.map(({ id }) => reports.get(id)?.status);
    assert.deepEqual(statuses, ["converted", "converted", "converted", "empty", "warmup", "converted"]);
    const long = reports.get(world.longImplementation.id);
    assert.ok(long !== undefined && long.parts >= 3 && long.bytesOut < long.bytesIn / 10);
    const everyText = world.local.map(({ text }) => text).join("") + world.remote.text;
    for (const text of plantedTexts()) assert.ok(everyText.includes(text), "planted in the logs");
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

function exists(folder: URL): boolean {
  try {
    return Deno.statSync(folder).isDirectory;
  } catch {
    return false;
  }
}

/** The fields of a line by its type, two levels deep: `user.message.content`. */
function fieldNames(line: LogLine): string[] {
  const kind = [line.type, field(line, "attachment", "type"), field(line, "data", "type")].filter(Boolean)
    .join("/");
  return Object.entries(line).flatMap(([name, value]) => {
    const own = `${kind}.${name}`;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [own];
    return [own, ...Object.keys(value).map((inner) => `${own}.${inner}`)];
  });
}

async function fieldsOfRealLogs(version: string): Promise<Set<string>> {
  const names = new Set<string>();
  const visit = async (folder: string) => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory) await visit(join(folder, name));
      else if (name.endsWith(".jsonl")) addFields(names, await Deno.readTextFile(join(folder, name)));
    }
  };
  await visit(join(REAL_LOGS.pathname, version));
  return names;
}

function addFields(names: Set<string>, text: string): void {
  for (const line of text.split("\n")) {
    try {
      for (const name of fieldNames(JSON.parse(line) as LogLine)) names.add(name);
    } catch {
      continue; // Some real lines are broken.
    }
  }
}
