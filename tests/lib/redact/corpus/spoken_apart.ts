/** Secrets that sentences tell in brackets, behind a user's name, as a second value or before their noun; and look-alikes. */
import { type ContextualSample, filled, sampleOf, samplesOf } from "./contextual.ts";
import { HEX, LOWER, mixedToken, type RandomText, wordsAndNumber } from "./random_text.ts";

export function spokenApartSamples(random: RandomText): ContextualSample[] {
  const [password, other] = [wordsAndNumber(random), wordsAndNumber(random)];
  const key = mixedToken(random);
  const lower = () => `${random.of("bdgkmnprt", 1)}olu${random.of("lmnr", 1)}a${random.of("3456789", 4)}`;
  const letters = (count: number) => `${random.of("bdghjk", 1)}${random.of(LOWER.slice(9, 18), count - 1)}`;
  const groups = [1, 2, 3, 4].map(() => `q${letters(3)}`).join(" ");
  return [
    ...samplesOf(OF_CHOSEN, password),
    ...samplesOf(OF_WORDS, lower()),
    ...PAIRS.map((text) => sampleOf(text, [password, other], filled(text, password, other))),
    ...WITH_KEY.map((text) => sampleOf(text, [password, key], filled(text, password, key))),
    ...samplesOf(
      ["the 2fa seed is %", "my totp seed: %"],
      `K${random.of("ABCDEFGH", 22)}2${random.of("MNPQ", 6)}37`,
    ),
    ...samplesOf(["my authenticator key %", "here is my authenticator key: %"], "K2BC DEFG HJ3L MNPQ"),
    ...samplesOf(
      [
        "my mail app password is %",
        "the gmail app password: %",
        "app password %",
        "App password for kim@example.test: `%`",
      ],
      groups,
    ),
    ...CODES.map((text) => {
      const codes = [1, 2].map(() => `${letters(5)}-${letters(5)}`) as [string, string];
      return sampleOf(text, codes, filled(text, ...codes));
    }),
    sampleOf(
      "a first code of letters",
      "hjklm-npqrs",
      `my recovery codes:\nhjklm-npqrs\n3${random.of(HEX, 4)}-a${random.of(HEX, 4)}\n`,
    ),
  ];
}

const OF_CHOSEN: readonly string[] = [
  "my pw's %",
  "the db password's value is %",
  "the mail password's current value is %",
  "you can log in with kim/% on staging",
  "log in as kim:%",
  "the login is kim/%",
  "% should be the admin password",
  "% must be the new password.",
  'Is "%" a good password for the admin?',
  "is `%` still a strong password?",
  'my password, "%", is rejected',
  "it rejected my new password, %.",
  "its just %, the same password as always",
  "try %, our old password",
  "la clave es %",
  "usuario kim clave %",
  "WPA2 key: %",
  "wifi: lab / %",
  "the psk is %",
];

/** `%` stands for a word with a number. */
const OF_WORDS: readonly string[] = [
  "ssh root@10.0.0.4 (pw %)",
  "root@10.0.0.4 (password %)",
  "it runs on lab2 (root pw %), port 22",
  "connect as root@10.0.0.4, pw %",
];

const PAIRS: readonly string[] = [
  "the admin password is % and the one for ops is %",
  "The password is `%` in dev and `%` in prod.",
  "The password in `.env` is `%`, while compose uses `%`.",
  "the password is **%** for dev, **%** for staging",
  'The password is "%" on one and "%" on the other',
];

const WITH_KEY: readonly string[] = [
  "I generated a new password: `%` and key `%`.",
  "Password `%`, key `%`",
];

const CODES: readonly string[] = ["backup codes: % %", "my recovery codes:\n%\n%\n"];

/** Sentences of the same forms that tell no secret. */
export const SPOKEN_APART_BENIGN_TEXTS: readonly string[] = [
  "The password is `$PASS` and the class `UserRepositoryV2`",
  "log in with Okta/Workforce2",
  "sign in as Kim/Admin2Role",
  "my pw's too short",
  "the password's value is hashed with Argon2id",
  "the password's value is read from `config2.json`",
  "ssh root@10.0.0.4 (password prompted)",
  "it fails (password sha256)",
  "it fails (token v2beta3)",
  "the form, password field2",
  "log in with github/UserService2",
  "log in as org/Repo2Test",
  "log in as root@db1:/srv/app2",
  "log in with https://sso.example.test/Login2Page",
  "login is handled/AuthModule2",
  "login is admin:Base64Encoded2",
  "the token should be the RS256Signed2 kind",
  "AuthController2 should be the password handler",
  "it was AES256, the same password hash",
  "use Argon2id, the password hash of choice",
  "use Login2Form, the password field of it",
  "la clave es UserProfile",
  "la clave primaria es usuario_id2",
  "wifi: 2.4GHz / 5GHz-AC2",
  "wifi: Intel / AX201NGW",
  "auth: basic / Digest2Auth",
  "backup codes: seven-codes",
  "backup codes: print these pages",
  "app password must have four more words",
  "the app password is sent with your mail",
  "the password has four more odd bits",
  "The password is `REDACTED` in dev and `AuthService2` in prod",
  "The password is `$PASS` in `docker-compose2.yml` and `AuthService2`",
  "the 2fa seed is generated",
  "Is UserService2 a good password handler?",
  'is "Argon2id" a strong password hash?',
  "my password, Base64Encoded2, is hashed",
  "our password, AuthService2 checks it",
  "The key AuthController2Module3Handler is unused",
  "the admin password is set and the one for ops is UserService2",
  "Here is the api key check, please use it: AuthService2",
  "the authenticator key has 16 letters",
];
