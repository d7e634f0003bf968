/** Secrets that calls of further libraries are given, and those in lists and tuples; and look-alikes. */
import { type ContextualSample, filled, sampleOf, samplesOf } from "./contextual.ts";
import { HEX, mixedToken, type RandomText, UPPER, wordsAndNumber } from "./random_text.ts";

export function givenListSamples(random: RandomText): ContextualSample[] {
  const [password, other] = [wordsAndNumber(random), wordsAndNumber(random)];
  const [key, otherKey] = [mixedToken(random), mixedToken(random)];
  return [
    ...samplesOf(OF_PASSWORDS, password),
    ...samplesOf(OF_KEYS, key),
    ...samplesOf(["rollbar.init('%')", 'Rollbar.init("%", { env })'], `a7${random.of(HEX, 30)}`),
    ...samplesOf(
      ['pyotp.TOTP("%").now()', "totp = new TOTP('%')"],
      `${random.of(UPPER.slice(0, 24), 28)}2345`,
    ),
    ...LISTS.flatMap((text) => [
      sampleOf(text, [key, otherKey], filled(`tokens${text}`, key, otherKey)),
      ...(text.includes("- ")
        ? [sampleOf(text, [password, other], filled(`passwords${text}`, password, other))]
        : []),
    ]),
  ];
}

const OF_PASSWORDS: readonly string[] = [
  'URL.create("mysql", "web", "%", "db", 3306)',
  "const db = new Sequelize('shop', 'root', '%', {",
  'keyring.set_password("shop", "kim", "%")',
  "await keytar.setPassword('shop', 'kim', '%');",
  'setPassword("%");',
  'conn = snowflake.connector.connect("kim", "%", "account")',
  'conn = env:connect("shop", "root", "%", "db", 3306)',
  'login(SecretStr("%"))',
  'login(SecretString::from("%"));',
  'return Secret.fromString("%")',
  'Config(new Secret("%"))',
  'CREDS = ("web", "%")',
  'ADMIN = ("admin", "%")',
  "credentials = ('web', '%')",
  "username   password          host\nkim        %   db1\n",
  "login   passwd            uid\nkim     %   1001\n",
];

const OF_KEYS: readonly string[] = [
  'co = cohere.ClientV2("%")',
  'SecretString("%")',
  'const SIGNING_KEY: [u8; 32] = *b"%";',
  "user   api_token                          state\nkim    %   active\n",
];

/** What follows the plural. */
const LISTS: readonly string[] = [
  ': ["%", "%"]',
  " = ['%', '%']",
  ':\n  - %\n  - "%"\n',
  ": [\n    '%',\n    '%',\n  ]",
];

/** What is given and listed in the same ways and is no secret. */
export const GIVEN_LIST_BENIGN_TEXTS: readonly string[] = [
  'new Secret("AppSecret2Stack")',
  'account = ("main", "Secondary2Account")',
  'secrets: ["db-password-v2", "api-key-v3"]',
  'tokens = ["LPAREN2", "RPAREN2", "IDENTIFIER_TOKEN_2"]',
  'URL.create("https://example.test/a", "x2", "y2")',
  "new Sequelize('shop', 'root', process.env.DB_PASSWORD, {",
  'keyring.get_password("shop", "KobaluMarona347")',
  'setPassword("")',
  'setPassword("newPassword2")',
  'const [password, setPassword] = useState("")',
  'Secret.new("db-creds-v2")',
  'new Secret(this, "DbSecret2")',
  "SecretStr(os.environ['PASSWORD2'])",
  'pyotp.TOTP("base32secret")',
  'TOTP("SHA256")',
  'rollbar.init("POST_SERVER_ITEM_ACCESS_TOKEN")',
  'analytics.load("main")',
  'ADMIN = ("admin", "Administrator")',
  'ADMIN = ("admin", "KobaluMarona347", "editor")',
  'login = ("Login", "Sign in 2")',
  'account = ("savings", "checking-2")',
  'tokens: ["identifier", "string2"]',
  "tokens:\n  - authentication-tokens-v2\n  - colour\n",
  "tokens:\n  - name: KobaluMarona347xyzQ12\n",
  'passwords: ["required", "at least 8"]',
  'keys: ["ArrowUp", "KobaluMarona347"]',
  "user   token   count\na      bcd12   3\n",
  "the user   password is\nkim   KobaluMarona347\n",
  "step 1: user   password\nkim            KobaluMarona347\n",
  'const OFFSET: [u8; 4] = *b"RIFF";',
];
