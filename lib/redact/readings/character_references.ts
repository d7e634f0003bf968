/** Stretches of HTML within a text, without its character references: `password=&quot;x&quot;`. */
import type { ReadingBuilder } from "./reading.ts";

const REFERENCE = /&(?:(quot|apos|amp|lt|gt|nbsp)|#([0-9]{2,3})|#[xX]([0-9a-fA-F]{2}));/y;

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ["quot", '"'],
  ["apos", "'"],
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["nbsp", " "],
]);

/** References that are further apart are of several texts. */
const MAX_GAP_CHARACTERS = 1000;

interface Reference {
  readonly start: number;
  readonly end: number;
  readonly meaning: string;
}

/**
 * Adds the lines with character references, decoded. Lines near each other become one text. References also hide
 * the places where rules would be tried.
 */
export function addWithoutReferences(text: string, reading: ReadingBuilder): void {
  let references: Reference[] = [];
  const add = () => {
    const [first, last] = [references[0], references.at(-1)];
    if (first === undefined || last === undefined) return;
    addDecoded(
      { start: startOfLine(text, first.start), end: endOfLine(text, last.end) },
      references,
      reading,
    );
  };
  // V8 finds a single character in a tenth of the time that it takes to find an expression.
  for (let index = text.indexOf("&"); index !== -1; index = text.indexOf("&", index + 1)) {
    REFERENCE.lastIndex = index;
    const match = REFERENCE.exec(text);
    if (match === null) continue;
    const [{ length }, name, decimal, hexadecimal] = match;
    if (index - (references.at(-1)?.end ?? index) > MAX_GAP_CHARACTERS) {
      add();
      references = [];
    }
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "0", 16) : Number(decimal);
    const meaning = name === undefined ? String.fromCharCode(code) : MEANINGS.get(name) ?? "";
    references.push({ start: index, end: index + length, meaning });
  }
  add();
}

function startOfLine(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - MAX_GAP_CHARACTERS / 2), at);
  return at - before.length + before.lastIndexOf("\n") + 1;
}

function endOfLine(text: string, at: number): number {
  const after = text.slice(at, at + MAX_GAP_CHARACTERS / 2);
  const length = after.indexOf("\n");
  return at + (length === -1 ? after.length : length);
}

function addDecoded(
  { start, end }: { readonly start: number; readonly end: number },
  references: readonly Reference[],
  reading: ReadingBuilder,
): void {
  reading.separate();
  let kept = start;
  for (const reference of references) {
    reading.keep(kept, reference.start);
    reading.decode(reference.start, reference.end, reference.meaning);
    kept = reference.end;
  }
  reading.keep(kept, end);
}
