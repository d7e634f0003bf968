import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LockHolder, type LockRequest, takeLock } from "../../../lib/run_state/mod.ts";
import { inFolder } from "../../support/temporary_folder.ts";

const MODULE = fileURLToPath(new URL("../../../lib/run_state/machine_lock.ts", import.meta.url));
const ME: LockHolder = { pid: Deno.pid, host: "build-3", since: "2026-11-21T08:00:00.000Z" };

/** Hands over a place for a lock whose folder isn't there yet. */
async function withLockPath(test: (path: string) => Promise<void>): Promise<void> {
  await inFolder((folder) => test(join(folder, "sub", "learn-42.lock")));
}

function request(path: string, changes: Partial<LockRequest> = {}): LockRequest {
  const signal = new AbortController().signal;
  return { path, holder: ME, patience: 0, signal, onWait: () => {}, ...changes };
}

Deno.test("a lock is held by one at a time, and whoever is refused is told by whom", () =>
  withLockPath(async (path) => {
    const first = await takeLock(request(path));
    assert.equal(first.kind, "held");
    const second = await takeLock(request(path));
    assert.deepEqual(second, { kind: "taken", holder: ME });
    if (first.kind === "held") first.lock[Symbol.dispose]();
    const third = await takeLock(request(path));
    assert.equal(third.kind, "held");
    // Let go of, not abandoned.
    assert.equal(third.kind === "held" && third.abandonedBy, undefined);
    if (third.kind === "held") third.lock[Symbol.dispose]();
  }));

Deno.test("a lock that was let go of is free although processes are being started, which have its file open for a moment", () =>
  withLockPath(async (path) => {
    const program = JSON.stringify(Deno.execPath());
    const script = `for (;;) {
      new Deno.Command(${program}, { args: ["--version"], stdout: "null" }).outputSync();
      postMessage("started");
    }`;
    const starting = new Worker(`data:text/javascript,${encodeURIComponent(script)}`, { type: "module" });
    const started = Promise.withResolvers<void>();
    starting.onmessage = () => started.resolve();
    starting.onerror = ({ message }) => started.reject(new Error(message));
    try {
      await started.promise;
      for (let times = 0; times < 5000; times++) {
        const outcome = await takeLock(request(path));
        assert.equal(outcome.kind, "held", `refused the ${times}th time`);
        if (outcome.kind === "held") outcome.lock[Symbol.dispose]();
      }
    } finally {
      starting.terminate();
    }
  }));

Deno.test("whoever waits gets the lock when it is let go of, and is told once what it waits for", () =>
  withLockPath(async (path) => {
    const first = await takeLock(request(path));
    const waits: (LockHolder | undefined)[] = [];
    const { tryLockSync } = Deno.FsFile.prototype;
    let looks = 0;
    Deno.FsFile.prototype.tryLockSync = function (exclusive) {
      // It is let go of before the fourth look: whoever tells each of them has told it three times by then.
      if (++looks === 4 && first.kind === "held") first.lock[Symbol.dispose]();
      return tryLockSync.call(this, exclusive);
    };
    try {
      const onWait = (holder: LockHolder | undefined) => void waits.push(holder);
      const outcome = await takeLock(request(path, { patience: 60_000, onWait }));
      assert.equal(outcome.kind, "held");
      if (outcome.kind === "held") outcome.lock[Symbol.dispose]();
    } finally {
      Deno.FsFile.prototype.tryLockSync = tryLockSync;
    }
    assert.equal(looks, 4);
    assert.deepEqual(waits, [ME]);
  }));

Deno.test("an interruption ends the waiting, and the lock stays where it is", () =>
  withLockPath(async (path) => {
    const first = await takeLock(request(path));
    const interruption = new AbortController();
    const second = takeLock(request(path, {
      patience: 60_000,
      signal: interruption.signal,
      onWait: () => interruption.abort(new Error("Interrupted.")),
    }));
    await assert.rejects(second, /Interrupted\./);
    assert.equal((await takeLock(request(path))).kind, "taken");
    if (first.kind === "held") first.lock[Symbol.dispose]();
  }));

Deno.test("the lock of a process that was killed is free at once, whatever process has its id by now", () =>
  withLockPath(async (path) => {
    const since = "2026-11-20T17:00:00.000Z";
    // This very process has the id that the other one leaves behind.
    const program = `
      import { takeLock } from ${JSON.stringify(`file://${MODULE}`)};
      const outcome = await takeLock({
        path: ${JSON.stringify(path)},
        holder: { pid: ${Deno.pid}, host: "", since: ${JSON.stringify(since)} },
        patience: 0,
        signal: new AbortController().signal,
        onWait() {},
      });
      console.log(outcome.kind);
      setInterval(() => {}, 1000);
    `;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", program],
      stdin: "null",
      stdout: "piped",
    }).spawn();
    const reader = child.stdout.getReader();
    assert.equal(new TextDecoder().decode((await reader.read()).value).trim(), "held");
    assert.equal((await takeLock(request(path))).kind, "taken");
    child.kill("SIGKILL");
    await child.status;
    await reader.cancel();
    const outcome = await takeLock(request(path));
    assert.equal(outcome.kind, "held");
    if (outcome.kind !== "held") return;
    assert.deepEqual(outcome.abandonedBy, { pid: Deno.pid, host: "", since });
    outcome.lock[Symbol.dispose]();
  }));

Deno.test("the next holder sees when the lock was last used", () =>
  withLockPath(async (path) => {
    const first = await takeLock(request(path));
    assert.equal(first.kind === "held" && first.lastUsedAt, undefined);
    if (first.kind === "held") first.lock[Symbol.dispose]();
    const old = new Date("2026-01-01T00:00:00Z");
    await Deno.utime(path, old, old);
    const second = await takeLock(request(path));
    assert.deepEqual(second.kind === "held" && second.lastUsedAt, old);
    // Also if it is never let go of.
    assert.notDeepEqual((await Deno.stat(path)).mtime, old);
    const before = new Date();
    if (second.kind === "held") second.lock[Symbol.dispose]();
    const third = await takeLock(request(path));
    assert.ok(third.kind === "held" && third.lastUsedAt !== undefined && third.lastUsedAt >= before);
    third.lock[Symbol.dispose]();
  }));

Deno.test("a damaged note on the holder hinders nobody", () =>
  withLockPath(async (path) => {
    const first = await takeLock(request(path));
    await Deno.writeTextFile(`${path}.holder.json`, "{");
    assert.deepEqual(await takeLock(request(path)), { kind: "taken", holder: undefined });
    if (first.kind === "held") first.lock[Symbol.dispose]();
  }));

Deno.test("a link in the place of the note on the holder is replaced, not written through", () =>
  withLockPath(async (path) => {
    await Deno.mkdir(join(path, ".."), { recursive: true });
    const target = `${path}.target`;
    await Deno.writeTextFile(target, "untouched");
    await Deno.symlink(target, `${path}.holder.json`);
    const first = await takeLock(request(path));
    assert.deepEqual(await takeLock(request(path)), { kind: "taken", holder: ME });
    if (first.kind === "held") first.lock[Symbol.dispose]();
    assert.equal(await Deno.readTextFile(target), "untouched");
  }));

Deno.test("a lock file that can't be made is named", () =>
  withLockPath(async (path) => {
    await Deno.mkdir(path, { recursive: true });
    await assert.rejects(takeLock(request(path)), /^UserError: Cannot make the lock file .*learn-42\.lock/);
  }));
