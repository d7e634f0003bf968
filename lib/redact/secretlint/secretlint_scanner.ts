/**
 * secretlint's recommended rules, run directly on a text.
 *
 * The rules are called without `@secretlint/core`: its `lintSource` builds a line index of the whole text,
 * compares all findings with one another (quadratic), and honours `secretlint-disable` comments found IN the text,
 * which would let a log switch its own redaction off. No configuration file, environment variable, file or
 * subprocess is involved: the rules get the text and nothing else.
 */
import { scannerFailure } from "../scanner_failure.ts";
import { messageOf, UserError } from "../../user_error.ts";
import { type Finding, WEIGHT } from "../finding.ts";
import { isUrlPassword } from "../rules/judgement/given_value.ts";
import { isFilledUp } from "../rules/judgement/placeholder.ts";
import { SECRETLINT_GATES } from "./secretlint_gates.ts";

type Preset = typeof import("@secretlint/secretlint-rule-preset-recommend");
/** One of secretlint's rules. */
export type Rule = Preset["rules"][number];
type Context = Parameters<Rule["create"]>[0];
type Source = Parameters<NonNullable<ReturnType<Rule["create"]>["file"]>>[0];

/**
 * Finds what secretlint's rules find in one text, leaving out the rules for which there is none of their hints.
 * Throws a `UserError` when a rule fails.
 */
export type SecretlintScanner = (text: string, hints: ReadonlySet<string>) => Finding[];

/** Rules that are left out, and why. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  // Honours "secretlint-disable" comments in the text.
  "@secretlint/secretlint-rule-filter-comments",
  // Looks at whole files with the extension .p12 or .json only; our PEM rule finds the key in any text.
  "@secretlint/secretlint-rule-gcp",
]);

/** Kinds by message id, where the id itself would not be a good name. */
const KIND_BY_MESSAGE: Readonly<Record<string, string>> = {
  AWSAccessKeyID: "aws-access-key-id",
  AWSSecretAccessKey: "aws-secret-access-key",
  AWSAccountID: "aws-account-id",
  PrivateKey: "private-key",
  PackageJSON_xOauthToken: "github-token",
  NPM_ACCESS_TOKEN: "npm-token",
  GITHUB_TOKEN: "github-token",
  GITLAB_PERSONAL_ACCESS_TOKEN: "gitlab-token",
  SLACK_TOKEN: "slack-token",
  IncomingWebhook: "slack-webhook",
  OPENAI_TOKEN: "openai-key",
  ANTHROPIC_API_KEY: "anthropic-key",
  HUGGINGFACE_USER_ACCESS_TOKEN: "huggingface-token",
  OPS_TOKEN: "1password-token",
  BasicAuth: "url-password",
  MongoDBConnection: "url-password",
  MySQLConnection: "url-password",
  PostgreSQLConnection: "url-password",
};

/**
 * Loads the rules. The import happens here, at first use, so that `--help` does not pay for it.
 * @throws UserError when the package cannot be loaded: without it nothing may be published.
 */
export async function loadSecretlintScanner(): Promise<SecretlintScanner> {
  let rules: readonly Rule[];
  try {
    ({ rules } = await import("@secretlint/secretlint-rule-preset-recommend"));
  } catch (cause) {
    throw new UserError(
      "The secret scanner could not be loaded, so nothing can be published. Run the command again with network access to npm.",
      { detail: messageOf(cause), publishNothing: true, cause },
    );
  }
  return createSecretlintScanner(rules);
}

/** Makes a scanner of rules, without those that are of no use here. */
export function createSecretlintScanner(rules: readonly Rule[]): SecretlintScanner {
  let content = "";
  let findings: Finding[] = [];
  const handlers = rules.filter((rule) => !LEFT_OUT.has(rule.meta.id)).map((rule) => {
    const handler = rule.create(contextFor(rule, (finding) => findings.push(finding), () => content), {
      enableIDScanRule: true, // AWS access key ids are off by default
    });
    return { id: rule.meta.id, gate: SECRETLINT_GATES.get(rule.meta.id), file: handler.file };
  });
  return (text, hints) => {
    content = text;
    findings = [];
    for (const handler of handlers) {
      if (handler.gate !== undefined && !handler.gate.some((hint) => hints.has(hint))) continue;
      try {
        const pending: unknown = handler.file?.(sourceOf(text));
        if (pending instanceof Promise) throw new Error("the rule is asynchronous");
      } catch (cause) {
        throw scannerFailure(cause, handler.id);
      }
    }
    content = "";
    return findings;
  };
}

