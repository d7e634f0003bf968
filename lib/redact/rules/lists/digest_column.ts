/** Lists of secrets that show what each hashes to in place of it: `NAME  DIGEST  CREATED AT` of Fly and others. */

const DIGEST = /^[0-9a-f]{8,128}$/;

/** Behind a digest of Fly's stands since when it is there; the header may be cut off. */
const SINCE =
  /(?: {2,8}|\t)(?:20[0-9]{2}-[0-9]{2}-[0-9]{2}|[A-Z][a-z]{2} [0-9]{1,2} 20[0-9]{2}|[0-9]{1,3}(?:[smhdwy]|mo)[0-9smhd]{0,6} ago)/y;
const FLY_CHARACTERS = 16;

/** So far above a row its header may stand. */
const MAX_CHARACTERS = 8_000;

const HEADER =
  /(?<=\S[ \t|│]{1,40})(?:DIGEST|Digest|HASH|Hash|CHECKSUM|Checksum|SHA256|FINGERPRINT|Fingerprint)(?= {2}|\t| ?[|│]|[ \t]*\r?\n)/g;

/** Whether a value that begins at a place stands below such a name: as far from its line's beginning, or behind as many tabs. */
export function isInDigestColumn(text: string, at: number, value: string): boolean {
  if (!DIGEST.test(value)) return false;
  SINCE.lastIndex = at + value.length;
  if (value.length === FLY_CHARACTERS && SINCE.test(text)) return true;
  const above = text.slice(Math.max(0, at - MAX_CHARACTERS), at);
  const row = above.slice(above.lastIndexOf("\n") + 1);
  for (const { index } of above.matchAll(HEADER)) {
    const line = above.slice(above.lastIndexOf("\n", index) + 1, index);
    // In a part the first line stands behind the tag of its result.
    const head = line.slice(line.lastIndexOf(">") + 1);
    if (head.length === row.length || (head.includes("\t") && tabsOf(head) === tabsOf(row))) return true;
  }
  return false;
}

function tabsOf(line: string): number {
  return line.split("\t").length;
}
