/** Secrets among the arguments of functions with long names, in pipes of PowerShell, in what commands of clouds show; and look-alikes. */
import { type ContextualSample, sampleOf, samplesOf } from "./contextual.ts";
import { BASE64, mixedToken, type RandomText } from "./random_text.ts";

export function cloudsAndCalls(random: RandomText): ContextualSample[] {
  const [token, password] = [mixedToken(random, 32), mixedToken(random, 16)];
  return [
    ...samplesOf(OF_KEYS, token),
    ...samplesOf(OF_PASSWORDS, password),
    ...samplesOf(OF_PARAMETERS, token),
    ...samplesOf(OF_NAMES, token),
    ...samplesOf(OF_PAIRS, mixedToken(random, 24)),
    sampleOf("a header in an address", token, `authorization=Bearer%20${token}`),
    ...[password, WORDS].flatMap((value) => samplesOf(OF_ROWS, value)),
    ...samplesOf(OF_PHRASES, "lantern-walnut-meadow-otter"),
    ...samplesOf(['JWT signing key is "%"'], "walnut_lantern4821"),
    ...samplesOf(OF_ACCOUNTS, `${random.of(BASE64, 86)}==`),
    sampleOf(
      "a password of words in a pipe",
      WORDS,
      `"${WORDS}" | ConvertTo-SecureString -AsPlainText -Force`,
    ),
  ];
}

const WORDS = "lantern-walnut-4821";

const OF_KEYS: readonly string[] = [
  'weaviate.connect_to_wcs(auth_credentials=AuthApiKey("%"))',
  'services.AddSingleton(new ApiKey("%"));',
  'Amplitude.instance().initializeApiKey("%")',
  "SELECT vault.create_secret('%', 'service_key');",
];

const OF_PASSWORDS: readonly string[] = [
  `node -e "require('jsonwebtoken').verify(token, '%')"`,
  'user = "ada:%"\nproxy-user = "ada:%"\n',
  'keyPassword("%")',
  'storePassword("%")',
  'with_password("%")',
  'login_user("ada@acme.example", "%")',
  'const PASSWORDS: Record<string, string> = { admin: "%" };',
  "The connection string has password=aB7&% which contains special characters",
  "$c = [pscredential]::new('ACME\\kim', ('%' | ConvertTo-SecureString -AsPlainText -Force))",
];

const OF_PARAMETERS: readonly string[] = [
  '     5→        "Type": "SecureString",\n     6→        "Value": "%",\n     7→        "Version": 3\n',
  '+        "Type": "SecureString",\n+        "Value": "%",\n+        "Version": 3\n',
  '{\n    "Parameter": {\n        "Name": "/prod/payments/key",\n        "Type": "SecureString",\n        "Value": "%",\n        "Version": 3\n',
  "Parameter:\n  Name: /prod/payments/key\n  Type: SecureString\n  Value: %\n  Version: 3\n",
  '{\\"Name\\":\\"/prod/payments/key\\",\\"Type\\":\\"SecureString\\",\\"Value\\":\\"%\\"}',
];

const OF_ACCOUNTS: readonly string[] = [
  'spark.conf.set("fs.azure.account.key.acme.dfs.core.windows.net", "%")',
  "fs.azure.account.key.acme.dfs.core.windows.net %",
  "<name>fs.azure.account.key.acme.blob.core.windows.net</name>\n  <value>%</value>",
];

/** Of 24 characters: longer ones are known by their form. */
const OF_PAIRS: readonly string[] = ["Key: %\nSecret: x\n", "key=% secret=x", '"key": "%",\n  "secret": "x"'];

const OF_NAMES: readonly string[] = [
  '{ "apiKeyHelper": "echo %" }',
  'secret = os.environ["S"] if "S" in os.environ else "%"',
  "api_key: str = os.getenv('K') if os.getenv('K') else '%'",
  '["password","%"]',
  '"url": "https://mcp.zapier.com/api/mcp/s/%/mcp"',
];

const OF_ROWS: readonly string[] = [
  "smtp_password:\n----\n%\n\nBinaryData\n====\n",
  "id|login|pass|mail\n1|ada|%|ada@acme.example\n",
];

const OF_PHRASES: readonly string[] = ['"mot_de_passe": "%"', "'passwort' => '%'", '"contraseña": "%"'];

export const CLOUD_AND_CALL_BENIGN_TEXTS: readonly string[] = [
  'keyPassword(System.getenv("KEY_PASSWORD"))',
  'keyPassword("KEY_PASSWORD")',
  'const ROLES: Record<string, string> = { admin: "Editor2Role" };',
  'const users: Map<string, string> = { admin: "editor2" };',
  "curl 'https://a.example/login?password=aB7&remember=1' and so on",
  "use password=$PW&next=Home2 in the query",
  "key: prod/orders/db-password\nsecret: orders-db",
  "- key: users-by-created-at-2026\n  secret: none",
  '{ "apiKeyHelper": "~/.claude/key-helper2.sh" }',
  '{ "apiKeyHelper": "echo $ANTHROPIC_KEY2" }',
  'user = "1000:1000"',
  'user = "www-data:www-data2"',
  'SERVER_AUTH = ObjectIdentifier("1.3.6.1.5.5.7.3.1")',
  'API_KEY = decode("a1.b2.c3.d4/e5")',
  'patch.dict(CHALLENGES, {"PASSWORD": mock_challenge})',
  "'secret': 'V1SecretVolumeSource',",
  'const key = findApiKey("billing-service-key-2");',
  'new ApiKey("production-billing-service-2")',
  '{"tokens":{"colors":{"primary":"#3366ff","secret":"#222"}}}',
  'secret: "#1a2b3c"',
  "secret: !!binary |",
  'NOPASSWORD = "no-password-required"',
  'label = "Password" if hidden else "Access token2"',
  'token = parse(x) if x else "unexpected-token"',
  'key = a if b else "createdAt2026"',
  '["password","passwordConfirm2"]',
  '["token", "refreshToken"]',
  "Password:\n----\nRequired2\n",
  "pass|fail|skip\n12|0|3\n",
  '"mot_de_passe": "Le mot de passe est requis"',
  "'passwort' => 'Passwort wiederholen'",
  'the sort key is "created-at2026"',
  "$env:DB_PASSWORD | ConvertTo-SecureString -AsPlainText -Force",
  '"$password" | ConvertTo-SecureString -AsPlainText -Force',
  '{"Name": "/prod/size", "Type": "String", "Value": "x7Kd9QmLp2Rt4VwZ8", "Version": 3}',
  '{"Name": "/prod/key", "Type": "SecureString", "Version": 3, "Value": "AQICAHhTruncated..."}',
  'spark.conf.set("fs.azure.account.key.acme.dfs.core.windows.net", dbutils.secrets.get(scope="s", key="k"))',
];
