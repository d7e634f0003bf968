/** Tokens of services around language models, and of those who issue keys and logins for others; each beginning in two parts. */
import { BASE64URL, HEX, LOWER, mixedToken, type RandomText } from "./random_text.ts";
import type { TokenSample } from "./tokens.ts";

type Row = readonly [kind: string, beginnings: string, rest: () => string];

/** All of them, made anew from random characters. */
export function recentTokens(random: RandomText): TokenSample[] {
  return [...ofModels(random), ...ofStores(random), ...ofIssuers(random)].flatMap((
    [kind, beginnings, rest],
  ) => beginnings.split(" ").map((beginning) => ({ kind, secret: beginning.replace("|", "") + rest() })));
}

function makers(random: RandomText) {
  return {
    mixed: (length: number) => () => mixedToken(random, length),
    url: (length: number) => () => `Ab7x9K${random.of(BASE64URL, length - 10)}Q4tZ`,
    hex: (length: number) => () => `a7c9${random.of(HEX, length - 7)}3f5`,
    lower: (length: number) => () => `7a2b9${random.of(`${LOWER}0123456789`, length - 9)}5k31`,
    uuid: () => random.uuid(),
  };
}

function ofModels(random: RandomText): Row[] {
  const { mixed, url, hex, lower, uuid } = makers(random);
  return [
    ["runway-key", "ke|y_", hex(128)],
    ["retell-key", "ke|y_", hex(28)],
    ["requesty-key", "rqsty|-sk-", url(60)],
    ["relace-key", "rl|c-", url(48)],
    ["openpipe-key", "op|k_", hex(40)],
    ["warp-key", "wk|-1.", hex(64)],
    ["amp-key", "sga|mp_user_", () => `${mixed(26)()}_${hex(64)()}`],
    ["factory-key", "f|k-", url(60)],
    ["devin-key", "ap|k_user_ ap|k_", mixed(80)],
    ["devin-key", "co|g_", lower(52)],
    ["coderabbit-key", "c|r-", hex(58)],
    ["steel-key", "st|e-", mixed(60)],
    ["hyperbrowser-key", "h|b_", hex(32)],
    ["kernel-key", "s|k_", () => `${uuid()}.${url(43)()}`],
    ["scrapegraph-key", "sga|i-", uuid],
    ["you-key", "yd|c-sk-", () => `${hex(16)()}-${mixed(40)()}`],
    ["zep-key", "z_1dW|lkIjoi", () => `${mixed(48)()}.${url(43)()}`],
    ["supermemory-key", "s|m_", () => `${mixed(22)()}_${url(60)()}`],
    ["dagger-token", "da|g_acme_", mixed(40)],
  ];
}

function ofStores(random: RandomText): Row[] {
  const { mixed, url, hex, uuid } = makers(random);
  return [
    ["chroma-key", "c|k-", mixed(44)],
    ["vectara-key", "zu|t_ zq|t_ zw|t_", url(40)],
    ["trieve-key", "t|r-", mixed(32)],
    ["mixedbread-key", "em|b_", hex(42)],
    ["nomic-key", "n|k-", url(43)],
    ["ragie-key", "tn|t_", () => `${mixed(11)()}_${mixed(40)()}`],
    ["arize-key", "a|k-", () => `${uuid()}-${url(32)()}`],
    ["promptlayer-key", "p|l_", hex(32)],
    ["traceloop-key", "t|l_", hex(64)],
  ];
}

function ofIssuers(random: RandomText): Row[] {
  const { mixed, url, hex, lower } = makers(random);
  return [
    ["appwrite-key", "stand|ard_ organi|zation_", hex(256)],
    ["stytch-secret", "secret-|live- secret-|test-", () => `${url(36)()}=`],
    ["ory-token", "ory_|at_ ory_|rt_", () => `${url(43)()}.${url(43)()}`],
    ["stack-auth-key", "ss|k_", lower(52)],
    ["keygen-token", "pro|d- activ|-", () => `${hex(64)()}v3`],
    ["svix-token", "s|k_ test|sk_", () => `${mixed(32)()}.eu`],
    ["imagekit-key", "priv|ate_", () => `${mixed(27)()}=`],
    ["dub-key", "du|b_", mixed(24)],
    ["creem-key", "cre|em_", mixed(22)],
    ["cal-key", "cal|_live_", hex(32)],
    ["incident-key", "in|c_", hex(64)],
    ["namespace-token", "ns|ct_", url(80)],
    ["sevalla-key", "sv|l_", hex(64)],
    ["openmeter-token", "o|m_", () => `${mixed(32)()}.${mixed(43)()}`],
    ["lightdash-token", "ld|pat_", hex(30)],
    ["metabase-key", "m|b_", () => `${mixed(43)()}=`],
    ["mezmo-key", "st|s_", hex(32)],
    ["phase-token", "pss|_service:v2:", () => [1, 2, 3, 4].map(() => hex(64)()).join(":")],
  ];
}

/** What begins like them. */
export function recentLookAlikes(random: RandomText): string[] {
  const { mixed, hex, lower, uuid } = makers(random);
  return [
    "standard_deviation_of_samples standard_library_version_3",
    "organization_membership_created_2024",
    `user-${hex(32)()} prod-${hex(40)()}`,
    `block-${hex(58)()} truck-${mixed(24)()}`,
    `cr-${hex(12)()} tr-row-header-2 ck-editor__editable_inline`,
    `inc_${lower(12)()} om_${lower(14)()} hb_${lower(16)()}`,
    "private_key_file_for_tests private_subnet_ids_2",
    "secret-live-reload-of-the-page-after-each-change-2",
    "prod-eu-west-1-cluster-with-a-long-name-for-tests-12",
    "dag_run_manual__2024_01_01T00_00_00",
    "sk-toolbar-button-with-a-very-long-name-of-a-class-in-a-page-2",
    "sk_buff_alloc_for_receive_and_transmit_rings2",
    `${uuid()}|${lower(20)()} 12|kim|admin`,
    "cal_test_returns_all_events_of_the_calendar",
    "key_error_when_the_dictionary_is_empty",
  ];
}
