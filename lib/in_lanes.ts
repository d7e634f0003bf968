/** Work side by side, a few pieces at a time. */

/**
 * Does a piece of work for each item, in the items' order, at most `lanes` at a time.
 *
 * @throws the first failure, when all lanes have stopped: nothing goes on behind the caller's back.
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

/** What `ask` answers for each file or folder, in their order; few of them are open at a time. @throws as `inLanes` does. */
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
