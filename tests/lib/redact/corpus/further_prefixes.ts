/** Tokens of further vendors, by the beginnings that their documentation shows, and by the id that stands before them. */
import { BASE64, BASE64URL, HEX, LOWER, mixedToken, type RandomText, UPPER } from "./random_text.ts";
import type { TokenSample } from "./tokens.ts";

/** A kind, the beginnings of its tokens, each in two parts, and what follows them. */
type Row = readonly [kind: string, beginnings: string, rest: () => string];

/** All of them, made anew from random characters. */
export function furtherPrefixes(random: RandomText): TokenSample[] {
  const rows = [...clouds(random), ...builders(random), ...models(random), ...others(random)];
  return rows.flatMap(([kind, beginnings, rest]) =>
    beginnings.split(" ").map((beginning) => ({ kind, secret: beginning.replace("|", "") + rest() }))
  );
}

const ALPHANUMERIC = `${UPPER}${LOWER}0123456789`;

function makers(random: RandomText) {
  return {
    mixed: (length: number) => () => mixedToken(random, length),
    url: (length: number) => () => `Ab7${random.of(BASE64URL, length - 5)}9z`,
    hex: (length: number) => () => `a7${random.of(HEX, length - 2)}`,
    base64: (length: number) => () => `${random.of(BASE64, length - 3)}A7z`,
    lower: (length: number) => () => `7a${random.of(`${LOWER}0123456789`, length - 2)}`,
    upper: (length: number) => () => `A7B${random.of(`${UPPER}234567`, length - 4)}4`,
    uuid: () => random.uuid(),
  };
}

function clouds(random: RandomText): Row[] {
  const { mixed, url, hex, base64, lower, upper, uuid } = makers(random);
  return [
    ["databricks-token", "da|pi do|se dk|ea ds|api", () => `${hex(32)()}-2`],
    ["aws-bedrock-key", "bedrock-api|-key-", base64(120)],
    ["aws-appsync-key", "da|2-", lower(26)],
    ["aws-marketplace-token", "amzn|.mws.", uuid],
    ["amazon-oauth-secret", "amzn1.oa|2-cs.v1.", hex(64)],
    ["google-storage-key", "GO|OG1", upper(56)],
    ["google-storage-key", "GO|OG", upper(20)],
    ["azure-key", `${base64(33)()}+A|Sb ${base64(33)()}+A|Eh ${base64(33)()}AI|oT`, () => `${mixed(6)()}=`],
    ["azure-key", `${base64(76)()}AC|Db ${base64(76)()}+A|Ba`, () => `${mixed(6)()}==`],
    ["azure-key", `${base64(42)()}+A|CR`, mixed(6)],
    ["digitalocean-token", "do|s_v1_", hex(64)],
    ["digitalocean-key", "DO|00", upper(16)],
    ["yandex-key", "YC|M YC|O", url(37)],
    ["yandex-key", "dict|.1.1.", () => `20200101T000000Z.${hex(16)()}.${hex(40)()}`],
    ["tencent-key", "IK|ID", mixed(32)],
    ["volcengine-key", "AK|TP", mixed(44)],
    ["naver-key", "ncp|_iam_", mixed(30)],
    ["clickhouse-key", "4b|1d", mixed(38)],
    ["fauna-secret", "fn|A", url(37)],
    ["databento-key", "d|b-", mixed(29)],
    ["docker-swarm-key", "SWM|TKN-1-", () => `${lower(50)()}-${lower(25)()}`],
    ["scalingo-token", "tk-|us-", url(48)],
    ["confluent-secret", "cf|lt", base64(60)],
    ["localstack-token", "l|s-", () => `${mixed(8)()}-7Ab9-9bAd-4aaB-${mixed(12)()}`],
    ["neon-password", "np|g_", mixed(12)],
    ["datastax-token", `Astra|CS:${random.of(ALPHANUMERIC.slice(0, 52), 24)}:`, hex(64)],
    ["dropbox-token", `${mixed(11)()}AAAAA|AAAAA`, url(43)],
    ["vault-token", "s|.", mixed(24)],
    ["backblaze-key", "K|004", mixed(27)],
    ["ngrok-token", "2|", () => `${mixed(26)()}_${mixed(21)()}`],
  ];
}

