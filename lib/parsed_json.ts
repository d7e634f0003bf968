/** JSON from outside, which may be none. */

/**
 * Parses JSON; undefined if the text is not JSON. For values that a schema checks next, since no schema accepts
 * undefined.
 */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
