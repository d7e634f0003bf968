/** Answers that are wanted often and asked for once. */

/** Asks at the first call and gives every caller that answer, a failure too. */
export function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  return () => answer ??= ask();
}
