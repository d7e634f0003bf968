/** Secrets told in further languages and ways: words with a number, codes, lists, phrases of words. */
import type { ContextualSample } from "./contextual.ts";
import { DIGITS, HEX, LOWER, type RandomText, UPPER } from "./random_text.ts";

/** `P` stands for a password with a sign, `W` for two words and a year, `R` for a random one of letters and digits. */
const SENTENCES: readonly string[] = [
  "the password is W",
  "The staging password is W, use it",
  "das Passwort lautet W",
  "le mot de passe est W",
  "la contraseña es W",
  "het wachtwoord is W",
  "hasło do bazy to W",
  "heslo je W",
  "lösenordet är W",
  "parola este W",
  "пароль от базы: W",
  "数据库密码是W，帮我连一下",
  "veritabanı parolası W",
  "şifre: P",
  "adgangskode: P",
  "passordet er P",
  "salasana on W",
  "a jelszó: P",
  "parola d'ordine: P",
  "a palavra-passe: P",
  "connecte-toi avec ops et le mdp P",
  "mật khẩu là W",
  "kata sandi: P",
  "κωδικός: P",
  "암호: P",
  "पासवर्ड P है",
  "كلمة المرور: P",
  "הסיסמה היא P",
  "รหัสผ่าน: P",
  "口令：P",
  "密碼：W",
  "MOT_DE_PASSE=W",
  "SENHA_BANCO=W",
  "HASLO=W",
  'Use "P" for the admin password',
  "The password was changed from `P` to `P`.",
  "Log in at http://localhost:3000 (admin/W) to check.",
  "u: qa p: P",
  "// prod db pass was P before rotation",
  "melde dich mit ops / P an",
  "basic auth for staging is kim:P",
  "**Password:** `R`",
  "Your temporary password is:\n\n    R\n\nPlease sign in.",
  "ipsec psk on both ends: K",
  "my api token is H",
  "Password:\u00a0P",
  "<p>Password: <b>P</b></p>",
  "<b>Password:</b> P",
  "passcode → N",
  "the sms code is N",
  "Your verification code is: N",
  "the door pin: N",
];

/** All of those, filled, and what has more parts than one. */
export function furtherSpokenSamples(random: RandomText): ContextualSample[] {
  return [
    ...SENTENCES.map((sentence) => fill(sentence, random)),
    ...lists(random),
  ];
}

const MAKERS: Readonly<Record<string, (random: RandomText) => string>> = {
  P: (random) => `Q${random.of(LOWER, 5)}${random.of("3456789", 4)}!`,
  W: (random) => `${random.of(LOWER, 12)}20${random.of(DIGITS, 2)}`,
  R: (random) =>
    `${random.of(LOWER, 2)}${random.of("3456789", 1)}Tx${random.of(LOWER, 1)}${random.of("3456789", 1)}KbWq${
      random.of(DIGITS, 1)
    }`,
  K: (random) =>
    Array.from({ length: 8 }, () => random.of(UPPER, 1) + random.of("3456789", 1) + random.of(LOWER, 1)).join(
      "",
    ),
  H: (random) => `a7${random.of(HEX, 22)}`,
  N: (random) => random.of("3456789", 6),
};

function fill(sentence: string, random: RandomText): ContextualSample {
  const secrets: string[] = [];
  const text = sentence.replace(/(?<![A-Za-z])[PWRKHN](?![A-Za-z])/g, (letter) => {
    const secret = MAKERS[letter]?.(random) ?? "";
    secrets.push(secret);
    return secret;
  });
  return { name: sentence, text, secrets };
}

/** Words of which none stands in sentences. */
const words = (random: RandomText, count: number) =>
  Array.from({ length: count }, () => `q${random.of(LOWER, 4)}`);

function lists(random: RandomText): ContextualSample[] {
  const code = () => `${random.of("3456789", 1)}${random.of(HEX, 4)}-${random.of(HEX, 5)}`;
  const codes = [code(), code(), code()];
  const numbers = [0, 1, 2].map(() => `${random.of(DIGITS, 4)} ${random.of(DIGITS, 4)}`);
  const seed = ["A2B3", ...Array.from({ length: 7 }, () => random.of(`${UPPER}234567`, 4))].join(" ");
  const phrase = words(random, 12).join(" ");
  const long = words(random, 24);
  const passphrase = words(random, 5).join(" ");
  const key = ["A2B3C", ...Array.from({ length: 4 }, () => random.of(`${UPPER}${DIGITS}`, 5))].join("-");
  const vault = ["A2B3", ...Array.from({ length: 5 }, () => random.of(`${UPPER}${DIGITS}`, 4))].join("-");
  const numeric = Array.from({ length: 8 }, () => random.of(DIGITS, 6)).join("-");
  return [
    { name: "recovery codes", text: `GitHub recovery codes:\n${codes.join("\n")}\n`, secrets: codes },
    { name: "backup codes", text: `backup codes: ${numbers.join(", ")}`, secrets: numbers },
    { name: "a seed of an authenticator", text: `2FA seed ${seed}`, secrets: [seed] },
    {
      name: "a recovery phrase",
      text: `my metamask recovery phrase is ${phrase} - what now?`,
      secrets: [phrase],
    },
    {
      name: "a numbered seed phrase",
      text: `seed phrase:\n${long.map((word, index) => `${index + 1}. ${word}`).join("\n")}\n`,
      secrets: long,
    },
    { name: "a phrase of words", text: `my ssh key passphrase is "${passphrase}"`, secrets: [passphrase] },
    { name: "a product key", text: `windows product key ${key}`, secrets: [key] },
    { name: "FileVault", text: `Recovery key = '${vault}'`, secrets: [vault] },
    { name: "BitLocker", text: `Password:\n        ${numeric}`, secrets: [numeric] },
  ];
}
