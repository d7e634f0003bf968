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
    ["sk_live_", "sk_test_", "sk_org_", "sk_prod_", "rk_live_", "rk_test_", "rk_org_", "rk_prod_"],
    "[sr]k_(?:live|test|org|prod)_[A-Za-z0-9]{16,}",
  ),
  rule("square-token", ["sq0atp-", "sq0csp-", "sq0idp-"], "sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,}"),
  rule("square-token", "EAAA", `(?<![+/])${START}EAAA[A-Za-z0-9_-]{60}(?![A-Za-z0-9+/=_-])`),
  rule(
    "plaid-token",
    ["access-sandbox-", "access-production-", "access-development-"],
    "access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f-]{27}",
  ),
  rule("razorpay-key", ["rzp_live_", "rzp_test_"], "rzp_(?:live|test)_[A-Za-z0-9]{14}"),
  rule(
    "flutterwave-key",
    "FLWSECK",
    `FLWSECK(?:(?:_TEST)?-[0-9a-zA-Z]{32}(?:-X)?|_TEST-?[0-9a-f]{12}${END})`,
  ),
  rule("easypost-key", ["EZAK", "EZTK"], `${START}EZ[AT]K[A-Za-z0-9]{54}`),
  rule("shippo-token", ["shippo_live_", "shippo_test_"], "shippo_(?:live|test)_[0-9a-f]{40}"),
  rule(
    "shopify-token",
    ["shpat_", "shpca_", "shppa_", "shpss_", "shpua_", "shpit_", "shprt_", "shptka_"],
    "shp[a-z]{2,3}_[A-Za-z0-9]{32,}",
  ),
  rule("shopee-key", "shpk", `${START}shpk[0-9a-f]{56,64}${END}`),
  rule(
    "instagram-token",
    ["IGQV", "IGQW"],
    `(?<![+/])${START}IGQ[VW][A-Za-z0-9_-]{100,}(?![A-Za-z0-9+/=_-])`,
  ),
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
  rule("polar-token", "polar_", `${START}polar_(?:[a-z]{1,3}_){1,2}[A-Za-z0-9]{30,}`),
  rule("adyen-key", "AQE", `${START}AQE[a-z]hm[A-Za-z0-9+/]{20,}=?-[^\\s"'\`<>&]{20,}`, { isBroken: true }),
  rule("paypal-token", "A21AA", `${START}A21AA[A-Za-z0-9_-]{80,}`),
  rule("cashfree-key", "cfsk_ma_", "cfsk_ma_(?:prod|test)_[0-9a-f]{32}_[0-9a-f]{8}"),
  rule("asaas-key", "aact_", "aact_(?:prod|hmlg)_[A-Za-z0-9:=+/_-]{40,}", { isBroken: true }),
  rule("mercury-token", "cury_", "mercury_[a-z_]{3,20}_[A-Za-z0-9]{20,}_yrucrem", { lead: 3 }),
  rule("africas-talking-key", "atsk_", `${START}atsk_[0-9a-f]{64}`),
  rule("ebay-secret", ["PRD-", "SBX-"], `${START}(?:PRD|SBX)-[0-9a-f]{12}(?:-[0-9a-f]{4}){4}${END}`),
  rule("persona-key", "ona_", "persona_(?:production|sandbox)_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", {
    lead: 4,
  }),
];

