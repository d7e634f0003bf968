/**
 * Values as YAML that every reader takes for the same value: YAML 1.2 here, PyYAML's 1.1 in the older program,
 * which finds blocks by regular expressions. Strings are quoted wherever one of them could see something else.
 */

/** What a metadata field may hold. */
export type YamlValue =
  | string
  | number
  | boolean
  | null
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

/** What readers of YAML 1.1 take for booleans or null, and some of them for a number. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|e-?[0-9_]+)$/i;
/** Starting with a letter, it is no number, date or indicator in any version. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_./-]*$/;
/** One line of characters that PyYAML takes unescaped and no reader for a line end. */
const PRINTABLE = /^[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;
/** Would end the block, its fence or its folded section for a reader that looks for the text alone. */
const MARKER = /<[!/]|-->|```/g;

/** Counts the marks in a text by which metadata blocks are found. */
export function countMarks(text: string): number {
  return text.match(MARKER)?.length ?? 0;
}

/** A value on one line: for a field that is set in an existing block. */
export function renderYamlValue(value: YamlValue): string {
  if (typeof value === "string") return renderString(value);
  if (Array.isArray(value)) return `[${value.map(renderYamlValue).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]) =>
      `${renderString(key)}: ${renderYamlValue(item)}`
    );
    return `{${entries.join(", ")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`${value} has no place in a block`);
  }
  return String(value);
}

/** Fields as lines, lists and maps indented below their keys: for a new block. */
export function renderYamlFields(
  fields: Iterable<readonly [key: string, value: YamlValue]>,
  indentation = "",
): string[] {
  return Array.from(fields).flatMap(([key, value]) => {
    const name = `${indentation}${renderString(key)}:`;
    if (Array.isArray(value) && value.length > 0) return [name, ...renderList(value, indentation)];
    if (isFilledMap(value)) return [name, ...renderYamlFields(Object.entries(value), `${indentation}  `)];
    return [`${name} ${renderYamlValue(value)}`];
  });
}

function renderList(items: readonly YamlValue[], indentation: string): string[] {
  return items.flatMap((item) => {
    if (!isFilledMap(item)) return [`${indentation}- ${renderYamlValue(item)}`];
    const lines = renderYamlFields(Object.entries(item), `${indentation}  `);
    return lines.map((line, index) =>
      index === 0 ? `${indentation}- ${line.slice(indentation.length + 2)}` : line
    );
  });
}

function isFilledMap(value: YamlValue): value is { readonly [key: string]: YamlValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    Object.keys(value).length > 0;
}

function renderString(text: string): string {
  if (PLAIN.test(text) && !RESERVED.test(text)) return text;
  const breaks = countMarks(text) > 0;
  if (!breaks && PRINTABLE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return `"${Array.from(text, (character) => escaped(character, breaks)).join("")}"`;
}

function escaped(character: string, hidesMarkers: boolean): string {
  if (character === "\\" || character === '"') return `\\${character}`;
  if (character === "\n") return "\\n";
  if (PRINTABLE.test(character) && !(hidesMarkers && "<>`".includes(character))) return character;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, "0")}`
    : `\\u${code.toString(16).padStart(4, "0")}`;
}
