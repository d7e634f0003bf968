/** The source of a cell in a Jupyter notebook. */

import { arrayField, asObject, type JsonObject, stringField } from "../../session/mod.ts";

/** As clients call cells of notebooks that have no ids: by their number, from 0. */
const NUMBERED_CELL = /^cell-(\d+)$/;

/**
 * What stands in a cell; undefined where there is none, or the notebook can't be read.
 *
 * @param notebook its JSON.
 * @param id of the cell.
 * @param number of the cell, from 0, where it is known by that.
 */
export function sourceOfCell(
  notebook: string,
  id: string | undefined,
  number: number | undefined,
): string | undefined {
  const cells = cellsOf(notebook);
  const numbered = NUMBERED_CELL.exec(id ?? "")?.[1];
  const at = number ?? (numbered === undefined ? undefined : Number(numbered));
  const cell = cells.find((cell) => id !== undefined && stringField(cell, "id") === id) ??
    (at === undefined ? undefined : cells[at]);
  if (cell === undefined) return undefined;
  // A text, or a list of its lines with their ends.
  return stringField(cell, "source") ??
    arrayField(cell, "source").filter((line) => typeof line === "string").join("");
}

function cellsOf(notebook: string): JsonObject[] {
  try {
    return arrayField(asObject(JSON.parse(notebook)) ?? {}, "cells").map((cell) => asObject(cell) ?? {});
  } catch {
    return [];
  }
}
