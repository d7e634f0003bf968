/** The YAML between `---` lines on top of a document. */

import { parseDocument } from "yaml";

/** What is read of frontmatter; nothing of it is required. */
export interface Frontmatter {
  readonly title: string | undefined;
  readonly readWhen: readonly string[];
  readonly tripwires: readonly { readonly action: string; readonly warning: string }[];
  /** Lines that it takes, with its delimiters; 0 where there is none. */
  readonly lines: number;
  /** Why it, or a part of it, could not be read. */
  readonly problem: string | undefined;
}

/** Lines. More is a document that begins with a rule. */
const MAX_LINES = 400;

/** Characters. More is no frontmatter that a person wrote. */
const MAX_CHARACTERS = 32_000;

const NONE: Frontmatter = { title: undefined, readWhen: [], tripwires: [], lines: 0, problem: undefined };

/** Reads the frontmatter of a document's lines (without line ends). Never throws. */
export function readFrontmatter(lines: readonly string[]): Frontmatter {
  if (lines[0]?.trimEnd() !== "---") return NONE;
  const end = lines.slice(1, MAX_LINES).findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line)) + 1;
  if (end === 0) return NONE;
  const counted = { ...NONE, lines: end + 1 };
  const text = lines.slice(1, end).join("\n");
  if (text.length > MAX_CHARACTERS) return { ...counted, problem: "it is too large" };
  let value: unknown;
  try {
    const yaml = parseDocument(text, { prettyErrors: false });
    if (yaml.errors[0] !== undefined) return { ...counted, problem: oneLine(yaml.errors[0].message) };
    // Aliases may name each other until the memory is full.
    value = yaml.toJS({ maxAliasCount: 0 });
  } catch (error) {
    return { ...counted, problem: oneLine(String(error)) };
  }
  if (value === null || value === undefined) return counted;
  if (typeof value !== "object" || Array.isArray(value)) {
    return { ...counted, problem: "it is no table of fields" };
  }
  return { ...counted, ...fieldsOf(value as Record<string, unknown>) };
}

function fieldsOf(fields: Readonly<Record<string, unknown>>): Partial<Frontmatter> {
  const { title, read_when: readWhen, tripwires } = fields;
  const entries = Array.isArray(tripwires)
    ? tripwires
    : tripwires === undefined || tripwires === null
    ? []
    : [tripwires];
  const read = entries.flatMap((entry) => {
    const { action, warning } = (typeof entry === "object" && entry !== null ? entry : {}) as Record<
      string,
      unknown
    >;
    return typeof action === "string" && typeof warning === "string"
      ? [{ action: oneLine(action), warning: oneLine(warning) }]
      : [];
  });
  const wanted = Array.isArray(readWhen)
    ? readWhen
    : readWhen === undefined || readWhen === null
    ? []
    : [readWhen];
  const texts = wanted.filter((entry) => typeof entry === "string").map(oneLine).filter((entry) =>
    entry !== ""
  );
  const problems = [
    ...(texts.length < wanted.length ? ["read_when holds something that is no text"] : []),
    ...(read.length < entries.length ? ["a tripwire lacks its action or warning"] : []),
  ];
  return {
    title: typeof title === "string" && title.trim() !== "" ? oneLine(title) : undefined,
    readWhen: texts,
    tripwires: read,
    problem: problems.length === 0 ? undefined : problems.join("; "),
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
