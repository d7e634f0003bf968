/** Further spellings of tables, objects, headers and values with code around them. */
import { each, spokenWord } from "./command_names.ts";
import { type Line, makers } from "./commands.ts";
import type { ContextualSample } from "./contextual.ts";
import { HEX, LETTERS, LOWER, type RandomText, UPPER } from "./random_text.ts";

export function furtherStructures(random: RandomText): ContextualSample[] {
  return [...tables(random), ...pairs(random), ...values(random), ...headers(random)]
    .map(([name, secret, text]) => ({ name, text: text(secret), secrets: [secret] }));
}

function tables(random: RandomText): Line[] {
  const { chosen } = makers(random);
  const word = () => spokenWord(random);
  return [
    ...each(
      "key, name, field, variable, parameter, property, setting, option, secret, env, environment, env var, environment variable",
      chosen,
      (name, s) => `| ${name} | type | value |\n|---|---|---|\n| SMTP_PASSWORD | text | ${s} |\n`,
    ),
    ...each(
      "value, val, current value",
      word,
      (value, s) => `| name | type | ${value} |\n|---|---|---|\n| SMTP_PASSWORD | text | ${s} |\n`,
    ),
    ...each(
      "user, user name, username, login, login_uri, login_username, url, website, email, e-mail",
      word,
      (login, s) => `x,${login},password\na,b,${s}\n`,
    ),
    ["a row with quotes in it", chosen(), (s) => `user,password,note\nkim,${s},"a ""b"" c"\n`],
    ["cells with tabs between", word(), (s) => `User\tPassword\tRole\nkim\t${s}\tadmin\n`],
    ["columns of dashes", word(), (s) => `user   password\n----   --------\nkim    ${s}7\n`],
    ...each(
      [`'it''s'`, String.raw`'it\'s'`],
      chosen,
      (text, s) => `INSERT INTO u (a, password) VALUES (${text}, '${s}')`,
    ),
    ["columns in quotes", chosen(), (s) => `INSERT INTO u ("a", "password") VALUES (1, '${s}')`],
  ];
}

function pairs(random: RandomText): Line[] {
  const { chosen, key } = makers(random);
  return [
    ...each(
      "name, key, Name, Key, variable, parameter",
      chosen,
      (name, s) => `- ${name}: DB_PASSWORD\n  value: ${s}\n`,
    ),
    ...each("name, key, Name, Key", chosen, (name, s) => `{"value": "${s}", "${name}": "DB_PASSWORD"}`),
    ...each(
      "keyName, xkey, Key, variable, Variable, parameter",
      chosen,
      (name, s) => `{"${name}": "DB_PASSWORD", "slot": false, "value": "${s}"}`,
    ),
    ...each(
      "name, key, Name, Key, NAME, KEY",
      chosen,
      (name, s) => `x ${name}: DB_PASSWORD Type: String Value: ${s}`,
    ),
    ...each("name, key", chosen, (name, s) => `x:\n- ${name}: DB_PASSWORD\n  secure: true\n  value: ${s}\n`),
    ...each(
      "jwt, crypt, crypto, cipher, encrypt, encryption, signing, hmac, aes, session, cookie, auth, jwtSettings, jwtOptions, " +
        "jwtConfig, jwtSection",
      key,
      (parent, s) => `{"${parent}": {"key": "${s}"}}`,
    ),
    ...each(
      ["jwt = {", "'jwt' => ['a' => 'b', ", "jwt = { a = 'b', "],
      key,
      (parent, s) => `${parent}key: '${s}'`,
    ),
    ["padding behind a key", `${key(30)}==`, (s) => `jwt:\n  key: ${s}\n`],
    ...each("passwords, secrets", chosen, (names, s) => `${names} = ["${s}", "x"]`),
    ...each("dp, dq, qi", () => random.of(LETTERS, 43), (member, s) => `{"kty":"RSA","${member}":"${s}"}`),
  ];
}

/** What stands around a value that is assigned. */
function values(random: RandomText): Line[] {
  const { chosen, key } = makers(random);
  return [
    ...each(
      [
        'br"§"',
        'rb"§"',
        '[]byte("§")',
        'bytes("§")',
        'bytearray(b"§")',
        'String("§")',
        'Secret("§")',
        'SecretString("§")',
        'Some("§")',
        'Just("§")',
        'Bytes::from("§")',
      ],
      key,
      (value, s) => `api_token = ${value.replace("§", s)}`,
    ),
    ...each(": String, : string", key, (type, s) => `api_token${type} = (\n  "${s}"\n)`),
    ...each(["->", "=>", "→"], key, (arrow, s) => `password: "a1b2c3" ${arrow} "${s}"`),
    ["a quote of a shell", chosen(), (s) => String.raw`DB_PASSWORD='tulip42'\''s${s}'`],
    [
      "a word beside a login",
      `q${random.of(LOWER, 9)}`,
      (s) => `<login>kim</login><password>${s}</password>`,
    ],
    ["a word at the end", "marigolds", (s) => `username: ops\npassword: ${s}`],
    ...each(
      ["\\x22", "\\u0022"],
      () => `${"sk"}-${random.of(LOWER, 20)}${random.of(HEX, 12)}7`,
      (quote, s) => `x${quote}${s}`,
    ),
  ];
}

function headers(random: RandomText): Line[] {
  const { key } = makers(random);
  return [
    ...each("token=, Credential=", key, (parameter, s) => `Authorization: Token ${parameter}${s}`),
    [
      "a signature of AWS",
      `a7${random.of(HEX, 62)}`,
      (s) => `Authorization: AWS4-HMAC-SHA256 Credential=x/y, SignedHeaders=host, Signature=${s}`,
    ],
    ["a cookie before a space", key(), (s) => `Cookie: a=1; sid=${s} HTTP/1.1`],
    ["a colour code", `${"AK"}ID${random.of(UPPER, 32)}`, (s) => `\u001b[32m${s}\u001b[0m`],
  ];
}

export const FURTHER_STRUCTURE_BENIGN_TEXTS: readonly string[] = [
  ..."AWS4-HMAC-SHA256 OAUTH1-HMAC-SHA256 SCRAM-SHA-256 GOOG4-RSA-SHA256".split(" ").map((scheme) =>
    `Authorization: ${scheme}`
  ),
  ..."expires path domain".split(" ").map((name) => `Set-Cookie: a=1; ${name}=a1b2c3d4e5f6a7b8c9d0`),
  ..."true false null [] {}".split(" ").map((value) => `kind: Secret\nstringData:\n  a: ${value}\n`),
  "AccountName,Password [x],Role\nkim,a1b2!c3d4,x\n",
];
