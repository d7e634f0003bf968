/** Texts as quotes are compared: white space folded, typography levelled, nothing else changed. */

/** Runs of white space, and of control characters, which parts show in other ways than logs. */
// deno-lint-ignore no-control-regex -- control characters are what is looked for
const SPACES = /[\s\u0000-\u001f\u007f]+/g;

/** Marks of direction and zero widths: in the text, but read by nobody. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

/** Models write these one for the other. */
const TYPOGRAPHY: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u2010": "-",
  "\u2011": "-",
  "\u2212": "-",
};

const TYPOGRAPHIC = /[\u2018\u2019\u201c\u201d\u2010\u2011\u2212]/g;

/** Normalizes a text for comparison. */
export function foldText(text: string): string {
  return text.normalize("NFC")
    .replace(INVISIBLE, "")
    .replace(TYPOGRAPHIC, (mark) => TYPOGRAPHY[mark] ?? mark)
    .replace(SPACES, " ")
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&apos;": "'",
};

/** Decodes the XML entities in a quote. Models see parts as XML, and sometimes quote them that way. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Names of the elements of a part. */
const ELEMENTS =
  "session|agent|user|assistant|thinking|tool_use|tool_result|param|diff|event|command|command_output|" +
  "shell|shell_output|injected|summary|prompt|image|document";

/** A part's tags: they stand around texts and parameters. */
const TAGS = new RegExp(String.raw`</?(?:${ELEMENTS})(?:\s[^<>]{0,1000})?/?>`, "g");

/**
 * `…`, `...`, `[…]`, `[... 12 lines ...]`, `(…)`: where a quote leaves something out. A run of dots is one: else they could
 * be parted in countless ways.
 */
const OMISSION = String.raw`(?:\[\s*(?:…|\.{3})[^[\]]{0,80}\]|\(\s*(?:…|\.{3})\s*\)|…|(?<!\.)\.{3,}(?!\.))`;
const OMISSIONS_BEFORE = new RegExp(`^(?:\\s*${OMISSION})+`);
/** Looked for backwards from the end: forwards, each of a thousand within a quote would be followed to where they end. */
const OMISSIONS_BEHIND = new RegExp(`$(?<=((?:${OMISSION}\\s*)+))`);

/**
 * A quote without tags of the part at its ends, and without an ellipsis there. An ellipsis in the middle stays: the
 * pieces around it may mean something else together than the text does.
 */
export function withoutSurroundings(quote: string): string {
  const goingOn = foldText(quote.replace(TAGS, " ")).replace(OMISSIONS_BEFORE, "");
  const behind = OMISSIONS_BEHIND.exec(goingOn)?.[1] ?? "";
  return goingOn.slice(0, goingOn.length - behind.length).trim();
}

/** Numbers that a file's reader puts before its lines, and marks of a patch. */
const LINE_NUMBERS = /^ *\d+(?:→|\t)/gm;
const PATCH_MARKS = /^[+\- ]/gm;

/** A text without its line numbers, which models leave out of quotes; undefined if it has none. */
export function withoutLineNumbers(text: string): string | undefined {
  const plain = text.replace(LINE_NUMBERS, "");
  return plain === text ? undefined : plain;
}

/** One side of a patch: `+` for the new text, `-` for the old one. */
export function sideOfPatch(patch: string, side: "+" | "-"): string {
  const other = side === "+" ? "-" : "+";
  return patch.split("\n")
    .filter((line) => !line.startsWith(other) && !line.startsWith("@@"))
    .join("\n")
    .replace(PATCH_MARKS, "");
}
