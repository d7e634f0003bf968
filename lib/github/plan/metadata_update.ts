/** Changes fields of a metadata block and nothing else: not one other byte of the text around them. */

import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, isScalar, type Node, parseDocument, visit } from "yaml";
import { findMetadataBlock, readYamlFields, WARNING_LINE } from "./metadata_block.ts";
import { countMarks, renderYamlFields, renderYamlValue, type YamlValue } from "./yaml_value.ts";

export type FieldChanges = Readonly<Record<string, YamlValue>>;

/**
 * The text with the given fields set in its first readable block of this key. A new field goes to the end of the
 * block; a field that has the value already is left as it is written. Warning lines that older programs
 * left several times above the block become one.
 *
 * `undefined` if there is no such block, or none whose fields could be changed without changing others.
 */
export function updateMetadataBlock(text: string, key: string, changes: FieldChanges): string | undefined {
  const block = findMetadataBlock(text, key);
  if (block === undefined) return undefined;
  const missing = Object.entries(changes).filter(([name, value]) =>
    !isDeepStrictEqual(block.fields.get(name) ?? null, value)
  );
  const before = withSingleWarning(text.slice(0, block.start)) + text.slice(block.start, block.yaml.start);
  const source = text.slice(block.yaml.start, block.yaml.end);
  const after = text.slice(block.yaml.end);
  if (missing.length === 0) return before + source + after;
  const expected = [...new Map([...block.fields, ...missing])];
  for (const update of [updateInPlace, updateDocument, rewriteFields]) {
    const updated = update(source, missing);
    // A mark that was escaped before must not come to light.
    if (updated === undefined || countMarks(updated) > countMarks(source)) continue;
    const candidate = before + updated + after;
    const fields = findMetadataBlock(candidate, key)?.fields;
    if (fields !== undefined && isDeepStrictEqual([...fields], expected)) return candidate;
  }
  return undefined;
}

function withSingleWarning(before: string): string {
  const line = WARNING_LINE.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return before.replace(new RegExp(`(?:${line}\\s*){2,}$`), (repeated) => {
    return repeated.slice(repeated.lastIndexOf(WARNING_LINE));
  });
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Changes = readonly (readonly [name: string, value: YamlValue])[];

/** Only the values' own characters change. Where YAML's layout doesn't allow that, the result reads otherwise. */
function updateInPlace(source: string, changes: Changes): string | undefined {
  const document = parse(source);
  if (!isMap(document.contents)) return undefined;
  const lineEnd = source.includes("\r\n") ? "\r\n" : "\n";
  const added: string[] = [];
  const replacements: Replacement[] = [];
  for (const [name, value] of changes) {
    const pair = document.contents.items.findLast(({ key }) =>
      String(isScalar(key) ? key.value : key) === name
    );
    const range = (pair?.value as { range?: [number, number, number] } | null | undefined)?.range;
    if (pair === undefined) added.push(`${renderYamlValue(name)}: ${renderYamlValue(value)}`);
    else if (range === undefined) return undefined;
    else replacements.push(replacementOf(source, range, renderYamlValue(value)));
  }
  const replaced = replacements.toSorted((one, other) => other.start - one.start)
    .reduce((text, { start, end, text: value }) => text.slice(0, start) + value + text.slice(end), source);
  if (added.length === 0) return replaced;
  // After the last line that holds something; blank lines before the fence stay where they are.
  const content = replaced.trimEnd();
  return content + lineEnd + added.join(lineEnd) + (replaced.slice(content.length) || lineEnd);
}

function replacementOf(source: string, range: readonly [number, number, number], value: string): Replacement {
  // A value on lines of its own moves up to its key, and leaves its last line end behind.
  const [start, end] = [
    source.slice(0, range[0]).trimEnd().length,
    source.slice(0, range[1]).trimEnd().length,
  ];
  const isBelow = source.slice(start, range[0]).includes("\n");
  if (isBelow || end <= range[0]) return { start, end: Math.max(start, end), text: ` ${value}` };
  return { start: range[0], end, text: value };
}

/** The document written anew: its comments, order and values are kept, its layout isn't. */
function updateDocument(source: string, changes: Changes): string | undefined {
  const document = parse(source);
  try {
    replaceAliases(document);
    for (const [name, value] of changes) document.set(node(name), node(value));
    const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
    const lines = source.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;
    return lines.trimEnd() + source.slice(source.trimEnd().length);
  } catch {
    // YAML can be read that its writer refuses to write.
    return undefined;
  }
}

/** The fields alone: no comment and no layout is kept, but it can be written whatever it was. */
function rewriteFields(source: string, changes: Changes): string | undefined {
  const read = readYamlFields(source);
  if (typeof read === "string") return undefined;
  const fields = new Map([...read.fields as ReadonlyMap<string, YamlValue>, ...changes]);
  const lineEnd = source.includes("\r\n") ? "\r\n" : "\n";
  try {
    return ["", ...renderYamlFields(fields), "", ""].join(lineEnd);
  } catch {
    return undefined;
  }
}

/** A node that keeps the quotes which older readers need. */
function node(value: YamlValue): unknown {
  return parse(renderYamlValue(value)).contents;
}

/** An alias must not change with the field that it refers to. Alias bombs have been refused by the reader. */
function replaceAliases(document: Document): void {
  visit(document, {
    Alias(_key, alias) {
      const copy = alias.resolve(document)?.clone() as Node | undefined;
      if (copy !== undefined && "anchor" in copy) delete copy.anchor;
      return copy;
    },
  });
}

function parse(source: string): Document {
  return parseDocument(source, { uniqueKeys: false, logLevel: "error" });
}
