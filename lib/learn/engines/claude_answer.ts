/**
 * What `claude --print --output-format json` printed. Its exit status proves little: an API error comes as
 * `subtype: "success"` with `is_error: true`, a denied action with status 0.
 */

import { z } from "zod";
import { parsedJson } from "../../parsed_json.ts";
import { isNestedTooDeep, parseAnswer } from "./answer_schema.ts";
import { type ModelAnswer, ModelError, type ModelRequest, type ModelUsage, tokenCount } from "./engine.ts";
import { sayable } from "./sayable.ts";

const tokens = z.number().catch(0).transform((value) => tokenCount(value) ?? 0);

/** No answer costs a thousandth of it: more is no price. US dollars. */
const MOST_DOLLARS = 100_000;

/** The message of type `result`; fields that are not known pass. */
const resultSchema = z.looseObject({
  type: z.literal("result"),
  subtype: z.string().catch(""),
  is_error: z.boolean().catch(false),
  result: z.string().nullish().catch(undefined),
  structured_output: z.unknown().optional(),
  api_error_status: z.number().nullish().catch(undefined),
  stop_reason: z.string().nullish().catch(undefined),
  errors: z.array(z.string()).catch([]),
  permission_denials: z.array(z.looseObject({ tool_name: z.string().catch("a tool") })).catch([]),
  usage: z.looseObject({
    input_tokens: tokens,
    output_tokens: tokens,
    cache_read_input_tokens: tokens,
    cache_creation_input_tokens: tokens,
  }).nullish().catch(undefined),
  total_cost_usd: z.number().nonnegative().max(MOST_DOLLARS).nullish().catch(undefined),
  modelUsage: z.record(z.string(), z.looseObject({ outputTokens: tokens })).catch({}),
});

type ClaudeResult = z.infer<typeof resultSchema>;

/** Lines that could begin the JSON and are tried, from the last one on. */
const MOST_BEGINNINGS = 50;

