/** Names and values of statements that set one: directives, commands, calls, declarations; and look-alikes of them. */
import { type ContextualSample, sampleOf, samplesOf } from "./contextual.ts";
import { LOWER, mixedToken, type RandomText, UPPER } from "./random_text.ts";

export function setValueSamples(random: RandomText): ContextualSample[] {
  const [first, rest] = [mixedToken(random, 20), mixedToken(random, 20)];
  return [
    sampleOf(
      "pieces in brackets",
      [first, rest],
      `     1→api_key = (\n     2→    "${first}"\n     3→    "${rest}"\n     4→)`,
    ),
    ...samplesOf(OF_PASSWORDS, `${wordOf(random)}${wordOf(random)}${random.of("3456789", 3)}`),
    ...samplesOf(OF_KEYS, mixedToken(random)),
    ...samplesOf([
      `    smtp_password_v4        = "%"`,
      `"ses_smtp_password_v4"   : "%"`,
      "ses_smtp_password_v4 = %",
    ], `B${mixedToken(random, 43)}`),
  ];
}

/** `Kobalu` */
function wordOf(random: RandomText): string {
  return `${random.of(UPPER, 1)}o${random.of("bdgkmnprt", 1)}a${random.of("lmnr", 1)}${random.of(LOWER, 1)}`;
}

/** `%` stands for what somebody chose. */
const OF_PASSWORDS: readonly string[] = [
  // directives of servers
  "SetEnv MAIL_PASS %",
  "    SetEnv QUEUE_PASSWD %",
  "    fastcgi_param QUEUE_PASS %;",
  "passenger_env_var MAIL_PASS %;",
  "php_admin_value MAIL_PASS %",
  "uwsgi_param QUEUE_PWD %;",
  // commands
  "glab variable set MAIL_PASS %",
  "railway variables set MAIL_PASS %",
  "pulumi env set SHOP_PASS %",
  "tool --mailPass % --retries 3",
  "glab variable set MAIL_PASS --value %",
  "eas env:create --scope project --name MAIL_PASS --value % --type string",
  // calls
  '[Environment]::SetEnvironmentVariable("MAIL_PASS", "%", "User")',
  'Environment.SetEnvironmentVariable("MAIL_PASS","%");',
  'os.Setenv("MAIL_PASS", "%")',
  'std::env::set_var("MAIL_PASS", "%");',
  'vi.stubEnv("MAIL_PASS", "%");',
  'set(WIFI_PASS "%")',
  'set(WIFI_PASSWD "%" CACHE STRING "")',
  // declarations
  'Const MAIL_PWD As String = "%"',
  'public string Password { get; set; } = "%";',
  'public string DbPassword { get; private init; } = "%";',
  'string Password() => "%";',
  'func mailPassword() string {\n\treturn "%"\n}',
  'public String getPassword() {\n    return "%";\n}',
  "def mail_password(self) -> str:\n    return '%'",
  "def mail_password()\n  '%'\nend",
  'const getPassword = () => "%";',
  'password_v4 = "%"',
  // namespaces and lines of two
  "config:\n  shop:mailPassword: %\n",
  "host mail.example.test\nuser kim\n     3→pass %\n",
  "     2→user kim\n     3→pass %\n",
];

/** `%` stands for what a machine made. */
const OF_KEYS: readonly string[] = [
  "  shop:apiToken: %",
  "eas secret:create --name SENTRY_TOKEN --value %",
  'os.Setenv("API_TOKEN", "%")',
  'env::set_var("API_SECRET", "%");',
  'def get_api_key():\n    return "%"',
  "     4→def get_api_key():\n     5→    return '%'",
  'const getToken = async () => "%";',
  'fun apiKey(): String = "%"',
  `fn api_token() -> &'static str { "%" }`,
];

/** What stands at such places and is no secret. */
export const SET_VALUE_BENIGN_TEXTS: readonly string[] = [
  'function tokenName() { return "AccessToken2"; }',
  'const apiKey = () => "x-api-key";',
  'function getPasswordLabel() { return "Password (min. 8)"; }',
  'get secret() { return "my-secret-name-v2"; }',
  'def test_invalid_token():\n    "Checks Token2 handling"',
  "vercel env add API_KEY Production2",
  "SetEnv DB_PASS ${DB_PASS}",
  "fastcgi_param DB_PASS $db_pass;",
  "vercel env add DB_PASS production",
  "the env DB_PASS from the shell is used",
  "environment variables add DB_PASS automatically",
  "glab variable set DB_PASS $VALUE",
  'set(BUILD_PASS "release")',
  "set(TEST_PASS TRUE)",
  "cache.set(DB_PASS value2)",
  "tool --dbPass $DB_PASS --skipPass lint2",
  "tool --tokenFile secrets2.txt --adminPass <password>",
  "tool --name build-2 --value NectarBeacon766",
  "az tag create --name owner --value Team2Kestrel",
  "eas env:create --name SENTRY_TOKEN --value $SENTRY_TOKEN",
  "aws ssm put-parameter --name API_TOKEN --value file://token2.json",
  'os.Setenv("DB_PASS", os.Args[1])',
  'os.Setenv("TOKEN_FILE", "/run/token2")',
  'env::set_var("RUST_LOG", "Debug2Trace")',
  "public string Password { get; set; } = string.Empty;",
  'public string Password { get; set; } = "";',
  'public string PasswordHint { get; set; } = "At least 8";',
  'string Password() => "password";',
  "def get_api_key():\n    return os.environ['API_KEY']",
  'def get_api_key():\n    return "Set API_KEY first"',
  'def has_token():\n    return "Tok3nChecker"',
  "const getToken = () => localStorage.getItem('token2');",
  'it("resets", () => "NectarBeacon766")',
  "func validPassword() bool {\n\treturn true\n}",
  'resetPassword() {\n    "use strict";',
  "password = (\n    settings.password\n)",
  "CREDENTIALS = (\n    'projects.locations2.credentials',\n    1,\n)",
  "arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf",
  "urn:oauth:token: opaque",
  "-[App start] app:didRegisterWithDeviceToken: evaluateAccess9Control:operation:reply:",
  'password_v4 = "${var.password2}"',
  "Const DB_PWD As String = Empty",
  "user kim\npass through the door",
];
