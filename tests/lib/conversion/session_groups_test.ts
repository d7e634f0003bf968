import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import {
  createSessionConverter,
  groupSessions,
  openSessionCache,
  type SessionJob,
} from "../../../lib/conversion/mod.ts";
import { inLanes } from "../../../lib/in_lanes.ts";
import { createSessionWorkers, sessionWorkerAddress } from "../../../lib/conversion/session_workers.ts";
import type { SessionReport } from "../../../lib/preprocess/mod.ts";
import { findRealLogs, REAL_LOGS_FOLDER } from "../../../tools/bench/find_real_logs.ts";
import { type BuiltSession, session, writeClaudeFolder } from "../../support/session_builder/mod.ts";
import { conversionOf, conversionOptions, inWorld, textsIn, type World } from "./converting.ts";

const signal = new AbortController().signal;

/** A session, its resume, the resume's fork, and a session of its own. */
function relatedSessions(): BuiltSession[] {
  const long = "Look at the retry of uploads, and say what it does. ".repeat(40);
  const first = session({ version: "1.0.44", seed: "first" }).prompt(`Fix it. ${long}`).bash("npm test", "ok")
    .assistant("Fixed.").build();
  const resumed = session({ version: "1.0.44", seed: "resumed", start: "2026-11-20T12:00:00.000Z" })
    .copying(first).prompt("And the docs").assistant("Documented.").build();
  const fork = session({ version: "2.1.20", seed: "fork", start: "2026-11-20T15:00:00.000Z" })
    .copying(resumed).prompt("And the tests").assistant("Tested.").build();
  const other = session({ version: "2.1.200", seed: "other" }).prompt("Fix it.").assistant("Which?").build();
  return [first, resumed, fork, other];
}

async function jobsOf(world: World, folder: string, sessions = relatedSessions()): Promise<SessionJob[]> {
  const written = await writeClaudeFolder(world.logs, sessions);
  return written.sessions.map(({ id, path }) => ({
    source: { path, sessionId: id },
    folder: join(world.materials, folder),
    prefix: "impl",
  }));
}

/** What a run over all groups gave: reports by session, and how many came from the cache. */
interface Run {
  readonly reports: Record<string, SessionReport>;
  readonly errors: unknown[];
  readonly fromCache: number;
}

async function convertAll(jobs: readonly SessionJob[], world: World, cached = false): Promise<Run> {
  const groups = await groupSessions(jobs, signal);
  const converter = createSessionConverter({
    conversion: conversionOptions(),
    sessions: groups.length,
    cache: cached ? openSessionCache(world.cacheFolder) : undefined,
    signal,
  });
  const reports: Record<string, SessionReport> = {};
  const errors: unknown[] = [];
  let fromCache = 0;
  try {
    await inLanes(groups, converter.lanes, async (group) => {
      for (const outcome of await converter.convertGroup(group)) {
        if ("error" in outcome) {
          errors.push(outcome.error);
          continue;
        }
        reports[outcome.done.report.sessionId] = outcome.done.report;
        if (outcome.done.fromCache) fromCache++;
      }
    });
  } finally {
    converter.close();
  }
  return { reports, errors, fromCache };
}

function countOf(words: string, files: Readonly<Record<string, string>>): number {
  return Object.values(files).join("\n").split(words).length - 1;
}

Deno.test("what related sessions say appears once over all their parts, in whatever order they are given", () =>
  inWorld(async (world) => {
    const expected = await convertAll(await jobsOf(world, "expected"), world);
    const files = await textsIn(join(world.materials, "expected"));
    for (const words of ["Look at the retry", "Fixed.", "And the docs", "Documented.", "And the tests"]) {
      assert.equal(countOf(words, files), words.startsWith("Look") ? 40 : 1, words);
    }
    assert.equal(countOf('kind="copied_history"', files), 3);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }), async (order) => {
        const folder = `run-${run++}`;
        const jobs = await jobsOf(world, folder);
        const { reports } = await convertAll(order.flatMap((index) => jobs[index] ?? []), world);
        assert.deepEqual(reports, expected.reports);
        assert.deepEqual(await textsIn(join(world.materials, folder)), files);
      }),
      { numRuns: 8 },
    );
  }));

