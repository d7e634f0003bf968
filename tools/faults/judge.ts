/** Whether a run under a fault ended as it must, and how. */

import { readPlanHeader } from "../../lib/github/plan/plan_header.ts";
import { UserError } from "../../lib/user_error.ts";
import { type RunResult, sentenceOf } from "./run.ts";
import type { Scenario } from "./scenarios.ts";

/** `success`: the answer of a run without faults; `warning`: a success that says what is missing; `error`: one clear sentence. */
export type Outcome = "success" | "warning" | "error";

export interface Verdict {
  readonly outcome: Outcome;
  /** What a run must never do; empty if all is well. */
  readonly violations: readonly string[];
}

/** Judges a run by what it left behind, against the same run without a fault. */
export function judge(scenario: Scenario, run: RunResult, clean: RunResult): Verdict {
  return {
    outcome: outcomeOf(run, clean),
    violations: [
      ...errorViolations(run),
      ...duplicateViolations(scenario, run),
      ...headerViolations(scenario, run, clean),
      ...lossViolations(scenario, run, clean),
      ...tokenViolations(run),
      ...run.findings,
    ],
  };
}

function outcomeOf(run: RunResult, clean: RunResult): Outcome {
  if (run.error !== undefined) return "error";
  const isLenient = warningsOf(run) > warningsOf(clean) || run.answer?.["issue_updated"] === false;
  return isLenient ? "warning" : "success";
}

function warningsOf({ answer }: RunResult): number {
  return [answer?.["warnings"], answer?.["gaps"]].reduce<number>(
    (sum, list) => sum + (Array.isArray(list) ? list.length : 0),
    0,
  );
}

function errorViolations({ error }: RunResult): string[] {
  if (error === undefined) return [];
  const sentence = sentenceOf(error);
  if (!(error instanceof UserError)) return [`not a clear error: ${sentence}`];
  if (/\n|\bat .*:\d+:\d+|\.ts:\d+/.test(sentence)) return [`more than a sentence: ${sentence}`];
  return [];
}

function duplicateViolations({ makes }: Scenario, run: RunResult): string[] {
  const made = [
    ["gists", run.gistsMade.size, makes.gists],
    ["runs", run.runsMade.length, makes.runs],
    ["comments", run.commentsMade, makes.comments ?? 0],
    ["issues", run.issuesMade.length, makes.issues ?? 0],
  ] as const;
  return made.filter(([, count, most]) => count > most).map(([what, count]) => `${count} ${what} were made`);
}

/** Nothing else of the issue's body may change, and what belongs together changes together. */
function headerViolations(
  { changesHeaderInSteps: inSteps }: Scenario,
  { body, answer }: RunResult,
  clean: RunResult,
): string[] {
  if (body.after === body.before) return [];
  const changed = changedFields(body);
  if (changed === undefined) return ["the header is damaged"];
  const expected = changedFields(clean.body) ?? [];
  // The run's id is unknown where its answer and the search for it were lost.
  const optional = answer?.["run_id"] === null ? ["learn_run_id"] : [];
  const missing = expected.filter((name) => !changed.includes(name) && !optional.includes(name));
  const others = changed.filter((name) => !expected.includes(name));
  return [
    ...(missing.length > 0 && inSteps !== true
      ? [`the header is half-written: ${missing.join(", ")} is missing`]
      : []),
    ...(others.length > 0 ? [`other fields of the header changed: ${others.join(", ")}`] : []),
    ...(outside(body.before) === outside(body.after) ? [] : ["text outside the header changed"]),
  ];
}

/** `undefined` if there is no whole header any more. */
function changedFields({ before, after }: RunResult["body"]): string[] | undefined {
  const { header: old = {} } = readPlanHeader(before);
  const { header, warnings } = readPlanHeader(after);
  if (header === undefined || warnings.length > 0) return undefined;
  return Object.keys({ ...old, ...header })
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(header[name]));
}

