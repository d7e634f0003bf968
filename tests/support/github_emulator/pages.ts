/** Lists in pages, with the `link` header that GitHub's clients follow. */

import { type Answer, ok } from "./answers.ts";
import type { Call } from "./router.ts";

const DEFAULT_PAGE_SIZE = 30; // GitHub's
const MAX_PAGE_SIZE = 100; // GitHub's; more is taken as this

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** The page that `?page` and `?per_page` ask for. */
export function pageOf<T>(call: Call, items: readonly T[]): Page<T> {
  const size = Math.min(positive(call.query.get("per_page")) ?? DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE);
  const page = positive(call.query.get("page")) ?? 1;
  const last = Math.max(1, Math.ceil(items.length / size));
  const links = [
    ...(page > 1 ? [link(call.url, page - 1, "prev")] : []),
    ...(page < last ? [link(call.url, page + 1, "next"), link(call.url, last, "last")] : []),
    ...(page > 1 ? [link(call.url, 1, "first")] : []),
  ];
  return {
    items: items.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(", ") },
  };
}

/** A page of a plain list, each item as JSON. */
export function listAnswer<T>(call: Call, items: readonly T[], render: (item: T) => unknown): Answer {
  const page = pageOf(call, items);
  return ok(page.items.map(render), 200, page.headers);
}

/** A page of a list that GitHub wraps: `{total_count, <name>: […]}`. */
export function countedAnswer<T>(
  call: Call,
  name: string,
  items: readonly T[],
  render: (item: T) => unknown,
): Answer {
  const page = pageOf(call, items);
  return ok({ total_count: items.length, [name]: page.items.map(render) }, 200, page.headers);
}

function link(url: URL, page: number, relation: string): string {
  const target = new URL(url);
  target.searchParams.set("page", String(page));
  return `<${target.href}>; rel="${relation}"`;
}

function positive(text: string | null): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
