/** Shares of a plan's sessions, for jobs that read them beside each other. */

import { z } from "zod";

/** Parts that one job reads in about the time that starting a job takes. */
const PARTS_OF_A_SHARD = 8;

/** Jobs at most: more wait for each other at the model's rate limit. */
const MAX_SHARDS = 10;

/** One share: the `index`th of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Shares as a matrix of jobs names them: `1/3`, `2/3`, `3/3`; none where one job reads all the parts as fast. */
export function shardsFor(parts: number): string[] {
  const count = Math.min(MAX_SHARDS, Math.ceil(parts / PARTS_OF_A_SHARD));
  return count < 2 ? [] : Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
}

/** `2/3` on the command line. */
export const shardSchema = z.string().transform((text, context): Shard => {
  const [, index = 0, count = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  context.addIssue({ code: "custom", message: "give a share such as 2/3" });
  return z.NEVER;
});

/** Whether something at a place of a list belongs to a share: each place belongs to exactly one. */
export function isInShard(place: number, { index, count }: Shard): boolean {
  return place % count === index - 1;
}
