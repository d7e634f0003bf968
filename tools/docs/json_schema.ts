/** JSON Schemas in words. */

/** A JSON Schema as zod writes it: what pages say of it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly items?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly additionalProperties?: unknown;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

/** Any value as a schema; what is none has no fields. */
export function asSchema(value: unknown): Schema {
  return typeof value === "object" && value !== null ? value : {};
}

/** A type in words: `integer`, `list of string`, `"low", "high"`. */
export function typeName(value: unknown): string {
  const schema = asSchema(value);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(", ");
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined) return [...new Set(variants.map(typeName))].join(" or ");
  if (schema.type === "array") return `list of ${typeName(schema.items)}`;
  if (schema.type === "object" && schema.properties === undefined) {
    return `object of ${typeName(schema.additionalProperties)}`;
  }
  return [schema.type ?? "anything"].flat().join(" or ");
}
