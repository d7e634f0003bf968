/** Reads the `plan-header` block of a plan issue. */

import { readMetadataBlocks } from "./metadata_block.ts";
import { PLAN_HEADER_KEY, type PlanHeader, planHeaderSchema, text } from "./plan_header_fields.ts";

export interface PlanHeaderReading {
  /** `undefined`: the text has no readable plan header. */
  readonly header: PlanHeader | undefined;
  readonly warnings: readonly string[];
}

/**
 * Reads the plan header in an issue's body. A field of a wrong type is a warning and counts as absent. Never throws.
 *
 * An unquoted value in a text field is taken as it is written, as ids may look like numbers.
 */
export function readPlanHeader(body: string): PlanHeaderReading {
  const { blocks, skipped } = readMetadataBlocks(body);
  const block = blocks.find(({ key }) => key === PLAN_HEADER_KEY);
  const warnings = skipped.filter(({ key }) => key === PLAN_HEADER_KEY).map(({ warning }) => warning);
  if (block === undefined) return { header: undefined, warnings };
  const fields = new Map<string, unknown>();
  for (const [name, value] of block.fields) {
    if (value === null) continue;
    const isTextField = isKnownField(name) && planHeaderSchema.shape[name].unwrap() === text;
    const isWritten = isTextField && (typeof value === "number" || typeof value === "boolean");
    fields.set(name, isWritten ? block.writtenAs.get(name) ?? value : value);
  }
  const parsed = planHeaderSchema.safeParse(Object.fromEntries(fields));
  if (parsed.success) return { header: parsed.data, warnings };
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0]);
    fields.delete(name);
    warnings.push(`plan-header field ${name} is ignored: ${issue.message}`);
  }
  return { header: planHeaderSchema.parse(Object.fromEntries(fields)), warnings };
}

function isKnownField(name: string): name is keyof typeof planHeaderSchema.shape {
  return Object.hasOwn(planHeaderSchema.shape, name);
}
