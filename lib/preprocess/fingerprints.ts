/** Recognising texts that were seen before, without keeping them. */

/**
 * A 53-bit hash of a text, for deduplication only (not secure): two characters go to one lane, the next two to
 * another, which are then mixed as in MurmurHash's finalizer. A quarter of the multiplications of hashing every
 * character twice.
 */
export function fingerprint(text: string): number {
  const { length } = text;
  let first = 0xdeadbeef ^ length;
  let second = 0x41c6ce57 ^ length;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    first = Math.imul(first ^ (text.charCodeAt(at) | text.charCodeAt(at + 1) << 16), 0x9e3779b1);
    second = Math.imul(second ^ (text.charCodeAt(at + 2) | text.charCodeAt(at + 3) << 16), 0x5f356495);
    first ^= first >>> 15;
    second ^= second >>> 13;
  }
  for (; at < length; at++) {
    first = Math.imul(first ^ text.charCodeAt(at), 0x9e3779b1);
    first ^= first >>> 15;
  }
  first = Math.imul(first ^ (first >>> 16), 0x85ebca6b) ^ Math.imul(second ^ (second >>> 13), 0xc2b2ae35);
  second = Math.imul(second ^ (second >>> 16), 0x85ebca6b) ^ Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second >>> 11) * 0x100000000 + (first >>> 0);
}

/** Remembers texts by their fingerprint, each with the reference of its first occurrence. */
export class SeenTexts {
  readonly #references = new Map<number, string>();

  /** The reference of an earlier occurrence of the same text, or undefined the first time. */
  note(text: string, reference: string): string | undefined {
    const key = fingerprint(text);
    const earlier = this.#references.get(key);
    if (earlier === undefined) this.#references.set(key, reference);
    return earlier;
  }
}
