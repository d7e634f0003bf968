/** What was worked into documents, for the pull request that proposes it: each document, its citations, what is left for a person. */

import { counted } from "../../wording.ts";
import { publishableMarkdown } from "../../github/markdown/publishable_markdown.ts";
import type { Citation } from "../citation.ts";
import { codeSpan, oneLine, tableCell } from "../plan/markdown.ts";
import type { Ground, PlannedChanges } from "./plan_changes.ts";

/** Citations of one change at most: a reviewer reads no more, and the learn plan has all. */
const MAX_CITATIONS = 5;

/** Characters of a quote. */
const MAX_QUOTE = 300;

/** GitHub takes 65,536 characters; the rest is for what callers add. */
const MAX_CHARACTERS = 60_000;

/** Where the changes come from. */
export interface ChangesOrigin {
  readonly issueNumber: number;
  readonly title: string;
  /** `anthropic`, `claude-code`, `offline`. */
  readonly engine: string;
  /** `path:line` of review threads by their ids. */
  readonly threads?: Readonly<Record<string, string>> | undefined;
}

/** Markdown for the pull request's body: it names nobody and refers to the plan alone. Redact it like anything that leaves the machine. */
export function renderChanges({ changes, left }: PlannedChanges, origin: ChangesOrigin): string {
  const { issueNumber, title, engine, threads = {} } = origin;
  const made = engine === "offline" ? "by rules, without a model" : `by language models (${engine})`;
  const lines = [
    `Documentation that plan #${issueNumber} taught: **${
      oneLine(title)
    }**. Drafted ${made}; every quote below was compared with ` +
    "the materials word for word. Please review it as you would a colleague's draft.",
    "",
    "| document | what |",
    "| --- | --- |",
    ...changes.map(({ path, kind, titles, tripwires }) => {
      const parts = [...titles.map(tableCell), ...(tripwires === 0 ? [] : [counted(tripwires, "tripwire")])];
      return `| ${codeSpan(path)} (${kind}) | ${parts.join("; ")} |`;
    }),
  ];
  for (const { path, grounds } of changes) {
    lines.push(
      "",
      `### What ${codeSpan(path)} rests on`,
      "",
      ...grounds.flatMap((ground) => groundLines(ground, threads)),
    );
  }
  if (left.length > 0) {
    lines.push(
      "",
      "### Left for a person",
      "",
      ...left.map(({ title, location, reason }) =>
        `- ${oneLine(title)} (${codeSpan(location)}): ${oneLine(reason)}`
      ),
    );
  }
  // The server's own addresses stand in code, where they refer to nothing.
  const place = { serverUrl: "", repository: { owner: "", name: "" }, linkedIssues: [issueNumber] };
  return cutLines(publishableMarkdown(lines.join("\n"), place).split("\n"));
}

/** With each change its own quotes: one must not seem to rest on another's. */
function groundLines({ title, citations }: Ground, threads: Readonly<Record<string, string>>): string[] {
  const distinct = [...new Map(citations.map((citation) => [JSON.stringify(citation), citation])).values()];
  if (distinct.length === 0) {
    return [`- ${oneLine(title)}: **no quote could be verified.** Check it before you merge.`];
  }
  const shown = distinct.slice(0, MAX_CITATIONS).map((citation) => `  ${citationLine(citation, threads)}`);
  const more = distinct.length - shown.length;
  return [
    `- ${oneLine(title)}`,
    ...shown,
    ...(more > 0 ? [`  - and ${more} more in the learn plan`] : []),
  ];
}

function citationLine({ source, ref, quote }: Citation, threads: Readonly<Record<string, string>>): string {
  const text = quote.length > MAX_QUOTE ? `${quote.slice(0, MAX_QUOTE).trimEnd()} …` : quote;
  const at = source === "review-thread" && Object.hasOwn(threads, ref) ? threads[ref] : undefined;
  const place = at === undefined ? codeSpan(`${source} ${ref}`) : `review of ${codeSpan(at)}`;
  return `- ${place}: ${codeSpan(text)}`;
}

function cutLines(lines: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > MAX_CHARACTERS) return `${kept.join("\n")}\n\nThe rest was cut: it is in the learn plan.\n`;
    kept.push(line);
  }
  return `${kept.join("\n")}\n`;
}
