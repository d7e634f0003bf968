/** Keys of model providers and their tools. On prefixes and boundaries see code_and_package_tokens.ts. */
import { END, isMixed, type PatternRule, rule, START } from "./pattern_rule.ts";

export const MODEL_TOKENS: readonly PatternRule[] = [
  rule("anthropic-key", "sk-ant-", "sk-ant-[A-Za-z0-9_-]{24,}"),
  rule(
    "openai-key",
    ["sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-"],
    "sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,}",
  ),
  rule("openai-key", "sk-", "sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20,}"),
  rule("openrouter-key", "sk-or-v1-", "sk-or-v1-[0-9a-f]{64}"),
  rule("langfuse-key", "sk-lf-", "sk-lf-[0-9a-f]{8}-[0-9a-f-]{27}"),
  // DeepSeek, older OpenAI and others share the bare prefix; a hash after "disk-" or "task-" is not one.
  rule("sk-key", "sk-", `${START}sk-[A-Za-z0-9]{32,}${END}`, { accept: (secret) => /[0-9]/.test(secret) }),
  // Others put their own name behind it: `sk-hc-v1-`, `sk-cp-`.
  rule("sk-key", "sk-", `${START}sk-(?!or-)[a-z][a-z0-9]{1,11}-(?:v[0-9]-)?[A-Za-z0-9]{32,}${END}`, {
    accept: (secret) => /[0-9].*[0-9]/.test(secret),
  }),
  rule("sk-key", "sk-", `${START}sk-(?!or-|ant-|lf-)[a-z][a-z0-9]{1,11}-[A-Za-z0-9_-]{40,}`, {
    accept: isMixed,
  }),
  rule("sk-key", "sk_", `${START}sk_(?!live_|test_|org_|prod_)[a-z]{2,12}_[A-Za-z0-9_-]{32,}`, {
    accept: isMixed,
  }),
  rule("elevenlabs-key", "sk_", `${START}sk_[0-9a-f]{48}${END}`),
  rule("groq-key", "gsk_", `${START}gsk_[A-Za-z0-9]{40,}`),
  rule("xai-key", "xai-", `${START}xai-[A-Za-z0-9]{60,}`),
  rule("perplexity-key", "pplx-", "pplx-[A-Za-z0-9]{40,}"),
  rule("replicate-token", "r8_", `${START}r8_[A-Za-z0-9]{37}${END}`),
  rule("huggingface-token", ["hf_", "api_org_"], `${START}(?:hf|api_org)_[A-Za-z0-9]{34,}`),
  rule("langsmith-key", "lsv2_", "lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"),
  rule("nvidia-key", "nvapi-", "nvapi-[A-Za-z0-9_-]{60,}"),
  rule("pinecone-key", "pcsk_", "pcsk_[A-Za-z0-9_]{50,}"),
  rule("tavily-key", "tvly-", "tvly-(?:dev-|prod-)?[A-Za-z0-9]{32,}"),
  rule("cerebras-key", "csk-", `${START}csk-[a-z0-9]{48}${END}`),
  rule("fireworks-key", "fw_", `${START}fw_[A-Za-z0-9]{22,24}${END}`, {
    accept: (secret) => /[0-9]/.test(secret),
  }),
  rule("jina-key", "jina_", `${START}jina_[A-Za-z0-9_-]{50,}`),
  rule("langsmith-key", "ls__", `${START}ls__[0-9a-f]{32}${END}`),
  rule("e2b-key", "e2b_", `${START}e2b_[0-9a-f]{40}${END}`),
  rule("browserbase-key", "bb_live_", `${START}bb_live_[A-Za-z0-9_-]{20,}`, { accept: isMixed }),
  rule("firecrawl-key", "fc-", `${START}fc-[0-9a-f]{32}${END}`),
  rule("together-key", "tgp_v1_", "tgp_v1_[A-Za-z0-9_-]{40,}"),
  rule("voyage-key", "pa-", `${START}pa-[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])`, { accept: isMixed }),
  rule("cartesia-key", "sk_car_", "sk_car_[A-Za-z0-9_-]{20,}"),
  rule("llamacloud-key", "llx-", `${START}llx-[A-Za-z0-9]{48}${END}`),
  rule("helicone-key", "sk-helicone-", "sk-helicone-[A-Za-z0-9-]{20,}", {
    accept: (secret) => /[0-9]/.test(secret),
  }),
  rule("modal-token", ["ak-", "as-"], `${START}a[ks]-[A-Za-z0-9]{22}${END}`, { accept: isMixed }),
  rule("apify-token", "apify_", "apify_[a-z_]{2,24}_[A-Za-z0-9]{28,}"),
  rule("logfire-token", ["pylf_v1_", "pylf_v2_"], "pylf_v[0-9]_[a-z]{2,8}_[A-Za-z0-9]{36,}"),
  rule("runpod-key", "rpa_", `${START}rpa_[A-Za-z0-9]{40,}`),
  rule("browser-use-key", "bu_", `${START}bu_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])`, { accept: isMixed }),
  rule("wandb-key", "wandb_v1_", "wandb_v1_[A-Za-z0-9_-]{40,}"),
  rule("cursor-key", ["crsr_", "key_"], `${START}(?:crsr|key)_[0-9a-f]{64}${END}`),
  rule("scrapfly-key", "scp-", `${START}scp-(?:live|test)-[0-9a-f]{32}${END}`),
  rule("brave-key", "BSA", `${START}BSA[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])`, { accept: isMixed }),
  rule("lambda-key", "secret_", `${START}secret_[a-z0-9-]{2,40}_[0-9a-f]{32}\\.[A-Za-z0-9]{32}${END}`),
  rule("context7-key", "ctx7sk-", "ctx7sk-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
  rule("foursquare-key", "fsq3", `${START}fsq3[A-Za-z0-9+/]{43}=`, { isBroken: true }),
];
