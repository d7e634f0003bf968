/**
 * Keys of services that came with language models: agents, browsers for them, vector stores, evaluation, and of those who
 * issue keys, logins and bills for others. On prefixes and boundaries see code_and_package_tokens.ts.
 */
import { END, isMixed, type PatternRule, rule, START } from "./pattern_rule.ts";
import { wordScore } from "../judgement/word_score.ts";

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** Ends of tokens that may hold signs. */
const SIGNED_END = "(?![A-Za-z0-9_-])";

const mixed = { accept: isMixed };

/** Digits among small letters: no name has as many. */
const withDigits = { accept: (secret: string) => /(?:[0-9][a-z_-]*){5}/.test(secret) };

/** Of models and of agents that write code. */
const MODELS: readonly PatternRule[] = [
  // Letters, digits and signs in a mess, by those who put nothing behind the bare prefix.
  rule("sk-key", "sk-", `${START}sk-[A-Za-z0-9_-]{46,96}${SIGNED_END}`, {
    accept: (secret) => isMixed(secret) && wordScore(secret) < -16,
  }),
  rule("sk-key", "sk_", `${START}sk_[A-Za-z0-9_-]{43}${SIGNED_END}`, {
    accept: (secret) => isMixed(secret) && wordScore(secret) < -16,
  }),
  rule("runway-key", "key_", `${START}key_[0-9a-f]{128}${END}`),
  rule("retell-key", "key_", `${START}key_[0-9a-f]{28}${END}`, withDigits),
  rule("requesty-key", "rqsty-sk-", "rqsty-sk-[A-Za-z0-9_-]{40,}"),
  rule("relace-key", "rlc-", `${START}rlc-[A-Za-z0-9_-]{40,}`, mixed),
  rule("openpipe-key", "opk_", `${START}opk_[0-9a-f]{40}`),
  rule("warp-key", "wk-1.", `${START}wk-1\\.[0-9a-f]{64}`),
  rule("amp-key", "sgamp_", `${START}sgamp_[a-z]{2,8}_[A-Za-z0-9]{20,}_[0-9a-f]{64}`),
  rule("factory-key", "fk-", `${START}fk-[A-Za-z0-9_-]{40,}`, mixed),
  rule("devin-key", "apk_", `${START}apk_(?:user_)?[A-Za-z0-9=]{40,}`, { ...mixed, isBroken: true }),
  rule("devin-key", "cog_", `${START}cog_[a-z0-9]{52}${END}`, withDigits),
  rule("coderabbit-key", "cr-", `${START}cr-[0-9a-f]{58}${END}`),
];

/** Of search, browsers and memories for them. */
const TOOLS_OF_AGENTS: readonly PatternRule[] = [
  rule("steel-key", "ste-", `${START}ste-[A-Za-z0-9]{40,}`, mixed),
  rule("hyperbrowser-key", "hb_", `${START}hb_[0-9a-f]{28,40}${END}`, withDigits),
  rule("kernel-key", "sk_", `${START}sk_${UUID}\\.[A-Za-z0-9_-]{40,}`),
  rule("scrapegraph-key", "sgai-", `${START}sgai-${UUID}`),
  rule("you-key", "ydc-sk-", "ydc-sk-[A-Za-z0-9_-]{30,}"),
  rule("zep-key", "z_1dWlkIjoi", "z_1dWlkIjoi[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}"),
  rule("supermemory-key", "sm_", `${START}sm_[A-Za-z0-9]{20,24}_[A-Za-z0-9_-]{40,}`, mixed),
  rule("dagger-token", "dag_", `${START}dag_[a-z]{2,24}_[A-Za-z0-9]{30,}`, mixed),
];

