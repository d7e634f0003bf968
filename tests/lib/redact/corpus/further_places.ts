/** Further places of secrets: in code of single languages, in files of single programs, beside the words of a sentence. */
import { each, spokenWord } from "./command_names.ts";
import { type Line, makers } from "./commands.ts";
import type { ContextualSample } from "./contextual.ts";
import { ALPHANUMERIC, BASE64, DIGITS, HEX, LETTERS, LOWER, type RandomText, UPPER } from "./random_text.ts";

export function furtherPlaces(random: RandomText): ContextualSample[] {
  return [
    ...code(random),
    ...commands(random),
    ...settings(random),
    ...tokens(random),
    ...shown(random),
    ...keys(random),
    ...told(random),
    ...toldOfOthers(random),
  ].map(([name, secret, text]) => ({ name, text: text(secret), secrets: [secret] }));
}

/** `Word4word2024`, as people write digits for letters. */
function spelled(random: RandomText): string {
  return `${random.of(UPPER, 1)}${random.of("23456789", 1)}${random.of(LOWER, 4)}${random.of("3456789", 4)}!`;
}

const numbered = (random: RandomText) => `${spokenWord(random)}${random.of("3456789", 4)}`;

function code(random: RandomText): Line[] {
  const { chosen, key, hex } = makers(random);
  const phrase = () => [1, 2, 3].map(() => spokenWord(random)).join("-");
  const capital = () => spokenWord(random).replace(/^./, (letter) => letter.toUpperCase());
  return [
    ...each(
      "SecretKey, secretKey, secret_key, AccessKey, ApiKey, apiKey, api_key, setKey, set_key, token, accessToken, access_token, " +
        "authToken, auth_token, secret, clientSecret, client_secret",
      () => key(40),
      (name, s) => `let client = Builder::new().${name}("${s}").build();`,
    ),
    ["a key by its name", key(40), (s) => `k = acme.API(key='${s}', retries=3)`],
    ["a text in braces", chosen(), (s) => `std::string password{"${s}"};`],
    ["quotes of Perl", chosen(), (s) => `my $password = q{${s}};`],
    ["a type of Go's dump", chosen(), (s) => `Password: (string) (len=11) "${s}",`],
    ["a text compared", spelled(random), (s) => `return "${s}".equals(password);`],
    ["bytes compared", key(), (s) => `subtle.ConstantTimeCompare([]byte(token), []byte("${s}"))`],
    ["a text that is encoded", key(), (s) => `.sign(new TextEncoder().encode("${s}"))`],
    ...each("scryptSync, scrypt", phrase, (name, s) => `crypto.${name}("${s}", "salt", 32)`),
    ["pbkdf2_hmac", phrase(), (s) => `hashlib.pbkdf2_hmac("sha256", b"${s}", salt, 1000)`],
    ["a class of PowerShell", chosen(), (s) => `[System.Net.NetworkCredential]::new('svc', '${s}')`],
    ["a variable of Windows", key(), (s) => `[Environment]::SetEnvironmentVariable("API_TOKEN", "${s}")`],
    ["words in capitals inside", `${spokenWord(random)}${capital()}${capital()}`, (s) => `password: "${s}"`],
    ["words with a number", `${capital()} ${spokenWord(random)} 48`, (s) => `db_password: "${s}"`],
    ["Clojure's keyword", chosen(), (s) => `{:smtp {:host "m" :pass "${s}"}}`],
    ["the second of a list", key(18), (s) => `session({ secret: ['old one', '${s}'], resave: false })`],
    ["logins of a comment", spelled(random), (s) => `USERS = {"admin": "${s}"}  # basic auth logins`],
    [
      "the second of such logins",
      spelled(random),
      (s) => `USERS = {"admin": "Abcde12345!", "kim": "${s}"}  # logins`,
    ],
    ["a list of two alone", chosen(), (s) => `[\n  "db_password",\n  "${s}"\n]`],
    ["bytes with escapes", `_X${random.of(LETTERS, 4)}7]/9bO`, (s) => `app.secret_key = b'${s}\\xec'`],
    ["a header's pair", hex(40), (s) => `headers={"Key": "${s}"}`],
  ];
}