function outside(body: string): string {
  return body.replace(/```yaml[^]*?```/, "");
}

function lossViolations({ keeps }: Scenario, run: RunResult, clean: RunResult): string[] {
  const violations: string[] = [];
  const said = [...run.said, JSON.stringify(run.answer ?? ""), sentenceOf(run.error)].join("\n");
  const uploads = run.requests.some(({ method, path }) => method === "POST" && path === "/gists");
  const kept = [...run.files.keys()].some((path) => keeps?.test(path));
  if (keeps !== undefined && uploads && !kept) violations.push("the local files are gone");
  if (run.error === undefined) {
    for (const url of run.gistsMade.values()) {
      if (!said.includes(url)) violations.push(`the gist ${url} isn't named`);
    }
    for (const id of run.runsMade) {
      if (run.answer?.["run_id"] !== id && run.answer?.["run_id"] !== null) {
        violations.push("another run is named");
      }
    }
    if (outcomeOf(run, clean) === "success") {
      violations.push(...differences(run.files, clean.files));
      if (issuesOf(run) !== issuesOf(clean)) violations.push("issues or comments differ");
    }
  } else {
    const isDoubtful = /may have been done all the same/.test(said);
    const made = [["a gist", [...run.gistsMade.values()]], [
      "an issue",
      run.issuesMade.map(({ url }) => url),
    ]] as const;
    for (const [what, urls] of made) {
      const isNamed = urls.length === 0 || urls.some((url) => said.includes(url));
      if (!isNamed && !isDoubtful) violations.push(`${what} was made, and nothing says so`);
    }
  }
  return violations;
}

/** What was made on GitHub beside gists and runs, in one text to compare. */
function issuesOf({ issuesMade, commentsMade }: RunResult): string {
  const issues = issuesMade.map(({ title, body, labels, comments }) => ({
    title,
    body,
    labels,
    comments: comments.map((comment) => comment.body),
  }));
  return plainText(JSON.stringify({ issues, commentsMade }));
}

/** Files that a success must leave as a run without faults does; the cache and the state name things of their own. */
function differences(files: ReadonlyMap<string, string>, clean: ReadonlyMap<string, string>): string[] {
  const found = normalized(files);
  return [...normalized(clean)].filter(([path, text]) =>
    !/\.erk\/cache\/|\/trigger-state\.json$/.test(path) && found.get(path) !== text
  )
    .map(([path]) => `${path} ${found.has(path) ? "differs" : "is missing"}`);
}

function normalized(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(Array.from(files, ([path, text]) => [plainText(path), plainText(text)]));
}

/** Without what differs from world to world: the folder's name, addresses, ids, times. */
function plainText(text: string): string {
  return text.replaceAll(/erk-learn-faults-[0-9a-f]+/g, "world").replaceAll(/127\.0\.0\.1:\d+/g, "github")
    .replaceAll(/[0-9a-f]{32,64}/g, "hash").replaceAll(/\d{4}-\d\d-\d\dT[0-9:.]+Z/g, "time")
    .replaceAll(/\d{9,}/g, "number").replaceAll(/"id": "[^"]*"/g, "node");
}

function tokenViolations(run: RunResult): string[] {
  const texts: [string, string][] = [
    ["what was said", run.said.join("\n")],
    ["the answer", JSON.stringify(run.answer ?? "")],
    ["the error", errorTexts(run.error)],
    ["the requests", JSON.stringify(run.requests)],
    ...run.files,
  ];
  return texts.filter(([, text]) => text.includes(run.token)).map(([where]) => `the token is in ${where}`);
}

/** All that --verbose could print of an error. */
function errorTexts(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, stack, cause } = error;
  const detail = error instanceof UserError ? error.detail : "";
  const fields = JSON.stringify(error, Object.getOwnPropertyNames(error));
  return [message, detail, stack, fields, Deno.inspect(error, { depth: 20 }), errorTexts(cause ?? "")].join(
    "\n",
  );
}
