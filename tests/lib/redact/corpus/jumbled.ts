/** Secrets with few digits or none, of letters that follow each other as in no word, and secrets of words. */
import { spokenWord } from "./command_names.ts";
import type { Line } from "./commands.ts";
import type { ContextualSample } from "./contextual.ts";
import { DIGITS, HEX, LETTERS, LOWER, type RandomText, UPPER } from "./random_text.ts";

export function jumbledSamples(random: RandomText): ContextualSample[] {
  return [...assigned(random), ...told(random), ...words(random)]
    .map(([name, secret, text]) => ({ name, text: text(secret), secrets: [secret] }));
}

/** So many letters of an alphabet on either side of one digit. */
function withOneDigit(random: RandomText, alphabet: string, length: number): string {
  return random.of(alphabet, length) + random.of(DIGITS, 1) + random.of(alphabet, length);
}

function assigned(random: RandomText): Line[] {
  const few = () => withOneDigit(random, LETTERS, 11);
  return [
    ["an environment", few(), (s) => `export API_TOKEN=${s}`],
    ["a setting", withOneDigit(random, LOWER, 12), (s) => `  token: ${s}`],
    ["base32", withOneDigit(random, UPPER, 12), (s) => `SECRET_KEY = "${s}"`],
    ["an option", few(), (s) => `acme login --token ${s}`],
    ["a header", withOneDigit(random, UPPER, 12), (s) => `curl -H "X-Api-Key: ${s}" https://acme.dev`],
    ["a query", few(), (s) => `GET /x?api_key=${s}&y=1 200`],
    ["letters alone", random.of(LETTERS, 28), (s) => `{"apiKey": "${s}"}`],
    ["small letters alone", random.of(LOWER, 30), (s) => `const password = "${s}";`],
    ["small letters of a length beyond words", random.of(LOWER, 40), (s) => `"password": "${s}",`],
    ["capitals alone", random.of(UPPER, 24), (s) => `password: '${s}'`],
  ];
}

function told(random: RandomText): Line[] {
  const few = () => withOneDigit(random, LETTERS, 10);
  return [
    ["said", few(), (s) => `the password is ${s}`],
    ["said in quotes", few(), (s) => `Your new password is \`${s}\`.`],
    ["said of a key", few(), (s) => `use the api key ${s} please`],
    ["base32 that is said", withOneDigit(random, UPPER, 10), (s) => `the password is ${s}`],
    ["base64 with slashes", `${few()}/${random.of(LETTERS, 9)}`, (s) => `the password is ${s}`],
    ["hexadecimal before its noun", `a1${random.of(HEX, 30)}`, (s) => `use ${s} as the password`],
    [
      "small letters before their noun",
      withOneDigit(random, LOWER, 12),
      (s) => `use ${s} as the new admin password.`,
    ],
    ["behind a login", withOneDigit(random, LOWER, 12), (s) => `login: kim / ${s}`],
  ];
}

function words(random: RandomText): Line[] {
  const phrase = (count: number, sign = "-") =>
    Array.from({ length: count }, () => spokenWord(random)).join(sign);
  const capital = () => spokenWord(random).replace(/^./, (letter) => letter.toUpperCase());
  return [
    ["words without quotes", phrase(4), (s) => `session_secret: ${s}`],
    ["words in quotes", phrase(3), (s) => `  cookieSecret: '${s}',`],
    ["words with spaces", phrase(3, " "), (s) => `app.secret_key = "${s}"`],
    ["words of a container", phrase(3), (s) => `- name: SESSION_SECRET\n  value: ${s}`],
    ["two words of a container", phrase(2), (s) => `- name: DB_PASSWORD\n  value: ${s}`],
    ["words of bytes", phrase(3), (s) => `var jwtKey = []byte("${s}")`],
    ["capitals", capital() + capital() + capital(), (s) => `password: "${s}"`],
    ["words that are said", phrase(3, " "), (s) => `The wifi password is "${s}"`],
  ];
}

/** Names with acronyms and abbreviations, words of other languages, resources. */
const NAMES =
  ("XMLHttpRequest2 ServiceAccountTokenV1 OAuthBearerTokenProvider3 awsecrregistrycreds2 MsalTokenCacheV3 httpsProxyAuthToken1 " +
    "JsonWebKeySetV2 BenutzerZugangsSchluessel2 cleDeChiffrement1 claveDeAccesoRemoto2 kubernetesServiceAccount1 GrpcChannelCredentials2")
    .split(" ");

export const JUMBLED_BENIGN_TEXTS: readonly string[] = [
  ...NAMES.flatMap((name) => [
    `token: ${name}`,
    `the token is ${name}`,
    `use ${name} as the api key`,
  ]),
  'password: "anmeldeinformationen"',
  'password: "wachtwoordherhalen"',
  'password: "sifremiunuttum"',
  "password: 'kirjautumistiedot'",
  'password: "SecureFieldRenderer"',
  'password: "MaskedInputView"',
  '"password": "RequiredStringRule"',
  "password: 'ChangeUserDetails'",
  "imagePullSecret: harbor-otter-robot",
  "tls_secret: wildcard-acme-dev",
  "DB_PASSWORD: see-vault",
  'signing_key: "release-upload-cert"',
  'The password is "not very strong"',
  'The password is "too short for this"',
  "existingSecret: harbor-redis-creds",
  "The password is `arg_strings_iter`.",
  "The password is `mapped_ctypes_list`.",
  "use PKCS1v15 as the password padding",
  "use sha256 as the password hash",
  "Files: login / settings2",
];
