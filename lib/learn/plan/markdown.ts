/**
 * Text from outside inside our Markdown: it may be emphasised and hold code, but can't become HTML, links, headings or
 * mentions, end a fence, or pass for a metadata block. Addresses, which GitHub makes links of by themselves, become code.
 */

/** Beginnings of lines that start something else than a paragraph or a list. */
const BLOCK_START = /^(?=#{1,6}(?:\s|$)|>|[+=|~]|-(?!\s)|(?:[*_-]\s*){3,}$)/;
/** Where GitHub makes a link of what is no link yet, without the punctuation that ends the sentence. */
const ADDRESS =
  /(?<![A-Za-z0-9])(?:(?:https?|ftp):\/\/|www\.)(?=[^\s<>`\\])[^\s<>`\\]*[^\s<>`\\?!.,:;*_~'")\]]/gi;
/** After anything but a word, as GitHub finds them. */
const MENTION = /(?<!\w)@[A-Za-z0-9][\w-]*(?:[/@][\w.-]*)*/g;

/** Paragraphs and lists; line ends stay. */
export function prose(text: string): string {
  return text.split(/\r\n|\r|\n/).map((line) => inlineMarkdown(line.trim())).join("\n").trim()
    .replace(/\n{3,}/g, "\n\n");
}

/** Text from outside as Markdown on one line. */
export function oneLine(text: string): string {
  return inlineMarkdown(text.replace(/\s+/g, " ").trim());
}

/** Text from outside as Markdown in a table cell. */
export function tableCell(text: string): string {
  return oneLine(text).replaceAll("|", "\\|");
}

/** Text word for word, on one line, as code. */
export function codeSpan(text: string): string {
  const line = withoutMarkers(text.replace(/\s+/g, " ").trim());
  if (line === "") return "";
  const ticks = "`".repeat(longestRun(line, "`") + 1);
  // A space that belongs to neither side, as CommonMark has it.
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${ticks}${space}${line}${space}${ticks}`;
}

/** Text word for word between fences that it can't end. */
export function fenced(text: string, language = ""): string {
  const content = withoutMarkers(text.replace(/\r\n?/g, "\n").replace(/^\n+/, "").trimEnd());
  const fence = "`".repeat(Math.max(3, longestRun(content, "`") + 1));
  return `${fence}${language}\n${content}\n${fence}`;
}

/** Metadata blocks are found by text alone, wherever it stands: what looks like the mark of one is parted. */
function withoutMarkers(text: string): string {
  return text.replace(/<!--(?=\s*\/?[ \t]{0,4}erk:metadata-block)/gi, "<! --");
}

function inlineMarkdown(line: string): string {
  const pieces: string[] = [];
  let end = 0;
  for (const span of codeSpans(line)) {
    pieces.push(...proseOf(line.slice(end, span.start)), withoutMarkers(line.slice(span.start, span.end)));
    end = span.end;
  }
  pieces.push(...proseOf(line.slice(end)));
  return apart(pieces.filter((piece) => piece !== "")).join("").replace(BLOCK_START, "\\");
}

/** What is no code, with its addresses as code. */
function proseOf(text: string): string[] {
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    pieces.push(escaped(text.slice(end, index)), `\`${address}\``);
    end = index + address.length;
  }
  return [...pieces, escaped(text.slice(end))];
}

/** With a space where code would touch code, as a mention became code, too. */
function apart(pieces: readonly string[]): string[] {
  return pieces.map((piece, index) => {
    const before = pieces[index - 1] ?? "";
    const touches = piece.startsWith("`") && before.endsWith("`") && !before.endsWith("\\`");
    return touches ? ` ${piece}` : piece;
  });
}

/** Where code stands: from a run of backticks to the next one of the same length. */
function codeSpans(line: string): { start: number; end: number }[] {
  const runs = [...line.matchAll(/`+/g)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
  // Looked up, not searched for: a line of runs of many lengths would take quadratic time.
  const next = new Map<number, number>();
  const closing = runs.map(() => -1);
  for (let index = runs.length - 1; index >= 0; index--) {
    const length = lengthOf(runs[index]);
    closing[index] = next.get(length) ?? -1;
    next.set(length, index);
  }
  const spans: { start: number; end: number }[] = [];
  for (let index = 0; index < runs.length; index++) {
    const opening = runs[index];
    const end = closing[index] ?? -1;
    const closer = runs[end];
    if (opening === undefined || closer === undefined) continue;
    spans.push({ start: opening.start, end: closer.end });
    index = end;
  }
  return spans;
}

function lengthOf(run: { start: number; end: number } | undefined): number {
  return run === undefined ? 0 : run.end - run.start;
}

function escaped(text: string): string {
  return text
    .replace(/[\\`]/g, "\\$&")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/\](?=[([:])/g, "\\]")
    .replace(MENTION, "`$&`");
}

/** The text that escaped Markdown stands for: the inverse of the escapes made here, and of most others. */
export function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}

function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const found of text) {
    run = found === character ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
