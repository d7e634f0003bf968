/** Tokens of the vendors of other samples with their other prefixes, and of vendors that have one. */
import { BASE64, BASE64URL, DIGITS, HEX, LOWER, mixedToken, type RandomText, UPPER } from "./random_text.ts";
import type { TokenSample } from "./tokens.ts";

/** A kind, the beginnings of its tokens, each in two parts, and what follows them. */
type Row = readonly [kind: string, beginnings: string, rest: () => string];

export function prefixSamples(random: RandomText): TokenSample[] {
  const rows = [...codeAndCloud(random), ...models(random), ...services(random), ...payments(random)];
  return rows.flatMap(([kind, beginnings, rest]) =>
    beginnings.split(" ").map((beginning) => ({ kind, secret: beginning.replace("|", "") + rest() }))
  );
}

function makers(random: RandomText) {
  return {
    mixed: (length: number) => () => mixedToken(random, length),
    url: (length: number) => () => random.of(BASE64URL, length - 2) + "a7",
    hex: (length: number) => () => `a7${random.of(HEX, length - 2)}`,
    base64: (length: number) => () => random.of(BASE64, length - 2) + "a7",
    lower: (length: number) => () => `a7${random.of(LOWER + DIGITS, length - 2)}`,
    upper: (length: number) => () => `A7${random.of(UPPER + DIGITS, length - 2)}`,
  };
}

function codeAndCloud(random: RandomText): Row[] {
  const { mixed, url, hex, base64, lower, upper } = makers(random);
  return [
    ["github-token", "gh|u_", mixed(36)],
    [
      "gitlab-token",
      "gl|rt- gl|rtr- gl|cbt- gl|ptt- gl|ft- gl|imt- gl|agent- gl|oas- gl|soat- gl|ffct- gl|wt-",
      url(20),
    ],
    ["bitbucket-token", "ATC|TT3", url(60)],
    ["docker-token", "dckr|_oat_", url(27)],
    ["jfrog-token", "cmVm|dGtuOj", base64(50)],
    ["circleci-token", "CCI|PRJ_", () => `${mixed(22)()}_${hex(40)()}`],
    ["buildkite-token", "bk|pt_ bk|aj_", mixed(40)],
    ["sonar-token", "sq|u_ sq|a_", hex(40)],
    ["linear-token", "lin|_oauth_", mixed(40)],
    ["sourcegraph-token", `sg|p_${hex(16)()}_ sg|p_local_`, hex(40)],
    ["segment-token", "sg|p_", mixed(64)],
    ["prefect-key", "pn|b_", mixed(36)],
    ["readme-key", "rd|me_", lower(70)],
    ["trigger-key", "tr|_dev_ tr|_stg_ tr|_pat_", mixed(24)],
    ["inngest-key", "sign|key-test- sign|key-branch-", hex(64)],
    ["codesandbox-token", "csb|_v1_", url(44)],
    ["daytona-key", "dt|n_", hex(64)],
    ["chromatic-token", "ch|pt_", hex(16)],
    ["aws-access-key-id", "AB|IA AC|CA", () => `A7${random.of(`${UPPER}234567`, 14)}`],
    ["azure-search-key", `${mixed(42)()}Az|SeA`, mixed(5)],
    ["azure-cache-key", `${mixed(33)()}Az|CaB`, () => `${mixed(5)()}=`],
    ["azure-function-key", `${mixed(44)()}Az|Fu`, () => `${mixed(5)()}A==`],
    ["digitalocean-token", "do|o_v1_ do|r_v1_", hex(64)],
    ["fly-token", "fm|1_ fm|2_ fm|1r_", base64(120)],
    ["netlify-token", "nf|c_ nf|o_ nf|u_", mixed(36)],
    ["vercel-token", "vc|i_ vc|a_ vc|r_ vc|k_", mixed(56)],
    ["supabase-key", "sb|_secret_", url(30)],
    ["planetscale-token", "psc|ale_oauth_ psc|ale_pw_", url(43)],
    ["cloudflare-token", "cf|k_ cf|at_", mixed(48)],
    ["cloudflare-token", `v1.|0-${hex(24)()}-`, hex(146)],
    ["vault-token", "hv|b. hv|r.", url(95)],
    ["doppler-token", "dp|.st.dev_a. dp|.ct. dp|.sa. dp|.scim. dp|.audit.", mixed(43)],
    ["1password-token", "ops|_eyJ", url(160)],
    [
      "1password-secret-key",
      "A|3-",
      () => `${upper(6)()}-${upper(11)()}-${[1, 2, 3].map(upper(5)).join("-")}`,
    ],
    ["age-key", "AGE-SEC|RET-KEY-PQ-1", upper(80)],
    ["minisign-key", "RW|QAAEIy", base64(100)],
    [
      "docker-config",
      "ewoJ|ImF1dGhzIj ewog|ICJhdXRocyI6 ewog|ICAgImF1dGhzIj",
      base64(60),
    ],
    ["yandex-key", "y0|_", url(58)],
    ["yandex-key", "YC|AJE", url(20)],
    ["yandex-token", "t1|.", () => `${url(40)()}.${url(86)()}`],
    ["volcengine-key", "AK|LT", mixed(44)],
    ["deno-deploy-token", "dd|o_", mixed(36)],
    ["defined-networking-key", "dn|key-", () => `${mixed(26)()}-${mixed(52)()}`],
  ];
}

