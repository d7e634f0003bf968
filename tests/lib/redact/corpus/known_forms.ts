/** Hashes of passwords, keys of wallets, addresses that let in, and what is typed or shown. */
import type { ContextualSample } from "./contextual.ts";
import { ALPHANUMERIC, BASE64, DIGITS, HEX, LOWER, type RandomText, UPPER } from "./random_text.ts";

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BASE32 = `${UPPER}234567`;

type Form = readonly [name: string, secret: string, text: (secret: string) => string];

/** All of them, each in the surroundings that it has in logs. */
export function knownFormSamples(random: RandomText): ContextualSample[] {
  return [...hashes(random), ...wallets(random), ...addresses(random), ...typed(random), ...shown(random)]
    .map(([name, secret, text]) => ({ name, text: text(secret), secrets: [secret] }));
}

function hashes(random: RandomText): Form[] {
  const crypt = (length: number) => random.of(`${ALPHANUMERIC}./`, length);
  return [
    ["bcrypt", crypt(53), (s) => `$2b$10$${s}`],
    ["bcrypt of Apache", crypt(53), (s) => `kim:$2y$05$${s}`],
    ["MD5 of crypt", crypt(22), (s) => `enable secret 5 $1$abcd$${s}`],
    ["SHA-512 of crypt", crypt(86), (s) => `root:$6$rounds=5000$saltsalt$${s}:19000:0:99999:7:::`],
    ["SHA-256 of crypt", crypt(43), (s) => `$5$saltsalt$${s}`],
    ["yescrypt", crypt(43), (s) => `kim:$y$j9T$saltsaltsaltsalt$${s}:19000::::::`],
    ["Apache's MD5", crypt(22), (s) => `kim:$apr1$saltsalt$${s}`],
    ["Argon2", random.of(BASE64, 43), (s) => `$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$${s}`],
    ["Werkzeug's scrypt", random.of(HEX, 128), (s) => `('admin', 'scrypt:32768:8:1$saltSALTsalt$${s}')`],
    ["Django", `${random.of(BASE64, 43)}=`, (s) => `pbkdf2_sha256$260000$saltSALTsalt$${s}`],
    [
      "GRUB",
      random.of(HEX.toUpperCase(), 128),
      (s) => `password_pbkdf2 root grub.pbkdf2.sha512.10000.${random.of(HEX.toUpperCase(), 128)}.${s}`,
    ],
    ["CouchDB", random.of(HEX, 40), (s) => `admin = -pbkdf2-${s},${random.of(HEX, 32)},10`],
    ["Drupal", crypt(52), (s) => `$S$${s}`],
    ["Mosquitto", `${random.of(BASE64, 86)}==`, (s) => `sensor:$7$101$c2FsdHNhbHQ$${s}`],
    ["LDAP", `${random.of(BASE64, 31)}=`, (s) => `userPassword: {SSHA}${s}`],
    ["MySQL", random.of(HEX.toUpperCase(), 40), (s) => `| root | localhost | *${s} |`],
    ["Windows", random.of(HEX, 32), (s) => `kim:1001:${random.of(HEX, 32)}:${s}:::`],
    ["htdigest", random.of(HEX, 32), (s) => `kim:office:${s}\n`],
    [
      "SCRAM",
      `${random.of(BASE64, 43)}=`,
      (s) => `SCRAM-SHA-256$4096:c2FsdHNhbHQ=$${random.of(BASE64, 43)}=:${s}`,
    ],
  ];
}

function wallets(random: RandomText): Form[] {
  const lines = [0, 1, 2].map(() => random.of(HEX, 32)).join("\n");
  return [
    ["WIF", `5${random.of(BASE58, 50)}`, (s) => `importprivkey ${s}`],
    ["compressed WIF", `L1${random.of(BASE58, 50)}`, (s) => `key: ${s}`],
    ["xprv", `xprv9${random.of(BASE58, 106)}`, (s) => `root ${s}`],
    ["nsec", `nsec1${random.of("023456789acdefghjklmnpqrstuvwxyz", 58)}`, (s) => `login with ${s}`],
    ["Stellar", `SA2${random.of(BASE32, 53)}`, (s) => `Keypair.fromSecret("${s}")`],
    ["NATS", `SUA2${random.of(BASE32, 54)}`, (s) => `------\n${s}\n------`],
    [
      "OpenVPN",
      lines,
      (s) => `-----BEGIN OpenVPN Static key V1-----\n${s}\n-----END OpenVPN Static key V1-----`,
    ],
    ["Wi-Fi's code", `q${random.of(LOWER, 8)}7`, (s) => `WIFI:T:WPA;S:Office;P:${s};;`],
    [
      "an export of an authenticator",
      random.of(BASE64, 80).replaceAll("+", "A"),
      (s) => `otpauth-migration://offline?data=${s}`,
    ],
    ["SAML", `PHNhbWxwOl7${random.of(ALPHANUMERIC, 200)}`, (s) => `SAMLResponse=${s}&RelayState=x`],
  ];
}

