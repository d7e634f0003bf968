/** Pieces of Markdown. */

/** A part of a page; none where there is no text. */
export function section(title: string, text: string): string {
  return text === "" ? "" : `## ${title}\n\n${text}`;
}

/** A table; none without rows. `deno fmt` aligns it. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Code in a cell or a sentence. */
export function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

/** Text in a cell: no HTML, no further columns. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replace(/\s+/g, " ");
}

/** A block of code. */
export function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
