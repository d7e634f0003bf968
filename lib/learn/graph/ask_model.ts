/** One question to a model until its answer fits the schema: asked twice at most. */

import type { z } from "zod";
import { type Redacted, redactedText, type Redactor } from "../../redact/mod.ts";
import {
  addUsage,
  type Engine,
  type ModelAnswer,
  ModelError,
  type ModelFailureReason,
  type ModelRequest,
  type ModelUsage,
  NO_USAGE,
} from "../engines/engine.ts";
import type { NodeRun } from "./graph_node.ts";
import { GraphStop } from "./graph_stop.ts";
import { mendAnswer } from "./mend_answer.ts";

/** What a request may cost, and what it did. */
export interface CostControl {
  /** Sets aside what the request may cost at most. @throws {GraphStop} if that isn't left. */
  reserve(request: ModelRequest): Promise<Reservation>;
}

export interface Reservation {
  /** US dollars that are set aside; undefined for a model without a price. */
  readonly amount: number | undefined;
  /** Sets the same aside once more, for a further attempt. @throws {GraphStop} if that isn't left. */
  extend(): void;
  /** Gives back what wasn't needed. @returns US dollars; undefined if the price isn't known. */
  settle(
    bill: { readonly usage: ModelUsage; readonly model: string; readonly cost?: number },
  ): number | undefined;
}

export interface Question<Answer> {
  readonly node: string;
  readonly model: string;
  readonly system: Redacted;
  readonly shared: readonly Redacted[];
  readonly own: Redacted;
  readonly schema: z.ZodType<Answer>;
  readonly maxOutputTokens: number;
}

export interface AskServices {
  readonly engine: Engine;
  readonly costs: CostControl;
  readonly redactor: Redactor;
}

export interface AskedAnswer {
  /** The answer as it came, redacted; `mendAnswer` repairs it until the schema accepts it. */
  readonly value: unknown;
  /** The model's name, as the provider gives it. */
  readonly model: string;
}

/** The first answer, and one more chance with what was wrong with it. */
const MAX_ATTEMPTS = 2;

/** Long enough for a dozen complaints, short enough that a broken answer doesn't become a second prompt. Characters. */
const MAX_FEEDBACK = 2_000;

/** A person reads what to do behind it. Characters. */
const MAX_SAID = 300;

/** What the next attempt is told; reasons that are missing here won't be better the next time. */
const FEEDBACK: Partial<Record<ModelFailureReason, string>> = {
  "malformed":
    "it was empty, no JSON or nested without end. Answer with the JSON value that is asked for, and nothing else.",
  "too-long":
    "it was cut off, as it was too long. Say the most important only, in fewer and shorter entries.",
};

/** Every further request would end in the same way. */
const ENDS_ALL: readonly ModelFailureReason[] = ["credential", "setup"];

/**
 * Asks until the answer is valid. Usage and cost of every attempt are noted at the node, whatever comes of it.
 *
 * @throws {GraphStop} if the budget doesn't allow it, or the credential or the model isn't accepted; {@link ModelError} if no valid
 * answer came.
 */
export async function askModel<Answer>(
  question: Question<Answer>,
  { engine, costs, redactor }: AskServices,
  run: NodeRun,
): Promise<AskedAnswer> {
  const bill = openBill(run);
  let complaint: Redacted | undefined;
  let failure: ModelError | undefined;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    if (attempt > 1) run.update("asked again, its answer was invalid");
    const outcome = await askOnce(requestOf(question, complaint, run), engine, costs, bill);
    if ("answer" in outcome) {
      // Redacted before anything else sees it: the schema judges, and the cache keeps, what is written later.
      const value: unknown = JSON.parse(await redactor.redactJson(outcome.answer.value));
      const problem = problemOf(question.schema, value);
      if (problem === undefined) return { value, model: outcome.answer.model };
      failure = new ModelError(
        "malformed",
        `the model's answer is invalid: ${
          cut(problem, MAX_SAID)
        }; run again, or try another model with --model`,
      );
      complaint = await redactor.redact(`it was invalid: ${problem}`);
    } else {
      failure = outcome.failure;
      const feedback = FEEDBACK[failure.reason];
      if (feedback === undefined) throw failure;
      complaint = await redactor.redact(feedback);
    }
    run.signal.throwIfAborted();
  }
  const { reason = "malformed", message = "no valid answer" } = failure ?? {};
  throw new ModelError(reason, `${message} (asked ${MAX_ATTEMPTS} times)`);
}

/** One request with its bill. @throws {GraphStop} where no other request would succeed; the signal's reason. */
async function askOnce(
  request: ModelRequest,
  engine: Engine,
  costs: CostControl,
  bill: Bill,
): Promise<{ readonly answer: ModelAnswer } | { readonly failure: ModelError }> {
  const reservation = await costs.reserve(request);
  const { model } = request;
  const { amount } = reservation;
  let brokenOff = NO_USAGE;
  try {
    const answer = await engine.ask({
      ...request,
      ...(amount === undefined ? {} : { maxCost: amount }),
      onPaidRetry(failed) {
        brokenOff = addUsage(brokenOff, failed);
        reservation.extend();
      },
    });
    bill.add(answer, reservation.settle(answer));
    return { answer };
  } catch (error) {
    const usage = error instanceof ModelError ? error.usage ?? NO_USAGE : brokenOff;
    bill.add({ usage, model }, reservation.settle({ usage, model }));
    if (!(error instanceof ModelError)) throw error;
    if (ENDS_ALL.includes(error.reason)) throw new GraphStop(error.message, { cause: error });
    return { failure: error };
  }
}

function requestOf<Answer>(
  { node, model, system, shared, own, schema, maxOutputTokens }: Question<Answer>,
  complaint: Redacted | undefined,
  run: NodeRun,
): ModelRequest {
  const prompt = complaint === undefined
    ? own
    : redactedText`${own}\n\nYour last answer to this was not accepted: ${complaint}\n`;
  return {
    node,
    model,
    system,
    shared,
    prompt,
    schema,
    maxOutputTokens,
    signal: run.signal,
    onOutput: (tokens) => run.update(`${tokens} tokens`),
    onTrouble: (failure) => run.hindered(failure),
  };
}

/** What the attempts cost together. */
interface Bill {
  /** @param price US dollars; undefined: not known. */
  add(paid: { readonly usage: ModelUsage; readonly model: string }, price: number | undefined): void;
}

function openBill(run: NodeRun): Bill {
  let attempts = 0;
  let usage = NO_USAGE;
  let cost: number | undefined = 0;
  return {
    add(paid, price) {
      attempts++;
      usage = addUsage(usage, paid.usage);
      cost = price === undefined || cost === undefined ? undefined : cost + price;
      run.note({ attempts, usage, model: paid.model, ...(cost === undefined ? {} : { cost }) });
    },
  };
}

/** What is wrong with a value, field by field; undefined: it can be used. */
function problemOf(schema: z.ZodType, value: unknown): string | undefined {
  const mended = mendAnswer(schema, value);
  if (mended.ok) return undefined;
  const problems = mended.issues.map(({ path, message }) =>
    `${path.map(String).join(".") || "the whole"}: ${message}`
  );
  return cut(problems.join("; "), MAX_FEEDBACK);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`.toWellFormed();
}
