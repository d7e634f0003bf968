/** Secrets that are told beside a login, by an environment's name or that begin with a dash; and look-alikes. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { ALPHANUMERIC, BASE64URL, LOWER, type RandomText } from "./random_text.ts";

export function toldBeside(random: RandomText): ContextualSample[] {
  const password = `Kobal${random.of(LOWER, 1)}${random.of("3456789", 2)}`;
  const token = `k7${random.of(ALPHANUMERIC, 38)}`;
  const key = (first: string) => `${first}mT7_rh3${random.of(BASE64URL, 34)}4`;
  return [
    ...samplesOf(BESIDE_LOGIN, password),
    ...samplesOf(BY_ENVIRONMENT, token),
    ...samplesOf(PASSWORD_BY_ENVIRONMENT, password),
    ...["-", "_"].flatMap((first) => samplesOf(KEYS, key(first))),
    ...samplesOf(BLOCKS_IN_HTML, token),
  ];
}

const BESIDE_LOGIN: readonly string[] = [
  "пароль от базы %, логин admin",
  "пароль от базы % и логин admin",
  "password for the db %, user admin",
  "password for the db % and login admin",
  "Passwort für die DB %, Benutzer admin",
  "mot de passe de la base %, identifiant admin",
  "contraseña de la base %, usuario admin",
  "senha do banco %, usuário admin",
  "hasło do bazy %, login admin",
  "password del database %, utente admin",
];

const BY_ENVIRONMENT: readonly string[] = [
  "AZURE_DEVOPS_EXT_PAT is %",
  "my GITHUB_PAT was %",
  "`AZURE_DEVOPS_EXT_PAT` is `%`",
  "AZURE_DEVOPS_EXT_PAT → %",
  "set AZURE_DEVOPS_EXT_PAT to %",
  "my PAT is %",
];

const PASSWORD_BY_ENVIRONMENT: readonly string[] = [
  "DB_PASS is %",
  "set DB_PWD to %",
];

const KEYS: readonly string[] = [
  "Private Key:\n%\n",
  "=======\n\nPublic Key:\nBx\n\nPrivate Key:\n%\n\n=======",
  "The private key is %",
  "the token is %",
  "webpush.setVapidDetails('mailto:a@acme.test', publicKey, '%')",
];

const BLOCKS_IN_HTML: readonly string[] = [
  "<pre>token: &gt;-\n  %\n</pre>",
  "api_key: &#124;\n  %\n",
  "<code>api_key: &gt;2-\n  %</code>",
  "secret: &#x3e;-<br>  %",
];

/** What stands at such places and is no secret. */
export const TOLD_BESIDE_BENIGN_TEXTS: readonly string[] = [
  "password for the Python3 client, user admin",
  "password for OAuth2, login with the browser",
  "the password of the account, user admin",
  "пароль от базы, логин admin",
  "пароль от базы данных и логин админа",
  "Passwort für die Datenbank, Benutzer admin",
  "PATH is /usr/local/bin2024",
  "GITHUB_PATH is /home2/runner",
  "the GITHUB_PAT is required",
  "GITHUB_PAT is expired since 2024-01-02",
  "set GITHUB_PAT to a token with the scope repo",
  "BY_PASS is enabled",
  "FIRST_PASS is 12 seconds",
  "OLD_PWD is /srv/app2",
  "Private Key:\n--no-sandbox-mode\n",
  "the token is --with-token-of-2024",
  "the private key is -missing-",
  "token: &gt;-\n  description of the token",
  "a &gt; b<br>  token",
  "password: &gt;-<br>  required",
];
