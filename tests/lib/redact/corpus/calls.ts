/** Secrets that code gives to functions by their place. */
import { type Line, makers } from "./commands.ts";
import { BASE64, BASE64URL, HEX, LOWER, type RandomText, UPPER } from "./random_text.ts";

/** Secrets that calls are given. */
export function callLines(random: RandomText): Line[] {
  return [
    ...namedCalls(random),
    ...connections(random),
    ...signatures(random),
    ...providers(random),
    ...fields(random),
  ];
}

function namedCalls(random: RandomText): Line[] {
  const { chosen, plain, key, hex } = makers(random);
  return [
    ["getConnection", plain(), (s) => `Connection c = DriverManager.getConnection(URL, "app", "${s}");`],
    ["mysqli_connect", plain(), (s) => `$c = mysqli_connect('db', 'app', '${s}', 'app');`],
    ["new mysqli", chosen(), (s) => `$c = new mysqli("db", "app", "${s}", "app");`],
    ["PDO", plain(), (s) => `$pdo = new PDO('mysql:host=db;dbname=app', 'app', '${s}');`],
    ["NetworkCredential", chosen(), (s) => `client.Credentials = new NetworkCredential("kim", "${s}");`],
    ["auth tuple", plain(), (s) => `requests.get(url, auth=("kim", "${s}"))`],
    ["auth tuple with spaces", chosen(), (s) => `session.auth = ('kim', '${s}')`],
    ["HTTPBasicAuth", plain(), (s) => `requests.get(url, auth=HTTPBasicAuth("kim", "${s}"))`],
    ["login", plain(), (s) => `server.login("kim", "${s}")`],
    ["smtp login", chosen(), (s) => `smtp.login('kim', '${s}')`],
    ["basicAuth", plain(), (s) => `request.basicAuth("kim", "${s}")`],
    [
      "jwt.sign",
      key(24),
      (s) => `const t = jwt.sign({ id: user.id, roles: ["a"] }, "${s}", { expiresIn: "1h" });`,
    ],
    ["jwt.verify", key(24), (s) => `jwt.verify(token, '${s}')`],
    ["jwt.encode", key(24), (s) => `jwt.encode({"sub": user}, "${s}", algorithm="HS256")`],
    ["jwt.decode", key(24), (s) => `jwt.decode(token, "${s}", algorithms=["HS256"])`],
    ["hmac.new", key(32), (s) => `sig = hmac.new(b"${s}", body, hashlib.sha256).hexdigest()`],
    ["createHmac", key(32), (s) => `crypto.createHmac('sha256', '${s}').update(body)`],
    ["Fernet", `${random.of(BASE64URL, 41)}a7=`, (s) => `f = Fernet(b"${s}")`],
    ["Wallet", hex(64), (s) => `const w = new ethers.Wallet("0x${s}", provider);`],
    ["a provider's client", key(40), (s) => `co = cohere.Client("${s}")`],
    ["Twilio", hex(32), (s) => `client = Client("AC${random.of(HEX, 32)}", "${s}")`],
    ["Algolia", hex(32), (s) => `const c = algoliasearch('${random.of(UPPER, 10)}', '${s}');`],
    ["HAR's cookie", key(40), (s) => `{"name":"Cookie","value":"theme=dark; session=${s}"}`],
    [
      "HAR's cookie, pretty",
      key(40),
      (s) => JSON.stringify([{ name: "Set-Cookie", value: `sid=${s}; Path=/` }], null, 2),
    ],
    ["HAR's authorization", key(40), (s) => `{"name": "authorization", "value": "Token ${s}"}`],
    ["a header in a list", key(32), (s) => `["X-Api-Key", "${s}"]`],
    ["a header in a tuple", key(32), (s) => `('x-api-key', '${s}')`],
    ["a header that is set", key(32), (s) => `xhr.setRequestHeader("Authorization", "${s}");`],
    ["a token header that is set", key(32), (s) => `headers.set('x-auth-token', '${s}')`],
    [
      "base64 in hmac",
      `${random.of(BASE64, 41)}a7=`,
      (s) => `crypto.createHmac("sha256", Buffer.from("${s}", "base64"))`,
    ],
  ];
}

