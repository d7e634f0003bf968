/** Keys of messaging, payment, monitoring and other services. On prefixes and boundaries see code_and_package_tokens.ts. */
import { END, isMixed, type PatternRule, rule, START } from "./pattern_rule.ts";

export const MESSAGING_TOKENS: readonly PatternRule[] = [
  rule(
    "slack-token",
    [
      "xoxa-",
      "xoxb-",
      "xoxc-",
      "xoxd-",
      "xoxe-",
      "xoxe.xox",
      "xoxo-",
      "xoxp-",
      "xoxr-",
      "xoxs-",
      "xapp-",
      "xwfp-",
    ],
    "(?:(?:xoxe\\.xox[bp]|xoxd)-[A-Za-z0-9%_+/=-]{12,}|(?:xox[abcdeoprs]|xapp|xwfp)-[A-Za-z0-9%-]{12,})",
    {
      accept: (secret) => /[0-9]/.test(secret),
    },
  ),
  rule("sendgrid-key", "SG.", `${START}SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,64}`),
  rule("mailgun-key", "key-", `${START}key-[0-9a-f]{32}${END}`),
  rule("brevo-key", ["xkeysib-", "xsmtpsib-"], "x(?:key|smtp)sib-[0-9a-f]{64}-[A-Za-z0-9]{16}"),
  rule("mailersend-key", "mlsn.", "mlsn\\.[0-9a-f]{64}"),
  rule("mailchimp-key", "-us", `${START}[0-9a-f]{32}-us[0-9]{1,2}${END}`, { lead: 32 }),
  rule(
    "hubspot-token",
    "pat-",
    "pat-(?:na|eu|ap)[0-9]-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
  ),
  rule("onesignal-key", "os_v2_", "os_v2_(?:app|org)_[a-z0-9]{90,140}"),
  rule("pterodactyl-key", ["ptlc_", "ptla_"], "ptl[ca]_[A-Za-z0-9]{40,48}"),
  rule(
    "plex-claim",
    "claim-",
    `${START}claim-(?=[A-Za-z_-]*[0-9])(?=[a-z0-9_-]*[A-Z])[A-Za-z0-9_-]{20}${END}`,
  ),
  rule(
    "checkout-key",
    "sk_",
    `${START}sk_(?:sbox_)?(?=[a-z]*[2-7])[a-z2-9]{26}[a-z0-9*$=_]{0,2}${END}`,
  ),
  rule("telnyx-key", "KEY", `${START}KEY0[0-9A-F]{31}_[A-Za-z0-9]{22}${END}`),
  rule("pubnub-key", "sec-c-", "sec-c-[A-Za-z0-9+/]{30,}={0,2}", { isBroken: true }),
  rule("matrix-token", "syt_", `${START}syt_[A-Za-z0-9+/=]{2,200}_[A-Za-z]{20}_[A-Za-z0-9]{6}${END}`, {
    isBroken: true,
  }),
  // `tok:` in base64
  rule("intercom-token", "dG9rO", `${START}dG9rO[A-Za-z0-9+/]{50,70}={1,2}`, { isBroken: true }),
  rule("resend-key", "re_", `${START}re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}${END}`),
];

export const PAYMENT_TOKENS: readonly PatternRule[] = [
  rule(
    "stripe-key",
    ["sk_live_", "sk_test_", "sk_org_", "rk_live_", "rk_test_", "rk_org_"],
    "[sr]k_(?:live|test|org)_[A-Za-z0-9]{16,}",
  ),
  rule("square-token", ["sq0atp-", "sq0csp-", "sq0idp-"], "sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,}"),
  rule("square-token", "EAAA", `(?<![+/])${START}EAAA[A-Za-z0-9_-]{60}(?![A-Za-z0-9+/=_-])`),
  rule(
    "plaid-token",
    ["access-sandbox-", "access-production-", "access-development-"],
    "access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f-]{27}",
  ),
  rule("razorpay-key", ["rzp_live_", "rzp_test_"], "rzp_(?:live|test)_[A-Za-z0-9]{14}"),
  rule("flutterwave-key", "FLWSECK", "FLWSECK(?:_TEST)?-[0-9a-zA-Z]{32}(?:-X)?"),
  rule("easypost-key", ["EZAK", "EZTK"], `${START}EZ[AT]K[A-Za-z0-9]{54}`),
  rule("shippo-token", ["shippo_live_", "shippo_test_"], "shippo_(?:live|test)_[0-9a-f]{40}"),
  rule("shopify-token", ["shpat_", "shpca_", "shppa_", "shpss_"], "shp(?:at|ca|pa|ss)_[A-Za-z0-9]{32,}"),
  rule("facebook-token", "EAA", `(?<![+/])${START}EAA[A-Za-z0-9]{100,}(?![A-Za-z0-9+/=_-])`),
];

