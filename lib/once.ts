/** Answers that are wanted often and asked for once. */

/** Makes a function that calls `ask` once, and gives every caller the same answer, or the same failure. */
export function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  return () => answer ??= ask();
}