function connections(random: RandomText): Line[] {
  const { chosen, plain } = makers(random);
  return [
    ["connect with a port", chosen(), (s) => `ssh.connect("10.0.0.5", 22, "root", "${s}")`],
    ["connect", chosen(), (s) => `client.connect("sensor", "mqtt", "${s}");`],
    [
      "PDO in a trace of a stack",
      chosen(),
      (s) => `#0 /srv/db.php(12): PDO->__construct('mysql:host=db', 'app', '${s}')`,
    ],
    ["DBI", plain(), (s) => `my $h = DBI->connect("dbi:Pg:dbname=x", "app", "${s}");`],
    [
      "PasswordAuthentication",
      chosen(),
      (s) => `return new PasswordAuthentication("relay", "${s}".toCharArray());`,
    ],
    ["Credentials::new", chosen(), (s) => `Credentials::new("relay".to_owned(), "${s}".to_owned())`],
    ["a builder", chosen(), (s) => `Options::new().host("db").username("app").password("${s}")`],
    ["set_password", chosen(), (s) => `user.set_password("${s}")`],
    ["Redis in Lua", chosen(), (s) => `red:auth("${s}")`],
    ["supertest", chosen(), (s) => `request(app).get("/").auth("admin", "${s}")`],
    ["WiFi", plain(), (s) => `WiFi.begin("office", "${s}");`],
    ["create_superuser", plain(), (s) => `User.objects.create_superuser("admin", "", "${s}")`],
    [
      "Gmail",
      [4, 4, 4, 4].map((length) => random.of(LOWER, length)).join(" "),
      (s) => `smtp.login("alerts", "${s}")`,
    ],
  ];
}

function signatures(random: RandomText): Line[] {
  const { chosen, plain, key } = makers(random);
  return [
    [
      "jwt.sign with words",
      `q${random.of(LOWER, 16)}`,
      (s) => `jwt.sign({ id }, '${s}', { expiresIn: '1h' })`,
    ],
    ["hmac.New", key(24), (s) => `mac := hmac.New(sha256.New, []byte("${s}"))`],
    [
      "a key of jwt.Parse",
      key(26),
      (s) => `jwt.Parse(raw, func(t *jwt.Token) (any, error) { return []byte("${s}"), nil })`,
    ],
    ["hash_hmac", key(24), (s) => `hash_hmac('sha256', $body, '${s}')`],
    ["SecretKeySpec", key(16), (s) => `new SecretKeySpec("${s}".getBytes(UTF_8), "AES")`],
    ["SymmetricSecurityKey", key(32), (s) => `new SymmetricSecurityKey(Encoding.UTF8.GetBytes("${s}"))`],
    ["CryptoJS", key(16), (s) => `CryptoJS.AES.encrypt(data, "${s}")`],
    ["pgp_sym_decrypt", plain(), (s) => `SELECT pgp_sym_decrypt(ssn, '${s}') FROM patients;`],
    ["crypt", chosen(), (s) => `VALUES ('kim', crypt('${s}', gen_salt('bf')))`],
    ["Hash::make", chosen(), (s) => `'pass' . Hash::make('${s}')`],
    ["hashSync", chosen(), (s) => `bcrypt.hashSync('${s}', 10)`],
    ["hashSync of what is required", chosen(), (s) => `require('bcrypt').hashSync('${s}', 10)`],
    ["password_hash", chosen(), (s) => `password_hash('${s}', PASSWORD_DEFAULT)`],
  ];
}

function providers(random: RandomText): Line[] {
  const { key, hex } = makers(random);
  return [
    ["an API's client", hex(40), (s) => `api = TodoistAPI("${s}")`],
    ["a gateway", hex(32), (s) => `new BraintreeGateway(Environment.PRODUCTION, "shop", "web", "${s}")`],
    ["a credential", key(32), (s) => `cred := common.NewCredential("my-id", "${s}")`],
    ["OAuth 1", key(45), (s) => `tweepy.OAuth1UserHandler("key", "secret", "token", "${s}")`],
    ["a module that is called", hex(32), (s) => `const client = require('twilio')('AC', '${s}');`],
    ["a field of a build", key(30), (s) => `buildConfigField("String", "API_SECRET", "\\"${s}\\"")`],
    ["setProperty", key(30), (s) => `props.setProperty("mail.api_token", "${s}");`],
  ];
}

/** What programs type into fields. */
function fields(random: RandomText): Line[] {
  const { chosen } = makers(random);
  return [
    ["fill", chosen(), (s) => `await page.fill('#password', '${s}');`],
    ["fill of a label", chosen(), (s) => `await page.getByLabel('Password').fill("${s}");`],
    ["send_keys", chosen(), (s) => `driver.find_element(By.ID, "password").send_keys("${s}")`],
    [
      "send_keys on the next line",
      chosen(),
      (s) => `box = driver.find_element("name", "passwd")\nbox.send_keys("${s}")`,
    ],
  ];
}
