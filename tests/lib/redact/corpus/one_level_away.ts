/** Values that stand a level or a line away from the name that tells of them, and what debuggers and logs show. */
import { type ContextualSample, sampleOf as make } from "./contextual.ts";
import { chosenPassword, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function oneLevelAway(random: RandomText): ContextualSample[] {
  return [
    ...[...STRUCTURES, ...DUMPS].map((text) => filled(text, chosenPassword(random))),
    ...OF_TOKENS.map((text) => filled(text, mixedToken(random, 40))),
  ];
}

function filled(text: string, secret: string): ContextualSample {
  return make(text, secret, text.replaceAll("§", secret));
}

/** Each with a password in the place of the sign. */
const STRUCTURES: readonly string[] = [
  "password:\n  - §\nuser:\n  - ada\n",
  "+password:\n+  - §\n",
  "secrets:\n  - name: db\n    value: §\n",
  "credentials:\n  - id: ci\n    description: the build\n    value: §\n",
  '{"secrets": [{"name": "cache", "value": "x"}, {"name": "db", "value": "§"}]}',
  "auth:\n  - ada\n  - §\n",
  "login: [ada, §]",
  '{"login": ["ada", "§"]}',
  '{"url":"https://api.example.test","auth":["ada","§"]}',
  String.raw`{"f": "{\"auth\": [\"ada@x.test\", \"§\"]}"}`,
  'basicAuth:\n  enabled: true\n  users:\n    - "ada:§"\n',
  "users:\n  - bob:x\n  - ada:§\n",
  "const SECRETS = { prod: { db: '§' } };",
  'secrets = {"test": {"db": "x"}, "prod": {"db": "y", "cache": "§"}}',
  'const PASSWORDS = {\n  staging: {\n    db: "§",\n  },\n};',
  '"Password":{"S":"§"},"User":{"S":"ada"}',
  '"default_password" : { "type" : "plain", "data" : "§" }',
  "password: { type: plain, data: § }",
  " key: STRIPE_SECRET\n-  scope: RUN_TIME\n-  value: §\n",
  "+- key: DB_PASSWORD\n+  scope: RUN_TIME\n+  value: §\n",
  "2026-01-02T03:04:05.1Z stderr F - name: DB_PASSWORD\n2026-01-02T03:04:06.1Z stderr F   value: §\n",
  'PASSWORD = """\n§\n"""',
  "password = <<~EOS\n  §\nEOS\n",
  "SECRET_KEY = \\\n    '§'",
];

const DUMPS: readonly string[] = [
  "Cfg Object\n(\n    [password:protected] => §\n    [user:protected] => ada\n)",
  'object(Cfg)#1 (1) {\n  ["password":"Cfg":private]=>\n  string(12) "§"\n}',
  '(*main.Auth)(0xc000){User:(string)(len=3) "ada", Pass:(string)(len=12) "§"}',
  ' Password: (*string)(0xc0000141e0)((len=12) "§"),',
  "args=('ada', '§') fn=login",
  'login called with args=["ada", "§"]',
  "could not parse rfc1738 URL from string 'postgres//app:§@db/shop'",
  "redis:/:§@cache:6379",
  "error: invalid value '§' for '--password <PASSWORD>': too short",
  "error: unexpected value \"§\" for option '--password'",
  "AssertionError: assert '§' == 'x' (user.password)",
  'DEBUG auth: comparing "§" with hash',
  "checking '§' against stored password hash",
  "++ echo §\n++ docker login --password-stdin -u ada\n",
  "+ echo '§'\n+ sudo -S apt-get update\n",
  "Decoded: ada:§\n",
  "the header decodes to `ada:§`.",
  "0123456789abcdef0123456789abcdef:§\nSession..........: hashcat\nStatus...........: Cracked\n",
  "Loaded 1 password hash (bcrypt)\n§         (ada)\n1g 0:00:00:01 DONE\n",
  "ada:§:1000:1000::/home/x:/bin/bash\n\n1 password hash cracked, 0 left\n",
  "bob@corp.invalid:otter12\nada@corp.invalid:§\n",
  "bob@corp.invalid:Otterlake4\nada@corp.invalid:§\n",
];

/** Each with a token. */
const OF_TOKENS: readonly string[] = [
  "Cfg Object ( [secret:Cfg:private] => § )",
  'object(Cfg)#1 (1) { ["secret":protected]=> string(40) "§" }',
  'SECRET = """\n§\n""".strip()',
  "const token = `\n  §\n`.trim();",
  '{"ApiToken": {"S": "§"}}',
  'Invalid token "§" for user ada',
  "error: invalid value '§' for '--token <TOKEN>'",
  "argument --api-key: invalid value: '§'",
  "<dt>API key</dt><dd><code>§</code></dd>",
  '✔ Created API key "ci"\n  9f86d081  §\nCopy the key now.\n',
];

/** What stands in such places, and what looks like it. */
export const ONE_LEVEL_AWAY_BENIGN_TEXTS: readonly string[] = [
  // references, patterns and masks
  'healthcheck: {test: ["CMD", "mysqladmin", "ping", "-p$$MYSQL_ROOT_PASSWORD"]}',
  'test: ["CMD-SHELL", "mysqladmin ping -p$${MYSQL_ROOT_PASSWORD} && redis-cli -a $$REDIS_PASS ping"]',
  "mysql -uroot --password=$$MYSQL_ROOT_PASSWORD",
  "password: %env(DATABASE_PASSWORD)%\nsecret: '%kernel.secret%'",
  "password: '%env(resolve:DATABASE_PASSWORD)%'",
  '"password": "^(?=.*[a-z]).{8,}$"',
  String.raw`password: '^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[0-9a-zA-Z!@#$]{8,32}$'`,
  '"secret": "[A-Za-z0-9+/]{40}"',
  'api_key: "sk-[a-zA-Z0-9]{48}"',
  ".env:1:DB_PASSWORD=********\n.env:2:API_KEY=****",
  "certs/key.pem:1:why is the secret undefined in production?",
  `+$ kubectl get secret db -o jsonpath='{.data}' | jq keys\n+["password","username"]`,
  "Cookie: _ga=GA1.2.794874634.8839726842; theme=dark; lang=de",
  "Cookie: _fbp=fb.1.1639726842123.794874634; _pk_id.1.1fff=a1b2c3d4e5f60718.1639726842.",
  "Set-Cookie: _ga=GA1.2.794874634.8839726842; Path=/; HttpOnly",
  // structures
  "password:\n  - required\n  - string\n  - min:8\n",
  'password: ["required", "min:8", "confirmed"]',
  "secrets:\n  - name: db\n    mountPath: /run/secrets/db\n",
  "secrets:\n  - name: db\n    value: ${DB_PASSWORD}\n",
  "secrets:\n  - name: keyring\n    value: file\n",
  "env:\n  - name: db\n    value: postgres12\n",
  "auth:\n  - none\n  - basic\n",
  'auth: ["jwt", "oauth2"]',
  '{"auth": ["read:user", "write:org2"]}',
  '{"login": ["ada", "editor2"]}',
  "users:\n  - root:x:0:0\n  - ada:admin\n",
  "const SECRETS = { prod: { db: process.env.DB_PASS2, path: '/run/secrets/db1' } };",
  '"Password":{"S":"required"}',
  '"password": {"type": "text", "data": "field-2"}',
  'SECRET = """\nThis text explains 3 secrets.\n"""',
  "Cfg Object\n(\n    [token:protected] => 12\n    [tokens:protected] => Array\n)",
  "args=('ada', 'read2') fn=open",
  'args=["--name", "app-12"]',
  JSON.stringify({ tokens: [-100000000000001] }),
  // messages
  'Invalid token "}" at line 12',
  "SyntaxError: Invalid token 'user_identifier_2'",
  "error: invalid value 'json2' for '--format <FORMAT>'",
  "error: invalid value 'short2' for '--key-type <TYPE>'",
  'comparing "build-12" with hash 0123456789abcdef0123456789abcdef',
  "++ echo step2\n++ docker build .\n",
  "<dt>Token type</dt><dd>OAuth2</dd>",
  "<dt>API key</dt><dd><code>required</code></dd>",
  '✔ Created API key "ci"\n  id  9f86d081\n',
  "Decoded: utf8:12\n",
  "0123456789abcdef0123456789abcdef01234567:src/file2.ts\n",
  "node22            (default)\n",
  "module//app:name2@db",
];
