/** Secrets told around a noun: labels, answers, the next sentence, lists; in further languages; and what is none. */
import type { ContextualSample } from "./contextual.ts";
import { ALPHANUMERIC, DIGITS, HEX, LOWER, type RandomText, UPPER } from "./random_text.ts";

/** `P` stands for a password with a sign, `W` for two words and a year, `K` for a token, `H` for one in hexadecimal, `S` for words, `N`, `M` for digits. */
const SENTENCES: readonly string[] = [
  "it still uses the old password (P); the new one is P",
  "The password is P (formerly P).",
  "password for the zip is S",
  "the passphrase is S",
  "SIM PIN N, PUK M",
  "I'm logged in, my session cookie is sid=K",
  'Error: 401 for https://x.example.test with key "K"',
  "`P` (admin password, staging)",
  "W <- db pw",
  "P, that's the password",
  "enter P when it asks for the password",
  "[10:01] me: whats the pw for the lab server?\n[10:02] kim: P",
  "kim: what is the wifi password?\nann: it's P",
  "anyone got the db password\n> P",
  "Which password should I use? → W",
  '"Which password should I use?"="W"',
  "Which token is it? → K",
  "I created a new password for the service account. It's P - keep it out of git.",
  "answer the password prompt with P",
  "user\n> ops\npass\n> P",
  'log in as "ops" using "P" then click Deploy',
  "sign in with ops and password P",
  "user ops, pass P",
  "prod: P, stage: P, dev: P (db passwords)",
  "db passwords: prod P, stage P",
  "Passwords:\n- prod: P\n- stage: W\n",
  "API keys: maps K, mail K",
  // further languages
  "a senha do banco é P",
  "Senha: P",
  "a nova senha é W",
  "Chave da API: H",
  "o token de acesso é K",
  "la contrasenya és P",
  "паролата за базата е P",
  "паролем к базе: P",
  "пароль до бази: P",
  "лозинка је P",
  "вот токен K",
  "ключ API: K",
  "Zaporka: P",
  "lozinka za bazu je P",
  "geslo je P",
  "parool on P",
  "parole ir P",
  "slaptažodis yra P",
  "lykilorðið er P",
  "fjalëkalimi është P",
  "kodeordet er P",
  "wagwoord is P",
  "kata laluan ialah P",
  "hasłem do bazy jest P",
  "klucz API: K",
  "API-nyckel: K",
  "密钥：K",
  "访问令牌是K",
  "APIキー：K",
  "トークンは K です",
  "토큰: K",
  "비번은 P",
  "κλειδί API: K",
  "رمز عبور: P",
  "טוקן: K",
];

const MAKERS: Readonly<Record<string, (random: RandomText) => string>> = {
  P: (random) => `Q${random.of(LOWER, 5)}${random.of("3456789", 4)}!`,
  W: (random) => `${random.of(LOWER, 12)}20${random.of(DIGITS, 2)}`,
  K: (random) =>
    Array.from(
      { length: 10 },
      () => random.of(UPPER, 1) + random.of("3456789", 1) + random.of(LOWER, 1) + random.of(ALPHANUMERIC, 1),
    ).join(""),
  H: (random) => `a7${random.of(HEX, 30)}`,
  S: (random) => [0, 1, 2].map(() => `q${random.of(LOWER, 6)}`).join("-"),
  N: (random) => `7${random.of(DIGITS, 3)}`,
  M: (random) => `7${random.of(DIGITS, 7)}`,
};

export function spokenAroundSamples(random: RandomText): ContextualSample[] {
  return SENTENCES.map((sentence) => {
    const secrets: string[] = [];
    const text = sentence.replace(/(?<![A-Za-z])[PWKHSNM](?![A-Za-z])/g, (letter) => {
      const secret = MAKERS[letter]?.(random) ?? "";
      secrets.push(secret);
      return secret;
    });
    return { name: sentence, text, secrets };
  });
}

export const SPOKEN_AROUND_BENIGN_TEXTS: readonly string[] = [
  'PASSWORD_PATTERN = r"^(?=.*[A-Z])(?=.*\\d).{8,}$"',
  "password?: string2",
  "password ? hashPassword2(password) : undefined",
  "Which password policy should I use? → NIST800-63B",
  "Which password hasher should I use? → Argon2id",
  "what is the password policy?\nkim: see docs/Policy2.md",
  "Forgot your password?\nSign in with Google2",
  "kim: did you change the password?\nann: yes, in release-2024.1",
  "the old password is wrong; the new one is hashed with bcrypt2",
  "the password is checked (now in AuthServiceV2)",
  "`UserTable2` (password hash)",
  "`src/auth2.ts` (password reset)",
  "PBKDF2-SHA256 (password hashing)",
  "AuthModule2 <- password module",
  "I changed the password rules. It's AuthRules2 that has them.",
  "log in as admin using Google2",
  "sign in with Google and GitHub2",
  "user ops2, pass rate 97%",
  "Passwords: stored hashed (Argon2id)",
  "tokens: input 1234, output 5678",
  "Passwords:\n- at least 8 characters\n- one digit",
  "API keys: see settings/keys2.md",
  "the session cookie is HttpOnly",
  "the session cookie is called connect.sid2",
  "cookie is set by src/middleware/session_cookie_handler_v2.ts",
  "restored the cache with key node-cache-Linux-x64-npm-3f786850e387550fdab836ed7e6dc881de23001b",
  "Cache hit with key 3f786850e387550fdab836ed7e6dc881de23001b",
  "gpg: using RSA key 3F786850E387550FDAB836ED7E6DC881DE23001B",
  "GPIO PIN 1234",
  "PIN 2024 is a year",
  "the password is case-sensitive-string",
  "a senha deve ter 8 caracteres",
  "Chave primária: id_2",
  "паролата е задължителна",
  "токен истёк в 2024 году",
  "ключ: user:42:profile",
  "включить Debug2",
  "密钥：见 docs/keys2.md",
  "令牌已过期",
  "トークンの有効期限は 3600 秒",
  "APIキー：未設定",
  "parool on kohustuslik",
  "zaporka je obavezna",
];
