/** Further spellings of what a rule knows: its other keywords, the beginning and the end of a text, weaker values. */
import { each, spokenWord } from "./command_names.ts";
import { type Line, makers } from "./commands.ts";
import type { ContextualSample } from "./contextual.ts";
import { ALPHANUMERIC, BASE64, DIGITS, HEX, LETTERS, LOWER, type RandomText, UPPER } from "./random_text.ts";

export function furtherSpellings(random: RandomText): ContextualSample[] {
  return [
    ...namedValues(random),
    ...settings(random),
    ...fallbacks(random),
    ...databases(random),
    ...hashes(random),
    ...tokens(random),
    ...addresses(random),
    ...typed(random),
    ...shown(random),
  ].map(([name, secret, text]) => ({ name, text: text(secret), secrets: [secret] }));
}

/** Values that only their place tells of: a word, one with a number, one with a digit in it. */
function weak(random: RandomText) {
  const word = () => spokenWord(random);
  return {
    word,
    numbered: () => `${word()}${random.of(DIGITS, 2)}`,
    phrase: () => [word(), word(), word()].join("-"),
    mixed: () => `${word()}${random.of("23456789", 1)}${random.of(LOWER, 4)}`,
  };
}

function namedValues(random: RandomText): Line[] {
  const { key } = makers(random);
  const { numbered, phrase, word } = weak(random);
  // Shorter than prose would take a token to be.
  const short = () => key(13);
  return [
    ...each(
      "ENV, ARG, setx, SETX, setenv, #define, set -gx, set -Ux, aws configure set, npm config set, app secrets set, " +
        "app secret set, netlify env:set, pulumi config set, pulumi config --secret, git config --global, (git config, ; ENV",
      short,
      (introduction, s) => `${introduction} APP_TOKEN ${s}`,
    ),
    ...each("ENV, #define, set -gx", short, (introduction, s) => `${introduction} APP_SECRET "${s}"`),
    ...each(
      "//r.example.test/:_authToken, aws_secret_access_key, github.token, apiKey",
      short,
      (name, s) => `npm config set ${name} ${s}`,
    ),
    ...each("config add-authtoken, authtoken", () => random.of(LETTERS, 30), (c, s) => `ngrok ${c} ${s}`),
    ["ENV of a word", word(), (s) => `ENV APP_SECRET ${s}`],
    ["dotnet user-secrets", numbered(), (s) => `dotnet user-secrets set Db:Password ${s}`],
    ["sudo nmcli", word(), (s) => `sudo nmcli dev wifi connect Office password "${s}"`],
    ...each(["", "android {\n  ", "a { "], phrase, (before, s) => `${before}storePassword "${s}"`),
    ["a keyword of Clojure", phrase(), (s) => `{:user "a" :password "${s}"}`],
  ];
}

function settings(random: RandomText): Line[] {
  const wireguard = () => `/${[8, 8, 8, 8, 6].map((length) => random.of(ALPHANUMERIC, length)).join("/")}=`;
  const { chosen, key } = makers(random);
  const { word, numbered, mixed } = weak(random);
  return [
    ...each("name, key, id, Name, Key", chosen, (name, s) => `<x ${name}="db.password">${s}</x>`),
    ...each("AcmeToken, SecretAccessKey", () => key(40), (name, s) => `    ${name}    REG_SZ    ${s}\n`),
    ["a row at the end", chosen(), (s) => `│ SMTP_PASSWORD │ ${s} │`],
    ["dots at the end", chosen(), (s) => `Admin password ..... ${s}`],
    ...each(["", "DB_HOST     x\n"], word, (before, s) => `${before}DB_PASSWORD     ${s}`),
    ["spaces behind a name in small letters", `${numbered()}-${word()}`, (s) => `db_password     ${s}\n`],
    ...each(
      "enable, username kim, username kim privilege 15, neighbor 10.0.0.1",
      mixed,
      (place, s) => `${place} password ${s}`,
    ),
    ["Cisco's old passwords", word(), (s) => `line vty 0 4\n password 7 ${s}`],
    ["HAProxy's users", word(), (s) => `  user ops insecure-password ${s}\n`],
    ["Debian's installer", word(), (s) => `d-i passwd/root-password password ${s}\n`],
    ["Elasticsearch's passwords", key(20), (s) => `PASSWORD elastic = ${s}`],
    ...each(
      ["enable", "!\nenable", "     3→enable", "username kim", "username kim privilege 15"],
      mixed,
      (place, s) => `${place} secret 5 ${s}`,
    ),
    [
      "a hash without a number",
      random.of(LETTERS, 43),
      (s) => `enable secret $9$${random.of(LETTERS, 14)}$${s}`,
    ],
    ["Cisco's scrypt", random.of(LETTERS, 43), (s) => `enable secret 9 $9$${random.of(LETTERS, 14)}$${s}\n!`],
    ...each("expire: false, users:", chosen, (line, s) => `chpasswd:\n  ${line}\n  list: |\n    root:${s}\n`),
    ...each(
      [`kim * "§" *`, `# x\nkim * "§" *`, `kim * "§"`, `kim * "§"\n`, `: XAUTH "§"`],
      word,
      (line, s) => line.replace("§", s),
    ),
    // As a path has them, slashes divide it.
    ...each("PrivateKey, PresharedKey", wireguard, (name, s) => `[Interface]\n${name} = ${s}\n`),
  ];
}

