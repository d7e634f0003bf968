/** Checks requests and answers against GitHub's own OpenAPI description. */

import type { Ajv, ValidateFunction } from "ajv";
import { isObject, type JsonObject } from "./bodies.ts";
import { loadOpenApiDocument } from "./openapi_document.ts";
import { knownProperties, SHARED_SCHEMAS, toJsonSchema } from "./openapi_schema.ts";
import { templatePattern } from "./router.ts";
import type { JournalEntry } from "./types.ts";

/** Which sides of an entry are checked. Default: both. */
export interface OpenApiChecks {
  readonly request?: boolean;
  readonly response?: boolean;
}

interface Operation {
  readonly method: string;
  readonly template: string;
  readonly pattern: (path: string) => Record<string, string> | undefined;
  readonly description: JsonObject;
}

interface Description {
  readonly ajv: Ajv;
  readonly operations: readonly Operation[];
  resolve(reference: string): unknown;
  validator(schema: unknown): ValidateFunction;
}

/** Where GitHub itself does not keep to its description. */
const KNOWN_DEVIATIONS: readonly {
  readonly template: RegExp;
  readonly place: RegExp;
  readonly why: string;
}[] = [
  {
    template: /\/pulls\/.*comments/,
    place: /\/(original_)?line must be integer/,
    why: "null for an outdated comment, and for one on the whole file",
  },
  {
    template: /\/pulls/,
    place: /\/(head|base)\/repo must be object/,
    why: "null where the fork has been deleted",
  },
  {
    template: /\/search\/issues/,
    place: /\/body must be string/,
    why: "null where an issue has none",
  },
  {
    template: /\/actions\/.*runs/,
    place: /parameter created/,
    why: "described as a date, but documented as the syntax of searches (`>=2026-02-01`)",
  },
];

let loading: Promise<Description> | undefined;

/**
 * What is wrong with a request to the API and its answer, by GitHub's description: an unknown endpoint, unknown or
 * wrong query parameters and body fields, a success status that is not described, an answer of another shape.
 * Empty: nothing. GraphQL is not looked at (its own schema checks it), nor the web origin, nor answers that a fault
 * made. Loads 13 MB the first time (about a third of a second).
 */
export async function validateAgainstOpenApi(
  entry: JournalEntry,
  checks: OpenApiChecks = {},
): Promise<string[]> {
  if (entry.server !== "api" || entry.graphqlOperation !== undefined) return [];
  const description = await (loading ??= load());
  const operation = findOperation(description, entry);
  const where = `${entry.method} ${entry.path}`;
  if (operation === undefined) return [`${where}: GitHub has no such endpoint`];
  const problems = [
    ...(checks.request === false ? [] : requestProblems(description, operation, entry)),
    ...(checks.response === false ? [] : responseProblems(description, operation, entry)),
  ];
  return problems
    .filter((problem) =>
      !KNOWN_DEVIATIONS.some(({ template, place }) =>
        template.test(operation.template) && place.test(problem)
      )
    )
    .map((problem) => `${where}: ${problem}`);
}

async function load(): Promise<Description> {
  const [document, { Ajv }] = await Promise.all([loadOpenApiDocument(), import("ajv")]);
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateSchema: false,
    logger: false,
    formats: FORMATS,
  });
  const schemas = Object.entries<unknown>(document.components.schemas);
  ajv.addSchema(
    {
      components: {
        schemas: Object.fromEntries(schemas.map(([name, schema]) => [name, toJsonSchema(schema)])),
      },
    },
    SHARED_SCHEMAS,
  );
  const validators = new Map<unknown, ValidateFunction>();
  return {
    ajv,
    operations: operationsOf(document.paths),
    resolve: (reference) => reference.slice(2).split("/").reduce<unknown>(childOf, document),
    validator: (schema) => {
      const known = validators.get(schema);
      if (known !== undefined) return known;
      const made = ajv.compile(toJsonSchema(schema) as JsonObject);
      validators.set(schema, made);
      return made;
    },
  };
}

const FORMATS = {
  "uri": (text: string) => URL.canParse(text),
  "uri-template": true,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  "date": /^\d{4}-\d\d-\d\d$/,
  "email": /@/,
  "int64": true,
} as const;

