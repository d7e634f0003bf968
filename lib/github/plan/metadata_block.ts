/**
 * Metadata blocks: YAML in a folded section between HTML comments, in an issue's body or a comment.
 *
 *     <!-- erk:metadata-block:KEY -->
 *     <details>
 *     <summary><code>KEY</code></summary>
 *
 *     ```yaml
 *
 *     field: value
 *
 *     ```
 *
 *     </details>
 *     <!-- /erk:metadata-block:KEY -->
 */

import { isMap, isNode, isScalar, parseDocument } from "yaml";
import { messageOf } from "../../user_error.ts";
import { renderYamlFields, type YamlValue } from "./yaml_value.ts";

/** The line above a block. */
export const WARNING_LINE = "<!-- WARNING: Machine-generated. Manual edits may break erk tooling. -->";

/** Its content is Markdown, and the Markdown may show metadata blocks. */
const MARKDOWN_KEY = "plan-body";

/** A stretch of a text, in UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A block as it stands in a text. */
export interface BlockSection extends Range {
  readonly key: string;
  /** Between the two comments. */
  readonly content: Range;
}

/** A block that was read. */
export interface MetadataBlock extends BlockSection {
  /** Between the lines of the fence. */
  readonly yaml: Range;
  readonly fields: ReadonlyMap<string, unknown>;
  /** The unquoted values as written: a gist id `1234e567` is a number for YAML, but not for us. */
  readonly writtenAs: ReadonlyMap<string, string>;
}

/** A block that can't be read. */
export interface SkippedBlock {
  readonly key: string;
  /** A sentence for people, without a full stop. It may quote the block. */
  readonly warning: string;
}

export interface MetadataReading {
  readonly blocks: readonly MetadataBlock[];
  readonly skipped: readonly SkippedBlock[];
}

/** Reads the blocks of a text in their order, without those that hold Markdown. Never throws. */
export function readMetadataBlocks(text: string): MetadataReading {
  const { sections, skipped } = findBlockSections(text);
  const blocks: MetadataBlock[] = [];
  for (const section of sections) {
    if (section.key === MARKDOWN_KEY) continue;
    const block = readSection(text, section);
    if (typeof block === "string") skipped.push(skip(section.key, block));
    else blocks.push(block);
  }
  return { blocks, skipped };
}

/** The readable block that counts for a key: the first. */
export function findMetadataBlock(text: string, key: string): MetadataBlock | undefined {
  return readMetadataBlocks(text).blocks.find((block) => block.key === key);
}

/** A new block with its warning line, without a line end after it. */
export function renderMetadataBlock(key: string, fields: Readonly<Record<string, YamlValue>>): string {
  return [
    WARNING_LINE,
    `<!-- erk:metadata-block:${key} -->`,
    "<details>",
    `<summary><code>${key}</code></summary>`,
    "",
    "```yaml",
    "",
    ...renderYamlFields(Object.entries(fields)),
    "",
    "```",
    "",
    "</details>",
    `<!-- /erk:metadata-block:${key} -->`,
  ].join("\n");
}

/** Where blocks are, whatever they hold. */
export function findBlockSections(text: string): { sections: BlockSection[]; skipped: SkippedBlock[] } {
  const markers = findMarkers(text);
  const sections: BlockSection[] = [];
  const skipped: SkippedBlock[] = [];
  let index = 0;
  while (index < markers.length) {
    const opening = markers[index++];
    if (opening === undefined || opening.closes) continue;
    const closingIndex = findClosing(markers, index, opening.key);
    const closing = markers[closingIndex];
    if (closing === undefined) {
      skipped.push(skip(opening.key, "its closing comment is missing"));
      continue;
    }
    const content = { start: opening.end, end: closing.start };
    sections.push({ key: opening.key, start: opening.start, end: closing.end, content });
    index = closingIndex + 1;
  }
  return { sections, skipped };
}

function skip(key: string, reason: string): SkippedBlock {
  return { key, warning: `metadata block ${key} is skipped: ${reason}` };
}

interface Marker extends Range {
  readonly closes: boolean;
  /** Empty for a closing comment without key. */
  readonly key: string;
}

function findMarkers(text: string): Marker[] {
  const expression = /<!--[ \t]*(\/?)erk:metadata-block(?::([\w.-]+))?[ \t]*-->/g;
  return [...text.matchAll(expression)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    closes: match[1] === "/",
    key: match[2] ?? "",
  })).filter((marker) => marker.closes || marker.key !== "");
}

/** Index of the comment that closes a block, -1 without one. */
function findClosing(markers: readonly Marker[], from: number, key: string): number {
  if (key === MARKDOWN_KEY) {
    // The last one, as the Markdown may show others.
    const keyed = markers.findLastIndex((marker, index) =>
      index >= from && marker.closes && marker.key === key
    );
    return keyed >= 0
      ? keyed
      : markers.findIndex((marker, index) => index >= from && marker.closes && marker.key === "");
  }
  for (let index = from; index < markers.length; index++) {
    const marker = markers[index];
    if (marker === undefined || !marker.closes) return -1;
    if (marker.key === "" || marker.key === key) return index;
  }
  return -1;
}

function readSection(text: string, section: BlockSection): MetadataBlock | string {
  const yaml = findYaml(text.slice(section.content.start, section.content.end));
  if (yaml === undefined) return "it has no yaml section";
  const range = { start: section.content.start + yaml.start, end: section.content.start + yaml.end };
  const read = readYamlFields(text.slice(range.start, range.end));
  return typeof read === "string" ? read : { ...section, ...read, yaml: range };
}

/** The fence closes before the end of the folded section: what looks like a fence in a value is part of the value. */
function findYaml(content: string): Range | undefined {
  const opening = /```ya?ml[ \t]*\r?\n/i.exec(content);
  if (opening === null) return undefined;
  const start = opening.index + opening[0].length;
  const sectionEnd = content.lastIndexOf("</details>");
  const end = content.lastIndexOf("```", sectionEnd < 0 ? content.length : sectionEnd);
  return end < start ? undefined : { start, end };
}

/** Reads a map of fields, or says in words why it can't. */
export function readYamlFields(source: string): Pick<MetadataBlock, "fields" | "writtenAs"> | string {
  try {
    // As PyYAML does, the last of two equal keys counts.
    const document = parseDocument(source, { uniqueKeys: false, logLevel: "error" });
    const error = document.errors[0];
    if (error !== undefined) {
      return `its YAML is not valid (${error.message.replace(/\s+/g, " ").slice(0, 200)})`;
    }
    if (!isMap(document.contents)) return "its YAML is not a list of fields";
    const fields = new Map<string, unknown>();
    const writtenAs = new Map<string, string>();
    for (const { key, value } of document.contents.items) {
      const name = String(isScalar(key) ? key.value : key);
      fields.set(name, isNode(value) ? value.toJS(document, { maxAliasCount: 100 }) : value ?? null);
      if (isScalar(value) && value.type === "PLAIN" && value.source !== undefined) {
        writtenAs.set(name, value.source);
      }
    }
    return { fields, writtenAs };
  } catch (error) {
    return `its YAML can't be read (${messageOf(error).slice(0, 200)})`;
  }
}