export const MONITORING_AND_OTHER_TOKENS: readonly PatternRule[] = [
  rule(
    "grafana-token",
    ["glc_", "glsa_"],
    "(?:glc_[A-Za-z0-9+/]{32,}={0,2}|glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8})",
    { isBroken: true },
  ),
  rule(
    "newrelic-key",
    ["NRAK-", "NRII-", "NRIQ-", "NRRA-", "NRAA-", "NRJS-"],
    "(?:NR(?:AK|II|IQ|RA|AA)-[A-Za-z0-9_-]{25,}|NRJS-[0-9a-f]{19})",
  ),
  rule("newrelic-key", "NRAL", `${START}[0-9a-f]{36}NRAL${END}`, { lead: 36 }),
  rule("sentry-token", "sntry", "sntry(?:s_[A-Za-z0-9+/=_-]{40,}|[a-z]_[0-9a-f]{64})", {
    isBroken: true,
  }),
  rule("riot-key", "RGAPI-", `${START}RGAPI-[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}${END}`),
  rule("dynatrace-token", "dt0", `${START}dt0[a-z][0-9]{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}`),
  rule("honeycomb-key", ["hcaik_", "hcbik_", "hcxik_"], "hc[a-z]ik_[0-9a-z]{58}"),
  rule("posthog-key", ["phx_", "phs_", "pha_", "phr_"], `${START}ph[xsar]_[A-Za-z0-9]{40,}`),
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
  rule(
    "figma-token",
    ["figd_", "figo_", "figs_", "figu_", "figur_"],
    `${START}fig(?:[dosu]|ur)_[A-Za-z0-9_-]{36,}`,
  ),
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
  rule("pinterest-token", ["pina_", "pinr_"], `${START}pin[ar]_[A-Za-z0-9._-]{80,}`),
  rule("salesforce-token", "5Aep8", `${START}5Aep8[A-Za-z0-9._]{60,}`),
  rule("salesforce-key", "3MVG9", `${START}3MVG9[A-Za-z0-9._]{60,}`),
  rule("canva-secret", "cnv", `${START}cnv[a-z]{2}[A-Za-z0-9_-]{40,}`, { accept: isMixed }),
  rule(
    "block-protocol-key",
    "b10ck5.",
    "b10ck5\\.[0-9a-f]{32}\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
  ),
  rule("cfx-key", "cfxk_", "cfxk_[A-Za-z0-9]{16,}_[A-Za-z0-9]{4,}"),
  rule(
    "notify-key",
    "gcntfy-",
    "gcntfy-[A-Za-z0-9_-]{1,80}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
  ),
  rule("devcycle-key", "dvc_", `${START}dvc_(?:server|client|mobile)_[A-Za-z0-9_-]{30,}`),
  rule("hcaptcha-secret", "ES_", `${START}ES_[0-9a-f]{32}${END}`),
  rule("lark-session", "XN0YXJ0-", "XN0YXJ0-[A-Za-z0-9_-]{20,}-WVuZA"),
  rule("lichess-token", ["lip_", "lio_"], `${START}li[op]_[A-Za-z0-9]{20}${END}`),
  rule("lightspeed-token", "lsxs_", "lsxs_[a-z]{2}_[A-Za-z0-9]{30,}"),
  rule("linkedin-secret", "WPL_AP", "WPL_AP[0-9]\\.[A-Za-z0-9]{16}\\.[A-Za-z0-9+/]{6,10}={0,2}"),
  rule("logicmonitor-token", ["lmb_", "lma_"], `${START}lm[ab]_[A-Za-z0-9+/=_-]{40,}`, { isBroken: true }),
  rule("mailersend-key", "mssp.", "mssp\\.[A-Za-z0-9]{7}\\.[A-Za-z0-9]{16}\\.[A-Za-z0-9]{7}"),
  rule("mandrill-key", "md-", `${START}md-[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])`, { accept: isMixed }),
  rule("orbit-token", ["obu_", "obw_"], `${START}ob[uw]_[A-Za-z0-9]{36,}`),
  rule("pangea-token", "pts_", `${START}pts_[a-z0-9]{32}${END}`, {
    accept: (secret) => /[0-9].*[0-9]/.test(secret),
  }),
  rule("planning-center-token", ["pco_app_", "pco_pat_", "pco_tok_"], "pco_(?:app|pat|tok)_[A-Za-z0-9]{40,}"),
  rule("rootly-key", "otly_", `${START}rootly_[0-9a-f]{64}`, { lead: 2 }),
  rule("samsara-token", "msara_", `${START}samsara_[a-z]{2,8}_[A-Za-z0-9]{30,}`, { lead: 2 }),
  rule("ramp-secret", "ramp_", `${START}ramp_(?:[a-z]{2,8}_)?tok_[A-Za-z0-9]{40,}`),
  rule("thunderstore-token", "tss_", `${START}tss_[A-Za-z0-9]{30,}`, { accept: isMixed }),
  rule("raycast-token", "rca_", `${START}rca_[0-9a-f]{64}`),
  rule("dvc-studio-token", "isat_", `${START}isat_[A-Za-z0-9]{40,}`),
  rule("choreo-token", "chk_", `${START}chk_[A-Za-z0-9+/=_-]{60,}`, { isBroken: true }),
  rule("firehydrant-key", "fhb-", `${START}fhb-[0-9a-f]{32}`),
];
