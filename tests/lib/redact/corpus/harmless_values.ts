/** What stands behind the names of secrets and is none, and secrets that are near to it. */
import { each } from "./command_names.ts";
import type { Line } from "./commands.ts";
import type { ContextualSample } from "./contextual.ts";
import { DIGITS, HEX, LOWER, type RandomText, UPPER } from "./random_text.ts";

const ALGORITHMS =
  ("argon2d bcrypt2y blake2b base58check utf16le aes-192-ctr HS384 P-521 secp256k1 chacha20-poly1305 PBKDF2-HMAC-SHA512 " +
    "SHA512/256 oauth1.0a TLSv1.3 wpa3-psk ES256K sha256-hashed")
    .split(" ");

/** What is said of a password or a key. */
const SAID = ALGORITHMS.flatMap((algorithm, index) => {
  const texts = [
    `- password: ${algorithm}`,
    `{ secret: "${algorithm}" }`,
    `Credential: ${algorithm}, 3 rounds`,
  ];
  return [texts[index % texts.length] ?? ""];
});

const CONSTANTS = [
  'STORAGE_SECRET: "STORAGE_SECRET"',
  "const HOOK_SECRET = 'hookSecret';",
  "EMPTY_PASSWORD: 'auth/empty-password',",
  'EXPIRED_CREDENTIALS = "expired_credentials"',
  'const BROKERED_DEVICE_CREDENTIAL = "brokered_device_credential";',
  "EXPOSE_CREDENTIALS = 'Expose-Cross-Origin-Credentials'",
  "TOO_SHORT_PASSWORD: 'WEAK_PASSWORD',",
  "MINIO_PASSWORD=minio_password",
];

const CODE = [
  "const checkPassword$2 = checkPassword;\nexport { checkPassword$2 as checkPassword };",
  "e.setPassword=e.newPassword=e.oldPassword=void 0;",
  "const hasCredentials = !settings.accounts.every((a) => a.open);",
  "let wantsPassword = !opts.login2.enabled && ready;",
  "authorization = codecs2.b64decode(authorization)",
  "let token: SessionTokenV2Payload;",
  "secret_key: X25519SecretKey,",
  "private_key: IntermediateAuthorityPrivateKeyOptions,",
  "private_key: dsa.DSAPrivateKey, size: int",
  "def seal(token: Base32Token16) -> None:",
  "requiredClaimsForEncryptedJwt: requiredClaimsForEncryptedJwtToken,",
  "password: NewPasswordInput3b",
  'SMTP_PASSWORD = "%(smtp_password)s"',
  "proxy_pass = '%s/%s' % (user, word)",
  "password: @Form.OldPassword",
  "secret: '#client-secret',",
  "default login anonymous password me@here",
  "sed -i 's/^REDIS_PASSWORD=.*/REDIS_PASSWORD=$NEXT/' .env",
  "sed -E 's#SMTP_PASS=[^ ]*#SMTP_PASS=$P#g' .env",
  "&lt;scheme&gt;://&lt;name&gt;:&lt;password&gt;@&lt;host&gt;",
  "postgres://app:db_password@127.0.0.1:5432/app",
  "X-Goog-Credential=robot%2F20260501%2Fauto%2Fstorage%2Fgoog4_request",
  '"AWS::Backup::Secret": "0b1c2d3e4f5a6978"',
  '"AWS::Connect::SecurityKey": "0b1c2d3e4f5a6978"',
];

const TABLES = [
  "| Run | Token | Password |\n|---|---|---|\n| a | 14 ms | 5.25 s |\n| b | 64 kB | 99.9% |\n| c | 12KiB | 1200us |",
  "| Rule | Password |\n|---|---|\n| length | 10–72 characters |\n| lives | 1h45m |\n| load | 2.5s ± 0.4 |\n| cost | $8.75 |\n" +
  "| run | #231 |\n| tests | failed (17) |\n| change | +3.5% |\n| kind | bcrypt2y, 12 rounds |\n| form | optional¹ |\n| state | revoked 2026-04 |",
  "NAME    TOKEN     SECRET\nweb     35ms      410ms\ndb      1d12h     rotated-2027",
  "| Column | Password |\n|---|---|\n| type | char(60) |\n| size | numeric(10, 2) |\n| since | v3.11.2 |",
];

/** Numbers of requests, and keys that every visitor of a page is given. */
function publicValues(random: RandomText): string[] {
  return [
    `"LockToken": "${random.uuid()}"`,
    `"clientToken": "${random.uuid()}",`,
    `"ClientRequestToken": "${random.uuid()}",`,
    `aws wafv2 delete-ip-set --lock-token ${random.uuid()}`,
    `aws waf create-rule --change-token=${random.uuid()}`,
    `siteKey: "6L${random.of(LOWER + UPPER, 20)}${random.of(DIGITS, 18)}"`,
    `HCAPTCHA_SITE_KEY=${random.uuid()}`,
  ];
}

export function harmlessValues(random: RandomText): string[] {
  return [...SAID, ...CONSTANTS, ...CODE, ...TABLES, ...publicValues(random)];
}

/** Secrets that are nearly called like algorithms, types, constants and measures, or stand where such do. */
export function nearlyHarmless(random: RandomText): ContextualSample[] {
  return nearLines(random).map(([name, secret, text]) => ({ name, text: text(secret), secrets: [secret] }));
}

function nearLines(random: RandomText): Line[] {
  const word = () => random.of(LOWER, 6);
  const number = () => random.of("3456789", 3);
  return [
    ...each("argon, sha, bcrypt, aes, base", () => word() + number(), (name, s) => `password: "${name}${s}"`),
    ...each("token, key", () => random.of(HEX, 36), (name, s) => `service_${name}: "${s}"`),
    ["a word of its name", `${word()}_secret_${word()}`, (s) => `STORAGE_SECRET=${s}`],
    ["a number behind the noun", number() + "9", (s) => `password: Password${s}x!`],
    ["an exclamation first", `!${word()}${number()}`, (s) => `password: ${s}`],
    [
      "a column of passwords",
      `${word()}${number()}ms`,
      (s) => `| User | Password |\n|---|---|\n| kim | ${s} |`,
    ],
    [
      "what a script puts there",
      `${word()}${number()}`,
      (s) => `sed -i 's/^REDIS_PASSWORD=.*/REDIS_PASSWORD=${s}/' .env`,
    ],
    [
      "a password in an address",
      `root_${word()}${number()}`,
      (s) => `mysql://root:${s}@127.0.0.1/app`,
    ],
    [
      "a state and a number",
      `expired${number()}${word()}`,
      (s) => `| User | Password |\n|---|---|\n| kim | ${s} |`,
    ],
    [
      "digits in a column",
      random.of("3456789", 8),
      (s) => `| User | Password |\n|---|---|\n| kim | ${s} |`,
    ],
    ["a key of no page", random.uuid(), (s) => `MAPS_API_KEY=${s}`],
    ["a token of no request", random.uuid(), (s) => `"accessToken": "${s}"`],
  ];
}
