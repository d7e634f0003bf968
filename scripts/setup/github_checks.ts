/** What must be right on GitHub: token, repository, workflow, secrets, labels. Nothing is changed, no secret's value is read. */

import { parse } from "yaml";
import {
  formatRepositoryName,
  type GitHubClient,
  hasLabel,
  LEARN_LABEL,
  listSecretNames,
  PLAN_LABEL,
  readRepositoryFacts,
  readWorkflowFacts,
  type RepositoryFacts,
  type RepositoryName,
  statusOf,
} from "../../lib/github/mod.ts";
import { pinsAction, readTemplateMark } from "../../lib/init/template_file.ts";
import { UserError } from "../../lib/user_error.ts";
import { VERSION } from "../../lib/version.ts";
import { type Check, check, failedCheck } from "./check.ts";

/** Secrets of which one gives the workflow a model. */
const MODEL_SECRETS = ["ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN"];

/** What `trigger` needs of a classic token, and for what. */
const SCOPES: readonly (readonly [string, string])[] = [
  ["repo", "issues and workflows"],
  ["gist", "the materials"],
];

const REQUIRED_INPUTS = ["issue_number", "gist_url", "distinct_id"];

/** All of it, in the order in which a person would put it right. */
export async function checkGitHub(
  client: GitHubClient,
  repository: RepositoryName,
  workflow: string,
): Promise<Check[]> {
  const facts = await orFailure("repository", () => readRepositoryFacts(client, repository));
  if ("check" in facts) {
    if (facts.check.name === "token") return [facts.check];
    return [facts.isAnswered ? await checkToken(client) : UNSEEN_TOKEN, facts.check];
  }
  return (await Promise.all([
    checkToken(client),
    checkRepository(repository, facts.value),
    attempt("workflow", () => checkWorkflow(client, repository, workflow, facts.value.defaultBranch)),
    attempt("secrets", () => checkSecrets(client, repository)),
    attempt("labels", () => checkLabels(client, repository)),
  ])).flat();
}

/** What refuses a wrong token was never asked. */
const UNSEEN_TOKEN = check("token", "unknown", "a token is there; whether it is a good one can't be seen");

async function checkToken(client: GitHubClient): Promise<Check> {
  const held = await client.tokenScopes();
  if (held === undefined) {
    return check(
      "token",
      "unknown",
      "a token is there; GitHub doesn't tell what it may do (it isn't a classic one)",
      "a fine-grained one needs to write gists, issues and actions, and to read contents and pull requests; that of a job of " +
        "GitHub Actions can make no gist",
    );
  }
  const missing = SCOPES.filter(([scope]) => !held.includes(scope));
  if (missing.length > 0) {
    const lacks = missing.map(([scope, purpose]) => `${scope} (${purpose})`).join(" and ");
    const scopes = missing.map(([scope]) => scope).join(",");
    return check("token", "failed", `the token lacks ${lacks}`, `gh auth refresh --scopes ${scopes}`);
  }
  if (!held.includes("workflow")) {
    return check(
      "token",
      "warning",
      "the token lacks the scope workflow, which some organizations want for a dispatch",
      "gh auth refresh --scopes workflow",
    );
  }
  return check("token", "ok", `a token with the scopes ${held.join(", ")}`);
}

function checkRepository(repository: RepositoryName, facts: RepositoryFacts): Check {
  const name = formatRepositoryName(repository);
  if (facts.archived) {
    return check("repository", "failed", `${name} is archived`, "unarchive it in its settings");
  }
  if (!facts.hasIssues) {
    return check("repository", "failed", `${name} has no issues`, "turn issues on in its settings");
  }
  if (facts.permissions?.push === false) {
    return check(
      "repository",
      "failed",
      `you may read ${name}, but not write to it`,
      "ask for write access: dispatching a workflow needs it",
    );
  }
  return check("repository", "ok", `${name}, default branch ${facts.defaultBranch}`);
}

