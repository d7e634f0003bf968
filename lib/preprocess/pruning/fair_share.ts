/**
 * What each of some lengths may have of a room, where what the shorter ones don't need goes to the longer ones; Infinity where all
 * fit in. Lengths and room are characters.
 */
export function fairShare(lengths: readonly number[], room: number): number {
  let left = room;
  for (const [index, length] of lengths.toSorted((one, other) => one - other).entries()) {
    const share = Math.floor(left / (lengths.length - index));
    if (length > share) return share;
    left -= length;
  }
  return Infinity;
}
