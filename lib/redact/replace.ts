/** Puts marks where findings are. */
import type { Finding } from "./finding.ts";
import type { Marker } from "./mark.ts";

/** The text with every finding replaced. Findings must be sorted and apart. */
export function replaceFindings(text: string, findings: readonly Finding[], marker: Marker): string {
  if (findings.length === 0) return text;
  const pieces: string[] = [];
  let kept = 0;
  for (const finding of findings) {
    pieces.push(
      text.slice(kept, finding.start),
      replacementFor(text.slice(finding.start, finding.end), finding, marker),
    );
    kept = finding.end;
  }
  pieces.push(text.slice(kept));
  return pieces.join("");
}

/** What stands in the place of one secret. */
export function replacementFor(secret: string, finding: Finding, marker: Marker): string {
  return finding.replacement ?? marker.mark(finding.kind, secret);
}
