/** Secrets that code compares with, gives to functions and statements, or falls back on. */
import { type ContextualSample, sampleOf as make, samplesOf } from "./contextual.ts";
import { chosenPassword, LOWER, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function givenSamples(random: RandomText): ContextualSample[] {
  return [...comparedSamples(random), ...argumentSamples(random), ...defaultSamples(random)];
}

function comparedSamples(random: RandomText): ContextualSample[] {
  const [pass, key, pin] = [chosenPassword(random), mixedToken(random, 32), random.of("3456789", 6)];
  return [
    make("===", pass, `if (req.body.password === "${pass}") return next();`),
    make("==", pass, `if user == "admin" and pw == "${pass}":`),
    make("!=", pin, `if pin != "${pin}" { return errBadPin }`),
    make("!==", key, `if (req.headers["x-api-key"] !== "${key}") deny();`),
    make("== in a sentence", pass, `db password == ${pass}\n`),
    make("equals", pass, `if (password.equals("${pass}")) {`),
    make("strcmp", pass, `if (strcmp(password, "${pass}") == 0)`),
    make("compare_digest", key, `hmac.compare_digest(token, "${key}")`),
    make("toBe", pass, `expect(user.password).toBe("${pass}");`),
  ];
}

/** To functions and statements. */
function argumentSamples(random: RandomText): ContextualSample[] {
  const calls = [
    'ftplib.FTP("h", "u", "%")',
    'Net::SMTP.start("h", 25, "x", "u", "%", :login)',
    'cx_Oracle.connect("u", "%", "h/x")',
    'new SqlCredential("u", "%")',
    'client.get(url).basic_auth("u", Some("%"))',
    'Credentials.basic("u", "%")',
    'curl_setopt($c, CURLOPT_USERPWD, "u:%");',
    'curl_setopt($c, CURLOPT_PASSWORD, "%");',
    '.withUser("u").password("{noop}%")',
    'createUser("u", "%")',
    'zip.setpassword(b"%")',
    'reader.decrypt("%")',
    'load_pem_private_key(data, b"%", None)',
    'argon2.hash("%")',
    "child.expect('Password:')\nchild.sendline('%')",
    'password_verify("%", $hash)',
    'login("u", "%")',
  ];
  const keyCalls = [
    'AES.new(b"%", AES.MODE_CBC)',
    'Jwts.builder().signWith(HS256, "%")',
    'Keys.hmacShaKeyFor("%".getBytes())',
    'app.use(cookieParser("%"));',
    'const stripe = new Stripe("%");',
    'new TelegramBot("%", { polling: true })',
    'sgMail.setApiKey("%");',
    'bot.run("%")',
  ];
  const [pass, key] = [chosenPassword(random), mixedToken(random, 32)];
  const word = `${random.of(LOWER, 8)}${random.of("3456789", 4)}`;
  return [
    make("Spark", pass, `spark.read.option("user", "etl").option("password", "${pass}").load()`),
    make("a form", pass, `form.append("password", "${pass}");`),
    make("Map.of", pass, `Map.of("user", "etl", "password", "${pass}")`),
    make("sbt", pass, `credentials += Credentials("Nexus", "nexus.example.test", "ci", "${pass}")`),
    make(
      "FTP in a trace of a stack",
      pass,
      `#3 /srv/Ftp.php(12): ftp_login(Resource id #5, 'deploy', '${pass}')`,
    ),
    make("IMAP of PHP", pass, `imap_open('{mail:993}INBOX', 'ops', '${pass}')`),
    make("Oracle of PHP", pass, `oci_connect('app', '${pass}', 'db/X')`),
    make("LDAP", pass, `conn.simple_bind_s("cn=admin,dc=x", "${pass}")`),
    make("Firebase", pass, `signInWithEmailAndPassword(auth, "x", "${pass}")`),
    make("Java's stores of keys", pass, `keyStore.load(in, "${pass}".toCharArray());`),
    make("an option of click", key, `@click.option("--api-key", default="${key}", help="API key")`),
    make(
      "an option of argparse",
      pass,
      `p.add_argument('--password', help='of the user', default='${pass}')`,
    ),
    make("an option of commander", pass, `.option('--password <pw>', 'of the user', '${pass}')`),
    make("a flag of Go", key, `flag.String("token", "${key}", "of the user")`),
    make(
      "a row that is changed",
      pass,
      `UPDATE settings SET value = '${pass}' WHERE name = 'smtp_password';`,
    ),
    make(
      "a row that is changed by its path",
      pass,
      `UPDATE core_config_data SET value='${pass}' WHERE path='a/b/password'`,
    ),
    make(
      "a row of settings",
      pass,
      `INSERT INTO settings (name, value) VALUES ('title', 'x'), ('smtp_password', '${pass}');`,
    ),
    ...samplesOf(calls, pass),
    ...samplesOf(keyCalls, key),
    make(
      "pairs with a comment",
      [pass, word],
      `ACCOUNTS = [("ops", "${pass}"), ("qa", "${word}")]  # user, password\n`,
    ),
    make("IMAP", word, `a1 LOGIN ops "${word}"\na1 OK LOGIN completed\n`),
  ];
}

/** What code falls back on. */
function defaultSamples(random: RandomText): ContextualSample[] {
  const [pass, key] = [chosenPassword(random), mixedToken(random, 32)];
  const texts = [
    'os.environ.setdefault("DB_PASSWORD", "%")',
    'ENV["DB_PASSWORD"] ||= "%"',
    'env::var("DB_PASSWORD").unwrap_or("%".into())',
    'env::var("DB_PASSWORD").unwrap_or_else(|_| "%".to_string())',
    'Optional.ofNullable(dbPassword).orElse("%")',
    'System.getProperty("db.password", "%")',
    'getEnv("DB_PASSWORD", "%")',
    'viper.SetDefault("db.password", "%")',
    'password: z.string().min(8).default("%"),',
    "password: {{ db_password | default('%') }}",
    'password = env.str("DB_PASSWORD", "%")',
    '@ConfigProperty(name = "db.password", defaultValue = "%")',
    '#[clap(long, env = "DB_PASSWORD", default_value = "%")]',
    "parameters:\n  - name: dbPassword\n    type: string\n    default: %\n",
    "string(name: 'DB_PASSWORD', defaultValue: '%')",
    'cmd.Flags().StringP("password", "p", "%", "of the user")',
    'parser.add_argument("-p", "--password", default="%")',
    ".option('-p, --password <pw>', 'of the user', '%')",
    'password: str = typer.Option("%")',
    '<c:set var="password" value="%"/>',
    '<input type="password" value="%">',
    '<password value="%"/>',
    "<AdministratorPassword><Value>%</Value></AdministratorPassword>",
  ];
  return [
    ...samplesOf(texts, pass),
    make("a default of a token", key, `- name: token\n  default: "${key}"\n`),
  ];
}
