/** Secrets told in prose, as people type them into a session: in many languages, in Markdown, in front of their noun. */
import type { ContextualSample } from "./contextual.ts";
import { ALPHANUMERIC, DIGITS, HEX, LETTERS, LOWER, type RandomText, UPPER } from "./random_text.ts";

/** `P` stands for a password, `K` for a key or token, `N` for digits. */
const SENTENCES: readonly string[] = [
  // English
  "the password is P",
  "The password is P.",
  "The password for the staging database is P, but don't tell anyone.",
  "password of the admin user is P",
  "The root password on db-2 is now P and it works.",
  "the admin password was P",
  "My password is: P",
  'password "P"',
  "Use user kim with password `P` there.",
  "I changed the admin password to P",
  "please set the password to P and restart",
  "Reset the password of the service account to `P`.",
  "the password has been changed to P",
  "The password we use for prod is P",
  "use P as the password",
  "Use `P` as the new admin password please.",
  "P is the password for the wifi",
  "log in with admin / P",
  "Sign in as root / P and look at the logs",
  "credentials: admin / P",
  "credentials: admin:P",
  "The credentials are admin and P",
  "the login is kim / P",
  "pw P",
  "pw: P",
  "pwd is P",
  "The passwd is P",
  "password → P",
  "password -> P",
  "password - P",
  "the password:\n\nP\n",
  "The password for the box:\n```\nP\n```\n",
  "DB_PASSWORD is P",
  "set DB_PASSWORD to P",
  "the passcode is P",
  "passphrase is P",
  'The passphrase: "tall P horse"',
  "connect with password P and port 5432",
  "the password (P) does not work",
  "It says the password is “P”.",
  "The password is\n`P`",
  "The password for the staging\ndatabase is P.",
  "the client secret is P",
  "PIN is N",
  "The PIN: N",
  "> password is P\n\nthanks",
  "C: what is the password?\nA: password is P",
  'He wrote "my password is P" in the issue.',
  '{"text": "the password is P"}',
  "The vault passphrase is correct-tapir-Kstaple-wagon",
  // Tokens and keys
  "My API key is K",
  "my api key is K, use it",
  "API key: K",
  "The API-Key is `K`",
  "here's the token:\n\nK\n",
  "Here is my token: K",
  "token → K",
  "use K as the token",
  "The token is K.",
  "the deploy token for CI is K",
  "I set the API key to K",
  "Our access key is K and the secret key is K",
  "The secret is K",
  "API_KEY is K",
  "authenticate with token K",
  "the encryption key is K",
  "K is my API key",
  "K is the new access token",
  // Markdown
  "**Password:** P",
  "**Password**: P",
  "**Password**: `P`",
  "- Password: `P`",
  "- **Password:** `P`",
  "**API Key:** `K`",
  "* **Token**: `K`",
  "| user | kim |\n| password | P |",
  "| API key | `K` |",
  "| Password | `P` |",
  "Password: **P**",
  // German
  "Das Passwort ist P",
  "Das Passwort lautet P.",
  "Das Passwort für die Datenbank ist P",
  "Passwort: P",
  "Kennwort: P",
  "Das Kennwort des Administrators lautet „P“.",
  "Zugangsdaten: admin / P",
  "nimm P als Passwort",
  "Ich habe das Passwort auf P geändert",
  "Der API-Schlüssel ist K",
  // French
  "Le mot de passe est P",
  "Mot de passe : P",
  "le mot de passe de la base est « P »",
  "utilise P comme mot de passe",
  "La clé d'API est K",
  "Clé API : K",
  // Spanish, Portuguese, Italian
  "La contraseña es P",
  "Contraseña: P",
  "la contraseña de la base de datos es P",
  "la clave es P",
  "La clave de API es K",
  "La password è P",
  // Others
  "Het wachtwoord is P",
  "Wachtwoord: P",
  "Lösenordet är P",
  "lösenord: P",
  "Hasło to P",
  "hasło: P",
  "Hasło do bazy to P",
  "Heslo je P",
  "heslo: P",
  "La Parola d'ordine: P",
  "Пароль: P",
  "пароль — P",
  "Пароль от базы: P",
  "пароль P",
  "パスワードは P です",
  "パスワードはPです。",
  "パスワード：P",
  "新しいパスワードは「P」です。",
  "密码是 P",
  "密码是P",
  "密码：P",
  "密碼是 P",
  "数据库密码: `P`",
  "密码已改为P",
  "비밀번호는 P 입니다",
  "비밀번호: P",
];

/** Forms of passwords that people choose. */
const PASSWORD_FORMS: readonly ((random: RandomText) => string)[] = [
  (random) => capital(random) + random.of(LOWER, 5) + random.of("23456789", 2) + "!",
  (random) => `${random.of(LOWER, 5)}${random.of("@#$%&", 1)}${capital(random)}${random.of("23456789", 3)}`,
  (random) => capital(random) + random.of(LOWER, 6) + `20${random.of("12", 1)}${random.of(DIGITS, 1)}`,
  (random) =>
    `${random.of(LETTERS, 4)}${random.of("3456789", 2)}${random.of(UPPER, 2)}${random.of(LOWER, 3)}${
      random.of("!?*", 1)
    }`.replace(/\?$/, "#"),
];

function capital(random: RandomText): string {
  return random.of(UPPER, 1);
}

/** Each sentence with a secret of its own. */
export function spokenSamples(random: RandomText): ContextualSample[] {
  return SENTENCES.map((sentence, index) => {
    const secrets: string[] = [];
    const keep = (secret: string) => {
      secrets.push(secret);
      return secret;
    };
    const password = PASSWORD_FORMS[index % PASSWORD_FORMS.length];
    const text = sentence.replace(/\b[PKN]\b|(?<=は)P|P(?=です)|(?<=[是为])P|K(?=staple)/g, (letter) => {
      if (letter === "P") return keep(password?.(random) ?? "");
      if (letter === "N") return keep(random.of("3456789", 5));
      if (sentence.includes("Kstaple")) return "battery-";
      return keep(index % 3 === 0 ? random.of(HEX, 40) : random.of(ALPHANUMERIC, 32));
    });
    return {
      name: sentence,
      text,
      secrets: secrets.length > 0 ? secrets : [text.slice(text.indexOf("correct"))],
    };
  });
}
