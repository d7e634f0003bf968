/** Passwords of words and a number as developers tell them to an agent, and names of code at the same places. */
import type { ContextualSample } from "./contextual.ts";
import type { RandomText } from "./random_text.ts";

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
];

/** What people make of two words: no names of code, which have others. */
function wordsAndNumber(random: RandomText, index: number): string {
  const word = () => random.of("bdgkmnprtvz", 1) + "o" + random.of("bdgkmn", 1) + "a" + random.of("lmnr", 1);
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
  return SENTENCES.flatMap((sentence) =>
    [0, 1, 2, 3].map((index) => {
      const secrets: string[] = [];
      const text = sentence.replace(/\bW\b/g, () => {
        secrets.push(wordsAndNumber(random, index));
        return secrets.at(-1) ?? "";
      });
      return { name: sentence, text, secrets };
    })
  );
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
];
