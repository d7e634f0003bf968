/** What a reader of Markdown takes for text, and not for code: written after CommonMark, not after our writer. */

/** A text without fenced blocks and code spans; a space stands for each, and for an escaped character. */
export function outsideOfCode(markdown: string): string {
  const withoutFences = markdown.replace(/^(`{3,})[^`\n]*\n[^]*?\n\1$/gm, "");
  return withoutFences.split("\n").map(outsideOfSpans).join("\n");
}

function outsideOfSpans(line: string): string {
  let outside = "";
  for (let at = 0; at < line.length;) {
    if (line[at] === "\\") {
      outside += " ";
      at += 2;
      continue;
    }
    const run = /^`+/.exec(line.slice(at))?.[0].length ?? 0;
    if (run === 0) {
      outside += line[at++];
      continue;
    }
    const runs = [...line.slice(at + run).matchAll(/`+/g)];
    const closing = runs.find(([marks]) => marks.length === run);
    outside += " ";
    at += run + (closing === undefined ? 0 : closing.index + run);
  }
  return outside;
}