function fallbacks(random: RandomText): Line[] {
  const { key } = makers(random);
  const { word } = weak(random);
  return [
    ...each(
      ["() => ", "fn() => ", "cast=str, default=", "lambda: "],
      key,
      (before, s) => `config("API_TOKEN", ${before}"${s}")`,
    ),
    ...each("?:, ||, ??", key, (operator, s) => `config("app.api-key")${operator}"${s}"`),
    ...each(":-, :=", word, (operator, s) => `mysql "\${DB_PASSWORD${operator}${s}}"`),
  ];
}

function databases(random: RandomText): Line[] {
  const { plain } = makers(random);
  const { word } = weak(random);
  const keys = "UID, User Id, DRIVER, SERVER, DSN, DATABASE";
  return [
    ...each(
      "IDENTIFIED with x BY, identified with x by, IDENTIFIED WITH x AS, IDENTIFIED with x as, IDENTIFIED BY PASSWORD, " +
        "identified by password, IDENTIFIED BY VALUES, identified by values",
      word,
      (clause, s) => `CREATE USER app ${clause} '${s}'`,
    ),
    ...each("grant all to app, create role r", plain, (clause, s) => `${clause} identified by ${s}`),
    ["IDENTIFIED BY PASSWORD without quotes", plain(), (s) => `CREATE USER app IDENTIFIED BY PASSWORD ${s}`],
    ["PASSWORD on another line", word(), (s) => `CREATE ROLE app\n  NOSUPERUSER PASSWORD '${s}';`],
    ...each(
      "PASSWORD FOR x =, PASSWORD for x =, PASSWORD = PASSWORD, PASSWORD = password",
      word,
      (clause, s) => clause.endsWith("=") ? `SET ${clause} '${s}'` : `SET ${clause}('${s}')`,
    ),
    ...each(
      "alter, create, set, login, user, role, with",
      () => `${word()}7`,
      (clause, s) => `${clause} x password '${s}'`,
    ),
    ...each(
      "sqlcl, sql, impdp, exp, imp, sqlldr, rman target, sqlldr userid=, exp FILE=x.dmp, jdbc:oracle:thin:, (sqlplus, rman",
      word,
      (before, s) => `${before}${/[:=]$/.test(before) ? "" : " "}app/${s}@orcl`,
    ),
    ["Go's tcp at the beginning", word(), (s) => `app:${s}@tcp(db:3306)/app`],
    ...each(keys, word, (name, s) => `${name}=x;PWD=${s}`),
    ...each(keys, word, (name, s) => `PWD=${s};${name}=x`),
  ];
}

function hashes(random: RandomText): Line[] {
  const crypt = (length: number) => random.of(`${ALPHANUMERIC}./`, length);
  return [
    ...each("$1$, $gy$j9T$, $P$B, $H$9", () => crypt(30), (prefix, s) => `kim:${prefix}${crypt(8)}$${s}`),
    ...each(
      "argon2i, argon2d",
      () => random.of(BASE64, 43),
      (id, s) => `$${id}$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$${s}`,
    ),
    ...each(
      "{SHA256}, {SHA512}, {SSHA256}, {SSHA512}",
      () => random.of(BASE64, 43),
      (scheme, s) => `userPassword: ${scheme}${s}=`,
    ),
    ...each(
      "SCRAM-SHA-1, SCRAM-SHA-512",
      () => `${random.of(BASE64, 43)}=`,
      (id, s) => `${id}$4096:c2FsdHNhbHQ=$${random.of(BASE64, 43)}=:${s}`,
    ),
  ];
}

