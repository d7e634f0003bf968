/** Where texts stand in JSON. */

/** A text's place, its quotes included. */
export type TextRange = readonly [start: number, end: number];

/** Iterates over the strings in JSON: member names and values. */
export function* textsIn(json: string): Generator<TextRange> {
  for (let start = json.indexOf('"'); start >= 0;) {
    let end = json.indexOf('"', start + 1);
    while (end >= 0 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
    if (end < 0) return;
    yield [start, end + 1];
    start = json.indexOf('"', end + 1);
  }
}

function isEscaped(json: string, at: number): boolean {
  let before = at;
  while (json.charAt(before - 1) === "\\") before--;
  return (at - before) % 2 === 1;
}