function commands(random: RandomText): Line[] {
  const { chosen, key, hex } = makers(random);
  const eight = () => `${random.of("23456789", 2)}${random.of(HEX, 5)}a`;
  return [
    ["two halves", `${eight()}:${eight()}`, (s) => `bundle config set --global gems.example.test ${s}`],
    ...each("X, x, api_token, ", () => key(20), (p, s) => `curl -u ${s}:${p} https://a.example.test/api`),
    ["a header called Key", hex(80), (s) => `curl -G https://a.example.test -H "Key: ${s}"`],
    ["--admin-secret", [1, 2, 3].map(() => spokenWord(random)).join("-"), (s) => `x --admin-secret ${s}`],
    ["an option on the next line", chosen(), (s) => `az sql create \\\n  --admin-password \\\n  '${s}'`],
    ["-p=", chosen(), (s) => `podman login -u='ci' -p='${s}' registry.example.test`],
    ["influx -t", `${key(40)}==`, (s) => `influx config create -n x -t ${s}`],
    ...each("iex, erl, elixir", () => random.of(UPPER, 20), (c, s) => `${c} --name a@10.0.0.1 --cookie ${s}`),
    ["setx /M", key(), (s) => `setx /M AZURE_KEY "${s}"`],
    ["a key in a list", random.uuid(), (s) => `"args":["-y","server","--key","${s}"]`],
    ["printf", spelled(random), (s) => `printf 'user=app\\npassword=%s\\n' '${s}' > ~/.my.cnf`],
    ["keys of tmux", spelled(random), (s) => `tmux send-keys -t 0 '${s}' Enter  # sudo password`],
    [
      "settings in base64",
      btoa(`user=ops\npassword=${spelled(random)}\n`),
      (s) => `echo ${s} | base64 -d > .env`,
    ],
    ["GRANT of an error", chosen(), (s) => `near 'IDENTIFIED BY ${s} WITH GRANT OPTION'`],
    [
      "a colon in .pgpass",
      `${random.of(LETTERS, 4)}\\:2${random.of(ALPHANUMERIC, 8)}`,
      (s) => `localhost:5432:*:app:${s}`,
    ],
  ];
}

