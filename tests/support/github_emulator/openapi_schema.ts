/** GitHub's schemas (OpenAPI 3.0) as JSON Schema, which `ajv` reads. */

import { isObject, type JsonObject } from "./bodies.ts";

/** Id under which the shared schemas are known to `ajv`. */
export const SHARED_SCHEMAS = "github";

/**
 * A schema without what only OpenAPI has: `nullable` becomes one more type, references point to `SHARED_SCHEMAS`,
 * and what is prose is left out.
 */
export function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema);
  if (!isObject(schema)) return schema;
  if (typeof schema["$ref"] === "string") return { $ref: `${SHARED_SCHEMAS}${schema["$ref"]}` };
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(schema)) {
    if (isProse(name, value)) continue;
    result[name] = name === "properties" ? convertedProperties(value) : converted(name, value);
  }
  return schema["nullable"] === true ? nullable(result) : result;
}

/** Names of the properties that an object schema knows; undefined where it takes any. */
export function knownProperties(
  schema: unknown,
  resolve: (reference: string) => unknown,
): Set<string> | undefined {
  if (!isObject(schema)) return undefined;
  if (typeof schema["$ref"] === "string") return knownProperties(resolve(schema["$ref"]), resolve);
  if (schema["additionalProperties"] === true || isObject(schema["additionalProperties"])) return undefined;
  const names = new Set(Object.keys(isObject(schema["properties"]) ? schema["properties"] : {}));
  for (const keyword of ["oneOf", "anyOf", "allOf"]) {
    const parts = schema[keyword];
    for (const part of Array.isArray(parts) ? parts : []) {
      for (const name of knownProperties(part, resolve) ?? []) names.add(name);
    }
  }
  return names.size === 0 ? undefined : names;
}

function converted(name: string, value: unknown): unknown {
  // lists of plain values, and names: nothing inside is a schema
  return ["enum", "required", "default"].includes(name) ? value : toJsonSchema(value);
}

function convertedProperties(properties: unknown): JsonObject {
  if (!isObject(properties)) return {};
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, toJsonSchema(schema)]));
}

function isProse(name: string, value: unknown): boolean {
  if (name.startsWith("x-") || name === "nullable" || name === "discriminator") return true;
  // a property of that name would be an object, and stand under `properties`
  return ["description", "title", "example", "examples", "deprecated"].includes(name) && value !== undefined;
}

function nullable(schema: Record<string, unknown>): unknown {
  const { type, enum: values } = schema;
  if (typeof type !== "string") return { anyOf: [schema, { type: "null" }] };
  return {
    ...schema,
    type: [type, "null"],
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
  };
}
