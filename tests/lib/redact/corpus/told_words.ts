/** Passwords of words and a number as developers tell them to an agent, and names of code at the same places. */
import type { ContextualSample } from "./contextual.ts";
import { ALPHANUMERIC, BASE64, HEX, LOWER, mixedToken, type RandomText } from "./random_text.ts";

/** `W` stands for two words and a number in some spelling. */
const SENTENCES: readonly string[] = [
  "ok the password is W",
  "use W to log in",
  "log in with bob / W",
  "user admin pass W",
  "creds: admin / W",
  "the db pw is W btw",
  "das Passwort lautet W, Benutzer ist admin",
  "la contraseña es W",
  "a senha do banco é W",
  "пароль: W",
  "密码：W",
  "パスワードは W です",
  "the wifi password (W) is on the board",
  "Try again with W as the password.",
  "The password I chose was `W`.",
  "I changed the password from W to W",
  "ssh deploy@10.0.0.7 (password W)",
  "the passphrase for my ssh key is W",
  "Password should be W",
  "REDIS_PASSWORD needs to be set to W",
  "redis requires auth, the password there is W I believe",
  "the secret is W",
  "пароль от базы W",
  "The password was rotated; it's now W",
  "new password: W (old one was W)",
  "password from env is W, while in the db it is W",
  "It asks for a password, enter W",
  "When prompted for the sudo password type W.",
  "Logging in as bob with W works, but with alice it doesn't.",
  "login with admin W",
  "log in using admin and W",
  "you can log in using W",
  "tell the client to auth with W",
  "You can sign in to the staging admin as qa@acme.test with W.",
  "unlock the keystore with W",
  "decrypt it with W",
  "logg dich ein mit admin / W",
];

/** Where nothing links a password with its noun, and what generators and people make there. */
const PLACES: readonly string[] = [
  "You'll need the password (§) to open the PDF.",
  "I logged in as admin / § but got a 403",
  "Nutze das Passwort § für den Login.",
  "temporary password § was emailed to the user",
  "use password § for user test",
  "Der Login ist admin mit dem Passwort §",
  "el usuario es admin y la contraseña §",
  "账号 admin，密码 §",
  "Test user: qa@acme.test / §",
  "our shared password, §, is in 1Password",
  "§ is my password",
  "try §, that's the root password",
  "ok, I've created the user alice with the password §.",
  "1. Enter `§` in the password field.",
  "encrypted with passphrase §",
  'user "admin" identified by "§"',
  "パスワード「§」でログイン",
  "użyj hasła §",
  "username and password are admin and §",
  "login as admin with §",
  "le credenziali sono admin / §",
  "smtp user mailer, smtp pass §",
  "usuario admin clave §",
  "root pw §",
];

/** Where code or a setting takes one. */
const GIVEN: readonly string[] = [
  'password <- "§"',
  'user.setPassword("§");',
  'driver.find_element(By.ID, "password").send_keys("§")',
  'await page.getByLabel("Password").fill("§")',
  'await user.type(screen.getByLabelText(/password/i), "§")',
  'smtp.login("bot@acme.test", "§")',
  'await bcrypt.hash("§", 10)',
  'mysqli_connect("localhost", "root", "§", "app");',
  "spring.datasource.password=§",
];

/** Where it is said what a password is. */
const SAID: readonly string[] = [
  "hey, the postgres password on staging is §, can you check why the migration fails?",
  "set the redis password to § and restart",
  "my password used to be §",
  "Password found: §",
  "la clave es §",
  "the test account password is '§'",
  "J'ai mis le mot de passe à §.",
  "> what's the password?\n§",
  "I need the database password to continue.\nUser: §",
  "username: admin\npassword: §",
  "There's a hard-coded password (`§`) in docker-compose.yml.",
];

function shapeSamples(random: RandomText): ContextualSample[] {
  const word = (length: number) => {
    let text = "";
    while (text.length < length) text += random.of("bdgkmnprtvz", 1) + random.of("aou", 1);
    return text;
  };
  const made = [
    () => {
      const [digits, digit] = [random.of("3456789", 2), random.of("3456789", 1)];
      return `x${random.of("kqz", 1)}${digits}d${random.of("lw", 1)}q${digit}v${random.of("mg", 1)}`;
    },
    () => `m${random.of("013", 1)}n${random.of("013", 1)}${word(4)}`,
    () => `${word(6)}${random.of("3456789", 2)}`,
    () => `${word(6)}-${word(6)}-${word(6)}`,
  ];
  const chosen = [
    () => `${word(6).toUpperCase()}${random.of("3456789", 3)}`,
    () => `4${random.of("3456789", 7)}`,
    () => `S${random.of("3", 1)}${word(4)}-${word(6).replace(/^./, (letter) => letter.toUpperCase())}`,
  ];
  return [...PLACES, ...SAID, ...GIVEN].flatMap((sentence) =>
    [...made, ...(PLACES.includes(sentence) ? [] : chosen)].map((make) => {
      const secret = make();
      return { name: sentence, text: sentence.replace("§", secret), secrets: [secret] };
    })
  );
}

