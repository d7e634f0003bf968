/** Secrets that stand apart from their noun, pairs without one, and what else stands at such places. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { HEX, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function toldApart(random: RandomText): ContextualSample[] {
  const made = `${random.of("QZXW", 1)}${mixedToken(random, 11)}`;
  const chosen = `umbra${random.of("23456789", 3)}x`;
  const token = mixedToken(random, 40);
  const words = ["walnut", "kettle", "otter", "violet"].sort(() => Number(random.of("01", 1)) - 0.5).join(
    "-",
  );
  return [
    ...[made, chosen].flatMap((value) => samplesOf(PASSWORDS, value)),
    ...samplesOf(PAIRS, made),
    ...samplesOf(PAIRS, chosen),
    ...samplesOf(TOKENS, token),
    ...samplesOf(TOKENS_OF_HEX, random.of(HEX, 32)),
    ...[made, chosen, "LemonEmber", words].flatMap((value) => samplesOf(FURTHER_LANGUAGES, value)),
    ...samplesOf(PHRASES, words),
    ...samplesOf(SEEDS, "walnut kettle otter violet ribbon canyon saddle pepper maple tulip ginger lemon"),
  ];
}

const PASSWORDS = [
  "use password Kx77qLm2Zt9 for user bob and % for user eve",
  "password was Kx77qLm2Zt9, now it's %",
  "The router admin password is on the sticker, %",
  "ok so the answer to the sudo prompt is %",
  "make % the admin password",
  'The decrypted value is "%" for DB_PASSWORD.',
  "[10:02] bob: db pass?\n[10:03] eva: it's %",
  "I reset it, new one is % — try to login again",
  "вот пароль от сервера %",
  "Here is the .pem password % and the file is at ./c.p12",
  "the admin pass should be `%`",
];

const FURTHER_LANGUAGES = [
  "das Passwort war Kx77qLm2Zt9, jetzt ist es %",
  "Nimm Passwort Kx77qLm2Zt9 für Bob und % für Eva",
  "la contraseña era Kx77qLm2Zt9, ahora es %",
  "le mot de passe était Kx77qLm2Zt9, maintenant c'est %",
  "пароль был Kx77qLm2Zt9, теперь %",
  "密码之前是Kx77qLm2Zt9，现在是%",
  "パスワードはKx77qLm2Zt9でしたが、今は%です",
  "mach % zum Admin-Passwort",
  "pon % como contraseña de admin",
  "utilise % comme mot de passe",
  "используй % как пароль",
  "用%作为密码",
  "%をパスワードとして使って",
  "Passwort\n\n%",
  "Contraseña\n%",
  "si te pide la contraseña, pon %",
  "s'il demande le mot de passe, tape %",
  "если спросит пароль, введи %",
  "如果要密码就输入%",
];

const PAIRS = [
  "SMTP: smtp.acme.test:587, ops@acme.test, %",
  "remote desktop: 10.0.0.5, Administrator, %",
  "go to /login and enter qa+1@acme.test and %",
  "The test logs in with `eva@acme.test` and `%`.",
  "Test accounts:\n- alice@acme.test : %",
  "server 10.0.0.3\nroot\n%",
  'the doc says: "Jenkins: jenkins.acme.test (ci / %)"',
  "admin / % (admin panel)\neditor / x (cms)",
  "If it asks for credentials use svc_build with %",
  "Basic auth header decodes to `eva:%`.",
  "Melde dich mit admin und % an",
  "connecte-toi avec admin et %",
  "inicia sesión con admin y %",
  "faça login com admin e %",
];

const TOKENS = [
  'can you check why "%" is rejected as api token',
  "put % in as the STRIPE key",
  "here's the token I got from the dashboard\n\n%\n\nuse it for the calls",
  "The leaked value is `%`; rotate this API key immediately.",
  "fyi the shared secret between the two services is %",
  "the pepper is %",
];

const TOKENS_OF_HEX = [
  "API key for the weather service is below\n%",
  "replace YOUR_API_KEY with %",
  "the salt is %",
];

const PHRASES = [
  "the admin pass should be `%`",
  "let the secret be %",
  "when it prompts for the passphrase type %",
  "It asks for a password, enter %",
];

const SEEDS = ["Secret Phrase: %", "metamask: %", "% is my recovery phrase"];

/** What looks like them. */
export const TOLD_APART_BENIGN_TEXTS: readonly string[] = [
  "- the maintainer, bob@acme.test, v1.2.3",
  "fixed by bob@acme.test, 3f2a9bc4",
  "log in with bob@acme.test, then click Login2",
  "login bob@acme.test and PasswordField",
  "the salt is generated2",
  "make step2 the password step",
  'why "Model2" is rejected as password',
  "Password\n\nOAuth2Client\n",
  "## Password\n\nAuthProvider2\n",
  "here's the token flow we use\n\ngetServerSideProps\n",
  `Here are the token counts\n\n${"3f2a9bc41d".repeat(4)}\n`,
  "The api key is below\ncreateRedactor\n",
  "replace YOUR_API_KEY with process.env.API_KEY",
  "password is in the config, step2",
  "admin / editor2 (roles)",
  "host.acme.test\nadmin\nUsers2\n",
  "Mixed: acme.test (linux / arm64v8)",
  "Tests: acme.test (chrome / Firefox120)",
  "the ssh prompt is root@host2:~",
  "password reset: new one is Module2",
  "let the password be step2",
  "Das Kennwort lautet wie der Benutzername2",
];
