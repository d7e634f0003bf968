/** Keys of clouds, hosting, databases and secret stores. On prefixes and boundaries see code_and_package_tokens.ts. */
import { END, type PatternRule, rule, START } from "./pattern_rule.ts";

export const CLOUD_TOKENS: readonly PatternRule[] = [
  rule("aws-access-key-id", ["AKIA", "ASIA", "ABIA", "ACCA"], `A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}${END}`, {
    accept: (secret) => !secret.endsWith("EXAMPLE"), // the key ids of AWS's own documentation
  }),
  rule("aws-bedrock-key", "ABSK", `${START}ABSK[A-Za-z0-9+/]{100,}={0,2}`, { isBroken: true }),
  rule("google-api-key", "AIza", "AIza[A-Za-z0-9_-]{35}"),
  rule("google-oauth-secret", "GOCSPX-", "GOCSPX-[A-Za-z0-9_-]{20,}"),
  rule("google-oauth-token", "ya29.", "ya29\\.[A-Za-z0-9_.-]{20,}"),
  rule("azure-devops-token", "AZDO", `[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}${END}`, { lead: 76 }),
  rule("azure-openai-key", "JQQJ9", `[A-Za-z0-9]{52}JQQJ9[9D][A-Za-z0-9]{20,}`, { lead: 52 }),
  rule("alibaba-key", "LTAI", `${START}LTAI[A-Za-z0-9]{16,24}${END}`),
  rule("tencent-key", "AKID", `${START}AKID[A-Za-z0-9]{32}${END}`),
  rule("digitalocean-token", ["dop_v1_", "doo_v1_", "dor_v1_"], "do[opr]_v1_[0-9a-f]{64}"),
  rule("heroku-key", "HRKU-", "HRKU-[A-Za-z0-9_-]{36,}"),
  rule("fly-token", "fo1_", "fo1_[A-Za-z0-9_-]{43}"),
  rule("fly-token", ["fm1_", "fm2_", "fm1a_", "fm1r_"], "fm[12][ar]?_[A-Za-z0-9+/=_,-]{100,}", {
    isBroken: true,
  }),
  rule("netlify-token", ["nfp_", "nfc_", "nfo_", "nfu_"], `nf[pcou]_[A-Za-z0-9]{36}${END}`),
  rule("vercel-token", ["vcp_", "vci_", "vca_", "vcr_", "vck_"], "vc[piark]_[A-Za-z0-9]{24,}"),
  rule("render-key", "rnd_", `${START}rnd_[A-Za-z0-9]{28,}`),
  rule("supabase-key", ["sbp_", "sb_secret_"], "(?:sbp_[0-9a-f]{40}|sb_secret_[A-Za-z0-9_-]{20,})"),
  rule("planetscale-token", "pscale_", "pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_=.-]{32,}"),
  rule("neon-key", "napi_", `${START}napi_[a-z0-9]{48,}`),
  rule("databricks-token", "dapi", `${START}dapi[0-9a-f]{32}(?:-[0-9])?${END}`),
  rule("cloudflare-token", ["cfk_", "cfut_", "cfat_"], "cf(?:k|ut|at)_[A-Za-z0-9]{48,}"),
  rule("cloudflare-token", "v1.0-", "v1\\.0-[0-9a-f]{24}-[0-9a-f]{100,}"),
  rule("tailscale-key", "tskey-", "tskey-[a-z]{2,20}-[A-Za-z0-9_]{8,}(?:-[A-Za-z0-9_]{16,})?"),
  rule("terraform-token", ".atlasv1.", "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9=_-]{60,}", { lead: 14 }),
  rule("vault-token", ["hvs.", "hvb.", "hvr."], "hv[sbr]\\.[A-Za-z0-9_-]{24,}"),
  rule("pulumi-token", "pul-", `${START}pul-[0-9a-f]{40}${END}`),
  rule(
    "doppler-token",
    ["dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."],
    `dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}`,
  ),
  rule("1password-token", "ops_ey", "ops_ey[A-Za-z0-9+/=_-]{100,}", { isBroken: true }),
  rule("age-key", "AGE-SECRET-KEY-", "AGE-SECRET-KEY-1[A-Z0-9]{58}"),
];
