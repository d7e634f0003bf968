import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  discoverSessions,
  type DiscoveryOptions,
  isLogId,
  type TrackedSessions,
} from "../../../lib/session/discovery.ts";
import fc from "fast-check";

const NOTHING_TRACKED: TrackedSessions = { implementation: [], learn: [] };

interface LogOptions {
  readonly branch?: string;
  readonly bytes?: number;
  /** Minutes before a fixed moment. */
  readonly minutesOld?: number;
}

interface Place {
  /** The Claude folder. */
  readonly claude: string;
  /** The working directory; it exists. */
  readonly work: string;
  /** Writes a log; the path is from `projects/`. */
  write(path: string, options?: LogOptions): Promise<string>;
  /** Name of the project folder of a directory. */
  project(directory: string): string;
  discover(options?: Partial<DiscoveryOptions>): ReturnType<typeof discoverSessions>;
}

async function inPlace(test: (place: Place) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const claude = join(folder, "claude");
  const work = join(folder, "coast", "tide.book");
  await Deno.mkdir(work, { recursive: true });
  const place: Place = {
    claude,
    work,
    async write(path, { branch = "main", bytes = 2_000, minutesOld = 0 } = {}) {
      const file = join(claude, "projects", path);
      await Deno.mkdir(dirname(file), { recursive: true });
      const line = JSON.stringify({
        type: "user",
        gitBranch: branch,
        message: { role: "user", content: "Hello" },
      });
      await Deno.writeTextFile(
        file,
        `${line}\n`.repeat(Math.ceil(bytes / (line.length + 1))).slice(0, bytes),
      );
      const time = new Date(Date.UTC(2026, 1, 1, 12) - minutesOld * 60_000);
      await Deno.utime(file, time, time);
      return file;
    },
    project: (directory) => directory.replace(/[^A-Za-z0-9]/g, "-"),
    discover: (options = {}) =>
      discoverSessions({
        claudeFolder: claude,
        workingDirectory: work,
        tracked: NOTHING_TRACKED,
        ...options,
      }),
  };
  try {
    await test(place);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function idsOf(sessions: readonly { readonly sessionId: string }[]): string[] {
  return sessions.map(({ sessionId }) => sessionId);
}

Deno.test("tracked sessions are found in any project folder, in the plan's order, with their types", () =>
  inPlace(async ({ write, discover }) => {
    const learn = await write("-elsewhere/ccc.jsonl");
    const planning = await write("-other/sessions/aaa.jsonl");
    const implementation = await write("-other/bbb.jsonl");
    const { readable, fallback, missing, warnings } = await discover({
      tracked: {
        planning: "aaa",
        implementation: ["bbb", "bbb"],
        learn: ["ccc", "aaa"],
      },
    });
    assert.deepEqual(readable.map(({ path, sessionType }) => [path, sessionType]), [
      [planning, "planning"],
      [implementation, "impl"],
      [learn, "impl"],
    ]);
    assert.equal(readable[0]?.bytes, 2_000);
    assert.deepEqual([fallback, missing, warnings], [[], [], []]);
  }));

Deno.test("what is tracked but not here is named with its reason", () =>
  inPlace(async ({ write, discover }) => {
    await write("-p/here.jsonl");
    await write("-p/empty.jsonl", { bytes: 0 });
    await Deno.mkdir(join(await write("-p/x.jsonl"), "..", "folder.jsonl"));
    const { readable, missing, warnings } = await discover({
      tracked: {
        planning: "../../secret",
        implementation: ["here", "empty", "gone", "folder"],
        learn: [],
      },
    });
    assert.deepEqual(idsOf(readable), ["here"]);
    assert.deepEqual(missing, [
      { sessionId: "../../secret", reason: "invalid" },
      { sessionId: "empty", reason: "empty" },
      { sessionId: "gone", reason: "not found" },
      { sessionId: "folder", reason: "not found" },
    ]);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /\.\.\/\.\.\/secret/);
  }));

Deno.test("of two logs of one session the newest with content counts", () =>
  inPlace(async ({ write, discover }) => {
    await write("-a/twice.jsonl", { minutesOld: 60 });
    const newer = await write("-b/twice.jsonl", { minutesOld: 5 });
    await write("-c/twice.jsonl", { minutesOld: 0, bytes: 0 });
    const { readable } = await discover({ tracked: { ...NOTHING_TRACKED, planning: "twice" } });
    assert.deepEqual(readable.map(({ path }) => path), [newer]);
  }));

Deno.test("with one tracked session readable there is no fallback", () =>
  inPlace(async ({ write, work, project, discover }) => {
    await write("-p/known.jsonl");
    await write(`${project(work)}/other.jsonl`);
    const { fallback } = await discover({
      tracked: { ...NOTHING_TRACKED, implementation: ["known", "gone"] },
    });
    assert.deepEqual(fallback, []);
  }));

Deno.test("the fallback gives the ten newest logs of this project, newest first", () =>
  inPlace(async ({ write, work, project, discover }) => {
    for (let age = 1; age <= 12; age++) {
      await write(`${project(work)}/s${String(age).padStart(2, "0")}.jsonl`, { minutesOld: age });
    }
    await write("-another-project/newest.jsonl");
    const { readable, fallback } = await discover();
    assert.deepEqual(readable, []);
    assert.deepEqual(idsOf(fallback), ["s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09", "s10"]);
  }));

Deno.test("the fallback leaves out agent logs, logs below 1,024 bytes and what isn't a log", () =>
  inPlace(async ({ write, work, project, discover }) => {
    await write(`${project(work)}/exact.jsonl`, { bytes: 1_024 });
    await write(`${project(work)}/small.jsonl`, { bytes: 1_023 });
    await write(`${project(work)}/agent-abc.jsonl`);
    await write(`${project(work)}/notes.txt`);
    assert.deepEqual(idsOf((await discover()).fallback), ["exact"]);
  }));

Deno.test("the fallback keeps to the current branch, also where a session came to it midway", () =>
  inPlace(async ({ write, work, project, discover }) => {
    await write(`${project(work)}/on.jsonl`, { branch: "P42-tide", minutesOld: 3 });
    await write(`${project(work)}/off.jsonl`, { branch: "P42-tide-table", minutesOld: 2 });
    const switched = await write(`${project(work)}/switched.jsonl`, { branch: "main", bytes: 300_000 });
    await Deno.writeTextFile(switched, `\n${JSON.stringify({ gitBranch: "P42-tide" })}\n`, { append: true });
    assert.deepEqual(idsOf((await discover({ branch: "P42-tide" })).fallback), ["switched", "on"]);
    assert.deepEqual(idsOf((await discover({ branch: "P43" })).fallback), []);
  }));

Deno.test("the folder's name as older clients wrote it counts, and so does sessions/ in it", () =>
  inPlace(async ({ write, work, discover }) => {
    const odd = join(work, "sub_folder");
    const older = odd.replace(/[/.]/g, "-");
    await write(`${older}/sessions/old.jsonl`);
    assert.deepEqual(idsOf((await discover({ workingDirectory: odd })).fallback), ["old"]);
  }));

Deno.test("every parent's folder counts up to the project's root, those above only where there is none below", () =>
  inPlace(async ({ write, work, project, discover }) => {
    const inner = join(work, "src", "moon");
    await write(`${project(inner)}/inner.jsonl`, { minutesOld: 1 });
    await write(`${project(work)}/root.jsonl`, { minutesOld: 2 });
    await write(`${project(dirname(work))}/above.jsonl`, { minutesOld: 3 });
    const options = { workingDirectory: inner, projectRoot: work };
    assert.deepEqual(idsOf((await discover(options)).fallback), ["inner", "root"]);
    const elsewhere = {
      workingDirectory: join(dirname(work), "new"),
      projectRoot: join(dirname(work), "new"),
    };
    assert.deepEqual(idsOf((await discover(elsewhere)).fallback), ["above"]);
  }));

Deno.test("a working directory reached through a link finds the folder of the real path", () =>
  inPlace(async ({ write, work, project, discover }) => {
    await write(`${project(work)}/real.jsonl`);
    const link = join(dirname(work), "link");
    await Deno.symlink(work, link);
    assert.deepEqual(idsOf((await discover({ workingDirectory: link, projectRoot: link })).fallback), [
      "real",
    ]);
  }));

Deno.test("a session that is remote and here is taken once, as local", () =>
  inPlace(async ({ write, discover }) => {
    await write("-p/both.jsonl");
    const remote = { sessionId: "both", gistUrl: "https://gist.github.com/ada/1" };
    const { readable, remote: kept } = await discover({ tracked: { ...NOTHING_TRACKED, remote } });
    assert.deepEqual(idsOf(readable), ["both"]);
    assert.equal(kept, undefined);
  }));

Deno.test("a remote session without a log here stays remote and isn't called missing", () =>
  inPlace(async ({ discover }) => {
    const remote = { sessionId: "far", gistUrl: "https://gist.github.com/ada/1" };
    const tracked = { planning: "far", implementation: [], learn: [], remote };
    const found = await discover({ tracked });
    assert.deepEqual(found.remote, { ...remote, sessionType: "planning" });
    assert.deepEqual(found.missing, []);
  }));

Deno.test("a remote session whose id isn't one is left out with a warning", () =>
  inPlace(async ({ discover }) => {
    const found = await discover({
      tracked: { ...NOTHING_TRACKED, remote: { sessionId: "a/b", runId: "7" } },
    });
    assert.equal(found.remote, undefined);
    assert.deepEqual(found.missing, [{ sessionId: "a/b", reason: "invalid" }]);
    assert.equal(found.warnings.length, 1);
  }));

Deno.test("without a Claude folder nothing is found and nothing thrown", () =>
  inPlace(async ({ discover }) => {
    const found = await discover({ tracked: { ...NOTHING_TRACKED, planning: "aaa" } });
    assert.deepEqual([found.readable, found.fallback], [[], []]);
    assert.deepEqual(found.missing, [{ sessionId: "aaa", reason: "not found" }]);
  }));

Deno.test("an id of a session is never more than one plain path segment", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[a-z./\\:-]{1,6}$/)), (text) => {
      if (isLogId(text)) assert.match(text, /^(?!\.)(?!.*\.\.)[\w.-]{1,128}$/);
    }),
  );
  for (const id of ["3f1c9e6a-0b7d-4c56-9a3e-2f8d7b6c5a41", "abc_1", "a.b"]) assert.ok(isLogId(id), id);
  for (const id of ["", ".", "..", "a..b", "a/b", "a\\b", "-rf", "a\n", "a\0b", "é", "x".repeat(129)]) {
    assert.ok(!isLogId(id), JSON.stringify(id));
  }
});

