/** Passwords beside a name or a cause, with signs in them, and what errors tell of what was sent. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { ALPHANUMERIC, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function toldPairs(random: RandomText): ContextualSample[] {
  const made = `${random.of("QZXW", 1)}${mixedToken(random, 12)}`;
  const signs = `${random.of("QZXW", 1)}7k=%${random.of("bdgk", 2)}+?${mixedToken(random, 6)}`;
  const token = mixedToken(random, 40);
  const salt = `)${random.of("<>|^~", 2)}${random.of(`${ALPHANUMERIC}[]{}()|^~<>;:?`, 58)}4kQ`;
  return [
    ...[made, "Galaxy-Thistle7!"].flatMap((value) => samplesOf(PAIRS, value)),
    ...[signs, `@${random.of("bdgk", 2)}3r324!`].flatMap((value) => samplesOf(WITH_SIGNS, value)),
    ...samplesOf(TOKENS, token),
    ...samplesOf(ECHOES, made),
    ...samplesOf(["define( 'NONCE_SALT',       '%' );"], salt),
    ...samplesOf(['"token": "%",'], `gj4g${random.of("45678", 2)}q6}>(5LrKn]{2f`),
    ...samplesOf(["admin_password=%"], `XS!.#e${random.of("TUVW", 1)}0.^Z!`),
    ...samplesOf(["ossrhPassword=%"], `Uy...T_h${random.of("VWXY", 1)}mer6.G~Q+6V`),
    ...samplesOf(["pw %"], "06925297"),
  ];
}

const PAIRS = [
  "creds are root/%",
  "creds root:%",
  "log in as eva, %",
  "the router admin page is 192.168.1.1, admin, %",
  'user is "preview" with "%"',
  "p/w = %",
  "Pwd ist %",
  "Credentials for the sandbox → sandbox_user:%",
  'FATAL: password authentication failed for user "app" (I use %)',
  "La password dell'utente admin è %",
];

const WITH_SIGNS = [
  "the db password is %",
  "mot de passe : %",
  "密码改成 % 了",
  "**%** is the password",
  "the password is **%**",
  "unzip -P % a.zip",
];

const TOKENS = [
  "try again with this one: %",
  "Invalid API key provided: %. You can find your API key in the dashboard.",
  "Incorrect API key provided: %.",
  "AssertionError: expected '%' to equal process.env.API_SECRET",
];

const ECHOES = [
  "tried AUTH default % against cache-01:6379",
  "Error: getaddrinfo ENOTFOUND app:%@db",
  "yes % | ./manage.py createsuperuser --username root",
  "230 USER eva\n331 Password required\nPASS %\n230 Logged in",
];

/** What looks like them. */
export const TOLD_PAIR_BENIGN_TEXTS: readonly string[] = [
  "creds are root/admin",
  "creds are missing/wrong",
  "log in as eva, then click",
  "log in as admin, please",
  "192.168.1.1, admin, and then",
  'user is "preview" with "read only"',
  "p/w = price/weight",
  "try again with this one: https://example.com/page",
  "password authentication failed (I use vim)",
  "login works (we use OAuth2)",
  "Invalid API key provided: undefined",
  "Incorrect API key provided: sk-xxxx.",
  "tried AUTH default user against it",
  "getaddrinfo ENOTFOUND db.internal",
  "expected 'hello world' to equal process.env.GREETING",
  "expected 'undefined' to equal process.env.API_SECRET",
  'password="..."',
  "API_KEY=sk-...wxyz",
  "token: eyJ...abc",
  "the password is a=b",
  "the password is user=admin&x=1",
  "the password is @param",
  "the password is for @maria24, who has left",
  "unzip -P @file a.zip",
  "the password is base64(salt+pass)",
];
