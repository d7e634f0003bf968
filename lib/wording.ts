/** Counts and lists as sentences tell them. */

/** `1 session`, `2 sessions`; `plural` where it isn't made with an s. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** `a, b, c and 4 more`: the first names, at most `most` of them, and how many others there are. */
export function listed(names: readonly (string | number)[], most: number): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
