/** At most so many items of a list, the first and the last of them, in their order. */
export function firstAndLast<Item>(items: readonly Item[], limit: number): Item[] {
  if (items.length <= limit) return [...items];
  if (limit <= 0) return [];
  const firsts = Math.ceil(limit / 2);
  return [...items.slice(0, firsts), ...items.slice(items.length - (limit - firsts))];
}
