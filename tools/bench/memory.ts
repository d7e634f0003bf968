/** Peak memory of this process while something runs. */

/** A running watch. */
export interface MemoryWatch {
  /** Ends the watch; gives the peak of the resident memory in bytes. */
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
