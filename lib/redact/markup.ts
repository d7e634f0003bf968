/** Finished XML, redacted in place. */
import { type Edit, planEdits, type RedactionTools } from "./document.ts";
import { splitMarkup } from "./markup_runs.ts";

/**
 * The replacements that redact a document: character data, CDATA, comments and attribute values change, names and
 * tags never; what was well-formed stays so.
 */
export function planMarkupEdits(xml: string, tools: RedactionTools): Edit[] {
  const { runs, content } = splitMarkup(xml);
  // A mark ends with `]`: before `]>` it would make the `]]>` that XML forbids in text and that ends a CDATA section.
  return planEdits(xml, runs, tools, content).map((edit) =>
    edit.replacement.endsWith("]") && xml.startsWith("]>", edit.end) && !xml.startsWith("]]>", edit.end)
      ? { ...edit, replacement: `${edit.replacement} ` }
      : edit
  );
}
