/** Old and new values side by side, as `git diff --word-diff` shows them: `password: [-old-]{+new+}`. */
import type { Report } from "../../finding.ts";
import { reportNamed } from "../report.ts";
import type { SecretClass } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";

const DIFFERENCE = /[ \t]?(?:\[-["']?([^\s\]"']{4,256}?)["']?-\])?(?:\{\+["']?([^\s}"']{4,256}?)["']?\+\})?/y;

/** Reports those of both that are secret; true if there is such a pair. */
export function reportDifference(
  text: string,
  name: string,
  nameClass: SecretClass,
  position: number,
  report: Report,
): boolean {
  const at = text.charCodeAt(position) === 0x20 ? position + 1 : position;
  const next = text.charCodeAt(at + 1);
  const isOne = (text.charCodeAt(at) === 0x5b && next === 0x2d) || // [-
    (text.charCodeAt(at) === 0x7b && next === 0x2b); // {+
  if (!isOne) return false;
  DIFFERENCE.lastIndex = position;
  const [whole = "", ...values] = DIFFERENCE.exec(text) ?? [];
  for (const value of values) {
    if (value === undefined) continue;
    const start = position + whole.lastIndexOf(value);
    const shown = { start, text: value, terminator: "", next: "", isAssigned: false };
    if (looksSecret(name, nameClass, shown)) {
      reportNamed(report, nameClass, { start, end: start + value.length });
    }
  }
  return whole.length > 1;
}
