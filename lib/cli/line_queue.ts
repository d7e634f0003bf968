/** Lines in the order in which they were said, although some of them are redacted before they are shown. */

export interface LineQueue {
  /** A line in our own words. */
  say(line: string): void;
  /** A line made of a text that may quote others. */
  quote(text: string, line: (redacted: string) => string): void;
  /** When everything that was said is shown. */
  settled(): Promise<void>;
}

/**
 * Makes a queue that shows lines in order, each after it was redacted.
 *
 * @param show shows a line.
 * @param redact redacts a text; never throws. Without it, lines are shown at once.
 */
export function createLineQueue(
  show: (line: string) => void,
  redact?: (text: string) => Promise<string>,
): LineQueue {
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  const enqueue = (make: () => string | Promise<string>) => {
    waiting++;
    last = last.then(async () => {
      const line = await make();
      waiting--;
      show(line);
    });
  };
  return {
    say: (line) => waiting === 0 ? show(line) : enqueue(() => line),
    quote(text, line) {
      if (redact === undefined) return show(line(text));
      enqueue(async () => line(await redact(text)));
    },
    settled: () => last,
  };
}
