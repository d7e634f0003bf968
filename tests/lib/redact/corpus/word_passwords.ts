/** Passwords of words alone: joined, with spaces, dots and hyphens, where a label says what they are. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { HEX, type RandomText } from "./random_text.ts";

const NOUNS =
  ("walrus lantern copper juniper meadow thistle granite heron marzipan velvet cobalt raven pumpkin orchid anchor kestrel " +
    "tundra teapot bramble dragon saffron lagoon")
    .split(" ");

/** All of them, made anew from random words. */
export function wordPasswords(random: RandomText): ContextualSample[] {
  const word = () => NOUNS[Number.parseInt(random.of(HEX, 4), 16) % NOUNS.length] ?? "";
  const joined = word() + word();
  const dotted = `${word()}.${word()}.${word()}!`;
  const hyphened = `${word()}-${word()}-${word()}-47`;
  const phrase = `${word()} ${word()} ${word()} ${word()}`;
  const around = `${word().replace(/^./, (first) => first.toUpperCase())} ${word()} 63 ${word()}!`;
  return [
    ...[joined, dotted].flatMap((value) => samplesOf(IN_SENTENCES, value)),
    ...samplesOf(IN_SETTINGS, dotted),
    ...samplesOf(IN_SETTINGS.slice(0, 4), joined),
    ...[phrase, around].flatMap((value) => samplesOf(WITH_SPACES, value)),
    ...samplesOf(["the password of the backup is four words: %"], phrase),
    ...[hyphened, `${word()}${word()}${word()}614`].flatMap((value) => samplesOf(SIGNED, value)),
    ...samplesOf(OUTPUTS, hyphened),
  ];
}

const IN_SENTENCES = [
  "the password is %",
  "my wifi password is %",
  "the password for staging is %.",
  "das Passwort ist %",
  "Passwort: %",
  "mot de passe : %",
  "contraseña: %",
  "unlock the keystore with passphrase %",
];

const IN_SETTINGS = [
  "MYSQL_ROOT_PASSWORD: %",
  'password: "%"',
  '"password": "%",',
  "password: %\nuser: app",
  "GF_SECURITY_ADMIN_PASSWORD=%",
  '-e "MINIO_ROOT_PASSWORD=%"',
  "mvn -Dgpg.passphrase=% deploy",
  "wpa=2\nwpa_passphrase=%",
  "MATCH_PASSWORD=% bundle exec fastlane beta",
  "password: >-\n  %",
  "-H 'x-hasura-admin-secret: %'",
  'set default wpa2-pre-shared-key="%"',
  "Password=%;",
];

const WITH_SPACES = [
  "password: %\nuser: app",
  'password: "%"',
  '  "password": "%",',
  "the login is eva and the password: %",
  "passphrase: %",
  "Passwort: %",
  "b'the login is eva and the password: %'",
];

const SIGNED = [
  "      JWT secret: %\n        anon key: x",
  '"Jwt": {"Issuer": "app", "Key": "%"},',
  'signing_salt: str = "%"',
  "jwt.secret=%",
  "the session secret is %",
  "Enter PEM pass phrase: %\nVerifying - Enter PEM pass phrase: %",
];

const OUTPUTS = [
  "$ vault kv get -field=password secret/shop\n%",
  "$ gcloud secrets versions access latest --secret=db\n%",
  "$ security find-generic-password -s backup -w\n%",
  "$ cat .vault_pass\n%",
];

const DESCRIPTIONS =
  "required string unencrypted incomplete inadequate problematic afterwards confidential predictable somewhere hardcoded sandbox snapshot kubernetes essential unavailable"
    .split(" ");

/** What looks like them. */
export const WORD_PASSWORD_BENIGN_TEXTS: readonly string[] = [
  ...DESCRIPTIONS.flatMap((word) => [
    `the password is ${word}`,
    `Passwort: ${word}`,
    `password: ${word}`,
    `with password ${word} and`,
  ]),
  "password: Minimum 8 characters please",
  "password: 'Mindestens 8 Zeichen lang'",
  'password: "Debe tener 8 caracteres minimo"',
  "password: Wait 30 seconds then retry",
  "const password = config.database.pass!;",
  "password: props.wallet.seed!",
  "password: ctx.state.session!,",
  "password: request.body.password!",
  "DB_PASSWORD=process.env.pass!",
  "JWT secret: not set yet",
  "JWT secret: my-jwt-secret",
  "client_secret: my-client-secret",
  "  secret: shop-wildcard-cert-tls",
  "$ kubectl get secret -o name\nsecret/db-main-pass",
  "wifi password: ask mom tomorrow evening maybe",
  "use a password: longer better stronger harder",
  "the plan in four words: ship early ship often",
];