/** What a rule sees of the text: its content. Positions are for the comment filter, which is left out. */
function sourceOf(content: string): Source {
  const unsupported = (): never => {
    throw new Error("positions are not available");
  };
  return {
    content,
    filePath: undefined,
    ext: "",
    contentType: "text",
    hasBOM: false,
    indexToPosition: unsupported,
    positionToIndex: unsupported,
    rangeToLocation: unsupported,
    locationToRange: unsupported,
  } as unknown as Source; // the type lists an internal line index that no rule in use reads
}

function contextFor(rule: Rule, report: (finding: Finding) => void, content: () => string): Context {
  return {
    sharedOptions: {},
    createTranslator: () => (messageId: string | symbol | number, data?: object) => ({
      message: "",
      messageId: String(messageId),
      data,
    }),
    ignore() {},
    report(
      { message, range }: { message: { messageId: string; data?: object }; range: readonly [number, number] },
    ) {
      const finding = toFinding(rule, message, range, content());
      if (finding !== undefined) report(finding);
    },
  } as unknown as Context; // the package's own types for translators are generic beyond what is needed here
}

/**
 * Some rules report where the whole expression starts but the length of the secret alone (AWS secret keys,
 * `x-oauth-basic`), which would leave the secret's end standing: the value itself is looked up from that start.
 * Undefined for what everybody writes into documentation.
 */
function toFinding(
  rule: Rule,
  message: { messageId: string; data?: object },
  range: readonly [number, number],
  content: string,
): Finding | undefined {
  const kind = KIND_BY_MESSAGE[message.messageId] ?? kindOf(rule.meta.id, message.messageId);
  const value: unknown = Object.values(message.data ?? {})[0];
  let [start, end] = range;
  if (typeof value === "string" && value !== "") {
    const found = content.indexOf(value, start);
    if (found !== -1) [start, end] = [found, found + value.length];
  }
  if (kind === "url-password") return passwordWithin(content, start, end);
  // Name and value are reported together.
  if (kind === "aws-account-id") {
    if (isIdentity(content, start)) return undefined;
    start = end - (/[0-9-]{12,14}$/.exec(content.slice(start, end))?.[0].length ?? 0);
  }
  const secret = content.slice(start, end);
  // The key ids of AWS's own documentation.
  return isFilledUp(secret) || secret.endsWith("EXAMPLE")
    ? undefined
    : { start, end, kind, weight: WEIGHT.format };
}

const IDENTITY = /"UserId":\s{1,40}"[^"\n]{1,200}",\s{1,80}"?$/;

/** `aws sts get-caller-identity` tells who calls: the account stands in the name of the resource below as well. */
function isIdentity(content: string, start: number): boolean {
  return IDENTITY.test(content.slice(Math.max(0, start - 300), start));
}

/** Host and database of an address are worth keeping: only what stands between the user's colon and the `@` goes. */
function passwordWithin(content: string, start: number, end: number): Finding | undefined {
  const address = content.slice(start, end);
  const match = /^[^:/?#\s]+(?::[^:/?#\s]+)?:\/\/([^:/\s]+):([^@/\s]+)@/d.exec(address);
  const place = match?.indices?.[2];
  const finding: Finding = { start, end, kind: "url-password", weight: WEIGHT.context };
  if (match === null || place === undefined) return finding;
  if (!isUrlPassword(match[1] ?? "", match[2] ?? "")) return undefined;
  return { ...finding, start: start + place[0], end: start + place[1] };
}

function kindOf(ruleId: string, messageId: string): string {
  const name = messageId.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return name === "" ? ruleId.replace(/^.*-rule-/, "") : name;
}
