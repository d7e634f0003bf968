/** What a plan's issue is called. */

import { publishableTitle } from "../../github/markdown/publishable_markdown.ts";
import { MAX_TITLE_CHARACTERS } from "../../github/plan/issue_writes.ts";
import { readMarkdownStructure } from "../../github/markdown/markdown_structure.ts";
import { unescaped } from "./markdown.ts";

/** What stands before the title of each type of plan. */
const TITLE_TAGS = { learn: "[erk-learn]", standard: "[erk-plan]" } as const;

export type PlanType = keyof typeof TITLE_TAGS;

/**
 * The plan's first heading of the first level, else its first heading, without Markdown's escapes: titles are plain text. `undefined`
 * without one that has letters.
 */
export function planHeading(markdown: string): string | undefined {
  const { headings } = readMarkdownStructure(markdown);
  const named = headings.filter(({ text }) => /\p{L}/u.test(text));
  const heading = named.find(({ level }) => level === 1) ?? named[0];
  return heading === undefined ? undefined : unescaped(heading.text);
}

/** The tag and the heading, in one line that GitHub takes and that refers to nothing. */
export function planTitle(heading: string, type: PlanType): string {
  const tag = TITLE_TAGS[type];
  const words = publishableTitle(heading);
  const bare = words.startsWith(tag) ? words.slice(tag.length).trim() : words;
  const title = `${tag} ${bare}`;
  if (title.length <= MAX_TITLE_CHARACTERS) return title;
  return `${title.slice(0, MAX_TITLE_CHARACTERS - 1).trimEnd()}…`.toWellFormed();
}
