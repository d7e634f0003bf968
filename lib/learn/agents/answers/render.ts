/** Pieces that the agents' Markdown files have in common. */

import type { Citation } from "../../citation.ts";
import { oneLine, prose } from "../../plan/markdown.ts";
import { citedSessions, renderCitations } from "../../plan/render_citations.ts";

/** A file: its heading, and its sections with empty lines between. */
export function document(title: string, sections: readonly string[]): string {
  return `${[`# ${title}`, ...sections.filter((section) => section !== "")].join("\n\n")}\n`;
}

/** A section with an entry for each thing found, or a line that says that there is nothing. */
export function section(heading: string, entries: readonly string[]): string {
  return [`## ${heading}`, ...(entries.length === 0 ? ["None found."] : entries)].join("\n\n");
}

/** An entry: its title, fields that hold something, and what it rests on. */
export function entry(
  title: string,
  fields: Readonly<Record<string, string>>,
  citations: readonly Citation[],
): string {
  const lines = Object.entries(fields)
    .filter(([, text]) => text.trim() !== "")
    .map(([name, text]) => `- **${name}:** ${oneLine(text)}`);
  const places = renderCitations(citations, { sessions: citedSessions(citations) }).map((line) =>
    `  ${line}`
  );
  const evidence = places.length === 0
    ? ["- **Evidence:** none could be verified"]
    : ["- **Evidence:**", ...places];
  return [`### ${oneLine(title) || "Untitled"}`, "", ...lines, ...evidence].join("\n");
}

/** A summary as a paragraph; empty if there is none. */
export function paragraph(text: string): string {
  return prose(text);
}
