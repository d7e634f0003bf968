import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { createSessionConverter, openSessionCache } from "../../../lib/conversion/mod.ts";
import {
  createSessionWorkers,
  sessionWorkerAddress,
  type SessionWorkers,
} from "../../../lib/conversion/session_workers.ts";
import type { Conversion } from "../../../lib/conversion/session_job.ts";
import { UserError } from "../../../lib/user_error.ts";
import { generateLog } from "../../../tools/bench/generate_log.ts";
import { until } from "../../support/until.ts";
import { conversionOf, conversionOptions, inWorld, logText, textsIn, type World } from "./converting.ts";

interface WithWorkers {
  readonly workers: SessionWorkers;
  readonly details: string[];
  readonly abort: AbortController;
}

/** Runs a test with workers, and ends them. */
async function withWorkers(
  test: (given: WithWorkers) => Promise<void>,
  address: URL = sessionWorkerAddress(),
  conversion = conversionOptions({ maxTokens: 2000 }),
): Promise<void> {
  const details: string[] = [];
  const abort = new AbortController();
  const workers = createSessionWorkers({
    address,
    conversion,
    signal: abort.signal,
    detail: (line) => void details.push(line),
  });
  try {
    await test({ workers, details, abort });
  } finally {
    workers.close();
  }
}

/** Writes a generated log and gives its path. */
async function writeLog({ logs }: World, name: string, bytes: number, seed: number): Promise<string> {
  const path = join(logs, `${name}.jsonl`);
  using file = await Deno.create(path);
  for (const line of generateLog(bytes, {}, seed)) await file.write(line);
  return path;
}

