/** Passwords of every shape where a sentence leaves no doubt that one is told, and words of the language and of code at the same places. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { DIGITS, LOWER, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function toldShapes(random: RandomText): ContextualSample[] {
  const [number, digit] = [random.of("23456789", 3), random.of("23456789", 1)];
  const made = [
    `umbra${number}x`,
    `Tulipnutmeg${digit}`,
    `cactus${digit}maple${digit}`,
    `b4dg3r${digit}`,
    `${number}meadow${digit}`,
    `5${random.of("bcdfg", 1)}OOOvED`,
    `va${random.of(LOWER, 1)}qjxhzj5k${digit}`,
    `57955e20${random.of(DIGITS, 3)}e`,
  ];
  const words = [
    "LemonEmber",
    "lemonEmber",
    "Sunshine!",
    `anchor.candle${digit}`,
    "JZtyLksuID",
    "TV$ILOAPrY",
  ];
  return [
    ...[...made, ...words].flatMap((value) => samplesOf(TOLD, value)),
    ...[...made, ...words].flatMap((value) => samplesOf(BESIDE, value)),
    ...words.flatMap((value) => samplesOf(GIVEN, value)),
    ...[`${number}${number}`, `${number}77${number}01`].flatMap((value) => samplesOf(NUMBERS, value)),
    ...samplesOf(NUMBERS, "tulipnutmeg"),
  ];
}

const TOLD = [
  "the password is %",
  "the staging db password is %, user is app",
  "I changed the root password to % yesterday",
  "das Passwort ist %",
  "la contraseña es %",
  "le mot de passe est %.",
  "密码是 %",
  "The leaked password is `%`.",
];

const BESIDE = [
  "login with ada@acme.test / %",
  "use admin:% for the test server",
  "creds are root/%",
  "just use % as the password",
  "It asks for a password, enter %",
  "ssh root@10.0.0.5 with password %",
];

/** Where a value of these words might be a name of code. */
const GIVEN = [
  "password: %",
  "password => %",
  'password="%"',
  '{"user":"a","password":"%"}',
  "<password>%</password>",
];

const NUMBERS = ["creds are root/%", "just use % as the password", "use admin:% for the test server"];

/** What looks like them. */
export const TOLD_SHAPE_BENIGN_TEXTS: readonly string[] = [
  "password: PasswordField",
  "password: SnowflakeConnector",
  "password => user.password",
  "password: config.database2",
  "the token is ES256",
  "the password is sha256-hashed",
  "token is JWT-based",
  "the key is user_id2",
  "secret is in vault2",
  "password is step2",
  "the password is awkwardly long",
  "the password is PlainText",
  "the password is MinLength8",
  "the password is MySQL57",
  "the password is RainbowTable",
  "the password is required!",
  "The password is Required!",
  "Das Passwort ist Pflicht!",
  "la contraseña es obligatoria",
  "zaporka je obavezna",
  "the password is #loginPassword",
  "password is stored in KeePass",
  "the key is Enter",
  "key is F12",
  "login with OAuth2 / SSO",
  "sign in with Google / GitHub",
  "wifi: Intel / AX201NGW",
  "log in as admin using Google2",
  "the credentials are stored/cached2",
  "creds: aws/profile1",
  "use admin:public_key",
  "import bcrypt2 as password",
  "uses BCryptPasswordEncoder as the password encoder",
  "use field2 as the password",
  "It asks for a password, type step2",
  '"password": "MotDePasse"',
  '"password": "Wachtwoord!"',
  "<password>LoginScreen</password>",
];