function builders(random: RandomText): Row[] {
  const { mixed, url, hex, base64, lower, upper, uuid } = makers(random);
  return [
    ["buildkite-token", "bk|ct_", mixed(40)],
    ["circleci-token", "CCI|BOT_", () => `${mixed(22)()}_${hex(40)()}`],
    ["sourcegraph-token", "sg|d_ sl|k_", hex(64)],
    ["postman-key", "PM|AT-", upper(26)],
    ["linear-token", "lin|_wh_", mixed(40)],
    ["harness-token", "sa|t.", () => `${mixed(22)()}.${hex(24)()}.${mixed(20)()}`],
    ["wakatime-key", "waka|_sec_", mixed(80)],
    ["bitbucket-token", "BB|DC-", base64(44)],
    ["snyk-token", "snyk|_uat. snyk|_sat.", () => `${hex(8)()}.${url(60)()}.${url(80)()}`],
    ["open-vsx-token", "ovs|xat_", uuid],
    ["dbt-token", "db|tc_ db|tu_", url(43)],
    ["n8n-key", "n8n|_api_", hex(80)],
    ["zenhub-key", "z|h_", hex(64)],
    ["infracost-key", "ic|o-", mixed(32)],
    ["intra42-secret", "s-s|4t2ud-", hex(64)],
    ["adafruit-key", "ai|o_", mixed(28)],
    ["depot-token", "dep|ot_org_", hex(64)],
    ["portainer-token", "pt|r_", () => `${base64(43)()}=`],
    ["kaggle-token", "KG|AT_", hex(32)],
    ["checkly-key", "c|u_", hex(32)],
    ["settlemint-token", "sm|_aat_", mixed(16)],
    ["coralogix-key", "cx|tp_", mixed(30)],
    ["chief-tools-token", "ct|p_", mixed(36)],
    ["infisical-token", `s|t.${uuid()}.`, () => `${hex(32)()}.${hex(32)()}`],
    ["unleash-token", "*:|production.", hex(56)],
    ["rancher-token", `token-|${lower(5)()}:`, lower(54)],
    ["tableau-token", `${base64(22)()}=|=:`, mixed(32)],
    ["close-key", "ap|i_", () => `${mixed(22)()}.${mixed(22)()}`],
    ["configcat-key", `configcat-s|dk-1/${url(22)()}/`, url(22)],
    ["uptimerobot-key", "u|1234567-", hex(24)],
  ];
}

function models(random: RandomText): Row[] {
  const { mixed, url, hex, base64, uuid } = makers(random);
  return [
    ["sk-key", "s|k-hc-v1- s|k-cp-", mixed(64)],
    ["sk-key", "sk|_dev_", url(40)],
    ["stripe-key", "sk|_prod_ rk|_prod_", mixed(30)],
    ["apify-token", "apify|_proxy_", mixed(36)],
    ["logfire-token", "pyl|f_v1_us_", mixed(43)],
    ["sk-key", "s|k-cp-", url(60)],
    ["browser-use-key", "b|u_", url(43)],
    ["expo-token", "ex|po_", url(40)],
    ["zhipu-key", `${hex(32)()}|.`, mixed(16)],
    ["runpod-key", "rp|a_", mixed(46)],
    ["wandb-key", "wandb|_v1_", () => `${mixed(22)()}_${mixed(56)()}`],
    ["cursor-key", "cr|sr_ ke|y_", hex(64)],
    ["mem0-key", "m|0-", mixed(40)],
    ["scrapfly-key", "sc|p-live-", hex(32)],
    ["brave-key", "BS|A", url(28)],
    ["lambda-key", "secret|_ada_", () => `${hex(32)()}.${mixed(32)()}`],
    ["context7-key", "ctx|7sk-", uuid],
    ["foursquare-key", "fs|q3", () => `${base64(43)()}=`],
    ["fal-key", `${uuid()}|:`, hex(32)],
  ];
}

