/**
 * How what is written counts against its estimate: real tokenizers take ten times as long, so they count a few words of
 * each stretch, which tells what all of it counts and how surely.
 */

import { countTokens } from "./pieces";
import { countUnits } from "./token_count";

/** One block of words in each of so many stretches. */
const STRETCHES: usize = 16;
/** A block's bytes, and how much later it may begin or end, so that it ends between words. */
const BLOCK_BYTES: usize = 256;
const SLACK_BYTES: usize = 64;

/** Sums of the costs of blocks, of their tokens, of their squares and products. */
let costs: f64 = 0;
let tokens: f64 = 0;
let costsSquared: f64 = 0;
let products: f64 = 0;
let tokensSquared: f64 = 0;
let seed: u32 = 0;

/** Takes a block from each stretch of what stands there, beside those that were taken before from the same. */
export function sample(start: usize, end: usize, isFirst: bool): void {
  if (isFirst) {
    costs = tokens = costsSquared = products = tokensSquared = 0;
    seed = <u32>(end - start) | 1;
  }
  const stretch = ((end - start) / STRETCHES) & ~1;
  const free = max<usize>(stretch, BLOCK_BYTES) - BLOCK_BYTES + 2;
  for (let at = start; at + stretch <= end; at += stretch) {
    // Not at equal distances, as texts repeat themselves.
    seed = seed * 0x915f_77f5 + 0x9e37_79b1;
    const chosen = at + ((<usize>(seed >> 8) % free) & ~1);
    const from = wordEnd(chosen, min(chosen + SLACK_BYTES, end));
    const least = min(from + BLOCK_BYTES, end);
    addBlock(from, wordEnd(least, min(least + SLACK_BYTES, end)));
  }
}

/** How many tokens the samples are for each cost. */
export function sampledRatio(): f64 {
  return costs == 0 ? 0 : tokens / costs;
}

/** The standard error of that. */
export function sampledError(): f64 {
  const ratio = sampledRatio();
  const squares = tokensSquared - 2 * ratio * products + ratio * ratio * costsSquared;
  return costs == 0 ? 0 : Math.sqrt(max(0, squares)) / costs;
}

function addBlock(from: usize, to: usize): void {
  const counted = countTokens(from, to);
  // The unit behind the block is written over.
  const next = load<u16>(to);
  const cost = countUnits(from, to, false);
  store<u16>(to, next);
  costs += cost;
  tokens += counted;
  costsSquared += cost * cost;
  products += cost * counted;
  tokensSquared += counted * counted;
}

/** The first space from there on; the place itself where there is none. */
function wordEnd(from: usize, end: usize): usize {
  for (let at = from; at < end; at += 2) if (load<u16>(at) == 0x20) return at;
  return from;
}
