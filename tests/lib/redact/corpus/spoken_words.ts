/** Each word of prose that links a secret with its noun, and each noun, in a sentence. */
import { each } from "./command_names.ts";
import { type Line, makers } from "./commands.ts";
import type { ContextualSample } from "./contextual.ts";
import { ALPHANUMERIC, DIGITS, LOWER, type RandomText, UPPER } from "./random_text.ts";

export function spokenWordSamples(random: RandomText): ContextualSample[] {
  return [
    ...links(random),
    ...changes(random),
    ...before(random),
    ...nouns(random),
    ...tokens(random),
    ...logins(random),
    ...codes(random),
    ...seeds(random),
  ].map(([name, secret, text]) => ({ name, text: text(secret), secrets: [secret] }));
}

function links(random: RandomText): Line[] {
  const { chosen } = makers(random);
  const mess = () => [1, 2, 3, 4, 5].map(() => random.of(UPPER, 1) + random.of("bcdfghjklm", 2)).join("");
  return [
    ...each(
      "is, was, are, equals, becomes, remains, reads, lautet, ist, war, est, était, es, era, é, è, zijn, är, je, jest, это, este, " +
        "sunt, adalah, là, είναι, היא, הוא, هي, है, คือ",
      chosen,
      (link, s) => `the password ${link} ${s} there`,
    ),
    ...each(
      "now, still, currently, just, simply, probably, always, this, following, the, set, as, again, going, be, by, default, here, " +
        "jetzt, nun, aktuell, ahora, maintenant, agora, adesso, nu, teraz, literally, actually",
      chosen,
      (filler, s) => `the password is ${filler} ${s} there`,
    ),
    ...each(
      "for, of, on, in, at, that, which, we, i, you, they, from, has, have, been, will, should, got, gets, using, with, here, für, " +
        "von, im, zum, zur, des, der, auf, bei, pour, du, de, sur, la, le, para, del, en, el, do, da, na, per, di, della, van, voor, " +
        "het, op, för, på, till, dla, pro, k, от, для, к, на, both",
      chosen,
      (word, s) => `the password ${word} x is ${s} there`,
    ),
    ...each(
      "现在改为, 現在改为, 更改为, 修改为, 更新为, 重置为, 设置为, 設置为, 设定为, 設定为, 设为, 設为, 改為, 改成, 是",
      chosen,
      (link, s) => `密码${link}${s}`,
    ),
    ["=>", chosen(), (s) => `Passwort => ${s} dort`],
    ["quotes around the noun", chosen(), (s) => `the "password" is ${s} there`],
    [
      "bold type that says where it ends",
      `${random.of(LOWER, 6)}42`,
      (s) => `the password is **${s}** there`,
    ],
    ["words and a digit", `harbor-${random.of(LOWER, 5)}7-lamp`, (s) => `the password is ${s} there`],
    ["letters alone", mess(), (s) => `the password is "${s}" there`],
    ...each(["『§』", "‹§›"], chosen, (quotes, s) => `The password is ${quotes.replace("§", s)}.`),
    ["bold type", chosen(), (s) => `**the password** is ${s} there`],
    ["a label at the end", chosen(), (s) => `Password\n${s}`],
  ];
}

function changes(random: RandomText): Line[] {
  const { chosen } = makers(random);
  return [
    ...each(
      "changed, set, reset, rotated, updated, switched, geändert, gesetzt, changé, défini, cambiado, cambiada, alterada, alterado, " +
        "cambiata, gewijzigd, ändrat",
      chosen,
      (change, s) => `the password has been ${change} to ${s} there`,
    ),
    ...each(
      "changed, set, reset, rotated, updated, switched, setzten, ändern, cambiamos, altered, définissons, modifions, mudamos, wijzigen",
      chosen,
      (change, s) => `we ${change} the password to ${s} there`,
    ),
    ...each(
      "to, auf, en, a, por, para, naar, till, na, in, à, zu, på",
      chosen,
      (link, s) => `we changed the password ${link} ${s} there`,
    ),
    ...each(
      "to, into, auf, à, a, ->, →, =>, new:",
      chosen,
      (link, s) => `the password was changed from Tulip42! ${link} ${s}`,
    ),
  ];
}

function before(random: RandomText): Line[] {
  const { chosen } = makers(random);
  return [
    ...each(
      "as, is, was, als, comme, como, come, som, jako, ist, est, es, é, è",
      chosen,
      (link, s) => `take ${s} ${link} the password`,
    ),
    ...each(
      "use, using, used, enter, type, try, put, set, with",
      chosen,
      (verb, s) => `${verb} ${s} for the password`,
    ),
    ["before an identifier", chosen(), (s) => `take ${s} as the new ADMIN_PASSWORD`],
    ["in quotes before the noun", chosen(), (s) => `take "${s}" as the password`],
  ];
}

