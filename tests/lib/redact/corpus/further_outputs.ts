/** Rows of tests, sections of .NET, dumps, keys as texts, lists in environments, and what is no secret in such places. */
import { each } from "./command_names.ts";
import type { Line } from "./commands.ts";
import { type ContextualSample, sampleOf as make } from "./contextual.ts";
import { mixedToken, type RandomText } from "./random_text.ts";

/** As people choose them: no word, no name. */
function chosen(random: RandomText): string {
  return `Kv${random.of("bcdfghjk", 3)}${random.of("3456789", 4)}Tq`;
}

/** All of them, made anew from random characters. */
export function furtherOutputs(random: RandomText): ContextualSample[] {
  const [first, second] = [chosen(random), chosen(random)];
  const [key, other] = [mixedToken(random, 40), mixedToken(random, 40)];
  const both = [first, second];
  const keys = [key, other];
  return [
    make(
      "rows of pytest",
      both,
      `@pytest.mark.parametrize("user,password", [("kim", "${first}"), ("lee", "${second}")])`,
    ),
    make(
      "rows of pytest on lines",
      both,
      `@pytest.mark.parametrize(\n    ["username", "password", "status"],\n    [\n        ("kim", "${first}", 200),\n` +
        `        pytest.param("lee", "${second}", 401, id="other"),\n    ],\n)`,
    ),
    make(
      "rows of pytest in a file that was read",
      second,
      `    12→@pytest.mark.parametrize("email,password", [\n    13→    (None, ""),\n    14→    ("a", "${second}"),\n    15→])`,
    ),
    make(
      "rows of Jest",
      both,
      `it.each([\n  ["kim", "${first}"],\n  ["lee", "${second}"],\n])("logs in %s", async (user: string, password: string) => {});`,
    ),
    make("a key of .NET's settings", key, `Jwt:Key = ${key}`),
    make("a key of .NET's settings, further below", key, `Auth:JwtSettings:Key = ${key}\n`),
    make("PHP's dump", first, `array(1) {\n  ["db_pass"]=>\n  string(11) "${first}"\n}`),
    make("bytes of a text in C#", key, `var key = Encoding.UTF8.GetBytes("${key}");`),
    make("bytes of a text in Java", first, `byte[] secretKey = "${first}".getBytes(StandardCharsets.UTF_8);`),
    make("a header of C#", key, `client.DefaultRequestHeaders.Authorization = new("Bearer", "${key}");`),
    make("a list of secrets", keys, `COOKIE_SECRETS=${keys.join(",")}\n`),
    make("an object of keys", keys, `LLM_KEYS='{"mistral":"${key}","cohere":"${other}"}'`),
    make("an object of keys in YAML", keys, `  LLM_KEYS: '{"mistral": "${key}", "cohere": "${other}"}'\n`),
    make("logins in a list", first, `basic_auth: ["kim:${first}"]`),
    make("logins in a list on lines", first, `basic_auth:\n  - "kim:${first}"\n`),
    make(
      "a login that is not encoded",
      first,
      `GET https://a.example.test\nAuthorization: Basic kim:${first}\n`,
    ),
    make(
      "what Playwright did",
      first,
      `Call log:\n  - waiting for getByLabel('Password')\n  -   fill("${first}")\n`,
    ),
    make("a hash of a user that is made", first, `password: await hash("${first}", 10),`),
  ];
}

const PICTURES = "anchor winter saffron thistle lagoon birch lantern walnut".split(" ");

