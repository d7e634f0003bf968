/** JSON text, redacted in place: strings, keys and numbers change, the shape stays. */
import { applyEdits, type Edit, planEdits, type RedactionTools } from "./document.ts";
import { type JsonRun, splitJson } from "./json_runs.ts";

/**
 * The replacements that redact the strings of JSON text, and its numbers, in whose place strings stand.
 * @param runs The text's strings, if they are known already.
 */
export function planJsonEdits(
  json: string,
  tools: RedactionTools,
  runs: readonly JsonRun[] = splitJson(json),
): Edit[] {
  return keepKeysApart(json, runs, planEdits(json, runs, tools));
}

/** Two keys of one object that became the same (`/home/kim/x`, `/home/lee/x`) get a number: none may swallow the other. */
function keepKeysApart(json: string, runs: readonly JsonRun[], edits: Edit[]): Edit[] {
  const changed = keysWithEdits(runs, edits);
  if (changed.size === 0) return edits;
  const objects = new Set([...changed.keys()].map((run) => run.keyOf));
  const seen = new Set<string>();
  const nameOf = (run: JsonRun, text: string) => `${run.keyOf} ${text}`;
  for (const run of runs) {
    if (objects.has(run.keyOf) && run.keyOf !== undefined && !changed.has(run)) {
      seen.add(nameOf(run, json.slice(run.start, run.end)));
    }
  }
  const result = [...edits];
  const places = new Map(edits.map((edit, place) => [edit, place]));
  const numbers = new Map<string, number>();
  for (const [run, own] of changed) {
    const text = applyEdits(
      json.slice(run.start, run.end),
      own.map((edit) => ({ ...edit, start: edit.start - run.start, end: edit.end - run.start })),
    );
    let suffix = "";
    let number = numbers.get(nameOf(run, text)) ?? 2;
    for (; seen.has(nameOf(run, text + suffix)); number++) suffix = `#${number}`;
    seen.add(nameOf(run, text + suffix));
    numbers.set(nameOf(run, text), number);
    const last = own.at(-1);
    const place = last === undefined ? undefined : places.get(last);
    if (suffix === "" || last === undefined || place === undefined) continue;
    // At the key's end, which the last replacement may have reached.
    const tail = json.slice(last.end, run.end);
    result[place] = { ...last, end: run.end, replacement: last.replacement + tail + suffix };
  }
  return result;
}

function keysWithEdits(runs: readonly JsonRun[], edits: readonly Edit[]): Map<JsonRun, Edit[]> {
  const changed = new Map<JsonRun, Edit[]>();
  let next = 0;
  for (const run of runs) {
    for (; next < edits.length; next++) {
      const edit = edits[next];
      if (edit === undefined || edit.start >= run.end) break;
      if (run.keyOf === undefined || edit.start < run.start) continue;
      const own = changed.get(run);
      if (own === undefined) changed.set(run, [edit]);
      else own.push(edit);
    }
  }
  return changed;
}