Deno.test("a worker converts a group as this thread does, failures among them", () =>
  inWorld(async (world) => {
    const [group = []] = await groupSessions(await jobsOf(world, "here"), signal);
    assert.equal(group.length, 3);
    const converter = createSessionConverter({
      conversion: conversionOptions(),
      sessions: 1,
      cache: undefined,
      signal,
    });
    const here = await converter.convertGroup(group);
    const workers = createSessionWorkers({
      address: sessionWorkerAddress(),
      conversion: conversionOptions(),
      signal,
      detail: () => {},
    });
    try {
      const elsewhere = group.map((job) => ({ ...job, folder: join(world.materials, "there") }));
      const there = await workers.convertGroup(elsewhere);
      assert.deepEqual(
        there,
        here.map((outcome) => "done" in outcome ? { done: conversionOf(outcome.done) } : outcome),
      );
      assert.deepEqual(
        await textsIn(join(world.materials, "there")),
        await textsIn(join(world.materials, "here")),
      );
      const missing = { ...elsewhere[0], source: { path: join(world.logs, "missing.jsonl") } } as SessionJob;
      const [failed, ...others] = await workers.convertGroup([missing, ...elsewhere.slice(1)]) ?? [];
      assert.ok(failed !== undefined && "error" in failed);
      assert.match(String(failed.error), /missing\.jsonl/);
      assert.deepEqual(others.map((outcome) => "done" in outcome && outcome.done.report.status), [
        "converted",
        "converted",
      ]);
    } finally {
      workers.close();
    }
    // The first one failed, so the second shows the history.
    const files = await textsIn(join(world.materials, "there"));
    assert.equal(
      countOf("<user ", files),
      countOf("<user ", await textsIn(join(world.materials, "here"))) + 1,
    );
  }));

Deno.test("a group comes from the cache as a whole, and each session alone from another entry", () =>
  inWorld(async (world) => {
    const jobs = await jobsOf(world, "first");
    const first = await convertAll(jobs, world, true);
    assert.equal(first.fromCache, 0);
    const files = await textsIn(join(world.materials, "first"));
    const second = await convertAll(await jobsOf(world, "second"), world, true);
    assert.equal(second.fromCache, 4);
    assert.deepEqual(second.reports, first.reports);
    assert.deepEqual(await textsIn(join(world.materials, "second")), files);
    // Without the session that it was copied from, the copy has to show it all.
    const alone = await convertAll((await jobsOf(world, "alone")).slice(1, 2), world, true);
    assert.equal(alone.fromCache, 0);
    assert.match(Object.values(await textsIn(join(world.materials, "alone"))).join(), /Look at the retry/);
  }));

Deno.test("a session that grew is converted again with all that share its history", () =>
  inWorld(async (world) => {
    const jobs = await jobsOf(world, "first");
    await convertAll(jobs, world, true);
    const [first, resumed] = jobs;
    const line = { type: "user", uuid: "new", message: { role: "user", content: "Wait." } };
    await Deno.writeTextFile(first?.source.path ?? "", `${JSON.stringify(line)}\n`, { append: true });
    const grown = await convertAll(jobs, world, true);
    assert.equal(grown.fromCache, 1);
    assert.equal((await convertAll(jobs, world, true)).fromCache, 4);
    // One in the middle: those before it depend on nothing of it, but the group is one.
    await Deno.writeTextFile(resumed?.source.path ?? "", `${JSON.stringify(line)}\n`, { append: true });
    assert.equal((await convertAll(jobs, world, true)).fromCache, 1);
  }));

Deno.test("a session that can't be read takes nothing from the others, and nothing is kept of those behind it", () =>
  inWorld(async (world) => {
    const jobs = await jobsOf(world, "materials");
    const [group = []] = await groupSessions(jobs, signal);
    await Deno.remove(group[0]?.source.path ?? "");
    const convert = async () => {
      const converter = createSessionConverter({
        conversion: conversionOptions(),
        sessions: 1,
        cache: openSessionCache(world.cacheFolder),
        signal,
      });
      return await converter.convertGroup(group);
    };
    for (const outcomes of [await convert(), await convert()]) {
      const [failed, ...others] = outcomes;
      assert.ok(failed !== undefined && "error" in failed);
      assert.match(String(failed.error), /There is no session log at/);
      for (const outcome of others) assert.equal("done" in outcome && outcome.done.fromCache, false);
    }
    assert.match(
      Object.values(await textsIn(join(world.materials, "materials"))).join(),
      /Look at the retry/,
    );
  }));

