/** CodeDiffAnalyzer: the pull request → an inventory of what is new. */

import { counted } from "../../wording.ts";
import { type ChangedFile, unlistedFiles } from "../diff/code_diff.ts";
import { redactedText } from "../../redact/redacted.ts";
import type { Agent } from "./agent.ts";
import {
  type DiffAnalysis,
  diffAnalysisSchema,
  type InventoryItem,
  renderDiffAnalysis,
} from "./answers/diff_analysis.ts";
import type { CodeDiffAnalyzerInput } from "./inputs.ts";
import { CODE_DIFF_ANALYZER } from "./instructions/mod.ts";
import { composePrompt } from "./prompt/compose_prompt.ts";
import { diffMaterial, evidenceMaterial, planMaterial } from "./prompt/materials.ts";
import { addedLines } from "./prompt/numbered_lines.ts";
import { BY_RULES } from "./rules/finding_words.ts";
import { classifySymbol } from "./rules/symbols.ts";

export const codeDiffAnalyzer: Agent<CodeDiffAnalyzerInput, DiffAnalysis> = {
  name: "code-diff-analyzer",
  instructions: CODE_DIFF_ANALYZER,
  schema: diffAnalysisSchema,
  maxOutputTokens: 12_000,
  prompt: ({ plan, diff, evidence }, redactor) =>
    composePrompt(
      { shared: [planMaterial(plan), evidenceMaterial(evidence)], own: [diffMaterial(diff)] },
      redactedText`Take the inventory of pull request #${diff.pullRequest}.`,
      redactor,
    ),
  offline: inventoryByRules,
  render: renderDiffAnalysis,
};

/** What people type or set; functions and types are found in the code. */
const MET_BY_USERS: ReadonlySet<InventoryItem["kind"]> = new Set([
  "command",
  "option",
  "configuration",
  "environment-variable",
]);

function inventoryByRules({ diff, evidence }: CodeDiffAnalyzerInput): DiffAnalysis {
  const subjects = new Set(evidence.flatMap((finding) => finding.subjects));
  const told = diff.files.filter(({ category }) => category === "source" || category === "configuration");
  const inventory = told.flatMap((file) =>
    file.symbols.filter((symbol) => symbol.trim() !== "").map((symbol) =>
      inventoryItem(file, symbol, subjects)
    )
  );
  const files = counted(diff.files.length + unlistedFiles(diff), "changed file");
  return {
    summary: `${BY_RULES} Pull request #${diff.pullRequest}: ${files} ` +
      `(+${diff.additions} -${diff.deletions}); ` +
      `names that added lines of source and configuration define: ${inventory.length}.`,
    inventory,
  };
}

function inventoryItem(file: ChangedFile, symbol: string, subjects: ReadonlySet<string>): InventoryItem {
  const ownName = symbol.trim().split(/\s+/).at(-1) ?? symbol;
  const line = addedLines(file.patch).find(({ text }) => text.includes(ownName));
  const { name, kind } = classifySymbol(symbol, line?.text ?? "");
  const isMet = MET_BY_USERS.has(kind);
  const wasHard = subjects.has(name);
  const reason = isMet
    ? `People type or set it (${kind}).`
    : wasHard
    ? "The sessions had trouble with it."
    : `The code shows it (${kind}).`;
  return {
    name,
    kind,
    path: file.path,
    description: `${symbol}, in ${
      file.status === "added" ? "the new file" : "the changed file"
    } ${file.path}`,
    needsDocumentation: isMet || wasHard,
    reason,
    citations: line === undefined
      ? []
      : [{ kind: "diff", source: file.path, ref: String(line.line), quote: line.text.trim() }],
  };
}
