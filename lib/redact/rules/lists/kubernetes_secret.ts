/** Documents of Kubernetes with `kind: Secret`: every value below `data` and `stringData`, whatever its key is. */
import { type Report, WEIGHT } from "../../finding.ts";
import { type Member, membersAround } from "../named/json_members.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { lineAround, nextLine, previousLine, type ShownLine } from "../shown_lines.ts";

/** The API server takes a megabyte; documents in logs are shorter by far. */
const MAX_DOCUMENT_CHARACTERS = 1 << 18;

const KIND = /(?<![\w.-])(\\{0,15}["']|)kind\1\s{0,4}:\s{0,4}(\\{0,15}["']|)$/;

/** Finds them at the word `Secret`; each stretch of a text is looked through once. */
export function createKubernetesFinder(text: string, report: Report): (at: number) => void {
  let covered = 0;
  return (at) => {
    if (at < covered || /[\w-]/.test(text.charAt(at + "Secret".length))) return;
    const head = KIND.exec(text.slice(Math.max(0, at - 60), at));
    if (head === null) return;
    const [whole, keyQuote = "", valueQuote = ""] = head;
    const kind = at - whole.length;
    const line = lineAround(text, kind);
    const isYaml = keyQuote === "" && line !== undefined && line.content === kind;
    if (isYaml) {
      covered = findInYaml(text, line, covered, report);
    } else if (valueQuote !== "") {
      const { members, end } = membersAround(text, kind, valueQuote, {
        from: Math.max(covered, kind - MAX_DOCUMENT_CHARACTERS),
        to: kind + MAX_DOCUMENT_CHARACTERS,
      });
      findInMembers(text, members, valueQuote, report);
      covered = end;
    }
  };
}

function isData(key: string | undefined): boolean {
  return key === "data" || key === "stringData";
}

function findInMembers(text: string, members: readonly Member[], quote: string, report: Report): void {
  for (const { key, start, end, isText } of members) {
    if (isText || !isData(key)) continue;
    for (const value of membersAround(text, start, quote, { from: start, to: end }).members) {
      if (value.isText) reportValue(text, value.start, value.end, report);
    }
  }
}

/** The lines of one document: from `kind` up and down, as long as they are not less indented. */
function findInYaml(text: string, kind: ShownLine, floor: number, report: Report): number {
  const above: ShownLine[] = [];
  const stop = Math.max(floor, kind.start - MAX_DOCUMENT_CHARACTERS);
  let isOpen = !beginsItem(text, kind);
  for (let line = previousLine(text, kind); isOpen && line !== undefined; line = previousLine(text, line)) {
    if (line.start < stop || !isOf(text, line, kind)) break;
    above.push(line);
    isOpen = !(line.column === kind.column && beginsItem(text, line));
  }
  const below: ShownLine[] = [];
  let end = kind.end;
  for (let line = nextLine(text, kind); line !== undefined; line = nextLine(text, line)) {
    if (line.start > kind.start + MAX_DOCUMENT_CHARACTERS || !isOf(text, line, kind)) break;
    if (line.column === kind.column && beginsItem(text, line)) break;
    below.push(line);
    end = line.end;
  }
  findInLines(text, [...above.reverse(), kind], kind.column, report);
  findInLines(text, below, kind.column, report);
  return end;
}

function isOf(text: string, line: ShownLine, kind: ShownLine): boolean {
  if (line.content === line.end) return !/-{3}$/.test(text.slice(line.start, line.end));
  if (line.column < kind.column) return false;
  return line.column > kind.column || !text.startsWith("kind:", line.content);
}

/** `- apiVersion: v1`, the first line of an item of a list. */
function beginsItem(text: string, { content }: ShownLine): boolean {
  return text.slice(content - 2, content) === "- ";
}

const ENTRY = /(["']?)([\w.$/-]{1,253})\1:(?:[ \t]+|$)/y;
const BLOCK = /^[|>][+-]?[0-9]?[+-]?(?:\s+#.*)?$/;

function findInLines(text: string, lines: readonly ShownLine[], column: number, report: Report): void {
  let isIn = false;
  let keyColumn = 0;
  let block: { readonly start: number; end: number } | undefined;
  const closeBlock = () => {
    if (block !== undefined) reportValue(text, block.start, block.end, report);
    block = undefined;
  };
  for (const line of lines) {
    if (line.content === line.end) continue;
    const entry = entryOf(text, line);
    if (line.column <= column) {
      closeBlock();
      isIn = isData(entry?.key);
      keyColumn = 0;
      // `data: {password: x}`
      if (isIn && entry !== undefined) findInFlow(text, entry.value, line.end, report);
    } else if (isIn) {
      if (keyColumn === 0) keyColumn = line.column;
      if (line.column > keyColumn || entry === undefined) {
        block ??= { start: line.content, end: line.end };
        block.end = line.end;
      } else {
        closeBlock();
        const value = text.slice(entry.value, line.end);
        if (value !== "" && !BLOCK.test(value)) block = { start: entry.value, end: line.end };
      }
    }
  }
  closeBlock();
}

function entryOf(
  text: string,
  line: ShownLine,
): { readonly key: string; readonly value: number } | undefined {
  const content = text.slice(line.content, line.end);
  ENTRY.lastIndex = 0;
  const match = ENTRY.exec(content);
  return match === null ? undefined : { key: match[2] ?? "", value: line.content + match[0].length };
}

function findInFlow(text: string, start: number, end: number, report: Report): void {
  const flow = text.slice(start, end);
  if (!flow.startsWith("{")) return;
  for (const { 1: head = "", 2: value = "", index } of flow.matchAll(/([\w.-]["']?:\s*["']?)([^\s"',}]+)/g)) {
    const at = start + index + head.length;
    reportValue(text, at, at + value.length, report);
  }
}

/** What says that there is no value. */
const EMPTY = /^(?:true|false|null|[{[].{0,3}[}\]])$/;

function reportValue(text: string, start: number, end: number, report: Report): void {
  const quoted = /^(["']?)([^]*?)\1$/.exec(text.slice(start, end).trimEnd());
  const [, quote = "", value = ""] = quoted ?? [];
  if (
    !/[A-Za-z0-9]/.test(value) || EMPTY.test(value) || (value.length < 200 && looksLikePlaceholder(value))
  ) return;
  const first = start + quote.length;
  report({ start: first, end: first + value.length, kind: "kubernetes-secret", weight: WEIGHT.context });
}