function operationsOf(paths: unknown): Operation[] {
  const operations: Operation[] = [];
  for (const [template, methods] of Object.entries(isObject(paths) ? paths : {})) {
    const pattern = templatePattern(template.replace(/\{(ref|path|branch)\}/, "{$1*}")); // they contain slashes
    for (const [method, description] of Object.entries(isObject(methods) ? methods : {})) {
      if (isObject(description)) {
        operations.push({ method: method.toUpperCase(), template, pattern, description });
      }
    }
  }
  // `/gists/public` before `/gists/{gist_id}`
  return operations.sort((a, b) => a.template.split("{").length - b.template.split("{").length);
}

function findOperation({ operations }: Description, entry: JournalEntry): Operation | undefined {
  return operations.find((operation) =>
    operation.method === entry.method && operation.pattern(entry.path) !== undefined
  );
}

function requestProblems(description: Description, operation: Operation, entry: JournalEntry): string[] {
  const parameters = arrayOf(operation.description["parameters"])
    .map((parameter) => dereferenced(description, parameter));
  const inPath = operation.pattern(entry.path) ?? {};
  const problems: string[] = [];
  for (const [name, text] of Object.entries(entry.query)) {
    const parameter = parameters.find((candidate) =>
      candidate["in"] === "query" && candidate["name"] === name
    );
    if (parameter === undefined) problems.push(`unknown query parameter ${name}`);
    else problems.push(...valueProblems(description, parameter, text));
  }
  for (const parameter of parameters) {
    const name = String(parameter["name"]);
    if (parameter["in"] === "path") {
      problems.push(...valueProblems(description, parameter, inPath[name] ?? ""));
    }
    if (parameter["in"] === "query" && parameter["required"] === true && !(name in entry.query)) {
      problems.push(`query parameter ${name} is missing`);
    }
  }
  return [...problems, ...bodyProblems(description, operation, entry.requestBody)];
}

function valueProblems(description: Description, parameter: JsonObject, text: string): string[] {
  const validate = description.validator(parameter["schema"]);
  // a query holds only text: what would be a number or a truth value is tried as one too
  const readings: unknown[] = [text];
  if (text !== "" && !Number.isNaN(Number(text))) readings.push(Number(text));
  if (text === "true" || text === "false") readings.push(text === "true");
  if (readings.some((reading) => validate(reading))) return [];
  return [`parameter ${parameter["name"]} can't be ${JSON.stringify(text)}`];
}

function bodyProblems(description: Description, operation: Operation, body: unknown): string[] {
  const requestBody = dereferenced(description, operation.description["requestBody"]);
  const schema = jsonSchemaOf(requestBody);
  if (schema === undefined) return body === undefined ? [] : ["a body where GitHub takes none"];
  if (body === undefined) return requestBody["required"] === true ? ["the body is missing"] : [];
  const known = knownProperties(schema, description.resolve);
  const unknown = known === undefined || !isObject(body)
    ? []
    : Object.keys(body).filter((name) => !known.has(name)).map((name) => `unknown field ${name} in the body`);
  return [...schemaProblems(description, schema, body, "body"), ...unknown];
}

function responseProblems(description: Description, operation: Operation, entry: JournalEntry): string[] {
  const made = entry.fault !== undefined && entry.fault !== "delay" && entry.fault !== "slow-body";
  if (made || entry.status === undefined) return [];
  const responses = operation.description["responses"];
  const response = isObject(responses) ? responses[String(entry.status)] : undefined;
  if (response === undefined) {
    // errors that any endpoint may give are described for few of them
    return entry.status < 400 ? [`status ${entry.status} is not described`] : [];
  }
  const schema = jsonSchemaOf(dereferenced(description, response));
  const isJson = /json/.test(entry.responseHeaders["content-type"] ?? "");
  if (schema === undefined) {
    return isJson && entry.status === 204 ? ["an answer where none is described"] : [];
  }
  return isJson ? schemaProblems(description, schema, entry.responseBody, "answer") : [];
}

function schemaProblems(description: Description, schema: unknown, value: unknown, what: string): string[] {
  const validate = description.validator(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath} ${message}`);
}

function jsonSchemaOf(holder: JsonObject): unknown {
  const content = holder["content"];
  if (!isObject(content)) return undefined;
  const json = content["application/json"];
  return isObject(json) ? json["schema"] : undefined;
}

function dereferenced(description: Description, value: unknown): JsonObject {
  if (!isObject(value)) return {};
  const reference = value["$ref"];
  return typeof reference === "string" ? dereferenced(description, description.resolve(reference)) : value;
}

function childOf(parent: unknown, key: string): unknown {
  return isObject(parent) ? parent[key.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
