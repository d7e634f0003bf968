/** A rule that is one expression: where its keyword stands, it is tried, and its first group is the secret. */
import type { Report } from "../finding.ts";
import { reportPassword, type Stretch } from "./report.ts";

/** Reports what was found as something of its kind. */
export type Take = (report: Report, stretch: Stretch) => void;

/**
 * Takes the first group of an expression that ends the match, except a quote.
 * @param pattern sticky: it begins with the keyword.
 * @param accept judges the group; what it turns down is no secret.
 */
export function finder(
  pattern: RegExp,
  accept: (secret: string) => boolean,
  take: Take = reportPassword,
): (text: string, at: number, report: Report) => void {
  return (text, at, report) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const secret = match?.[1];
    if (match === null || secret === undefined || !accept(secret)) return;
    const start = at + match[0].lastIndexOf(secret);
    take(report, { start, end: start + secret.length });
  };
}
