/** Random values that look like members, paths and calls, keys in base64, keys of services, seeds, logins of gems; and names of packages. */
import { type ContextualSample, sampleOf, samplesOf } from "./contextual.ts";
import { HEX, mixedToken, type RandomText } from "./random_text.ts";

export function signsAmongLetters(random: RandomText): ContextualSample[] {
  const digits = random.of("23456789", 3);
  const [first, second, third] = [...digits];
  const value = mixedToken(random, 20);
  const key = `k${first}Qx++${mixedToken(random, 20)}/${mixedToken(random, 15)}8=`;
  return [
    ...[
      `Kd${first}uBb.CY${second}Dej`,
      `eZ${first}LYl.pGT${second}A`,
      `jz${first}Z${second}2.TCzZL${third}`,
      `Pc${first}ypU.${second}mRoRx`,
      `xG${first}qZ::Kv${second}Jw`,
    ].flatMap((value) => samplesOf(PASSWORDS, value)),
    ...samplesOf(PROSE_KEYS, key),
    ...samplesOf(PROSE_KEYS, `k${first}Qx_-${mixedToken(random, 20)}-${mixedToken(random, 15)}8=`),
    ...samplesOf(SERVICE_KEYS, `7e${random.of(HEX, 28)}a${first}`),
    sampleOf("a seed", [`fiction ${SEED}`], `Mnemonic: fiction ${SEED}\nDerivation path: m/44'/60'/0'/0/`),
    sampleOf("a seed that begins as a placeholder", [`nothing ${SEED}`], `Mnemonic: nothing ${SEED}\n`),
    sampleOf("the password of sssd", value, `ldap_default_authtok = ${value}\n`),
    ...samplesOf(GEMS, `zK${first}mcseZYz${second}v`),
    ...samplesOf(HEADERS, `H${first}${mixedToken(random, 20)}`),
  ];
}

/** `%` stands for the secret. */
const PASSWORDS = [
  "production:\n  username: app\n  password: %\n  host: db1\n",
  "my keystore password: %\ncan you check why I get a 401?",
  "spring.datasource.password=%\n",
];
const PROSE_KEYS = [
  "my fernet key: %\ncan you check why I get a 401?",
  "The better auth secret for staging is %, please wire it in.",
];
const SERVICE_KEYS = [
  "[10:22:31] INFO  falcon - using cognitiveServicesKey: %",
  "server.port=4896\nvesper.cognitive.services.key=%\n",
  "tundra:\n  cognitive-services-key: '%'\n",
  "The cognitive services key for staging is %, please wire it in.",
  "The azure maps key for staging is %, please wire it in.",
];
const SEED = "solar issue small surround furnace ozone wrist treat tone vendor gym";
const GEMS = [
  '---\nBUNDLE_GEMS__ACME__CORP: "ci:%"\n',
  "export BUNDLE_GEMS__ACME__CORP=ci:%",
  "bundle config set gems.acme.corp ci:%",
];
const HEADERS = ["{ 'X-Honeycomb-Team': '%' }", "X-Honeycomb-Team: %"];

/** Look-alikes at the same places. */
export const SIGN_AMONG_LETTERS_BENIGN_TEXTS: readonly string[] = [
  "password: config.dbPassword",
  "password: k8sCfg.pw",
  "password: s3Client.getSecret",
  "secret: vault::load_v2",
  '    "js-tokens": ["js-tokens@4.0.0", "", {}, "sha512-x"],',
  `SPEC CHECKSUMS:\n  jsonwebtoken: ${"ffddb99f05"}${"f3d7bf8663".repeat(3)}\n\nPODFILE CHECKSUM: 5e76\n`,
  'BUNDLE_BUILD__NOKOGIRI: "--use-system-libraries --with:xml2"',
];
