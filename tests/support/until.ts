/** Waiting for what another process or the program itself brings about. */

/**
 * Waits until something holds, however long that takes; fails where what should bring it about has ended without.
 *
 * @param work what ends, one way or the other, when nothing more is to be expected of it.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  work: Promise<unknown>,
): Promise<void> {
  let hasEnded = false;
  const end = () => void (hasEnded = true);
  work.then(end, end);
  // Looked at once more behind the end: it may have come with it.
  for (let isOver = false; !await holds(); isOver = hasEnded) {
    if (isOver) throw new Error("it ended before that came");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
