/** Values that are no secrets although they look like it: a project's documented example keys, say. */
import type { Finding } from "./finding.ts";

/** Leaves out the findings whose whole text is an allowed value. */
export type AllowList = (text: string, findings: Finding[]) => Finding[];

/**
 * Makes an allow list of exact values. They come from the configuration alone; a log can't allow anything.
 *
 * Apply it to merged findings: then a rule that knows only a part of an allowed value is overruled, and a longer
 * secret around the value is not. A share of a secret that lies in several places (it has a replacement) never
 * counts as the whole value.
 */
export function createAllowList(values: readonly string[]): AllowList {
  if (values.length === 0) return (_text, findings) => findings;
  const allowed = new Set(values);
  return (text, findings) =>
    findings.filter(({ start, end, replacement }) =>
      (replacement !== undefined && replacement !== "~") || !allowed.has(text.slice(start, end))
    );
}
