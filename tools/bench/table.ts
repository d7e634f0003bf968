/** Plain aligned tables, as they are pasted into documents. */

/** A cell: numbers are aligned to the right as text is, if `columns` says so. */
export type Cell = string | number;

/**
 * A table with one space of padding around `|`, which Markdown takes as well. The first column is aligned to the left,
 * the others to the right.
 */
export function formatTable(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const lines = texts.map((row) => {
    const cells = widths.map((width, column) => {
      const text = row[column] ?? "";
      return column === 0 ? text.padEnd(width) : text.padStart(width);
    });
    return `| ${cells.join(" | ")} |`;
  });
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`
  );
  return [lines[0], `|${rule.join("|")}|`, ...lines.slice(1)].join("\n");
}

/** A share as a percentage with one decimal; "–" of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${(100 * part / whole).toFixed(1)} %`;
}

/** Milliseconds as seconds. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
