/**
 * Tells other processes that temporary files are still being written: a lock that the kernel releases when its process
 * ends in any way, so that what a killed one left is known for sure.
 */

/** Of a run that is at work. */
export interface RunMark {
  /** The mark's file goes. */
  release(): void;
}

/**
 * `at work`: its process lives; `ended`: it left without putting things in order; `unknown`: there is no mark (an older
 * version, or the moment before it is made), or the file system has no locks.
 */
export type RunState = "at work" | "ended" | "unknown";

/** Makes a mark. Where that can't be done nothing fails: the run's state is `unknown` then. */
export function markRun(path: string): RunMark {
  let file: Deno.FsFile | undefined;
  try {
    file = Deno.openSync(path, { read: true, write: true, createNew: true });
    file.tryLockSync(true);
  } catch {
    // A full disk is told when a part is written.
  }
  return {
    release() {
      const made = file;
      if (made === undefined) return;
      file = undefined;
      made.close();
      ignoringFailure(() => Deno.removeSync(path));
    },
  };
}

/** The state of the run with this mark. */
export function runStateOf(path: string): RunState {
  try {
    // A pipe in its place would be waited for.
    if (!Deno.lstatSync(path).isFile) return "unknown";
    using file = Deno.openSync(path, { read: true, write: true });
    return file.tryLockSync(true) ? "ended" : "at work";
  } catch {
    return "unknown";
  }
}

/** A step that another process may have done already, or that may fail without harm. */
export function ignoringFailure(step: () => void): void {
  try {
    step();
  } catch {
    // Nothing depends on it.
  }
}