function models(random: RandomText): Row[] {
  const { mixed, url, hex, lower } = makers(random);
  return [
    ["openai-key", "sk-|proj- sk-|svcacct- sk-|admin- sk-|None-", url(60)],
    ["langfuse-key", "sk-|lf-", () => random.uuid()],
    ["cerebras-key", "cs|k-", lower(48)],
    ["fireworks-key", "fw|_", mixed(24)],
    ["helicone-key", "sk-|helicone-", () => `${mixed(7)()}-${mixed(7)()}-${mixed(7)()}`],
    ["huggingface-token", "api|_org_", mixed(34)],
    ["langsmith-key", "ls|v2_sk_", () => `${hex(32)()}_${hex(10)()}`],
    ["tavily-key", "tv|ly-prod-", mixed(32)],
    ["modal-token", "a|k-", mixed(22)],
  ];
}

function services(random: RandomText): Row[] {
  const { mixed, url, hex, base64, lower, upper } = makers(random);
  const base58 = () => random.of("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", 107);
  return [
    [
      "slack-token",
      "xo|xa- xo|xc- xo|xo- xo|xp- xo|xr- xo|xs- xo|xe- xo|xe.xoxp- xw|fp-",
      () => `1-${mixed(40)()}`,
    ],
    ["pubnub-key", "sec|-c-", base64(48)],
    ["brevo-key", "xsmtp|sib-", () => `${hex(64)()}-${mixed(16)()}`],
    ["hubspot-token", "pat|-ap1-", () => random.uuid()],
    [
      "onfido-token",
      "api|_sandbox. api|_live_us. api|_live_ca. api|_live_eu.",
      () => `${mixed(11)()}.${mixed(32)()}`,
    ],
    ["duffel-token", "duffel|_live_", mixed(43)],
    [
      "polar-token",
      "polar|_oat_ polar|_pat_ polar|_at_u_ polar|_at_o_ polar|_rt_ polar|_cs_ polar|_whs_",
      mixed(36),
    ],
    ["newrelic-key", `${hex(36)()}NR|AL`, () => ""],
    ["newrelic-key", "NR|II-", url(32)],
    ["newrelic-key", "NR|JS-", hex(19)],
    ["posthog-key", "ph|x_", mixed(44)],
    ["grafana-token", "eyJ|rIjoi", mixed(70)],
    ["frameio-token", "fio|-u-", url(64)],
    ["unkey-key", "un|key_", mixed(24)],
    ["ramp-secret", "ramp|_sec_", mixed(48)],
    ["pinterest-token", "pi|na_", upper(90)],
    ["sentry-token", "sntry|s_", base64(120)],
    ["honeycomb-key", "hc|bik_ hc|xik_", lower(58)],
    ["launchdarkly-key", "ap|i-", () => random.uuid()],
    ["notion-token", "sec|ret_", mixed(43)],
    ["axiom-token", "xa|pt-", () => random.uuid()],
    ["private-key", "yp|rv zp|rv tp|rv", base58],
    ["twilio-key", "A|C", hex(32)],
    ["lob-key", "te|st_", hex(35)],
    ["statsig-key", "sec|ret-", mixed(43)],
    ["sanity-token", "s|k", mixed(178)],
    ["aws-session-token", "IQoJ|b3JpZ2luX2Vj FwoG|ZXIvYXdz FQoG|ZXIvYXdz", base64(200)],
    ["gocardless-token", "li|ve_", mixed(40)],
    ["braintree-token", `access|_token$sandbox$${lower(16)()}$`, hex(32)],
  ];
}

function payments(random: RandomText): Row[] {
  const { mixed, url, hex, lower } = makers(random);
  return [
    ["stripe-key", "sk|_test_ sk|_org_ rk|_live_ rk|_org_", mixed(24)],
    ["square-token", "sq0|csp- sq0|idp-", url(43)],
    ["plaid-token", "access|-sandbox- access|-development-", () => random.uuid()],
    ["razorpay-key", "rzp|_test_", mixed(14)],
    ["easypost-key", "EZ|TK", mixed(54)],
    ["shippo-token", "ship|po_test_", hex(40)],
    ["shopify-token", "shp|ca_ shp|pa_ shp|ss_", hex(32)],
    ["paddle-key", "pdl|_sdbx_apikey_", () => `${lower(26)()}_${mixed(22)()}`],
    ["paddle-key", "pdl|_ntfset_", () => `${lower(26)()}_${mixed(30)()}`],
    ["xendit-key", "xnd|_production_ xnd|_development_", mixed(48)],
  ];
}