Deno.test("what was converted behind a session that failed is not kept for runs where that one doesn't fail", () =>
  inWorld(async (world) => {
    const jobs = await jobsOf(world, "materials");
    const [group = []] = await groupSessions(jobs, signal);
    const converter = createSessionConverter({
      conversion: conversionOptions(),
      sessions: 1,
      cache: openSessionCache(world.cacheFolder),
      signal,
    });
    const noFolder = join(world.logs, "a file");
    await Deno.writeTextFile(noFolder, "");
    const failing = group.map((job, index) => index === 0 ? { ...job, folder: noFolder } : job);
    const [failed] = await converter.convertGroup(failing);
    assert.ok(failed !== undefined && "error" in failed);
    // Now it is in the cache: an entry behind it would be taken.
    await converter.convertGroup(group.slice(0, 1));
    const outcomes = await converter.convertGroup(group);
    assert.deepEqual(outcomes.map((outcome) => "done" in outcome && outcome.done.fromCache), [
      false,
      false,
      false,
    ]);
    assert.equal(countOf("Fixed.", await textsIn(join(world.materials, "materials"))), 1);
    // A folder that can't be written is a failure of that session alone, in the cache or not.
    const [unwritten, ...others] = await converter.convertGroup(failing);
    assert.ok(unwritten !== undefined && "error" in unwritten);
    assert.ok(others.every((outcome) => "done" in outcome));
  }));

Deno.test("an aborted group is no list of failures", () =>
  inWorld(async (world) => {
    const abort = new AbortController();
    const [group = []] = await groupSessions(await jobsOf(world, "materials"), signal);
    const converter = createSessionConverter({
      conversion: conversionOptions(),
      sessions: 1,
      cache: undefined,
      signal: abort.signal,
    });
    abort.abort(new Error("enough"));
    await assert.rejects(converter.convertGroup(group), /enough/);
  }));

const realLogs = findRealLogs().filter((path) => path.includes("/claude-code/"));
const why = realLogs.length === 0 ? ` (skipped: there is no ${REAL_LOGS_FOLDER} beside the repository)` : "";

Deno.test({
  name: `the resumes and forks of six client versions are told from what they copied${why}`,
  ignore: realLogs.length === 0,
  fn: () =>
    inWorld(async (world) => {
      // Each version's sessions that share history, as the logs' uuids, message ids and tool uses tell.
      const expected: Readonly<Record<string, number>> = {
        "1.0.128": 2,
        "1.0.44": 6,
        "2.0.77": 2,
        "2.1.20": 2,
        "2.1.200": 2,
        "2.1.329": 2,
      };
      for (const [version, size] of Object.entries(expected)) {
        const paths = realLogs.filter((path) =>
          path.includes(`/${version}/`) && /\/[0-9a-f-]{36}\.jsonl$/.test(path)
        );
        const jobs = paths.map((path) => ({
          source: { path },
          folder: join(world.materials, version),
          prefix: "impl",
        }));
        const groups = await groupSessions(jobs, signal);
        assert.deepEqual(groups.filter((group) => group.length > 1).map((group) => group.length), [size]);
        await convertAll(jobs, world);
        const ids = new Set(groups.find((group) => group.length > 1)?.map(({ source }) => source.path));
        const parts = await textsIn(join(world.materials, version));
        const related = Object.entries(parts).filter(([name]) =>
          [...ids].some((path) => name.includes(path.slice(-41, -6)))
        );
        const prompts = related.flatMap(([, xml]) => [
          ...new Set([...xml.matchAll(/<user ref[^>]*>([^<]*)<\/user>/g)].map(([, text]) => text)),
        ]);
        // The task ends with the same words in the resumed session and in its fork: they were typed twice.
        const others = prompts.filter((text) => !text?.includes("deterministic"));
        assert.ok(others.length >= 3, `${version}: ${prompts.join("; ")}`);
        assert.equal(new Set(others).size, others.length, `${version}: ${prompts.join("; ")}`);
        assert.ok(prompts.length - others.length <= 2, `${version}: ${prompts.join("; ")}`);
      }
    }),
});
