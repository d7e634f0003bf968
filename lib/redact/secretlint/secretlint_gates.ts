/**
 * What must be in a text for a rule of secretlint to find anything. All its rules together run at 90 MB/s on real
 * logs, as fast as everything should be together; nearly no text has what most of them look for.
 *
 * Read off the rules' expressions (13.0.7). A rule that is not listed, as a new version may bring, always runs.
 */

/** Hints that are not literals in runs of token characters. */
export type Hint = "account" | "aws-secret" | "userinfo" | "slack-webhook" | "PRIVATE KEY";

const PREFIX = "@secretlint/secretlint-rule-";

/** Literals in runs of token characters (see literal_groups.ts), or hints. */
export const SECRETLINT_GATES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    aws: ["A3T", "AKIA", "AGPA", "AIDA", "AROA", "AIPA", "ANPA", "ANVA", "ASIA", "account", "aws-secret"],
    privatekey: ["PRIVATE KEY"],
    npm: ["npm_", "userinfo"],
    basicauth: ["userinfo"],
    "database-connection-string": ["userinfo"],
    slack: ["xoxb-", "xoxp-", "xapp-", "xoxa-", "xoxo-", "xoxr-", "slack-webhook"],
    sendgrid: ["SG."],
    shopify: ["shppa_", "shpca_", "shpat_", "shpss_"],
    stripe: ["sk_live_", "sk_test_", "rk_live_", "rk_test_"],
    github: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
    gitlab: ["glpat-"],
    grafana: ["glc_", "glsa_"],
    openai: ["sk-"],
    anthropic: ["sk-ant-"],
    groq: ["gsk_"],
    huggingface: ["hf_"],
    linear: ["lin_api_"],
    notion: ["ntn_"],
    "1password": ["ops_ey"],
    "hashicorp-vault": ["hvs.", "hvb.", "hvr."],
    vercel: ["vcp_", "vci_", "vca_", "vcr_", "vck_"],
    databricks: ["dapi"],
    docker: ["dckr_"],
    figma: ["figd_"],
    cloudflare: ["cfk_", "cfut_", "cfat_"],
    tailscale: ["tskey-"],
  }).map(([name, hints]) => [PREFIX + name, hints]),
);

const HINTS: ReadonlySet<string> = new Set<Hint>([
  "account",
  "aws-secret",
  "userinfo",
  "slack-webhook",
  "PRIVATE KEY",
]);

/** The literals among the gates: to be looked for in runs. */
export const SECRETLINT_LITERALS: readonly string[] = [...new Set([...SECRETLINT_GATES.values()].flat())]
  .filter((hint) => !HINTS.has(hint));
