/**
 * A lock between processes of one machine: held by the kernel (flock, LockFileEx), so it goes when its process ends in
 * any way, and neither a stale lock nor a reused process id has to be told from a living one.
 */

import { dirname } from "node:path";
import { z } from "zod";
import { reasonAndRemedy, reasonOf } from "../file_failure.ts";
import { UserError } from "../user_error.ts";
import { readRegularTextSync } from "../regular_file.ts";

/** Who holds a lock: for people, nothing depends on it. */
export interface LockHolder {
  readonly pid: number;
  /** Empty where it can't be told. */
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface LockRequest {
  /** The lock's file; its folder is made if missing. The file stays when the lock goes. */
  readonly path: string;
  readonly holder: LockHolder;
  /** How long to wait for another holder. Milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
  /** Called once, where it has to be waited for; `undefined`: the holder can't be told. */
  readonly onWait: (holder: LockHolder | undefined) => void;
}

/** What became of a request. */
export type LockOutcome =
  | {
    readonly kind: "held";
    readonly lock: Disposable;
    /** Who held it before and ended without letting go of it (it crashed, or was killed). */
    readonly abandonedBy: LockHolder | undefined;
    /** When it was last taken or let go of, by this machine's clock; `undefined`: never. */
    readonly lastUsedAt: Date | undefined;
  }
  /** The patience ended first. */
  | { readonly kind: "taken"; readonly holder: LockHolder | undefined }
  /** This file system has no locks (some network ones). */
  | { readonly kind: "unsupported"; readonly reason: string };

/** Between two looks. Milliseconds: short for a person, and a look costs microseconds. */
const LOOK_EVERY = 100;

const holderSchema = z.object({ pid: z.number().int(), host: z.string(), since: z.string() });

/**
 * Takes a lock, or waits for it.
 *
 * @throws {UserError} if its file can't be made, and the signal's reason when that is aborted.
 */
export async function takeLock(request: LockRequest): Promise<LockOutcome> {
  const { path, holder, patience, signal, onWait } = request;
  signal.throwIfAborted();
  const isNew = !exists(path);
  const file = openLockFile(path);
  const giveUpAt = performance.now() + patience;
  let kept = false;
  try {
    for (let looks = 1, told = false; !file.tryLockSync(true); looks++) {
      const other = readHolder(path);
      if (performance.now() >= giveUpAt) return { kind: "taken", holder: other };
      // It may have taken the lock this very moment, and tell its name in the next.
      if (!told && (other !== undefined || looks > 1)) {
        told = true;
        onWait(other);
      }
      await pause(Math.min(LOOK_EVERY, giveUpAt - performance.now()), signal);
    }
    kept = true;
    const abandonedBy = readHolder(path);
    const lastUsedAt = isNew ? undefined : file.statSync().mtime ?? undefined;
    writeHolder(path, holder);
    touch(path);
    return { kind: "held", lock: release(file, path), abandonedBy, lastUsedAt };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: "unsupported", reason: reasonOf(error) };
  } finally {
    if (!kept) file.close();
  }
}

function openLockFile(path: string): Deno.FsFile {
  try {
    Deno.mkdirSync(dirname(path), { recursive: true });
    return Deno.openSync(path, { read: true, write: true, create: true });
  } catch (error) {
    throw new UserError(
      `Cannot make the lock file ${path}${reasonAndRemedy(error, "check its permissions")}`,
      {
        cause: error,
      },
    );
  }
}

function release(file: Deno.FsFile, path: string): Disposable {
  return {
    [Symbol.dispose]() {
      removeHolder(path);
      touch(path);
      // To close it is not enough: a process that is being started has it open, too, until it runs its own program.
      file.unlockSync();
      file.close();
    },
  };
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Lets the next holder see when the lock was used. */
function touch(path: string): void {
  try {
    Deno.utimeSync(path, new Date(), new Date());
  } catch {
    // Then it looks older than it is, as on a file system without times.
  }
}

/** A file of its own: on Windows nobody else can read a locked one. */
function holderPath(path: string): string {
  return `${path}.holder.json`;
}

function readHolder(path: string): LockHolder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readRegularTextSync(holderPath(path))));
  } catch {
    return undefined;
  }
}

function removeHolder(path: string): void {
  try {
    Deno.removeSync(holderPath(path));
  } catch {
    // There is none, or it stays: it is for people only.
  }
}

function writeHolder(path: string, holder: LockHolder): void {
  try {
    removeHolder(path);
    // Never through a link, which a repository can bring along.
    Deno.writeTextFileSync(holderPath(path), JSON.stringify(holder), { createNew: true });
  } catch {
    // It is for people only.
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, Math.max(0, milliseconds));
    signal.addEventListener("abort", stop, { once: true });
  });
}
