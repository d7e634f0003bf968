/** JSON from outside, which may be none. */

/** The value of a text; undefined where it is no JSON. For what a schema judges next: that takes no undefined either. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