export const FURTHER_PAYMENT_TOKENS: readonly PatternRule[] = [
  rule(
    "paddle-key",
    ["pdl_live_", "pdl_sdbx_", "pdl_ntfset_"],
    "pdl_(?:(?:live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{20,}(?:_[A-Za-z0-9]{3})?|ntfset_[A-Za-z0-9]{26}_[A-Za-z0-9+/]{20,})",
  ),
  rule("mercadopago-token", "APP_USR-", "APP_USR-[0-9]{12,18}-[0-9]{6}-[0-9a-f]{32}"),
  rule(
    "xendit-key",
    ["xnd_production_", "xnd_development_"],
    "xnd_(?:production|development)_[A-Za-z0-9]{40,}",
  ),
  rule("midtrans-key", "Mid-server-", "(?:SB-)?Mid-server-[A-Za-z0-9_-]{20,}"),
  rule(
    "onfido-token",
    ["api_live", "api_sandbox"],
    `${START}api_(?:live|sandbox)(?:_(?:us|ca|eu))?\\.[A-Za-z0-9_-]{11}\\.[A-Za-z0-9_-]{32}`,
  ),
  rule("duffel-token", ["duffel_live_", "duffel_test_"], "duffel_(?:live|test)_[A-Za-z0-9_=-]{43}"),
  rule("polar-token", "polar_", `${START}polar_(?:oat|pat|at_u|at_o|rt|cs|whs)_[A-Za-z0-9]{30,}`),
];

export const MONITORING_AND_OTHER_TOKENS: readonly PatternRule[] = [
  rule(
    "grafana-token",
    ["glc_", "glsa_"],
    "(?:glc_[A-Za-z0-9+/]{32,}={0,2}|glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8})",
    { isBroken: true },
  ),
  rule("newrelic-key", ["NRAK-", "NRII-", "NRJS-"], "(?:NR(?:AK|II)-[A-Za-z0-9_-]{25,}|NRJS-[0-9a-f]{19})"),
  rule("newrelic-key", "NRAL", `${START}[0-9a-f]{36}NRAL${END}`, { lead: 36 }),
  rule("sentry-token", ["sntrys_", "sntryu_"], "sntry(?:s_[A-Za-z0-9+/=_-]{40,}|u_[0-9a-f]{64})", {
    isBroken: true,
  }),
  rule("dynatrace-token", "dt0", `${START}dt0[a-z][0-9]{2}\\.[A-Z2-7]{24}\\.[A-Z2-7]{64}`),
  rule("honeycomb-key", ["hcaik_", "hcbik_", "hcxik_"], "hc[a-z]ik_[0-9a-z]{58}"),
  rule("posthog-key", "phx_", `${START}phx_[A-Za-z0-9]{40,}`),
  rule(
    "launchdarkly-key",
    ["sdk-", "api-"],
    `${START}(?:sdk|api)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}${END}`,
  ),
  rule(
    "notion-token",
    ["ntn_", "secret_"],
    `${START}(?:ntn_[0-9]{11}[A-Za-z0-9]{35}|secret_[A-Za-z0-9]{43}${END})`,
  ),
  rule("figma-token", "figd_", "figd_[A-Za-z0-9_-]{36,}"),
  rule("airtable-token", "pat", `${START}pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}`),
  rule("dropbox-token", "sl.", `${START}sl\\.(?:u\\.)?[A-Za-z0-9_-]{100,}`),
  rule("contentful-token", "CFPAT-", "CFPAT-[A-Za-z0-9_-]{40,}"),
  rule("mapbox-token", "sk.eyJ", "sk\\.eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}"),
  rule("typeform-token", "tfp_", `${START}tfp_[A-Za-z0-9_-]{40,}`),
  // `{"k":"` in base64: API keys of versions before 9
  rule("grafana-token", "eyJrIjoi", `${START}eyJrIjoi[A-Za-z0-9]{60,}={0,3}(?![A-Za-z0-9.])`),
  rule(
    "axiom-token",
    ["xaat-", "xapt-"],
    `${START}xa[ap]t-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`,
  ),
  rule("adobe-secret", "p8e-", `${START}p8e-[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])`, { accept: isMixed }),
  rule("frameio-token", "fio-u-", "fio-u-[A-Za-z0-9_=-]{60,}"),
  rule("maxmind-key", "_mmk", `${START}[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk${END}`, { lead: 36 }),
  rule("clickup-token", "pk_", `${START}pk_[0-9]{6,9}_[A-Z0-9]{32}${END}`),
  rule("zuplo-key", "zpka_", "zpka_[a-z0-9]{32}_[0-9a-f]{8}"),
  rule("unkey-key", "unkey_", `${START}unkey_[A-Za-z0-9]{20,}`, { accept: isMixed }),
  rule("ramp-secret", "ramp_sec_", "ramp_sec_[A-Za-z0-9]{40,}"),
  // Keys of wallets from which all others come (BIP 32), and of Nostr.
  rule(
    "private-key",
    ["xprv", "yprv", "zprv", "tprv"],
    `${START}[xyzt]prv[1-9A-HJ-NP-Za-km-z]{100,112}${END}`,
  ),
  rule("private-key", "nsec1", `${START}nsec1[0-9a-z]{58}${END}`),
  rule("pinterest-token", "pina_", `${START}pina_[A-Z0-9]{80,}`),
];
