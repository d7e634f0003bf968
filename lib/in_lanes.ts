/** Work side by side, a few pieces at a time. */

/**
 * Runs a task for each item, in the items' order, at most `lanes` at the same time.
 *
 * @throws the first failure, after all running tasks have ended, so that nothing continues in the background.
 */
export async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries();
  let failed = false;
  const lane = async () => {
    for (const [index, item] of waiting) {
      if (failed) return;
      try {
        await work(item, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

/**
 * Files that one piece of work has open at a time. A process may have 256 on macOS, and several conversions run beside each
 * other; more don't make reading faster.
 */
const OPEN_FILES = 16;

/**
 * Calls `ask` for each file or folder and returns the answers in order. Only a few are open at the same time.
 *
 * @throws as `inLanes` does.
 */
export async function ofFiles<File, Answer>(
  files: readonly File[],
  ask: (file: File) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  await inLanes(files, OPEN_FILES, async (file, index) => {
    answers[index] = await ask(file);
  });
  return answers;
}