function nouns(random: RandomText): Line[] {
  const { chosen } = makers(random);
  const pin = () => random.of("23456789", 6);
  return [
    ...each(
      "adgangskode, Clave, Clave de acceso, clave secreta, clave de API, TOTP seed, SECRET, pass, كلمة السر",
      chosen,
      (noun, s) => `the ${noun} is ${s} there`,
    ),
    ...each(
      "sms, verification, authentication, authenticator, auth, login, log-in, sign-in, security, one-time, 2fa, mfa, confirmation, " +
        "access, unlock, door, gate, alarm, phone, pairing",
      pin,
      (kind, s) => `your ${kind} code is ${s} there`,
    ),
    ...each(["code: ", "code – "], pin, (link, s) => `the door ${link}${s}`),
    ...each(["pin ", "OTP "], pin, (noun, s) => `the ${noun}is ${s} there`),
    ...each("clave de acceso, clave de API", chosen, (noun, s) => `la ${noun} ${s} aquí`),
    ["a PIN right behind its noun", pin(), (s) => `PIN ${s} there`],
    ["the end of an order", chosen(), (s) => `Parola d’ordine: ${s}`],
    ["Swedish", chosen(), (s) => `Lösenordet är ${s} här`],
  ];
}

function tokens(random: RandomText): Line[] {
  const { key, chosen } = makers(random);
  return [
    ...each("clé d’accès, clé secrète, clé privée", key, (noun, s) => `la ${noun} est ${s} ici`),
    ...each("apikey, APIKEY, ApiKey", key, (noun, s) => `the ${noun} is ${s} there`),
    ["letters of hexadecimal", `a7${random.of("abcdef", 30)}`, (s) => `the token is ${s} there`],
    ["capitals of hexadecimal", `A7${random.of("ABCDEF", 30)}`, (s) => `the token is ${s} there`],
    ["words and a number", `${random.of(LOWER, 7)}2024`, (s) => `das Passwort lautet ${s} dort`],
    ["a secret that is chosen", chosen(), (s) => `the secret is ${s} there`],
  ];
}

function logins(random: RandomText): Line[] {
  const { chosen } = makers(random);
  const hex = () => `a7${random.of("0123456789abcdef", 30)}`;
  return [
    ...each(
      [
        "credentials: kim:",
        "credentials are kim:",
        "credentials is kim:",
        "credentials sind kim:",
        "credentials lauten kim:",
        "credentials: kim and ",
        "credentials: kim with ",
        "credentials: kim und ",
        "credentials: kim, ",
        "credentials: kim ",
        "Credentials are kim:",
        "Zugangsdaten: kim:",
        "basic auth for it are kim:",
        "basic auth: kim:",
        "basic auth for x= kim:",
      ],
      chosen,
      (head, s) => `${head}${s} there`,
    ),
    ...each(
      "log in, logging in, logged in, sign in, signed in, signing in, logon, credentials, creds, username, account, auth, Zugangsdaten, " +
        "anmelden, melde, connecte-toi, inicia sesión, accede, logga, zaloguj, войдите, identifiants, credenciales, credenciais, " +
        "credenziali, inloggegevens, access",
      chosen,
      (login, s) => `${login} x / ${s} there`,
    ),
    ["a pair at the end", chosen(), (s) => `log in with admin/${s}`],
    ...each(["log in with x / "], hex, (head, s) => `${head}${s} there`),
    ...each(["log in with x / "], () => random.uuid(), (head, s) => `${head}${s} there`),
    ["a pair in bold type", chosen(), (s) => `**log in with kim / ${s}** there`],
  ];
}

function codes(random: RandomText): Line[] {
  const mixed = () => `${random.of(DIGITS, 2)}${random.of(LOWER, 6)}`;
  return [
    ...each(["\n", " — ", " – ", " - "], mixed, (link, s) => `recovery codes${link}${s}`),
    ...each("-, *, •, 1., 2)", mixed, (bullet, s) => `backup codes:\n${bullet} ${s}`),
    ["digits", random.of("23456789", 10), (s) => `scratch codes: ${s}`],
    [
      "capitals",
      `${random.of(UPPER + DIGITS, 5)}-${random.of(UPPER + DIGITS, 5)}`,
      (s) => `backup codes: ${s}`,
    ],
  ];
}

function seeds(random: RandomText): Line[] {
  const words = () => Array.from({ length: 12 }, () => random.of(LOWER, 5)).join(" ");
  const groups = (alphabet: string, count: number) => () =>
    ["a2c3", ...Array.from({ length: count - 1 }, () => random.of(alphabet, 4))].join(" ");
  return [
    ...each([" is ", " are ", ": ", " = ", " → ", "\n"], words, (link, s) => `the seed phrase${link}${s}`),
    ...each(
      "mnemonic, recovery, backup, wallet, secret, metamask, ledger, trezor",
      words,
      (kind, s) => `the ${kind} phrase is ${s}`,
    ),
    ["a mnemonic", words(), (s) => `the mnemonic: ${s}`],
    ...each(
      ["secret is ", "secret for x@y: "],
      () => groups(`${UPPER}234567`, 8)().toUpperCase(),
      (head, s) => `the TOTP ${head}${s}`,
    ),
    ["a seed in small letters", groups(`${LOWER}234567`, 8)(), (s) => `the TOTP secret: ${s}`],
    ["Wi-Fi", random.of(ALPHANUMERIC, 12), (s) => `WIFI:T:WPA;S:x;P:${s};;`],
  ];
}