/** Tokens that are known by what stands before them. */
function tokens(random: RandomText): Line[] {
  const calendar = () => `private-a7${random.of(HEX, 30)}`;
  const ical = "https://calendar.google.com/calendar/ical/x";
  return [
    ...each(["", "%2Fbasic.ics"], calendar, (rest, s) => `${ical}/${s}${rest}`),
    [
      "Firebase",
      `${"APA"}91b${random.of(ALPHANUMERIC, 134)}`,
      (s) => `sent AAAA${random.of(LETTERS, 7)}:${s} there`,
    ],
    ["Convex", `${"eyJ"}2MiI6${random.of(BASE64, 40)}`, (s) => `prod:happy-otter-123|${s}`],
    [
      "Twitter",
      `${"A".repeat(21)}${random.of(LETTERS, 9)}%3D${random.of(ALPHANUMERIC, 40)}`,
      (s) => `sent ${s} there`,
    ],
    [
      "a secret beside a key id that ends",
      `aB7${random.of(BASE64, 37)}`,
      (s) => `kim,${"AS"}IA${random.of(UPPER, 16)},${s},x`,
    ],
    ...each(
      ["kim:office:§", "kim:office:§\nx", "x\nkim:office:§\n", "     3→kim:office:§\n", "\tkim:office:§\n"],
      () => random.of(HEX, 32),
      (line, s) => line.replace("§", s),
    ),
  ];
}

function addresses(random: RandomText): Line[] {
  const { key } = makers(random);
  const uuid = () => `${random.of("abcdef", 8)}-${random.uuid().slice(9)}`;
  return [
    ["Vercel", key(11), (s) => `https://api.vercel.com/v1/integrations/deploy/prj_Ab12/${s}`],
    ...each(
      "user-reset-password, users/invitations, auth/verify, activate, confirm-email",
      key,
      (path, s) => `https://x.example.test/${path}/${s}`,
    ),
    ["an id that begins with letters", uuid(), (s) => `https://x.example.test/invite/${s}`],
    ...each(
      "workflows, triggers",
      () => key(24),
      (kind, s) => `https://hooks.${"sla"}ck.com/${kind}/T0AB12CD3/A0EF45/${s}`,
    ),
    ...each("Basic, basic", () => btoa(`kim:${key(9)}`), (scheme, s) => `sent ${scheme} ${s} with it`),
    ["a bearer in small letters", key(), (s) => `sent bearer ${s} with it`],
  ];
}

function typed(random: RandomText): Line[] {
  const { chosen } = makers(random);
  const { word, numbered } = weak(random);
  return [
    ...each(
      "Pwd, PIN, OTP, Secret, Token",
      chosen,
      (field, s) => `{"element":"${field} field","text":"${s}"}`,
    ),
    ["a browser's tool with a value", chosen(), (s) => `{"element":"Password field","value":"${s}"}`],
    [
      "a browser's tool in JSON",
      chosen(),
      (s) => JSON.stringify(JSON.stringify({ element: "Password", text: s })),
    ],
    ...each("passphrase:, PIN:", word, (prompt, s) => `expect "${prompt}"\nsend "${s}\\r"`),
    ["expect with --", word(), (s) => `expect "assword:"\nsend -- "${s}\\r"`],
    ...each(["USER kim", "x\nUSER kim", `"USER kim"`], word, (user, s) => `${user}\n331 go on\nPASS ${s}\n`),
    ...each(
      "kinit kim, passwd kim, secret-tool store x, docker login -u kim, tool --password-stdin, app secret set X, " +
        "app secret put X, app secrets add X, app secrets create X, cryptsetup open /dev/sda3 x, sudo -S ls, keyring set x kim, " +
        "vercel env add X",
      numbered,
      (command, s) => `${command} <<< "${s}"`,
    ),
    ...each(
      "PLAIN, LOGIN, CRAM-MD5, XOAUTH2",
      () => random.of(LETTERS, 20),
      (way, s) => `> AUTH ${way} ${s} (sent)`,
    ),
    ["SMTP's prompt at the end", `U3${random.of(ALPHANUMERIC, 14)}`, (s) => `334 UGFzc3dvcmQ6\n${s}`],
  ];
}

function shown(random: RandomText): Line[] {
  const { chosen, key } = makers(random);
  return [
    ...each(
      "bw get password shop, pwgen -s 20 1, az keyvault secret show -n x --query value -o tsv, " +
        "aws secretsmanager get-secret-value --secret-id x --query SecretString --output text, heroku config:get DATABASE_X, " +
        "cat /run/secrets/db",
      chosen,
      (command, s) => `$ ${command}\n${s}\n`,
    ),
    [
      "Pydantic at the beginning",
      key(),
      (s) => `api_secret\n  Extra inputs [input_value='${s}', input_type=str]`,
    ],
  ];
}