/** Sentences about a password that was typed, that protects something, or that is quoted behind its noun. */
export function typedAndProtected(random: RandomText): ContextualSample[] {
  const phrase = (sign = "-") =>
    [1, 2, 3].map(() => PICTURES[Number(random.of("01234567", 1))] ?? "").join(sign);
  const lines: Line[] = [
    ...each(
      "typed, entered, just pasted, have tried",
      () => chosen(random),
      (verb, s) => `wrong password but I ${verb} ${s}`,
    ),
    [
      "quotes around what it says",
      chosen(random),
      (s) => `it says "invalid password" although I entered ${s}`,
    ],
    ["words that were typed", phrase(), (s) => `it says wrong password but I typed ${s} correctly`],
    ["words in quotes behind 'for'", phrase(), (s) => `the passphrase for the key is "${s}"`],
    ["words in quotes", phrase(), (s) => `the password for the vpn is "${s}"`],
    ["heißt", phrase(""), (s) => `Das neue Passwort heißt ${s}.`],
    ["what it protects, in brackets", chosen(random), (s) => `it's password-protected (${s})`],
    ["what it protects", chosen(random), (s) => `the zip is password protected: ${s}`],
  ];
  return lines.map(([name, secret, text]) => ({ name, text: text(secret), secrets: [secret] }));
}

/** What stands in examples of settings, in style sheets, on pages and in those places, and is no secret. */
export const FURTHER_OUTPUT_BENIGN_TEXTS: readonly string[] = [
  // how to make one, and how long it should be
  "NEXTAUTH_SECRET=generate-with-openssl-rand-base64-32",
  "JWT_SECRET=generate-a-long-random-string",
  'AUTH_SECRET="run-openssl-rand-base64-32"',
  "JWT_SECRET=some-long-random-string-at-least-32-chars",
  "ADMIN_PASSWORD=set-a-strong-password",
  "SESSION_SECRET=at_least_32_characters_long",
  'JWT_SECRET="super-secret-jwt-token-with-at-least-32-characters-long"',
  "SECRET_KEY_BASE: replace with a long random string",
  // how one begins
  "STRIPE_WEBHOOK_SECRET=whsec_...",
  "STRIPE_WEBHOOK_SECRET=whsec_",
  "GITHUB_WEBHOOK_SECRET=whsec_xxx",
  'WEBHOOK_SECRET="whsec_***"',
  // colours
  'colors: { secret: "hsl(var(--secret))", key: "rgb(12 34 56)" }',
  'colors: { secret: "oklch(0.7 0.1 200)", password: "rgba(0, 0, 0, .2)" }',
  // published
  `POSTHOG_API_KEY=phc_${"aB3dE5fG7h".repeat(4)}K2m`,
  `NEXT_PUBLIC_POSTHOG_KEY="phc_${"aB3dE5fG7h".repeat(4)}K2m"`,
  // in rows, sections and lists
  '@pytest.mark.parametrize("user,password", [("kim", ""), ("kim", None), ("kim", "wrong"), ("", "password")])',
  '@pytest.mark.parametrize("name,expected", [("item2a", "Item2A"), ("b3c", "B3C")])',
  'it.each([["kim", "invalid-password"]])("refuses %s", (user, password) => {});',
  'it.each([["a1b2", "c3d4"]])("joins %s", (left, right) => {});',
  "Cache:Key = user:42:profile",
  'var cacheKey = Encoding.UTF8.GetBytes("users:42:profile");',
  'byte[] data = "abc123def456".getBytes();',
  "REQUIRED_SECRETS=DATABASE_URL,JWT_SECRET",
  "API_SECRETS=db,redis,smtp",
  `KEYS='{"left":"ArrowLeft","right":"ArrowRight"}'`,
  "Authorization: Basic user:password",
  "Authorization: Basic {{user}}:{{password}}",
  `Call log:\n  - waiting for getByLabel('Name')\n  -   fill("Item2Box77")\n`,
  // sentences
  'The password component is "sage-button"',
  'The password field is named "user-password-input"',
  "wrong password but I used the right one",
  "wrong password and I entered Update2Page",
  "it is password protected (see README2)",
  "The endpoint is password-protected (Basic Auth2)",
  "das Passwort-Feld heißt passwordInput2",
  "das Passwort heißt in der Datenbank user_password2",
];
