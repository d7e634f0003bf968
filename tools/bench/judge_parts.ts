/** What must hold for the parts of any session, whatever its log: the judge of the fuzzing. */

import { parseXmlDocument } from "slimdom";
import { countTokens, type SessionReport } from "../../lib/preprocess/mod.ts";

/**
 * Everything that is wrong with parts, one sentence each; none for good ones. `slimdom` is the strict reader: XML 1.0
 * with namespaces, one root, no character that XML has no place for.
 */
export function faultsOf(
  parts: readonly string[],
  report: Pick<SessionReport, "parts">,
  maxTokens: number,
): string[] {
  const faults: string[] = [];
  if (report.parts.length !== parts.length) {
    faults.push(`the report tells of ${report.parts.length} parts, but there are ${parts.length}`);
  }
  const ids = new Set<string | null>();
  for (const [index, part] of parts.entries()) {
    const name = `part ${index + 1} of ${parts.length}`;
    const tokens = countTokens(part);
    if (tokens > maxTokens) faults.push(`${name} has ${tokens} tokens of ${maxTokens}`);
    let root: ReturnType<typeof parseXmlDocument>["documentElement"];
    try {
      root = parseXmlDocument(part).documentElement;
    } catch (error) {
      faults.push(`${name} is not well-formed: ${String(error).split("\n", 1)[0]}`);
      continue;
    }
    if (root?.nodeName !== "session") faults.push(`${name} has the root ${root?.nodeName}`);
    const says = `part ${root?.getAttribute("part")} of ${root?.getAttribute("parts")}`;
    if (says !== name) faults.push(`${name} says that it is ${says}`);
    ids.add(root?.getAttribute("id") ?? null);
  }
  if (ids.size > 1) faults.push(`the parts name ${ids.size} sessions`);
  return faults;
}