/** Of vector stores and of what measures and watches models. */
const STORES_AND_EVALUATION: readonly PatternRule[] = [
  rule("chroma-key", "ck-", `${START}ck-[A-Za-z0-9]{40,}`, mixed),
  rule("vectara-key", ["zut_", "zqt_", "zwt_"], `${START}z[qtuw]t_[A-Za-z0-9_-]{36,}`, mixed),
  rule("trieve-key", "tr-", `${START}tr-[A-Za-z0-9]{32}${END}`, mixed),
  rule("mixedbread-key", "emb_", `${START}emb_[0-9a-f]{42}${END}`),
  rule("nomic-key", "nk-", `${START}nk-[A-Za-z0-9_-]{43}${SIGNED_END}`, mixed),
  rule("ragie-key", "tnt_", `${START}tnt_[A-Za-z0-9]{8,16}_[A-Za-z0-9]{32,}`, mixed),
  rule("arize-key", "ak-", `${START}ak-${UUID}-[A-Za-z0-9_-]{20,}`),
  rule("promptlayer-key", "pl_", `${START}pl_[0-9a-f]{32}${END}`),
  rule("traceloop-key", "tl_", `${START}tl_[0-9a-f]{64}${END}`),
];

/** Of logins, keys and bills that are issued for others, and of hosting. */
const ISSUERS: readonly PatternRule[] = [
  rule(
    "appwrite-key",
    ["standard_", "organization_", "account_"],
    `${START}(?:standard|organization|account)_[0-9a-f]{128,}`,
  ),
  rule(
    "stytch-secret",
    ["secret-live-", "secret-test-"],
    `${START}secret-(?:live|test)-[A-Za-z0-9_-]{30,}={0,2}`,
    {
      ...mixed,
      isBroken: true,
    },
  ),
  rule(
    "ory-token",
    ["ory_at_", "ory_rt_", "ory_ac_", "ory_st_"],
    `${START}ory_(?:at|rt|ac|st)_[A-Za-z0-9_.-]{30,}`,
    mixed,
  ),
  rule("stack-auth-key", "ssk_", `${START}ssk_[a-z0-9]{40,}`, withDigits),
  rule(
    "keygen-token",
    ["admin-", "prod-", "envi-", "user-", "activ-"],
    `${START}(?:admin|prod|envi|user|activ)-[0-9a-f]{64}v[0-9]${END}`,
  ),
  rule("svix-token", "sk_", `${START}(?:test)?sk_[A-Za-z0-9-]{32,}\\.(?:eu|us|in|ca|au)${END}`, mixed),
  rule("svix-token", "testsk_", `${START}testsk_[A-Za-z0-9-]{32,}(?:\\.[a-z]{2})?${END}`, mixed),
  rule("imagekit-key", "private_", `${START}private_[A-Za-z0-9+/]{26,27}={1,2}`, { isBroken: true }),
  rule("dub-key", "dub_", `${START}dub_[A-Za-z0-9]{24}${END}`, mixed),
  rule("creem-key", "creem_", `${START}creem_(?:test_)?[A-Za-z0-9]{20,}`, mixed),
  rule("cal-key", ["cal_live_", "cal_test_"], `${START}cal_(?:live|test)_[0-9a-f]{32}${END}`),
  rule("incident-key", "inc_", `${START}inc_[0-9a-f]{64}${END}`),
  rule("namespace-token", ["nsct_", "nscrg_"], `${START}nsc(?:t|rg)_[A-Za-z0-9_-]{40,}`, mixed),
  rule("sevalla-key", "svl_", `${START}svl_[0-9a-f]{64}`),
  rule("openmeter-token", "om_", `${START}om_[A-Za-z0-9]{32}\\.[A-Za-z0-9]{40,}`, mixed),
  rule("lightdash-token", "ldpat_", `${START}ldpat_[0-9a-f]{30,}`),
  rule("metabase-key", "mb_", `${START}mb_[A-Za-z0-9+/]{43}=`, { isBroken: true }),
  rule("mezmo-key", "sts_", `${START}sts_[0-9a-f]{32}${END}`),
];

export const RECENT_TOKENS: readonly PatternRule[] = [
  ...MODELS,
  ...TOOLS_OF_AGENTS,
  ...STORES_AND_EVALUATION,
  ...ISSUERS,
];
