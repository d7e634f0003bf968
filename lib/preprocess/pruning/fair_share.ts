/**
 * The largest length that several texts may have so that all of them fit into a room: what shorter texts leave
 * unused goes to longer ones. Lengths and room are characters.
 *
 * @returns Infinity if all fit without being shortened.
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