function others(random: RandomText): Row[] {
  const { mixed, url, hex, base64, lower, uuid } = makers(random);
  return [
    ["slack-token", "xo|xd-%2F%2B", mixed(60)],
    ["shopify-token", "shp|ua_", hex(32)],
    ["flutterwave-key", "FLW|SECK_TEST", hex(12)],
    ["polar-token", "polar|_ac_ polar|_ci_", mixed(40)],
    ["adyen-key", "AQ|Eyhm", () => `${base64(60)()}-${base64(40)()}-${mixed(12)()}`],
    ["paypal-token", "A2|1AA", url(90)],
    ["cashfree-key", "cfsk|_ma_prod_", () => `${hex(32)()}_${hex(8)()}`],
    ["mercury-token", "mercury|_production_", () => `rma_${mixed(30)()}_yrucrem`],
    ["africas-talking-key", "at|sk_", hex(64)],
    ["ebay-secret", "PR|D-", () => `${hex(12)()}-a1b2-c3d4-4e5f-6a7b`],
    ["persona-key", "perso|na_sandbox_", uuid],
    ["newrelic-key", "NR|RA-", hex(42)],
    ["sentry-token", "sntr|yi_", hex(64)],
    ["posthog-key", "ph|s_ ph|r_", mixed(44)],
    ["figma-token", "fi|gu_", url(40)],
    ["pinterest-token", "pi|nr_", mixed(90)],
    ["salesforce-token", "5A|ep8", mixed(80)],
    ["salesforce-token", `00|D${mixed(12)()}!AQ`, mixed(94)],
    ["twitter-token", `AAAAAAAAAA|AAAAAAAAAAA${mixed(9)()}AAAAAA${mixed(15)()}%3D`, mixed(50)],
    ["canva-secret", "cn|vca", url(50)],
    ["beamer-key", "b|_", mixed(44)],
    ["block-protocol-key", "b10|ck5.", () => `${hex(32)()}.${uuid()}`],
    ["cfx-key", "cf|xk_", () => `${mixed(20)()}_a1B2c`],
    ["notify-key", "gcn|tfy-app-", () => `${uuid()}-${uuid()}`],
    ["devcycle-key", "dv|c_server_", () => `${hex(32)()}_${hex(7)()}`],
    ["hcaptcha-secret", "E|S_", hex(32)],
    ["lark-session", "XN0|YXJ0-", () => `${url(40)()}-WVuZA`],
    ["lichess-token", "li|p_", mixed(20)],
    ["lightspeed-token", "lsx|s_pt_", mixed(32)],
    ["linkedin-secret", "WPL|_AP1.", () => `${mixed(16)()}.${mixed(6)()}==`],
    ["logicmonitor-token", "lm|b_", base64(60)],
    ["mailersend-key", "ms|sp.", () => `${mixed(7)()}.${mixed(16)()}.${mixed(7)()}`],
    ["mandrill-key", "m|d-", url(22)],
    ["pangea-token", "pt|s_", lower(32)],
    ["planning-center-token", "pco|_pat_", hex(64)],
    ["rootly-key", "roo|tly_", hex(64)],
    ["samsara-token", "samsa|ra_api_", mixed(30)],
    ["firehydrant-key", "fh|b-", hex(32)],
    ["flagsmith-key", "se|r.", mixed(22)],
    ["coveo-key", "x|x", uuid],
    ["oculus-token", "OC||1234567890123456|", hex(32)],
    ["facebook-token", "123456789012345||", mixed(27)],
    ["pagerduty-token", `pdus|+_0XBPWQQ_`, uuid],
    ["tatum-key", `t|-${hex(24)()}-`, hex(24)],
    ["token", "acme|_live_ acme|_pat_", mixed(24)],
    ["token", "acme|_", mixed(36)],
    ["token", "tok|_live_ acme|_pat_", hex(40)],
    ["token", "ap|i_key_", lower(32)],
    ["token", "ac|-me-", mixed(44)],
  ];
}

/** What begins like one of them, or is put together in the same way. */
export function prefixLookAlikes(random: RandomText): string[] {
  const { mixed, hex, lower, uuid } = makers(random);
  return [
    `toolu_${mixed(24)()}`,
    `msg_01${mixed(40)()}`,
    `call_${mixed(24)()}`,
    `prj_${mixed(32)()} dpl_${mixed(32)()}`,
    `cus_${mixed(14)()} price_${mixed(24)()}`,
    `pk_prod_${mixed(40)()}`,
    `acme_public_${mixed(40)()}`,
    `sha512-${mixed(60)()}/${mixed(20)()}==`,
    `asset_${hex(64)()}`,
    `cache_key_${hex(32)()}.json token-list-${hex(32)()}.js`,
    `api_${hex(32)()} auth_${hex(32)()}`,
    "sk-loading-indicator-with-a-very-long-name-of-a-class-2",
    `risk-${mixed(40)()}`,
    "test_returns404WhenTheUserDoesNotExistInTheDatabase2",
    "it_shouldRedirectToLoginPage302WhenSessionExpired1",
    `data${hex(32)()} dose_${lower(20)()}`,
    `key_${lower(26)()}`,
    `st.${lower(24)()}`,
    `ab.${hex(32)()}.${hex(32)()}.png`,
    "s.addEventListenerForClicks1",
    `${uuid()}:${hex(32)()}:1`.replace(":1", ":2:3"),
    "api_response.handler_for_errors",
    `db-${lower(29)()}`,
    `u-${hex(24)()}`,
    `00D${hex(12)()}`,
    "iframe.contentWindow.postMessage2",
  ];
}
