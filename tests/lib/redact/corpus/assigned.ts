/** Secrets given to names in the many ways in which code, settings and tools write that down. */
import type { ContextualSample } from "./contextual.ts";
import { ALPHANUMERIC, BASE64, DIGITS, HEX, LOWER, type RandomText } from "./random_text.ts";

/** Two words and a number, as people choose them. */
function chosen(random: RandomText, sign = ""): string {
  const word = () => `${random.of("ABCDEFGHKLMNPRST", 1)}${random.of(LOWER, 5)}`;
  return `${word()}${sign}${word()}${random.of("23456789", 2)}`;
}

/** Letters, digits and signs, at least one of each. */
function mess(random: RandomText, length: number, signs: string): string {
  return `${random.of(LOWER, 1)}${random.of(DIGITS, 3)}${signs}${
    random.of(`${ALPHANUMERIC}${signs}`, length)
  }`;
}

export function assignedSamples(random: RandomText): ContextualSample[] {
  const key = (length = 32) =>
    `${random.of(LOWER, 2)}${random.of(DIGITS, 3)}${random.of(ALPHANUMERIC, length - 5)}`;
  const make = (name: string, secret: string, text: (secret: string) => string): ContextualSample => ({
    name,
    text: text(secret),
    secrets: [secret],
  });
  const names = [
    ...[
      "TF_VAR_db_password",
      "NEXT_AUTH_SECRET",
      "ENV_PASSWORD",
      "CACHE_REDIS_PASSWORD",
      "OBJECT_STORAGE_SECRET",
    ],
    ...[
      "CURSOR_API_KEY",
      "PUBLIC_API_TOKEN",
      "INPUT_TOKEN",
      "DB_PASSWORD_ROOT",
      "TOKEN_GITHUB",
      "API_KEY_OPENAI",
    ],
    ...["DBPASS", "MYSQLPASS", "WIFI_PSK", "DB_CREDS", "PASSWORT", "SMTP_KENNWORT"],
  ];
  return [
    ...names.map((name) => make(`the name ${name}`, key(24), (s) => `export ${name}=${s}\n`)),
    make("a token to reset a password", key(32), (s) => `reset_password_token: ${s}\n`),
    make("a token to confirm", key(32), (s) => `"confirm_token": "${s}"`),
    make("a page's access token", key(40), (s) => `page_access_token=${s}`),
    ...[
      "string",
      "String",
      "&str",
      "&'static str",
      "string | undefined",
      "Optional[str]",
      "Final[str]",
      "SecretStr",
    ].map(
      (type) => make(`a declaration as ${type}`, key(), (s) => `const API_KEY: ${type} = "${s}"`),
    ),
    make("a field of a class", chosen(random), (s) => `  private readonly password: string = '${s}';`),
    make("a field with a default", key(), (s) => `secret_key: str = Field(default="${s}")`),
    make("an array in C", chosen(random), (s) => `static const char wifi_password[] = "${s}";`),
    make("bytes in Go", key(), (s) => `hmacKey := 1\nsigningKey = []byte("${s}")`),
    make("bytes in Python", key(), (s) => `app.secret_key = b'${s}'`),
    make("a national string in SQL", chosen(random), (s) => `SET @password = N'${s}'`),
    make("a String in Rust", chosen(random), (s) => `let password = String::from("${s}");`),
    make(
      "a buffer in JavaScript",
      random.of(HEX, 64),
      (s) => `const encryptionKey = Buffer.from("${s}", "hex")`,
    ),
    make("a wrapped secret", chosen(random), (s) => `password=SecretStr("${s}")`),
    make(
      "an environment that was read",
      chosen(random),
      (s) => `     1→- name: DB_PASSWORD\n     2→  value: "${s}"\n`,
    ),
    make("an environment in a diff", chosen(random), (s) => `+- name: DB_PASSWORD\n+  value: ${s}\n`),
    make("a value before its name", key(), (s) => `{"value": "${s}", "name": "API_TOKEN"}`),
    make("a property list", key(), (s) => `<key>APISecret</key>\n\t<string>${s}</string>`),
    make(
      "a property list that was read",
      key(),
      (s) => `    7→<key>ApiToken</key>\n     8→<string>${s}</string>`,
    ),
    make("a password like a member", chosen(random, "."), (s) => `DB_PASSWORD=${s}\n`),
    make("a password like a member in YAML", chosen(random, "."), (s) => `password: ${s}\n`),
    make("a token like a member", `s.${key(24)}`, (s) => `VAULT_TOKEN=${s}`),
    make("a key that begins like a path", `/${key(20)}/${key(21)}=`, (s) => `PrivateKey = ${s}\n`),
    make("a key of a web framework", mess(random, 44, "&()!#"), (s) => `SECRET_KEY = "${s}"`),
    make(
      "a salt with a space",
      mess(random, 30, "%_*") + ` ${mess(random, 20, "+-_")}`,
      (s) => `define( 'AUTH_KEY', '${s}' );`,
    ),
    make("a key of mixed letters", "aQ".repeat(1) + "wZkLmTrPsVbNhGdKcXfYjW", (s) => `API_TOKEN=${s}`),
    make(
      "a program's password",
      [4, 4, 4, 4].map((length) => random.of(LOWER, length)).join(" "),
      (s) => `MAIL_PASSWORD="${s}"`,
    ),
    make(
      "words of a wallet",
      Array.from({ length: 12 }, () => random.of(LOWER, 5)).join(" "),
      (s) => `MNEMONIC="${s}"`,
    ),
    make("an anchor of YAML", chosen(random), (s) => `password: &shared ${s}\n`),
    make("a block of YAML", key(40), (s) => `secret: >-\n  ${s}\n`),
    make("a block of YAML that was read", key(40), (s) => `     3→token: |\n     4→    ${s}\n`),
    make("a key in a query", `${key(52)}==`, (s) => `https://fn.example.test/api/run?code=${s}`),
    make("a key in a longer query", key(39), (s) => `https://maps.example.test/js?v=3&key=${s}`),
    make(
      "a secret of a store",
      `${random.of(BASE64, 27)}1`,
      (s) => `{"Name": "tok", "SecretString": "${s}"}`,
    ),
  ];
}