async function checkWorkflow(
  client: GitHubClient,
  repository: RepositoryName,
  file: string,
  defaultBranch: string,
): Promise<Check> {
  const facts = await readWorkflowFacts(client, repository, file);
  if (facts === undefined) {
    return check(
      "workflow",
      "failed",
      `${file} is not on the default branch (${defaultBranch}), from which alone GitHub dispatches`,
      `run "erk-learn init", commit .github/workflows/${file}, and merge it into ${defaultBranch}`,
    );
  }
  if (facts.state !== "active") {
    const remedy = `gh workflow enable ${file} --repo ${formatRepositoryName(repository)}`;
    return check("workflow", "failed", `${file} is there but ${facts.state}`, remedy);
  }
  if (facts.text === undefined) {
    return check("workflow", "unknown", `${file} is active; its text can't be read`);
  }
  const missing = missingInputs(facts.text);
  if (missing === undefined) {
    return check("workflow", "failed", `${file} is no valid YAML`, `run "erk-learn init" to write it anew`);
  }
  if (missing.length > 0) {
    return check(
      "workflow",
      "failed",
      `${file} lacks the input ${missing.join(", ")} of workflow_dispatch`,
      `run "erk-learn init", and merge what it writes`,
    );
  }
  const mark = readTemplateMark(facts.text);
  if (mark.ours && !mark.changed && mark.version !== VERSION) {
    return check(
      "workflow",
      "warning",
      `${file} was written by erk-learn ${mark.version}, this is ${VERSION}`,
      pinsAction(facts.text)
        ? `run "erk-learn init --force" to upgrade it, and pin its action by the new release's commit`
        : `run "erk-learn init" to upgrade it`,
    );
  }
  const kind = mark.ours ? `, of erk-learn ${mark.version}${mark.changed ? " with changes" : ""}` : "";
  return check("workflow", "ok", `${file} is active on ${defaultBranch}${kind}`);
}

/** Inputs that the workflow has not; undefined where it is no YAML. */
function missingInputs(text: string): string[] | undefined {
  let workflow: unknown;
  try {
    workflow = parse(text);
  } catch {
    return undefined;
  }
  const at = (value: unknown, key: string): unknown =>
    typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  const inputs = at(at(at(workflow, "on"), "workflow_dispatch"), "inputs");
  return REQUIRED_INPUTS.filter((name) => at(inputs, name) === undefined);
}

async function checkSecrets(client: GitHubClient, repository: RepositoryName): Promise<Check> {
  const names = await listSecretNames(client, repository);
  const set = `gh secret set ANTHROPIC_API_KEY --repo ${formatRepositoryName(repository)}`;
  if (names === undefined) {
    return check(
      "secrets",
      "unknown",
      "your token may not list the repository's secrets",
      `make sure that one is set: ${set}`,
    );
  }
  const model = MODEL_SECRETS.filter((name) => names.includes(name));
  if (model.length === 0) {
    return check(
      "secrets",
      "warning",
      `neither ${MODEL_SECRETS.join(" nor ")} is set, so the workflow learns by rules alone, without a model`,
      set,
    );
  }
  return check("secrets", "ok", `${model.join(" and ")} ${model.length > 1 ? "are" : "is"} set`);
}

async function checkLabels(client: GitHubClient, repository: RepositoryName): Promise<Check> {
  const wanted = [PLAN_LABEL, LEARN_LABEL];
  const there = await Promise.all(wanted.map((name) => hasLabel(client, repository, name)));
  const missing = wanted.filter((_, index) => !there[index]);
  if (missing.length === 0) return check("labels", "ok", wanted.join(", "));
  return check("labels", "warning", `missing: ${missing.join(", ")}`, `run "erk-learn init"`);
}

/** A check that can't be made is one that is unknown. */
async function attempt(name: string, run: () => Promise<Check>): Promise<Check> {
  const outcome = await orFailure(name, run);
  return "check" in outcome ? { ...outcome.check, state: "unknown" } : outcome.value;
}

async function orFailure<Value>(
  name: string,
  run: () => Promise<Value>,
): Promise<{ readonly value: Value } | { readonly check: Check; readonly isAnswered: boolean }> {
  try {
    return { value: await run() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // A server that fails by itself looks at no token.
    const isAnswered = (statusOf(error) ?? 500) < 500;
    return { check: failedCheck(name, "failed", error), isAnswered };
  }
}
