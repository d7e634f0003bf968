/** Peak memory of this process, the runtime included. */

/** A running watch. */
export interface MemoryWatch {
  /** Ends the watch; gives the highest sample of the resident memory in bytes. */
  stop(): number;
}

/** Samples the resident memory every few milliseconds, whenever the event loop turns. */
export function watchMemory(): MemoryWatch {
  let peak = Deno.memoryUsage().rss;
  const timer = setInterval(() => {
    peak = Math.max(peak, Deno.memoryUsage().rss);
  }, 5);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(peak, Deno.memoryUsage().rss);
    },
  };
}

/** The highest resident memory since the process began, in bytes, as the kernel saw it; undefined where it isn't Linux. */
export function peakResidentBytes(): number | undefined {
  try {
    return highWaterMark(Deno.readTextFileSync("/proc/self/status"));
  } catch {
    return undefined;
  }
}

/** `VmHWM` of a `/proc/<pid>/status` (proc(5)), in bytes. */
export function highWaterMark(status: string): number | undefined {
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
