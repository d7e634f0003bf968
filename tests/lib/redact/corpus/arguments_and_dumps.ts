/** Keys of ciphers, what calls of further libraries are given, sets of keys, what debuggers show, lists of arguments. */
import { type ContextualSample, filled, sampleOf as make, samplesOf } from "./contextual.ts";
import { ALPHANUMERIC, chosenPassword, HEX, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function argumentsAndDumps(random: RandomText): ContextualSample[] {
  return [
    ...cipherKeys(random),
    ...callSamples(random),
    ...setSamples(random),
    ...dumpSamples(random),
    ...listedArguments(random),
  ];
}

function cipherKeys(random: RandomText): ContextualSample[] {
  const bytes = Array.from({ length: 32 }, (_, index) => (index * index * 37 + index * 91 + 5) % 256);
  const base64 = btoa(String.fromCharCode(...bytes));
  return [
    ...samplesOf([
      'KEY = bytes.fromhex("%")\ncipher = AES.new(KEY, AES.MODE_GCM)',
      'let key: [u8; 32] = hex!("%");',
      'let encryption_key = hex::decode("%").unwrap();',
      'const key = Buffer.from("%", "hex");',
      'SECRET = binascii.unhexlify("%")',
      'key = [bytes.fromhex("%")]',
      'key, _ := hex.DecodeString("%")',
      'byte[] key = Convert.FromHexString("%");',
      "$key = hex2bin('%');",
      'iv = "00112233"; key = "%"',
      'const aesKey = Buffer.from("%", "hex");',
    ], `${random.of(HEX, 60)}7a9c`),
    ...samplesOf([
      'key = base64.b64decode("%")',
      'byte[] key = Convert.FromBase64String("%");',
      "const key = Buffer.from('%', 'base64');",
    ], base64),
    ...samplesOf([
      "const K = Uint8Array.from([%]); // encryption key",
      "const key = new Uint8Array([%]);",
      "key = bytearray([%])",
    ], bytes.join(", ")),
  ];
}

function callSamples(random: RandomText): ContextualSample[] {
  const chosen = [
    'auth.inMemoryAuthentication().withUser("eva").password(encoder.encode("%")).roles("ADMIN");',
    'user.setPassword(encoder.encode("%"));',
    "connectionString: 'postgres://web:' + encodeURIComponent('%') + '@db:5432/web',",
    "`postgres://web:${encodeURIComponent('%')}@db/web`",
    'url = "postgresql://app:" + quote_plus("%") + "@db/app"',
    "url = f\"postgresql://app:{quote_plus('%')}@db/app\"",
    '[Test] public void Works() => Login("eva", "%");',
    'await page.LoginAsync("eva", "%");',
    'conn = connect("db", "eva", "%")',
    'await userManager.CreateAsync(user, "%");',
    'await _userManager.ResetPasswordAsync(user, token, "%");',
    'signInManager.PasswordSignInAsync("eva", "%", false, false)',
    'password: str = field(default="%", repr=False)',
    'password = models.CharField(max_length=20, default="%")',
    '{ |u, p| u == "admin" && p == "%" }',
    "return user === 'admin' && p === '%';",
    'switch (field) { case password: return "%"; }',
    'case .password: return "%"',
  ];
  const secret = random.of(ALPHANUMERIC, 12);
  const password = chosenPassword(random);
  return [
    ...samplesOf(chosen, password),
    make(
      "an address that is filled in",
      password,
      `fmt.Sprintf("postgres://app:%s@db", url.QueryEscape("${password}"))`,
    ),
    make("a phrase as key", "otter-marble-willow", 'x.setSigningKey("otter-marble-willow").build()'),
    ...samplesOf(['Jwts.parser().setSigningKey("%").parse(t);'], `${mixedToken(random)}${secret}`),
    ...samplesOf(
      ['Pusher("123456", "00", "%", cluster="eu")', 'pusher = Pusher.Pusher("123456", "00", "%")'],
      `${random.of(HEX, 16)}7a9c`,
    ),
    ...samplesOf(['if (serverToken !== "%") throw 1;'], random.uuid()),
  ];
}

function setSamples(random: RandomText): ContextualSample[] {
  const [one, other] = [mixedToken(random), `${random.of(HEX, 36)}7a9c`];
  return [
    'VALID_TOKENS = {"%", "%"}',
    'API_KEYS = ("%", "%")',
    'API_KEYS = frozenset({"%", "%"})',
    'API_KEYS = {\n    "%",\n    "%",\n}',
    "const TOKENS = new Set(['%', '%']);",
    'var validTokens = map[string]bool{"%": true, "%": true}',
    'var validTokens = []string{"%", "%"}',
    'static final Set<String> API_KEYS = Set.of("%", "%");',
  ].map((text) => make(text, [one, other], filled(text, one, other)));
}

function dumpSamples(random: RandomText): ContextualSample[] {
  const texts = [
    '$1 = {host = 0x55 "db", password = 0x57 "%", port = 5432}',
    'SmtpConfig { user = Just "a", pass = Just "%" }',
    'Config {user = "a", pass = Just (Secret "%")}',
    'Config { password: Some(Password("%")) }',
    'Config(user: Optional("eva"), password: Optional("%"))',
    'Config(user=Optional["eva"], password=Optional["%"])',
    '#{password => <<"%">>, user => <<"eva">>}',
    "OrderedDict([('DB_PASS', '%'), ('X', '1')])",
    "dict_items([('HOST', 'x'), ('DB_PWD', '%')])",
  ];
  return samplesOf(texts, chosenPassword(random));
}

function listedArguments(random: RandomText): ContextualSample[] {
  const texts = [
    'execve("/usr/bin/curl", ["curl", "-u", "eva:%", "http://x"], 0x7ffd /* 20 vars */) = 0',
    '"Cmd": ["app", "-u", "eva:%"]',
    "'Cmd': ['app', '-u', 'eva:%']",
    '"Cmd": ["app", "--user", "eva:%"]',
    JSON.stringify({ output: '["curl", "-u", "eva:%", "http://x"]' }),
    'subprocess.run(["sshpass", "-p", "%", "ssh", "eva@x"])',
    '["docker", "login", "-u", "eva", "-p", "%"]',
    '{"cmd":["mysql","-u","root","-p%","app"]}',
  ];
  return samplesOf(texts, chosenPassword(random));
}

/** What looks like them. */
export const ARGUMENT_AND_DUMP_BENIGN_TEXTS: readonly string[] = [
  `digest = bytes.fromhex("${"3f1e8a6b2c9d4e7f".repeat(4)}")`,
  `public_key = bytes.fromhex("${"3f1e8a6b2c9d4e5f9a1b8c6d4e2f9a7b".repeat(2)}")`,
  `verifyKey, _ := hex.DecodeString("${"3f1e8a6b2c9d4e5f9a1b8c6d4e2f9a7b".repeat(2)}")`,
  `key = bytes.fromhex("${
    Array.from({ length: 32 }, (_, at) => at.toString(16).padStart(2, "0")).join("")
  }")`,
  `key = bytes.fromhex("${"00".repeat(32)}")`,
  `key = "3f1e8a6b2c9d4e5f9a1b8c6d4e2f9a7b3f1e8a6b2c9d4e5f9a1b8c6d4e2f9a7b" # of the cache`,
  '{"key": "3f1e8a6b2c9d4e5f9a1b8c6d4e2f9a7b3f1e8a6b2c9d4e5f9a1b8c6d4e2f9a7b", "size": 12}',
  `const image = Uint8Array.from([${Array.from({ length: 32 }, (_, at) => (at * 91) % 251).join(", ")}]);`,
  `const key = new Uint8Array([${Array.from({ length: 32 }, (_, at) => at).join(", ")}]);`,
  'const data = encoder.encode("hello world 1!");',
  'new TextEncoder().encode("chunk-42")',
  'const url = "https://example.com/search?q=" + encodeURIComponent("c++ 17");',
  'href = "/tags/" + quote("c#7")',
  'connect("db", "users", "email")',
  "export default connect(mapState, mapDispatch)(Login);",
  'Login("eva", "admin")',
  'api.CreateAsync(user, "Version2.1")',
  'name: str = field(default="value-42!", repr=False)',
  'token_type: str = field(default="bearer")',
  'u == "admin" && p == "read"',
  'case password: return "Password"',
  'case token: return "token"',
  'if (token !== "access") throw 1;',
  'TOKENS = {"access", "refresh"}',
  'TOKENS = {"access_token_v2": 1, "refresh_token_v2": 2}',
  'API_KEYS = ("OPENAI_API_KEY", "STRIPE_API_KEY_2")',
  "const tokens = new Set(['color-primary-500', 'color-accent-200']);",
  'var tokens = map[string]bool{"ident2": true}',
  "password = 0x57",
  "pass = Just Nothing",
  'password: Optional("")',
  'password=Optional["password"]',
  "OrderedDict([('DB_PASS', 'required'), ('X', '1')])",
  '"Cmd": ["app", "-u", "1000:1000"]',
  '"Cmd": ["app", "-u", "node:node"]',
  '["mkdir", "-p", "build/v2"]',
  '["docker", "run", "-p", "8080:80"]',
];
