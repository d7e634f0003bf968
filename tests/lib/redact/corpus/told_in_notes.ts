/** Secrets told in lists of logins, in comparisons and in sentences of several languages, and in logs of statements; and look-alikes. */
import { type ContextualSample, filled, sampleOf, samplesOf } from "./contextual.ts";
import { HEX, mixedToken, type RandomText } from "./random_text.ts";

export function toldInNotes(random: RandomText): ContextualSample[] {
  const made = `${mixedToken(random, 15)}7`;
  const [token, other] = [mixedToken(random, 40), mixedToken(random, 40)];
  return [
    ...[made, "WalnutLantern4821"].flatMap((value) => samplesOf(OF_LOGINS, value)),
    ...[made, "walnut_lantern4821"].flatMap((value) => samplesOf(OF_PASSWORDS, value)),
    ...samplesOf(OF_ROWS, made),
    ...samplesOf(OF_CODE, made),
    ...samplesOf(OF_COMMANDS, `x7Qd&${mixedToken(random, 12)}|m`),
    ...samplesOf(OF_KEYS, token),
    sampleOf("a row's token", token, `${STATEMENT}Params: ["ada@acme.example","${token}"]`),
    ...["token mismatch: got %, want %", 'token does not match: expected "%", got "%"'].map((text) =>
      sampleOf(text, [token, other], filled(text, token, other))
    ),
    ...PAIRS.map((text) =>
      sampleOf(text, [`${made}!`, "walnut_lantern482"], filled(text, `${made}!`, "walnut_lantern482"))
    ),
    ...samplesOf([`my twilio: AC${"4f".repeat(16)} / %`], `${random.of(HEX, 30)}4d`),
  ];
}

const STATEMENT =
  'INSERT INTO "public"."User" ("email","token") VALUES ($1,$2) RETURNING "public"."User"."id"\n';

const OF_LOGINS: readonly string[] = [
  "# Credentials\n- Jenkins: ada / %\n",
  "## Zugänge\n- VPN: ada / %\n",
  "Logins:\n1. Staging (new): ada / %\n",
  "     1\t# Credentials\n     2\t- Jenkins: ada / %\n",
  "api-1  | # Logins\napi-1  | - Jenkins: ada / %\n",
  "- **Jenkins**: admin / %",
  "- Grafana: admin:%",
  "credentials for testing:\nadmin@acme.example\n%",
  "creds for the ftp: deploy // %",
  "账号密码:admin/%",
  "用户名/密码：root/%",
  "ユーザー名/パスワード: ada/%",
];

const OF_PASSWORDS: readonly string[] = [
  "## Passwords\n* gitlab — %\n* vpn — %\n",
  "| Service | User | Pass |\n|---------|------|------|\n| Jenkins | admin | % |\n",
  "please use this password instead %",
  "I've updated the password in Secrets Manager; the new value is %.",
  'And the password field contains "%"',
  "it still says wrong password with %",
  "the master password for the vault has always been % since 2021",
  "Kundenlogin test@acme.example mit % testen",
  "inloggen met ada / %",
  "ok so ssh root@10.1.2.3 with % should let you in",
  "<p>Your temporary password is <b>%</b></p>",
];

/** Signs that end a word where it stands in no quotes. */
const OF_COMMANDS: readonly string[] = [
  "xfreerdp /u:ada /p:'%' /v:host1",
  "htpasswd -bc .htpasswd ada '%'",
  'net user svc "%" /add',
  "openssl enc -aes-256-cbc -k '%' -in a -out b",
];

const OF_CODE: readonly string[] = ["Decoding gives `app:%`.", "crypto.createSecretKey('%', 'utf-8')"];

const OF_ROWS: readonly string[] = [
  "INFO sqlalchemy.engine.Engine INSERT INTO users (email, password) VALUES (?, ?)\nINFO sqlalchemy.engine.Engine [generated in 0.00012s] ('ada@acme.example', '%')",
  'Query: insert into "users" ("email", "password") values ($1, $2) returning "id" -- params: ["ada@acme.example", "%"]',
  "ada@acme.example:%",
  "БД_ПАРОЛЬ=%",
];

const OF_KEYS: readonly string[] = [
  "set the env var ACME_KEY to % please",
  "key created: %",
  "secret key base should be %",
  '`process.env.API_KEY` resolves to "%" in the container.',
  "Tokens\n------\nci: %\nprod: %\n",
  "## Secrets\nPOSTGRES: %\nREDIS: %\n",
  "このトークンを使ってください: %",
  "token在这里:%",
  "키: %",
];

const PAIRS: readonly string[] = [
  "The .env has POSTGRES_PASSWORD set to %, while docker-compose.yml uses % for the same user.",
  "Ich habe das Kennwort von % auf % geändert.",
];

export const TOLD_IN_NOTE_BENIGN_TEXTS: readonly string[] = [
  "# Accounts\n- Plan: free / team2\n- Seats: 10 / 25\n- Region: eu / us-east-1\n",
  "## Login page\n- Layout: grid / flex2\n- Theme: dark / light\n",
  "- Roles: admin / editor2",
  "- Role: admin:read",
  "- Access: admin:org2",
  "- Status: passed / skipped12",
  "- Node: 18 / 20",
  "wrong password with OAuth2 login",
  "invalid password for user42",
  "the password has always been optional since v2",
  "the token has been rotated",
  "## Tokens\n- primary: blue2\n- spacing-lg: 24px\n",
  "## Secrets\n- Vault: kv-v2\n- Rotation: 90d\n",
  "# tokens\nkind: Identifier2\n",
  "`API_KEY` resolves to undefined in the browser.",
  "| User | Pass |\n|---|---|\n| all | 12 |\n",
  "| Suite | Pass | Fail |\n|---|---|---|\n| auth-2 | yes1 | no |\n",
  "use a token instead of OAuth2",
  "Pass the token instead: Bearer2Token is old",
  "I changed the token type; the new value is Identifier2.",
  "The password field contains HTML5",
  "password mismatch: got 200, want 401",
  "token mismatch: got Identifier2, want Punctuator",
  "expected token to equal undefined, got null",
  "git@github.com:Acme2Team",
  "scp build.tgz deploy@web1:Releases2026",
  "mot_de_passe: obligatoire",
  "das Passwort von ServiceAccount22 wird gesetzt",
  "le mot de passe de DeployUser2024Prod expire",
  "mail kim@acme with Report2026 attached",
  "Login kim@acme mit Kerberos5",
  "set SORT_KEY to createdAt2026",
  "set ACME_KEY to the value from 1Password2",
  "The password is hashed, while the token uses HS256.",
  "the token is 43 characters, but compose uses version 3.8",
  "primary key created: users_pkey",
  "key created: 2026-03-01T10:11:12Z",
  "ssh root@10.1.2.3 with agent forwarding2",
  "The password is <b>required</b>",
  "the token is <code>null</code>",
  "账号密码:必填",
  "用户名/密码:admin/******",
  'insert into "users" ("email", "password") values ($1, $2)',
  "insert into the form the values token, password2",
];
