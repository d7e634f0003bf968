/** Secrets in files of programs, sections, blocks, tables and logs of statements; and what stands at such places and is none. */
import type { ContextualSample } from "./contextual.ts";
import { chosenPassword, HEX, mixedToken, type RandomText } from "./random_text.ts";

export function filesAndRows(random: RandomText): ContextualSample[] {
  const of = (texts: readonly string[], secret: () => string) => texts.map((text) => filled(text, secret()));
  return [
    ...of(OF_PASSWORDS, () => chosenPassword(random)),
    ...of(OF_WORDS, () => `velvet${"marble"}${random.of("3456789", 3)}`),
    ...of(OF_TOKENS, () => mixedToken(random, 32)),
    ...of(OF_HEX, () => `a7${random.of(HEX, 30)}`),
    ...of(
      ['BUNDLE_GEMS__ACME__COM: "%"', "bundle config gems.acme.com %"],
      () => `7fd0${random.of(HEX, 4)}:a483${random.of(HEX, 4)}`,
    ),
  ];
}

function filled(text: string, secret: string): ContextualSample {
  return { name: text, text: text.replaceAll("%", () => secret), secrets: [secret] };
}

const OF_PASSWORDS: readonly string[] = [
  '[secrets]\ndb = "%"\n',
  '[secrets]\n# of production\nurl = "https://acme.example"\nsmtp = "%"\n',
  '<elementProp name="password"><stringProp name="Argument.value">%</stringProp></elementProp>',
  "static-auth-secret=\nuser=readonly:%\n",
  "+-----------+--------------+--------------+\n| option_id | option_name  | option_value |\n+-----------+--------------+--------------+\n|       113 | smtp_pass    | % |\n+-----------+--------------+--------------+\n",
  "id|name|secret|active\n1|main|%|1\n",
  'password {\n  value = "%"\n}\n',
  'variable db_password\n  = "%"\n',
  "curl -d 'user=a&password=k7m(q2;%,f' https://acme.example/login",
  'curl --data-urlencode "password=k7m_&q2%" --data-urlencode user=kim https://acme.example/login',
  'curl -d "user=a&password=k7m)q2;%&x=1" https://acme.example/login',
];

const OF_WORDS: readonly string[] = [
  "secrets:\n  stripe: x\n  jwt: %\n",
  "c.ServerApp.token = '%'\n",
];

const OF_TOKENS: readonly string[] = [
  "secrets:\n  sendgrid: %\n  other: x\n",
  '<meta-data android:name="com.acme.API_KEY" android:value="%" />',
  '{\n  "type" : "secret",\n  "value" : "%"\n}',
  "id|name|secret_key|active\n1|main|%|1\n2|other|x|0\n",
  "name,secret,active\nmain,%/4G+DsAaE==,1\n",
  '[debug] QUERY OK source="users" INSERT INTO "users" ("email","token") VALUES ($1,$2) ["a@acme.example", "%"]',
  '(0.001) UPDATE "auth" SET "api_secret" = %s WHERE "id" = %s; args=(\'%\', 3); alias=default'
    .replaceAll("%s", "$1"),
  '(0.001) INSERT INTO "auth" ("api_secret", "user_id") VALUES (?, ?); args=(\'%\', 3)',
  'dotnet user-secrets set "Jwt:Key" "%"',
  "curl -H 'X-Api-Key: ab7Kd(9xQ;%,4T' https://acme.example",
];

const OF_HEX: readonly string[] = [
  "gitlab_rails['db_key_base'] = '%'\n",
  "---\n:rubygems_api_key: x\n:acme_key: %\n",
];

const SEALED = `AgB1PqFplO6NMqvFiHjdGPw4Rjulb${"XflyWM3Z7BHTIwTLjuWvf0K3JXRywmm".repeat(4)}`;

export const FILE_AND_ROW_BENIGN_TEXTS: readonly string[] = [
  ...["sha512", "bcrypt", "sha256_crypt"].map((algorithm) =>
    `password: "{{ root_password | password_hash('${algorithm}') }}"`
  ),
  `encryptedData:\n  password: ${SEALED}\n`,
  `NEXT_PUBLIC_STRIPE_KEY=pk_${"test"}_51Hk2Lq9ZxVb7Nw3RtYp\n`,
  `export STRIPE_KEY="pk_${"live"}_51Hk2Lq9ZxVb7Nw3RtYp"\n`,
  "hasło jest wymagane, token jest opcjonalny",
  "hasło jest wymagane, token jest nieprawidłowy",
  ...["user:password", "username:password", "your_username:your_password", "Aladdin:open sesame"]
    .map((login) => `For example \`Authorization: Basic ${btoa(login)}\`.`),
  '{\n    "UserId": "AROAY7IWGELU1IBWH3E48:session",\n    "Account": "919481950477",\n    "Arn": "arn:aws:sts::614347040148:assumed-role/deploy/session"\n}',
  "║ PGPASSWORD │ $PGPASS\n║────────────\n║ RAILWAY_PRIVATE_DOMAIN │ api.railway.internal\n",
  // sections, blocks and files of programs
  "secrets:\n  jwt: app-jwt-v2\n  db-id: 4711\n  file: ./jwt-secret.txt\n",
  '[secrets]\nfile = "/run/secrets/app2"\nprovider = "vault-2"\nenabled = true\n',
  "user=kim:staff\n",
  "chown user=www:8080\n",
  '{"type": "secret", "value": "my-app-secret"}',
  '{"type": "token", "value": "identifier2"}',
  ":cache_key: 9f86d081884c7d659a2feaa0c55ad015\n",
  'password {\n  color = "red2"\n}\n',
  '<meta-data android:name="com.acme.API_LEVEL" android:value="Level21Release" />',
  "<master>10.0.0.12</master>",
  'const password\n  = "loginFormField"\n',
  "Password: Welcome! Please choose a new one.",
  "the password: welcome!",
  // tables and statements
  "id|name|secret_name|active\n1|main|app-db-creds|1\n",
  "| option_name | option_value |\n| smtp_pass_hint | ask the admin |\n",
  'SELECT * FROM "users" WHERE "id" = %s; args=(12, 3)',
  'UPDATE "users" SET "name" = %s WHERE "id" = %s; args=(\'x7Kdq9Lm2Rw4nTz8\', 3)',
  'INSERT INTO "users" ("email","name") VALUES ($1,$2) ["a", "x7Kdq9Lm2Rw4nTz8VbY6cJh3"]',
  "fetch('/f', 'a=1&password=hash(value)&x=1')",
  "login?user=a&password=encode(pass1);return",
];