function settings(random: RandomText): Line[] {
  const { chosen, key, hex } = makers(random);
  const group = () => random.of(LOWER, 4);
  return [
    ["keys of LiveKit", key(43), (s) => `keys:\n  API${random.of(ALPHANUMERIC, 12)}: ${s}\n`],
    ["a key of a keystore", numbered(random), (s) => `http-server.https.keystore.key=${s}`],
    ...each("security, recovery, activation", () => key(24), (n, s) => `${n}_code = ${s}`),
    ["a token that was chosen", spelled(random).slice(0, -1), (s) => `apitoken = ${s}`],
    ["PasswordData", `${random.of(LETTERS, 6)}!z2G`, (s) => `"PasswordData": "${s}"`],
    ["a key of Junos", `$9$${random.of(ALPHANUMERIC, 24)}`, (s) => `pre-shared-key ascii-text "${s}"`],
    ["a key of wireless networks", numbered(random), (s) => `wpa2-pre-shared-key="${s}" mode=dynamic-keys`],
    ["groups of letters", [1, 2, 3, 4].map(group).join(" "), (s) => `host mail\nuser x\npassword ${s}\n`],
    ["Squid", numbered(random), (s) => `cachemgr_passwd ${s} all\n`],
    ["nginx", hex(40), (s) => `map $http_x_api_key $ok { default 0; "${s}" 1; }`],
    ["Honeycomb", `k7${random.of(ALPHANUMERIC, 20)}`, (s) => `headers:\n  x-honeycomb-team: ${s}\n`],
    ...each("api_hash=, api_hash = , TELEGRAM_API_HASH=", () => hex(32), (n, s) => `${n}"${s}"`),
    ["a cookie of a recording", key(40), (s) => `"cookies": [ { "name": "session", "value": "${s}" } ]`],
    ["codes of a document", `k7${random.of(LOWER, 6)}34`, (s) => `{"recovery_codes":["${s}"]}`],
    ["codes of a backup", `k7${random.of(LOWER, 6)}34`, (s) => `backup_codes = ["${s}"]`],
    ["a mail password of AWS", `k7${random.of(BASE64, 40)}a9`, (s) => `"ses_smtp_password_v4":"${s}"`],
    ["a hash of RabbitMQ", `k7${random.of(BASE64, 44)}a9`, (s) => `"password_hash":"${s}"`],
    ["a hash of ClickHouse", hex(64), (s) => `<password_sha256_hex>${s}</password_sha256_hex>`],
    ["a hash in Compose", `2y$$05$$${random.of(ALPHANUMERIC, 53)}`, (s) => `- "auth.users=ops:$$${s}"`],
    [
      "the name of keys",
      `${random.of(ALPHANUMERIC, 40)}7aB${random.of(ALPHANUMERIC, 43)}==`,
      (s) =>
        `KeyName  Permissions  Value\n-------  -----------  ${"-".repeat(88)}\nkey1     FULL         ${s}\n`,
    ],
    ["a header with semicolons", spelled(random), (s) => `Login;Kennwort;Rolle\nsvc;${s};admin\n`],
    ["COPY", key(40), (s) => `COPY public.clients (id, client_secret) FROM stdin;\n1\t${s}\n\\.\n`],
    ["an escaped pair", chosen(), (s) => `&quot;password&quot;:&quot;${s}&quot;`],
    ["an element of a list", chosen(), (s) => `{"auth":{"type":"basic","credentials":["ops","${s}"]}}`],
  ];
}

/** Keys that a part of their address or account stands before. */
function tokens(random: RandomText): Line[] {
  const { key } = makers(random);
  const id = () => random.of(ALPHANUMERIC, 6);
  return [
    ["a key of Ably", key(43), (s) => `new Ably.Rest({ key: "${id()}.${id()}:${s}" })`],
    ["a robot of Quay", `${random.of(UPPER, 62)}72`, (s) => `quay: acme+ci:${s}`],
  ];
}

function shown(random: RandomText): Line[] {
  const { chosen, key, hex } = makers(random);
  const mess = () => `${random.of(LETTERS, 4)}<${random.of(LETTERS, 4)};k2!q`;
  return [
    ["MySQL's first password", mess(), (s) => `A temporary password is generated for root@localhost: ${s}`],
    [
      "Elasticsearch's",
      `${random.of(LETTERS, 12)}=Y3*a`,
      (s) => `Password for the elastic user (reset with \`bin/reset\`):\n  ${s}\n`,
    ],
    ["Jenkins's", hex(32), (s) => `Please use the following password to proceed to installation:\n\n${s}\n`],
    ["the console of Terraform", chosen(), (s) => `> var.db_password\n"${s}"`],
    ["a difference of words", spelled(random), (s) => `password: [-Abcde12345!-]{+${s}+}`],
    ["what was there before", spelled(random), (s) => `password: [-${s}-]{+none+}`],
    ["a parameter of AWS", chosen(), (s) => `/prod/db/password\tSecureString\t${s}\t3`],
    ["a monitor of Redis", spelled(random), (s) => `1765000000.1 [0 10.0.0.1:5000] "AUTH" "${s}"`],
    ["a monitor of Redis with a user", spelled(random), (s) => `"AUTH" "app" "${s}"\n`],
    ["a label of a page", spelled(random), (s) => `Secret Name\nprod/db\nSecret Value\n${s}\nCreated`],
    ["a cell that goes on", key(20), (s) => `│ API_KEY │ ${key(20)} │\n│         │ ${s} │\n`],
    ["accounts of a network", hex(64), (s) => `Private Keys\n==========\n(0) 0x${s}\n`],
    [
      "an answer to a challenge",
      hex(32),
      (s) => `Authorization: Digest username="a", uri="/", response="${s}"`,
    ],
  ];
}

