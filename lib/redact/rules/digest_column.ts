/** Lists of secrets that show what each hashes to in place of it: `NAME  DIGEST  CREATED AT` of Fly and others. */

const DIGEST = /^[0-9a-f]{8,128}$/;

/** So far above a row its header may stand. */
const MAX_CHARACTERS = 8_000;

const HEADER =
  /(?<=(?:^|\n)[^\n]{1,80}[ \t|│]{1,40})(?:DIGEST|Digest|HASH|Hash|CHECKSUM|Checksum|SHA256|FINGERPRINT|Fingerprint)(?= {2}|\t| ?[|│]|[ \t]*\r?\n)/g;

/** Whether a value that begins at a place stands below such a name: as far from its line's beginning, or behind as many tabs. */
export function isInDigestColumn(text: string, at: number, value: string): boolean {
  if (!DIGEST.test(value)) return false;
  const above = text.slice(Math.max(0, at - MAX_CHARACTERS), at);
  const row = above.slice(above.lastIndexOf("\n") + 1);
  for (const { index } of above.matchAll(HEADER)) {
    const head = above.slice(above.lastIndexOf("\n", index) + 1, index);
    if (head.length === row.length || (head.includes("\t") && tabsOf(head) === tabsOf(row))) return true;
  }
  return false;
}

function tabsOf(line: string): number {
  return line.split("\t").length;
}
