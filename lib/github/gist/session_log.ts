/** Whether a text is a session's log, and of which session: by its entries, which nobody has read yet. */

/** Of a longer log the rest may hold the session. */
const LOOKED_AT_BYTES = 64 * 1024 * 1024;

/** Of an entry, not of JSON in one of its texts: there the quotes are escaped. */
const SESSION_ID = /"sessionId"\s*:\s*"([^"\\]{1,200})"/g;

/** A JSON object at the beginning of a line; it may go on over further ones. */
const OBJECT = /^[\uFEFF \t]*\{\s{0,64}"[^"\n]{1,200}"\s{0,64}:/m;

/** Whether a text may hold log entries, that is JSON objects. Which fields an entry has is the reader's concern. */
export function holdsObjects(log: string): boolean {
  return OBJECT.test(log);
}

/**
 * A session that the entries of a log name, where none of them names the wanted one. Some logs hold entries of a session
 * before, which was resumed; those that name none at all are believed.
 */
export function otherSessionIn(log: string | Uint8Array, sessionId: string): string | undefined {
  const text = typeof log === "string" ? log : new TextDecoder().decode(log.subarray(0, LOOKED_AT_BYTES));
  const wanted = sessionId.toLowerCase();
  let other: string | undefined;
  for (const [, found = ""] of text.matchAll(SESSION_ID)) {
    if (found.toLowerCase() === wanted) return undefined;
    other ??= found;
  }
  return log.length > LOOKED_AT_BYTES ? undefined : other;
}