/** What is given to such names and is none: references, checks, types, words. */
export const ASSIGNED_BENIGN: readonly string[] = [
  "'password' => 'required|min:8',",
  "'password' => 'nullable|string|min:8|confirmed',",
  '"password": "Contraseña"',
  '"password": "Lösenord"',
  '"password": "Hasło"',
  '"password": "Şifre"',
  '"password": "Salasana!"',
  '"password_required": "Required!"',
  '"password": "At least 8 characters"',
  '"password": "Passwort (min. 8 Zeichen)"',
  "CREATE USER app WITH PASSWORD :'app_password';",
  "secret: Uint8Array",
  "function sign(secret: Uint8Array): string",
  "sharedSecret: Uint8Array<ArrayBuffer>",
  "secret: db-creds-v2",
  "existingSecret: postgres-creds-v2",
  'secret: "db-creds-v2"',
  "tlsSecret: web-tls-v1",
  "secret: prod/stripe/webhook2",
  "db_password: !vault |",
  "DB_PASSWORD: !ImportValue shared-db",
  "password: !Ref DbPassword1",
  "--set-secrets=DB_PASSWORD=db-password:latest",
  "password: arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-1a2b3c",
  "token: projects/acme/secrets/token/versions/2",
  "password: vault:secret/data/db#password1",
  "password: file:/run/secrets/db1",
  "secret: env:APP_SECRET2",
  "password: @Microsoft.KeyVault(SecretUri=x1)",
  "password: @@DB_PASSWORD1@@",
  "$env:A_PASSWORD = $env:B_PASSWORD2",
  "$password = $user->password2;",
  "login({ password: validPassword1 })",
  "{ token: accessToken2 }",
  'read -s -p "Password: " PASSWORD2',
  "docker build --secret id=npm_token1,src=.npmrc .",
  'token: "2026-01-05T10:00:00Z"',
  'private_key: "keys/id_rsa_2048.pem"',
  'ssh_key: "id_ed25519_work2024"',
  'const LICENSE_KEY = "LGPL-2.1-or-later"',
  'REDIS_KEY = "user:42:profile:v2"',
  'const CACHE_KEY = "v1-deps-linux-x64"',
  "nextPageToken: CAUQAA1b2c3d4e5f",
  "input_token: 12037",
  "password: string = ''",
  "const token: string | undefined = undefined;",
  "const apiKey: string = process.env.API_KEY ?? '';",
  "token: Token = await this.tokens.get(id2)",
  "secret_key: str = os.environ['SECRET_KEY2']",
  'secret_key: str = Field(default="")',
  "def login(self, password: str = 'password') -> bool:",
  "password: SecretStr = Field(min_length=12)",
  'const char *password = getenv("DB_PASSWORD2");',
  "password = b''",
  "password = String::from(env_password2)",
  "password = prompt('Password 1: ')",
  "const token = localStorage.getItem('token2')",
  "password: /etc/app/password2",
  "TOKEN_PATH=/var/run/secrets/token2",
  "PASSWORD_FILE: /run/secrets/db2",
  "https://example.test/search?key=name&code=de2",
  "https://example.test/i18n?code=en-US&key=title.1",
  "code: 404, key: 'not-found-2'",
  "value: debug77",
  '{"value": "debug77", "name": "LOG_LEVEL"}',
  "<key>CFBundleName</key><string>App2024Release</string>",
  "passwords: { min: 8, max: 72 }",
  "password.length >= 12",
  "token[] = tokens2",
  "secret: |\n  see the vault\n",
  "password: >-\n  must have 8 characters\n",
];
