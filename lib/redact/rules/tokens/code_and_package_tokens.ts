/**
 * Tokens of code hosts, package registries and build services, recognised by the prefix that each vendor documents
 * (nearly all are in GitHub's list for secret scanning:
 * https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns).
 *
 * No boundary on the left where a prefix is long enough to be unmistakable: escapes (`\n`), colour codes and percent
 * codes put letters right before a secret. No upper bounds: longer tokens of the future must go whole.
 */
import { END, isMixed, type PatternRule, rule, START } from "./pattern_rule.ts";

/** Two or three base64url parts, as in a JWT, joined by dots. */
const JWT_TAIL = "[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}";

export const CODE_AND_PACKAGE_TOKENS: readonly PatternRule[] = [
  rule("github-token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], "gh[pousr]_[A-Za-z0-9_]{36,}"),
  rule("github-token", "ghs_", `ghs_[0-9]{1,20}_${JWT_TAIL}`),
  rule("github-token", "github_pat_", "github_pat_[A-Za-z0-9_]{40,}"),
  rule(
    "gitlab-token",
    [
      "glpat-",
      "gldt-",
      "glrt-",
      "glrtr-",
      "glcbt-",
      "glptt-",
      "glft-",
      "glimt-",
      "glagent-",
      "gloas-",
      "glsoat-",
      "glffct-",
      "glwt-",
    ],
    "gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt)-[A-Za-z0-9_-]{20,}(?:\\.[A-Za-z0-9]{2}\\.[A-Za-z0-9]{9})?",
  ),
  rule("gitlab-token", "GR1348941", "GR1348941[A-Za-z0-9_-]{20,}"),
  rule(
    "bitbucket-token",
    ["ATBB", "ATCTT3"],
    `${START}(?:ATBB[A-Za-z0-9]{32}${END}|ATCTT3[A-Za-z0-9_=-]{50,})`,
  ),
  rule("atlassian-token", "ATATT3", "ATATT3[A-Za-z0-9_=-]{50,}"),
  rule("npm-token", "npm_", `npm_[A-Za-z0-9]{36,}`),
  rule("pypi-token", "pypi-", "pypi-[A-Za-z0-9_-]{50,}"),
  rule("rubygems-token", "rubygems_", "rubygems_[0-9a-f]{48}"),
  rule("crates-token", "cio", `${START}cio[A-Za-z0-9]{32}${END}`),
  rule("nuget-key", "oy2", `${START}oy2[a-z0-9]{43}${END}`),
  rule("clojars-token", "CLOJARS_", "CLOJARS_[a-z0-9]{60}"),
  rule("docker-token", "dckr_", "dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}"),
  rule("jfrog-token", "AKCp", `${START}AKCp[A-Za-z0-9]{60,}`),
  rule("jfrog-token", "cmVmdGtuOj", "cmVmdGtuOj[A-Za-z0-9+/]{40,}={0,2}", { isBroken: true }),
  rule("circleci-token", "CCI", `${START}CCI[A-Z]{3}_[A-Za-z0-9]{20,24}_[0-9a-f]{40}`),
  rule(
    "buildkite-token",
    ["bkua_", "bkpt_", "bkaj_", "bkct_", "bkcq_", "bkat_", "bkar_", "bkps_", "bkpr_", "bkrt_"],
    "bk[a-z]{2}_[0-9A-Za-z]{32,}",
  ),
  rule("sonar-token", ["sqp_", "squ_", "sqa_"], "sq[pua]_[0-9a-f]{40}"),
  rule("postman-key", "PMAK-", "PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
  rule("postman-key", "PMAT-", "PMAT-[A-Z0-9]{26}"),
  rule("linear-token", ["lin_api_", "lin_oauth_", "lin_wh_"], "lin_(?:api|oauth|wh)_[A-Za-z0-9_]{32,}"),
  rule("sourcegraph-token", ["sgd_", "slk_", "sgs_"], `${START}(?:sgd|slk|sgs)_[0-9a-f]{64}${END}`),
  rule("sourcegraph-token", "sgp_", `sgp_(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}${END}`),
  rule("segment-token", "sgp_", `sgp_[A-Za-z0-9]{60,}`),
  rule("prefect-key", ["pnu_", "pnb_"], `pn[ub]_[A-Za-z0-9]{36}${END}`),
  rule("readme-key", "rdme_", "rdme_[a-z0-9]{70}"),
  rule(
    "harness-token",
    ["pat.", "sat."],
    `${START}[ps]at\\.[A-Za-z0-9_-]{22}\\.[0-9a-f]{24}\\.[A-Za-z0-9]{20}${END}`,
  ),
  rule("octopus-key", "API-", `${START}API-[A-Z0-9]{26,27}${END}`, {
    accept: (secret) => /[0-9].*[0-9]/.test(secret),
  }),
  rule(
    "trigger-key",
    ["tr_dev_", "tr_prod_", "tr_stg_", "tr_pat_"],
    `${START}tr_(?:dev|prod|stg|pat)_[A-Za-z0-9]{20,}`,
  ),
  rule("inngest-key", "signkey-", "signkey-(?:prod|test|branch)-[0-9a-f]{64}"),
  rule("codesandbox-token", "csb_v1_", "csb_v1_[A-Za-z0-9_-]{40,}"),
  rule("daytona-key", "dtn_", `${START}dtn_[0-9a-f]{64}`),
  rule("chromatic-token", "chpt_", `${START}chpt_[0-9a-f]{15,}${END}`),
  rule("wakatime-key", "waka_", "waka_[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}"),
  rule(
    "wakatime-key",
    ["waka_sec_", "waka_tok_", "waka_ref_"],
    "waka_(?:sec|tok|ref)_[A-Za-z0-9]{60,}",
  ),
  rule("bitbucket-token", "BBDC-", "BBDC-[A-Za-z0-9+/@_-]{40,}", { isBroken: true }),
  rule(
    "snyk-token",
    ["snyk_uat.", "snyk_sat."],
    "snyk_[us]at\\.[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]{20,}(?:\\.[A-Za-z0-9_-]{20,})?",
  ),
  rule(
    "open-vsx-token",
    "vsxat_",
    `${START}ovsxat_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`,
    { lead: 1 },
  ),
  rule("dbt-token", ["dbtc_", "dbtu_", "dbts_"], `${START}dbt[cus]_[A-Za-z0-9_-]{32,}`),
  rule("expo-token", "po_", `${START}expo_[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])`, { lead: 2, accept: isMixed }),
  rule("n8n-key", "n8n_api_", "n8n_api_[A-Za-z0-9]{40,}"),
  rule("zenhub-key", "zh_", `${START}zh_[0-9a-f]{64}${END}`),
  rule("intra42-secret", ["s-s4t2", "u-s4t2"], `${START}[su]-s4t2(?:ud|af)-[0-9a-f]{64}`),
  rule("adafruit-key", "aio_", `${START}aio_[A-Za-z0-9]{28}${END}`),
  rule("portainer-token", "ptr_", `${START}ptr_[A-Za-z0-9+/]{43}=`, { isBroken: true }),
  rule("kaggle-token", "KGAT_", "KGAT_[0-9a-f]{32}"),
  rule("checkly-key", "cu_", `${START}cu_[0-9a-f]{32}${END}`),
  rule("settlemint-token", "sm_", `${START}sm_[aps]at_[A-Za-z0-9]{16}${END}`),
  rule("val-town-token", "vtwn_", "vtwn_[A-Za-z0-9]{20,}"),
  rule("coralogix-key", ["cxtp_", "cxup_"], "cx[tu]p_[A-Za-z0-9]{30}"),
  rule("chief-tools-token", ["ctp_", "cto_", "ctr_"], `${START}ct[por]_[A-Za-z0-9]{36,}`, {
    accept: isMixed,
  }),
  rule("trello-token", "ATTA", `${START}ATTA[0-9a-f]{64}[A-F0-9]{8}`),
];
