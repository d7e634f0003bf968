/** Passwords in tests, commands and tables, as people choose them, and what stands at the same places. */
import { type ContextualSample, sampleOf, samplesOf } from "./contextual.ts";
import { ALPHANUMERIC, BASE64, type RandomText } from "./random_text.ts";

/** `%` stands for a password of words and digits, or with digits for letters. */
const WITH_PASSWORD: readonly string[] = [
  'assert validate_password("%", hashed)',
  'expect(comparePassword("%", user.hash)).toBe(true)',
  'assert authenticate("kim", "%") is not None',
  'client.register("kim", "%")',
  "await signUp('kim@acme.test', '%');",
  'fill_in "Password", with: "%"',
  'fill_in "user_password", with: "%"',
  'I.fillField("Password", "%");',
  'And I fill in "Password" with "%"',
  'find("#password").set("%")',
  "fireEvent.change(getByLabelText('Password'), {target: {value: '%'}});",
  "fireEvent.change(passwordInput, { target: { value: '%' } });",
  'val password by lazy { "%" }',
  'val dbPassword: String by lazy { "%" }',
  'TEST_USER = ("kim", "%")',
  'USERS = [("kim", "%"), ("lee", "%")]',
  'users = {"kim": "%", "lee": "%"}',
  'assert_equal "%", user.password',
  'hash = passwordHasher.hash("%")',
  "$hasher->hash('%')",
  'pika.PlainCredentials("kim", "%")',
  '.withBasicAuth("kim", "%")',
  "set :deploy_password, '%'",
  "/* admin / % */",
  '<input type="password" class="wide" value="%">',
  'Cmd: ["redis-server","--requirepass","%"]',
  "EXEC sp_addlogin 'kim', '%';",
  "cf set-env app DB_PASS %",
  "ab -n 10 -A kim:% http://acme.test/",
  "echo -n % > /run/secrets/pw",
  "name  password\nkim   %",
  "INSERT INTO users VALUES (1,'kim','%');",
  "INSERT INTO wp_options VALUES (1,'smtp_pass','%','yes');",
  "SELECT MD5('%');",
  'INSERT INTO "users" ("name","password") VALUES ($1,$2) -- PARAMETERS: ["x","%"]',
  '"bcrypt_hash": "",\n"id": "none",\n"length": 20,\n"result": "%",',
  "数据库密码%，你试试",
  "账号admin 密码%",
  "use admin / % to log in",
  "登录: admin / %",
  '- textbox "Passwort" [active] [ref=e3]: %',
  '{default_pass,<<"%">>},',
  "  ('smtp_password', '%'),",
  "setting: smtp_password\nvalue: %",
];

/** `%` stands for a random key. */
const WITH_KEY: readonly string[] = [
  'redis.StrictRedis("cache", 6379, 0, "%")',
  'Minio("minio:9000", "minioadm", "%")',
  'Github("%")',
  '"SECRET": os.environ.get("S") or "%"',
  '<meta name="api-key" content="%">',
  'new Keygrip(["%"])',
  'KEYS = {"prod": "%", "dev": "%"}',
  '[tokens]\ninternal = "%"',
  "heroku config:set SIGNING=%",
  "./client -k % list",
  "./client --key %",
  "supabase secrets set KEY=%",
  "id | token\n 1 | %",
  "name    token\nci      %",
  "INSERT INTO api_keys (id, key) VALUES (1, '%');",
  "SELECT set_config('app.jwt_secret','%',false);",
  'val sharedSecret: String by lazy { "%" }',
];

/** `%` stands for words with hyphens between. */
const WITH_WORDS: readonly string[] = [
  'app.use(session({ secret: "%", resave: false }));',
  'Algorithm.HMAC256("%")',
  "echo % > .vault_pass && ansible-vault encrypt all.yml",
];

/** All of them. */
export function testedSamples(random: RandomText): ContextualSample[] {
  const word = () => random.of("bdgkmnprtvz", 1) + "o" + random.of("bgkm", 1) + "a" + random.of("lmnr", 1);
  const capital = () => word().replace(/^./, (letter) => letter.toUpperCase());
  const digits = (count: number) => random.of("3456789", count);
  const passwords = [
    `${capital()}${capital()}${digits(2)}`,
    `${word()}_${word()}${digits(2)}`,
    `k0b4l${digits(3)}`,
    `${capital()}${digits(4)}`,
  ];
  return [
    ...passwords.flatMap((password) => samplesOf(WITH_PASSWORD, password)),
    sampleOf("Rails' settings", passwords, `password: <%= ENV["DB"] || "${passwords[0]}" %>`),
    ...samplesOf(WITH_WORDS, `${word()}-${word()}-${word()}`),
    ...samplesOf(["密码%", "hasło %", "with password % and"], `t${random.of("01", 1)}mber${digits(3)}`),
    ...samplesOf(["пароль от базы %", "use admin / % to log in"], `${word()}ga${digits(3)}`),
    ...["hunter2", "letmein"].flatMap((password) => samplesOf(["the password is %"], password)),
    ...samplesOf(["'key' => 'base64:%',"], `${random.of(BASE64, 41)}a7=`),
    ...samplesOf(WITH_KEY, `${random.of(ALPHANUMERIC, 30)}k7`),
  ];
}

export const TESTED_BENIGN_TEXTS: readonly string[] = [
  'register("kim", "UserController2")',
  'registry.register("renderer", "canvas2d")',
  'customElements.register("app-root", AppRoot2)',
  'fill_in "Name", with: "Room2024b"',
  'And I fill in "Title" with "Chapter12"',
  'find("#title").set("Chapter12")',
  "fireEvent.change(titleInput, { target: { value: 'Chapter12' } });",
  'val version by lazy { "build2024" }',
  'USER = ("kim", "admin")',
  'users = [("kim", "engineering"), ("lee", "sales")]',
  'users = {"kim": "engineering", "lee": "room 12"}',
  'assert_equal "sha256", user.password_algorithm',
  "authenticate('kim', 'oauth2')",
  "Hasher.hash('row', 'column2')",
  "set :deploy_to, '/srv/app2'",
  '<meta name="viewport" content="width=device-width">',
  '<meta name="keywords" content="room2024b">',
  '"NAME": os.environ.get("S") or "room2024b"',
  "INSERT INTO users VALUES (1,'kim','kim@acme.test','2024-01-02','role_admin2');",
  "INSERT INTO pages VALUES (1,'Chapter','Chapter12b');",
  "SELECT MD5('users/12');",
  'UPDATE "users" SET "password_changed" = $1 -- PARAMETERS: ["2024-01-02T10:00:00","admin"]',
  "id | label\n 1 | Chapter12b",
  "name  state\nkim   Active22",
  "echo -n hello | base64",
  "echo -n room > /srv/names.txt",
  "heroku config:set NODE_ENV=production",
  "KEYS = {'up': 'ArrowUp', 'down': 'ArrowDown'}",
  "/* admin / editor */",
  "密码password2字段",
  "密码Base64编码",
  "密码h264enc",
  "with password sha1sum256 and",
  "密码validateUser22检查",
  "use admin / editor to log in",
  '- textbox "Search" [ref=e3]: Chapter12b',
  '- textbox "Password" [ref=e3]',
  "curl -k https://acme.test/api/v2/AbcdEfgh12345678",
  "sort -k 2,2 names.txt",
  "cargo test --key cache-v2-linux-build-abcdefgh",
  "gh cache delete --key node-cache-Linux-x64-npm-Build2024",
  "('password', 'Passwort'),",
  "setting: smtp_password\nvalue: required",
  "'key' => 'base64:',",
];