/** The result in what was printed: alone, the last of an array (`verbose`), or among lines of something else. */
export function findResult(output: string): ClaudeResult | undefined {
  const whole = resultIn(output);
  if (whole !== undefined) return whole;
  let end = output.length;
  for (let tried = 0; end >= 0 && tried < MOST_BEGINNINGS;) {
    const start = output.lastIndexOf("\n", end - 1) + 1;
    if (/^\s*[{[]/.test(output.slice(start, start + 20))) {
      tried++;
      const found = resultIn(output.slice(start, end)) ?? resultIn(output.slice(start));
      if (found !== undefined) return found;
    }
    end = start - 1;
  }
  return undefined;
}

function resultIn(text: string): ClaudeResult | undefined {
  const value = parsedJson(text);
  if (value === undefined) return undefined;
  const messages = Array.isArray(value) ? value : [value];
  for (const message of messages.toReversed()) {
    const parsed = resultSchema.safeParse(message);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

/**
 * The answer in a result.
 * @param secrets kept out of sentences.
 * @throws {ModelError} when it holds none that may be used.
 */
export function readResult(
  result: ClaudeResult,
  request: Pick<ModelRequest, "node" | "model">,
  secrets: readonly string[],
): ModelAnswer {
  const usage = usageOf(result);
  const fail = (reason: ModelError["reason"], sentence: string) => new ModelError(reason, sentence, usage);
  const { node, model } = request;
  if (result.is_error || result.subtype !== "success") throw explainError(result, request, secrets, fail);
  const [denied] = result.permission_denials;
  if (denied !== undefined) {
    throw fail(
      "malformed",
      `claude tried to use ${sayable(denied.tool_name, secrets)} for ${node}, which it may not: ` +
        "its answer is not used; run again, or try another model with --model.",
    );
  }
  if (result.stop_reason === "refusal") throw refused(request, fail);
  const parsed = result.structured_output === undefined || result.structured_output === null
    ? parseAnswer(result.result ?? "")
    : { value: result.structured_output };
  if (parsed === undefined) {
    if (result.stop_reason === "max_tokens") throw tooLong(request, fail);
    const what = (result.result ?? "").trim() === "" ? "nothing" : "no JSON";
    throw fail(
      "malformed",
      `claude answered ${node} with ${what}; run again, or try another model with --model.`,
    );
  }
  if (isNestedTooDeep(parsed.value)) {
    throw fail(
      "malformed",
      `claude answered ${node} with endless nesting; run again, or try another model with --model.`,
    );
  }
  const models = Object.entries(result.modelUsage).sort(([, a], [, b]) => b.outputTokens - a.outputTokens);
  return {
    value: parsed.value,
    usage,
    model: models[0]?.[0] ?? model,
    ...(typeof result.total_cost_usd === "number" ? { cost: result.total_cost_usd } : {}),
  };
}

function usageOf({ usage }: ClaudeResult): ModelUsage {
  return {
    input: usage?.input_tokens ?? 0,
    output: usage?.output_tokens ?? 0,
    cacheRead: usage?.cache_read_input_tokens ?? 0,
    cacheWrite: usage?.cache_creation_input_tokens ?? 0,
  };
}

type Fail = (reason: ModelError["reason"], sentence: string) => ModelError;

function explainError(
  result: ClaudeResult,
  request: Pick<ModelRequest, "node" | "model">,
  secrets: readonly string[],
  fail: Fail,
): ModelError {
  const { node, model } = request;
  const status = result.api_error_status ?? undefined;
  const words = result.result || result.errors.join("; ") || result.subtype;
  const said = `claude said for ${node}: ${sayable(words, secrets)}`;
  if (result.stop_reason === "refusal") return refused(request, fail);
  if (result.stop_reason === "max_tokens") return tooLong(request, fail);
  if (status === 401 || status === 403 || /not logged in|invalid api key|\/login|oauth token/i.test(words)) {
    return fail(
      "credential",
      `${said}; log in with \`claude\`, or set CLAUDE_CODE_OAUTH_TOKEN to what \`claude setup-token\` prints.`,
    );
  }
  if (/credit balance|billing/i.test(words)) {
    return fail("credential", `${said}; add credit, or log in with another account.`);
  }
  if (/prompt is too long|context (?:window|limit)/i.test(words)) {
    return fail(
      "request",
      `${said}; choose a model with a larger context, or make parts smaller with max_tokens in .erk/learn.json.`,
    );
  }
  if (result.subtype === "error_max_budget_usd" || /budget/i.test(result.subtype)) {
    return fail("request", `${said}; raise --max-cost, then run again: finished nodes are kept.`);
  }
  if (/structured_output|malformed|parsed/i.test(`${result.subtype} ${words}`)) {
    return fail("malformed", `${said}; run again, or try another model with --model.`);
  }
  if (status === 404 || /issue with the selected model|model .*(?:not exist|not found)/i.test(words)) {
    return fail(
      "setup",
      `${said}; correct --model, --model-synthesis or learn.model in .erk/learn.json (${model} was asked for).`,
    );
  }
  const passing = status === undefined || status >= 500 || [408, 409, 429].includes(status) ||
    /limit/i.test(words);
  return passing
    ? fail("unavailable", `${said}; run again later: finished nodes are kept.`)
    : fail("request", `${said}; correct what it names, or choose another model than ${model}.`);
}

function refused({ node, model }: Pick<ModelRequest, "node" | "model">, fail: Fail): ModelError {
  return fail("refusal", `${model} declined to answer ${node}; try another model with --model.`);
}

function tooLong({ node, model }: Pick<ModelRequest, "node" | "model">, fail: Fail): ModelError {
  return fail(
    "too-long",
    `${model} was cut off in its answer for ${node}; try another model with --model, or smaller parts with max_tokens in .erk/learn.json.`,
  );
}
