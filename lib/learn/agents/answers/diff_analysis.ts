/** What CodeDiffAnalyzer says of the pull request: an inventory of what is new. */

import { z } from "zod";
import { citationSchema } from "../../citation.ts";
import { tableCell } from "../../plan/markdown.ts";
import { document, entry, paragraph, section } from "./render.ts";

const INVENTORY_KINDS = [
  "file",
  "function",
  "type",
  "command",
  "option",
  "configuration",
  "environment-variable",
  "integration",
  "pattern",
  "behaviour",
] as const;

const inventoryItemSchema = z.object({
  name: z.string().min(1).describe("As the code names it: retryUpload, --dry-run, RETRY_LIMIT"),
  kind: z.enum(INVENTORY_KINDS),
  path: z.string().describe("The changed file that defines it"),
  description: z.string().describe("What it is, in one sentence"),
  needsDocumentation: z.boolean().describe(
    "Whether somebody would look for it, or get it wrong, without a document",
  ),
  reason: z.string().describe("Why it needs a document, or why not"),
  citations: z.array(citationSchema),
});

export const diffAnalysisSchema = z.object({
  summary: z.string().describe("What the pull request changes, in two or three sentences"),
  inventory: z.array(inventoryItemSchema),
});

export type InventoryItem = z.infer<typeof inventoryItemSchema>;
export type DiffAnalysis = z.infer<typeof diffAnalysisSchema>;

/** `diff-analysis.md`. */
export function renderDiffAnalysis({ summary, inventory }: DiffAnalysis): string {
  const rows = inventory.map(({ name, kind, path, needsDocumentation }) =>
    `| ${[name, kind, path, needsDocumentation ? "yes" : "no"].map(tableCell).join(" | ")} |`
  );
  const table = rows.length === 0
    ? []
    : [["| Name | Kind | File | Needs documentation |", "| --- | --- | --- | --- |", ...rows].join("\n")];
  return document("Diff Analysis", [
    paragraph(summary),
    section("Inventory", table),
    section(
      "What Needs Documentation",
      inventory.filter(({ needsDocumentation }) => needsDocumentation).map((item) =>
        entry(item.name, { What: item.description, Why: item.reason }, item.citations)
      ),
    ),
  ]);
}
