/** The pages of a REST list, each of them a list. */

import { failureError } from "./request_failure.ts";

/** A list of 100,000 entries is none of GitHub's: whoever sends it has no end in mind. */
const MAX_PAGES = 1_000;

/**
 * Stops following pages.
 *
 * @throws what `describeFailure` reads, if a list has more pages than any list of GitHub's has.
 */
export function refusePage(number: number): void {
  if (number > MAX_PAGES) throw failureError("too-large", `the list has more than ${MAX_PAGES} pages`);
}

interface Answered {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

/**
 * Follows `link` headers from the first page to the last. Octokit's own iterator isn't used: a refusal (409) and an answer
 * without a list are empty pages to it, and comments that couldn't be read would be none.
 *
 * @throws what `describeFailure` reads, if a page is no list or the pages have no end.
 */
export async function* listPages(
  first: string,
  read: (url: string) => Promise<Answered>,
  field: string | undefined,
): AsyncGenerator<readonly unknown[]> {
  const seen = new Set<string>();
  for (let url: string | undefined = first; url !== undefined;) {
    if (seen.has(url)) throw failureError("malformed", "a page of the list is followed by one before it");
    seen.add(url);
    refusePage(seen.size);
    const { headers, data }: Answered = await read(url);
    yield entriesIn(data, field);
    url = /<([^<>]+)>;\s*rel="next"/.exec(String(headers["link"] ?? ""))?.[1];
  }
}

function entriesIn(data: unknown, field: string | undefined): readonly unknown[] {
  const list = field === undefined ? data : (data as Record<string, unknown> | null | undefined)?.[field];
  if (Array.isArray(list)) return list;
  throw failureError("malformed", `${field ?? "the answer"}: it is no list`);
}
