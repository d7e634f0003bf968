/** What GraphQL objects are made of here: plain values, and functions for the fields that take arguments. */

import type { Viewer } from "./access.ts";
import type { World } from "./state.ts";

/** An object of the schema. Its fields are values, or functions of the field's arguments. */
export interface GraphNode {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** Arguments of a field, as the query gave them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What nodes are made from. */
export interface GraphContext {
  readonly world: World;
  readonly viewer: Viewer;
}

/** An error in GitHub's form: with a `type` beside the message. */
export class GraphFailure extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const MAX_PAGE_SIZE = 100; // GitHub's

/**
 * A page of a list as a connection: `first`/`after` or `last`/`before`. Cursors name an item, not a place, so that
 * pages stay right while items are added.
 */
export function connection<T extends { readonly id: string }>(
  field: string,
  items: readonly T[],
  args: Arguments,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const first = pageSize(field, "first", args);
  const last = pageSize(field, "last", args);
  if (first === undefined && last === undefined) {
    throw new GraphFailure(
      "MISSING_PAGINATION_BOUNDARIES",
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${field}\` connection.`,
    );
  }
  const start = args["after"] == null ? 0 : indexOf(items, args["after"]) + 1;
  const end = args["before"] == null ? items.length : indexOf(items, args["before"]);
  let page = items.slice(start, end);
  if (first !== undefined) page = page.slice(0, first);
  if (last !== undefined) page = page.slice(Math.max(0, page.length - last));
  const firstIndex = page[0] === undefined ? start : items.indexOf(page[0]);
  return {
    totalCount: items.length,
    nodes: page,
    edges: page.map((node) => ({ node, cursor: cursorOf(node) })),
    pageInfo: {
      hasNextPage: firstIndex + page.length < items.length,
      hasPreviousPage: firstIndex > 0,
      startCursor: page[0] === undefined ? null : cursorOf(page[0]),
      endCursor: page.at(-1) === undefined ? null : cursorOf(page.at(-1)),
    },
    ...more,
  };
}

/** Orders by a time field, as `orderBy: {field, direction}` says; undefined keeps the order. */
export function ordered<T extends GraphNode>(items: readonly T[], orderBy: unknown): T[] {
  const order = orderBy as { readonly field?: string; readonly direction?: string } | undefined | null;
  if (order == null) return [...items];
  const key = order.field === "UPDATED_AT" ? "updatedAt" : "createdAt";
  const direction = order.direction === "DESC" ? -1 : 1;
  return items.toSorted((a, b) =>
    direction *
    (String(a[key]).localeCompare(String(b[key])) || Number(a["number"] ?? 0) - Number(b["number"] ?? 0))
  );
}

/** Whether a list argument is absent or has the value. */
export function includes(list: unknown, value: unknown): boolean {
  return !Array.isArray(list) || list.length === 0 || list.includes(value);
}

function pageSize(field: string, name: "first" | "last", args: Arguments): number | undefined {
  const value = args[name];
  if (typeof value !== "number") return undefined;
  if (value < 0) {
    throw new GraphFailure(
      "INVALID_PAGINATION",
      `\`${name}\` on the \`${field}\` connection cannot be less than zero.`,
    );
  }
  if (value > MAX_PAGE_SIZE) {
    throw new GraphFailure(
      "EXCESSIVE_PAGINATION",
      `Requesting ${value} records on the \`${field}\` connection exceeds the \`${name}\` limit of ${MAX_PAGE_SIZE} records.`,
    );
  }
  return value;
}

function cursorOf(item: { readonly id: string } | undefined): string {
  return btoa(`cursor:v2:${item?.id}`);
}

function indexOf(items: readonly { readonly id: string }[], cursor: unknown): number {
  const index = items.findIndex((item) => cursorOf(item) === cursor);
  if (index < 0) {
    throw new GraphFailure("INVALID_CURSOR_ARGUMENTS", `\`${cursor}\` does not appear to be a valid cursor.`);
  }
  return index;
}