const REAL_LOGS = new URL("../../../../shared/sessions/claude-code/2.0.77/", import.meta.url);
const hasRealLogs = await Deno.stat(REAL_LOGS).then(() => true, () => false);

Deno.test({
  name: `the client's own folder is understood (${
    hasRealLogs ? "real logs" : "skipped: ../shared/sessions is missing"
  })`,
  ignore: !hasRealLogs,
  async fn() {
    const options = {
      claudeFolder: fileURLToPath(REAL_LOGS),
      workingDirectory: "/home/dev/work/tidebook",
      branch: "main",
      tracked: NOTHING_TRACKED,
    };
    const { fallback, warnings } = await discoverSessions(options);
    // Twelve sessions, five of them empty.
    assert.equal(fallback.length, 7);
    assert.ok(fallback.every(({ sessionId, bytes }) => !sessionId.startsWith("agent-") && bytes >= 1_024));
    assert.deepEqual(warnings, []);
    const sessionId = fallback[6]?.sessionId ?? "";
    const tracked = { ...NOTHING_TRACKED, planning: sessionId };
    assert.deepEqual(idsOf((await discoverSessions({ ...options, tracked })).readable), [sessionId]);
  },
});

Deno.test({
  name: "a folder that may not be read is told where sessions are missing, and not where all are found",
  ignore: Deno.build.os === "windows" || Deno.uid() === 0, // Rights don't count.
  fn: () =>
    inPlace(async ({ claude, write, discover }) => {
      await write("-closed/a.jsonl");
      await write("-open/b.jsonl");
      const closed = join(claude, "projects", "-closed");
      await Deno.chmod(closed, 0);
      try {
        const told = new RegExp(`The folder ${closed} can't be read \\(permission is denied\\), so sessions`);
        const missing = await discover({ tracked: { planning: "a", implementation: ["b"], learn: [] } });
        assert.match(missing.warnings.join("\n"), told);
        const found = await discover({ tracked: { planning: "b", implementation: [], learn: [] } });
        assert.deepEqual(found.warnings, []);
      } finally {
        await Deno.chmod(closed, 0o700);
      }
    }),
});