function addresses(random: RandomText): Form[] {
  const token = (length: number) => `a7K${random.of(ALPHANUMERIC, length - 3)}`;
  return [
    ["Render", token(11), (s) => `curl -X POST "https://api.render.com/deploy/srv-abc123?key=${s}"`],
    ["Netlify", `a7${random.of(HEX, 22)}`, (s) => `https://api.netlify.com/build_hooks/${s}`],
    ["Alchemy", token(32), (s) => `RPC=https://eth-mainnet.g.alchemy.com/v2/${s}`],
    ["Infura", `a7${random.of(HEX, 30)}`, (s) => `https://mainnet.infura.io/v3/${s}`],
    ["Zapier", "7zq3xk2", (s) => `https://hooks.zapier.com/hooks/catch/123456/${s}/`],
    ["IFTTT", token(22), (s) => `https://maker.ifttt.com/trigger/door/with/key/${s}`],
    ["Make", `a7${random.of(LOWER + DIGITS, 30)}`, (s) => `https://hook.eu2.make.com/${s}`],
    ["n8n", random.uuid(), (s) => `https://n8n.example.test/webhook/${s}`],
    ["a reset", token(40), (s) => `https://x.example.test/reset-password/${s}`],
    ["a reset with an id", `c7abc-${random.of(HEX, 32)}`, (s) => `http://x.example.test/reset/MQ/${s}/`],
    ["an invitation", token(24), (s) => `https://x.example.test/invite/${s}`],
    ["a magic link", token(32), (s) => `https://x.example.test/auth/magic-link/${s}`],
    ["a code in a query", "482917", (s) => `https://x.example.test/verify?user=1&otp=${s}`],
  ];
}

function typed(random: RandomText): Form[] {
  const chosen = () => `Q${random.of(LOWER, 4)}${random.of("23456789", 3)}!`;
  const words = ["elbow", "ribbon", "quiver", random.of(LOWER, 8)].join(" ");
  return [
    ["kinit", chosen(), (s) => `echo '${s}' | kinit kim@EXAMPLE.TEST`],
    ["secret-tool", chosen(), (s) => `printf '%s' '${s}' | secret-tool store --label=x service vpn`],
    ["cryptsetup with words", words, (s) => `echo -n "${s}" | cryptsetup luksOpen /dev/sda3 data -`],
    [
      "a here string",
      `a7${random.of(ALPHANUMERIC, 30)}`,
      (s) => `circleci context store-secret github acme ctx KEY <<< "${s}"`,
    ],
    ["a browser's tool", chosen(), (s) => `{"element":"Password field","ref":"e12","text":"${s}"}`],
    ["expect", chosen(), (s) => `expect "assword:"\nsend "${s}\\r"`],
    ["xdotool", chosen(), (s) => `xdotool type '${s}'`],
    ["FTP", chosen(), (s) => `FTP 72 Request: USER kim\nFTP 78 Request: PASS ${s}`],
    ["POP", chosen(), (s) => `USER kim\n+OK\nPASS ${s}\n+OK 3 messages\n`],
    ["SMTP", `AGtpbQ${random.of(ALPHANUMERIC, 14)}`, (s) => `C: AUTH PLAIN ${s}\nS: 235 ok`],
    ["SMTP's prompt", `U3${random.of(ALPHANUMERIC, 14)}`, (s) => `334 UGFzc3dvcmQ6\n${s}\n235 ok`],
  ];
}

function shown(random: RandomText): Form[] {
  const chosen = () => `Q${random.of(LOWER, 4)}${random.of("23456789", 3)}!`;
  return [
    ["op read", `ribbon.jigsaw.${random.of(LOWER, 8)}7X`, (s) => `❯ op read "op://Eng/Mongo/password"\n${s}`],
    ["pass show", chosen(), (s) => `$ pass show web/shop\n${s}\n`],
    ["gcloud", chosen(), (s) => `$ gcloud secrets versions access latest --secret=x\n${s}\n$`],
    ["wg genkey", `${random.of(BASE64, 41)}a7=`, (s) => `$ wg genkey\n${s}\n`],
    ["openssl rand", `${random.of(BASE64, 41)}a7=`, (s) => `$ openssl rand -base64 32   # secret\n${s}\n`],
    [
      "vault read",
      `a7${random.of(ALPHANUMERIC, 20)}`,
      (s) => `$ vault read -field=password secret/x\n${s}\n`,
    ],
    [
      "Redis's answer",
      `${random.of(LOWER, 12)}2020`,
      (s) => `> CONFIG GET requirepass\n1) "requirepass"\n2) "${s}"`,
    ],
    ["Redis's setting", random.of(LOWER, 14), (s) => `port 6379\nrequirepass ${s}\n`],
    [
      "Pydantic",
      `a7${random.of(ALPHANUMERIC, 30)}`,
      (s) => `1 validation error\napi_secret\n  Extra inputs [type=x, input_value='${s}', input_type=str]`,
    ],
    ["a form that was pasted", chosen(), (s) => `Username\n\tkim\nPassword\n\t${s}\n`],
    [
      "netrc over lines",
      `a7${random.of(HEX, 38)}`,
      (s) => `machine api.example.test\n  login user\n  password ${s}\n`,
    ],
  ];
}