function keys(random: RandomText): Line[] {
  const bytes = () => Array.from({ length: 16 }, (_, index) => 16 * index + Number(random.of("1379", 1)));
  const hex = () => bytes().map((byte) => `0x${byte.toString(16)}`).sort().reverse().join(", ");
  const decimal = () => bytes().reverse().join(", ");
  return [
    ["bytes of Java", decimal(), (s) => `byte[] aesKey = new byte[] { ${s} };`],
    ["bytes of C", hex(), (s) => `static const uint8_t aes_key[16] = { ${s} };`],
    ["bytes of C of no size", hex(), (s) => `uint8_t aes_key[] = { ${s} };`],
    ["bytes of Go", hex(), (s) => `var aesKey = []byte{${s}}`],
    ["bytes of JavaScript", decimal(), (s) => `const aesKey = new Uint8Array([${s}])`],
  ];
}

function told(random: RandomText): Line[] {
  const { plain } = makers(random);
  const words = () =>
    ["b", "d", "k", "m", "n"].map((first) => `${first}olu${random.of("bdgkm", 1)}o`).join(" ");
  const groups = () =>
    Array.from({ length: 8 }, () => random.of(LOWER, 2) + random.of("234567", 2)).join(" ");
  return [
    ["words behind", spelled(random), (s) => `I'll log in using the password you gave me (\`${s}\`).`],
    ["a password in brackets", numbered(random), (s) => `same password as for the mail server (${s})`],
    ["with a user and a password", numbered(random), (s) => `connect with username kim and password ${s}.`],
    ["a password of a server", plain(), (s) => `vnc is on :5901, pass ${s}`],
    ["old and new", spelled(random), (s) => `rotate the password (old: ${spelled(random)}, new: ${s})`],
    [
      "changed to words",
      `Oboe-yonder8-${spokenWord(random).slice(0, 8)}`,
      (s) => `I changed the root password from \`${spelled(random)}\` to \`${s}\`.`,
    ],
    ["a phrase to the line's end", words(), (s) => `my ssh key's passphrase is ${s}\n`],
    [
      "groups of a licence",
      Array.from({ length: 4 }, () => `A1${random.of("0123456789ABCDEF", 6)}`).join(" "),
      (s) => `the licence key:\n${s}\n`,
    ],
    ["groups of an authenticator", groups(), (s) => `enter this setup key in your authenticator: ${s}`],
    [
      "a secret key in base32",
      `K${random.of("ABCDEFGH", 11)}2${random.of("ABCDEFGH", 11)}37`,
      (s) => `Your new secret key is: ${s}`,
    ],
    ["credentials in base64", btoa(`ops:${spelled(random)}`), (s) => `decode this basic auth blob: ${s}`],
    ["an arrow of another kind", spelled(random), (s) => `🔐 pw 👉 ${s}`],
    ...each("WPA, WPA2, WPA3, WPA2-PSK", () => numbered(random), (n, s) => `SSID lab, ${n} key ${s}`),
  ];
}

function toldOfOthers(random: RandomText): Line[] {
  const { key } = makers(random);
  return [
    ["an article before a number", random.of("3456789", 4), (s) => `PIN der Karte ist die ${s}`],
    ["a key in Polish", key(), (s) => `klucz API to ${s}`],
    ["a key of a router", `8${random.of(DIGITS, 15)}`, (s) => `WLAN-Schlüssel: ${s}`],
  ];
}