/** Keys of hexadecimal and base64, which nothing tells but words. */
function keySamples(random: RandomText): ContextualSample[] {
  const hex = () => random.of(HEX, 20) + "e7";
  const withSlash = () => `/${random.of("kT9", 1)}7${random.of(ALPHANUMERIC, 6)}4${random.of(BASE64, 30)}`;
  const lines: readonly (readonly [text: (secret: string) => string, secret: string])[] = [
    [(s) => `use "${s}" as the JWT secret for now`, hex()],
    [(s) => `client id is my-app and the secret ${s}`, hex()],
    [(s) => `I generated a new signing key, ${s}, and stored it in vault`, hex()],
    [(s) => `put ${s} in .env as the API key`, hex()],
    [(s) => `AWS secret is ${s}`, withSlash()],
    [(s) => `Created user alice with password ${s}`, `4${random.of("3456789", 7)}`],
    [(s) => `Test user: qa@acme.test / ${s}`, `4${random.of("3456789", 7)}`],
    [(s) => `create user app identified by "${s}"`, wordsAndNumber(random, 2)],
    [(s) => `login carol password ${s}`, `carol${random.of(LOWER, 5)}`],
    [(s) => `machine db login carol password ${s}`, "message"],
    [(s) => `const mapbox = "sk.${s}";`, `eyJ${mixedToken(random, 30)}.${mixedToken(random, 22)}`],
    [(s) => `#define WIFI_PASSWORD "${s}"`, wordsAndNumber(random, 0)],
    [
      (s) => `fireEvent.change(passwordInput, { target: { value: "${s}" } })`,
      wordsAndNumber(random, 0),
    ],
    [(s) => `jdbc:mysql://db/app?user=root&password=${s}`, `talomover${random.of("!", 1)}`],
    [(s) => `The secret access key you need: ${s}`, withSlash()],
    [
      (s) => `set the admin password to "${s}" please`,
      random.of("bdgkm", 1) + "alo" + random.of("lmnr", 1) + "over",
    ],
  ];
  return lines.map(([text, secret]) => ({ name: text("…"), text: text(secret), secrets: [secret] }));
}

/** What people make of two words: no names of code, which have others. */
function wordsAndNumber(random: RandomText, index: number): string {
  const word = () => random.of("bdgkmnprtvz", 1) + "o" + random.of("bgkm", 1) + "a" + random.of("lmnr", 1);
  const capital = () => {
    const lower = word();
    return lower.charAt(0).toUpperCase() + lower.slice(1);
  };
  const number = random.of("3456789", 2);
  const spellings = [
    () => word() + capital() + number,
    () => `${word()}_${word()}${number}`,
    () => capital() + capital() + number,
    () => `${capital()}-${capital()}-${number}`,
    () => `${word()}-${word()}-${number}`,
    () => `${word()}_${capital()}${number}!`,
  ];
  return spellings[index % spellings.length]?.() ?? "";
}

export function toldWordSamples(random: RandomText): ContextualSample[] {
  const words = SENTENCES.flatMap((sentence) =>
    [0, 1, 2, 3].map((index) => {
      const secrets: string[] = [];
      const text = sentence.replace(/\bW\b/g, () => {
        secrets.push(wordsAndNumber(random, index));
        return secrets.at(-1) ?? "";
      });
      return { name: sentence, text, secrets };
    })
  );
  return [...words, ...shapeSamples(random), ...keySamples(random)];
}

export const TOLD_WORD_BENIGN_TEXTS: readonly string[] = [
  "The password is validated in validateUser22 before the session starts.",
  "use useAuth2Session to log in",
  "log in with Google / GitHub",
  "log in with alice / bob accounts",
  "I changed the password hashing from bcrypt to argon2id",
  "The password check moved from AuthServiceV1 to AuthServiceV2",
  "The password column was renamed from pass_hash1 to pass_hash2",
  "The password manager is KeePassXC2",
  "The password is read by toUint32",
  "the password is encoded as utf_bytes16",
  "The password is hashed by hashWithPbkdf2",
  "user admin pass through proxy2",
  "the passphrase is parsed in parseLine42",
  "sign in to the admin as a user with userRole12",
  "decrypt the file with decryptFile22",
  "log in with alice and useSession2Hook",
  "you can log in using WebAuthn2 now",
  "password should be an instance of SecretStr2",
  "asked for a password, use hashPassword22 there",
  'set the password to "undefined" there',
  "the secret is mounted at /run/secrets/db_password",
  "AWS secret is stored in /prod/app/db2/password",
  ...[
    "varchar255",
    "rounds10",
    "OWASP2021",
    "tbl_users_2024",
    "ERROR404",
    "PR-1234",
    "utf8mb4",
    "copy-on-write",
  ].flatMap((
    name,
  ) => [
    `the old password ${name} is deprecated`,
    `with the password ${name} module`,
    `log in with ${name} / Google`,
    `the default password ${name} setting`,
    `${name} is the password helper`,
    `(${name} password)`,
  ]),
  "add auth option case for url.format (Ada Example / somenick13) [#40516]",
  "the password is in base64url format",
  "put validateUser22 in the password field",
  "type in the code in the password field",
  "The `password` is `mapped_types_list`.",
  'label <- "password"',
  'type(screen.getByLabelText(/password/i), "userPassword")',
  'fill("#password-hint", "Password2")',
  'fireEvent.change(nameInput, { target: { value: "walrus83" } })',
];