Deno.test("workers give the same files and reports, byte for byte, as one conversion after the other", () =>
  inWorld(async (world) => {
    const paths: string[] = [];
    for (const seed of [1, 2, 3]) paths.push(await writeLog(world, `log-${seed}`, 400_000, seed));
    paths.push(world.log);
    await Deno.writeTextFile(world.log, `${logText("Build it", 50)}no JSON\n`);
    const here = createSessionConverter({
      conversion: conversionOptions({ maxTokens: 2000 }),
      sessions: 1,
      cache: undefined,
      signal: new AbortController().signal,
    });
    // The generated logs name the same session inside: without an id of its own each would overwrite the others.
    const job = (path: string, folder: string) => ({
      source: { path, sessionId: basename(path, ".jsonl") },
      folder: join(world.materials, folder),
      prefix: "impl",
    });
    const expected: Conversion[] = [];
    for (const path of paths) expected.push(conversionOf(await here.convert(job(path, "here"))));
    await withWorkers(async ({ workers, details }) => {
      const conversions = await Promise.all(paths.map((path) => workers.convert(job(path, "workers"))));
      assert.deepEqual(details, []);
      assert.equal(workers.started(), paths.length);
      assert.deepEqual(conversions, expected);
      // Used again, a worker has forgotten the session before.
      for (const [index, path] of paths.entries()) {
        assert.deepEqual(await workers.convert(job(path, "again")), expected[index]);
      }
      assert.equal(workers.started(), paths.length);
    });
    const files = await textsIn(join(world.materials, "here"));
    assert.ok(Object.keys(files).length > 4);
    assert.match(Object.values(files).join(), /\[redacted:github-token:/);
    assert.deepEqual(await textsIn(join(world.materials, "workers")), files);
    assert.deepEqual(await textsIn(join(world.materials, "again")), files);
  }));

Deno.test("a user's mistake comes out of a worker as one, and the worker goes on", () =>
  inWorld(async ({ logs, log, materials }) =>
    await withWorkers(async ({ workers }) => {
      const missing = join(logs, "missing.jsonl");
      await assert.rejects(
        workers.convert({ source: { path: missing }, folder: materials, prefix: "impl" }),
        (error) =>
          error instanceof UserError && error.message.includes("missing.jsonl") && error.exitStatus === 1,
      );
      const conversion = await workers.convert({ source: { path: log }, folder: materials, prefix: "impl" });
      assert.equal(conversion?.report.status, "converted");
      assert.equal(workers.started(), 1);
    })
  ));

Deno.test("a project's own patterns and allowed values apply in workers, and a failing one says so there, too", () =>
  inWorld(async (world) => {
    const example = "acme_" + "exampleexample";
    const { redaction } = conversionOptions();
    const conversion = conversionOptions({
      redaction: {
        ...redaction,
        customPatterns: [
          { kind: "acme-key", source: "acme_[a-z0-9]{12,}", flags: "u" },
          { kind: "acme-block", source: "acme:(?:([a-f])|([g-z])|([0-9]))+;", flags: "u" },
        ],
        allowedValues: [example],
      },
    });
    await withWorkers(
      async ({ workers }) => {
        const job = { source: { path: world.log }, folder: world.materials, prefix: "impl" };
        await Deno.writeTextFile(world.log, logText(`Use ${"acme_" + "0a1b2c3d4e5f"}, not ${example},`));
        const conversion = await workers.convert(job);
        assert.equal(conversion?.report.redactions["acme-key"], 1);
        assert.match(
          Object.values(await world.parts()).join(),
          /Use \[redacted:acme-key:.{4}\], not acme_example/,
        );
        // More than the stack of regular expressions holds.
        await Deno.writeTextFile(world.log, logText(`acme:${"a".repeat(3_000_000)}`));
        await assert.rejects(
          workers.convert(job),
          (error) =>
            error instanceof UserError && error.publishNothing && /"acme-block" failed/.test(error.message),
        );
      },
      sessionWorkerAddress(),
      conversion,
    );
  }));

Deno.test("an abort stops the workers, and nothing half-written is left", () =>
  inWorld(async (world) => {
    // 20 MB that are all kept: parts are written from the first megabyte on.
    await Deno.writeTextFile(
      world.log,
      logText("Build it as the plan says, and test it. ".repeat(25), 10_000),
    );
    const path = world.log;
    await withWorkers(async ({ workers, abort }) => {
      const conversion = workers.convert({ source: { path }, folder: world.materials, prefix: "impl" });
      const outcome = assert.rejects(conversion, /enough/);
      // Parts of it are there already.
      await until(() => hasFiles(world.materials), outcome);
      abort.abort(new Error("enough"));
      await outcome;
      assert.deepEqual(await textsIn(world.materials), {});
    });
  }));

async function hasFiles(folder: string): Promise<boolean> {
  try {
    return Object.keys(await textsIn(folder)).length > 0;
  } catch {
    return false; // Not made yet.
  }
}

Deno.test("where no worker can be started that is said once, and the session is left to the caller", () =>
  inWorld(async ({ logs, log, materials }) => {
    const broken = join(logs, "broken.ts");
    await Deno.writeTextFile(broken, "throw new Error('this worker never starts');");
    for (const address of [new URL(`file://${logs}/missing.ts`), new URL(`file://${broken}`)]) {
      await withWorkers(async ({ workers, details }) => {
        const job = { source: { path: log }, folder: materials, prefix: "impl" };
        assert.deepEqual(await Promise.all([workers.convert(job), workers.convert(job)]), [
          undefined,
          undefined,
        ]);
        assert.equal(await workers.convert(job), undefined);
        assert.equal(workers.started(), 0);
        assert.equal(details.length, 1);
        assert.match(details[0] ?? "", /one after the other: a worker (failed|can't be started)/);
      }, address);
    }
  }));

Deno.test("large sessions are converted beside each other, a single one and small ones don't", {
  ignore: navigator.hardwareConcurrency < 2,
}, () =>
  inWorld(async (world) => {
    const large = [await writeLog(world, "one", 9_000_000, 1), await writeLog(world, "two", 9_000_000, 2)];
    const largeTogether = [
      await writeLog(world, "three", 5_000_000, 3),
      await writeLog(world, "four", 5_000_000, 4),
    ];
    const oneEach = /^1 session\(s\) converted by 1 worker\(s\), the others beside them$/;
    // With a cache the logs are read for their keys first, the smaller one's in a quarter of the other's time.
    const unlike = [largeTogether[0] ?? "", await writeLog(world, "five", 20_000_000, 5)];
    const cases: [string[], number, RegExp, cache?: true][] = [
      [large, 2, oneEach],
      [largeTogether, 2, oneEach],
      [unlike, 2, oneEach, true],
      [large, 1, /^$/],
      [[world.log, world.log], 2, /^$/],
    ];
    for (const [paths, sessions, expected, cache] of cases) {
      const details: string[] = [];
      const converter = createSessionConverter({
        conversion: conversionOptions(),
        sessions,
        cache: cache && openSessionCache(world.cacheFolder),
        signal: new AbortController().signal,
        detail: (line) => void details.push(line),
      });
      try {
        await Promise.all(paths.map((path, index) =>
          converter.convert({
            source: { path },
            folder: join(world.materials, String(index)),
            prefix: "impl",
          })
        ));
      } finally {
        converter.close();
      }
      assert.match(details.join("\n"), expected);
    }
  }));
