/** Values under names of many kinds: what machines make under names that hold other things as well, and words that people choose. */
import { type ContextualSample, sampleOf as make } from "./contextual.ts";
import { BASE64, chosenPassword, HEX, LETTERS, mixedToken, type RandomText, UPPER } from "./random_text.ts";

/** Words as generators of passphrases take them. */
const WORDS = [
  "walnut",
  "harbor",
  "velvet",
  "pickle",
  "tundra",
  "lantern",
  "saffron",
  "otter",
  "cobalt",
  "thistle",
];

/** All of them, made anew from random characters. */
export function namedSamples(random: RandomText): ContextualSample[] {
  const words = (count: number, separator: string) =>
    Array.from({ length: count }, () => WORDS[Number(random.of("0123456789", 1))] ?? "").join(separator);
  const [key, long, pass] = [mixedToken(random, 32), mixedToken(random, 44), chosenPassword(random)];
  const hex = `${random.of(HEX, 30)}7a`;
  const seed = `A7${random.of(`${UPPER}234567`, 14)}`;
  const uuid = random.uuid();
  const letters = `fzQXp${random.of("bcdfgBCDFG", 6)}VSwYDlrM`;
  const keys = [mixedToken(random, 40), mixedToken(random, 40)];
  const phrases = [words(4, " "), words(3, "-"), `${words(3, "-")}7`, words(4, "_"), `${words(3, ".")}7X`];
  return [
    make("Consul's gossip key", long, `{"datacenter":"a","encrypt":"${long}"}`),
    make("ENCRYPTION", long, `ENCRYPTION=${long}`),
    make("a pepper", hex, `devise_pepper: ${hex}`),
    make("Consul's ids", uuid, `AccessorID:   x\nSecretID:         ${uuid}\n`),
    make("a role's secret id", uuid, `"secret_id": "${uuid}"`),
    make("a role's secret id in a column", uuid, `role_id               x\nsecret_id             ${uuid}\n`),
    make("a pass_phrase", phrases[1] ?? "", `key_file=/etc/k.pem\npass_phrase=${phrases[1]}\n`),
    make("letters under the name of a key that both sides share", letters, `vpn_psk = "${letters}"`),
    make("bytes of Rust", key, `static PEPPER: &[u8] = b"${key}";`),
    make("a seed of one-time passwords", seed, `{"username":"ops","totp":"${seed}"}`),
    make("a vault's session", long, `export BW_SESSION="${long}=="`),
    make("a seed", long, `declare -x VAULT_SEED="${long}"`),
    make("Redis' master", key, `masterauth: ${key}`),
    make("Airflow's key", long, `fernet_key = ${long}`),
    make("Azure's events", long, `aeg-sas-key: ${long}`),
    make("a bypass", key, `x-vercel-protection-bypass: ${key}`),
    make("a routing key", hex, `json={"routing_key": "${hex}"}`),
    make("ASP.NET's keys", hex.toUpperCase(), `<machineKey validationKey="${hex.toUpperCase()}" />`),
    make("an unknown key", key, `"acmeWidgetKey": "${key}"`),
    make("an account's key", long, `"primaryKey": "${long}"`),
    make("Erlang's cookie", key, `RABBITMQ_ERLANG_COOKIE: ${key}`),
    make("a version behind the name", key, `ENCRYPTION_KEY_V2=${key}`),
    ...[words(3, " ")].map((secret) => make("words of a session", secret, `"sessionSecret": "${secret}"`)),
    make("a list", keys, `APP_KEYS=${keys.join(",")}\n`),
    make("a second password", key, `password2 = ${key}`),
    make("a database's password", pass, `dbpw=${pass} x_dbpass: ${pass}`),
    make("Pass in JSON", pass, `{ "UserName": "relay", "Pass": "${pass}" }`),
    make("Pass in Go", pass, `main.Config{Host:"db", Pass:"${pass}"}`),
    make("a key below its parent", hex, `'crypt' => [ 'key' => '${hex}' ],`),
    make("a key below its parent in YAML", long, `api:\n  encryption:\n    key: "${long}="\n`),
    make("words below their parent", phrases[3] ?? "", `"Jwt": { "Key": "${phrases[3]}", "Issuer": "x" },`),
    ...phrases.flatMap((phrase) => [
      make(
        `the words ${phrase} in the environment`,
        phrase,
        `export BORG_PASSPHRASE="${phrase}"; borg list\n`,
      ),
      make(`the words ${phrase} in code`, phrase, `options = { name: "sid", password: "${phrase}" };`),
    ]),
    make("words with dashes", phrases[1] ?? "", `[default]\ngpg_passphrase = ${phrases[1]}\n`),
    ...[words(3, " ")].flatMap((phrase) => [
      make("words of an environment", phrase, `DB_HOST=x\nDB_PASSWORD=${phrase}\nDB_PORT=1\n`),
      make("words in YAML", phrase, `db:\n  user: x\n  password: ${phrase}\n`),
      make(
        "words behind line numbers",
        phrase,
        `     1→user: ops\n     2→pass_phrase: x\n     3→password: ${phrase}\n`,
      ),
    ]),
    make("letters of an element", "dkmqhmlu", "<server><password>dkmqhmlu</password></server>"),
    ...[words(3, " ")].flatMap((phrase) => [
      make("words of an element", phrase, `<password>${phrase}</password>`),
      make("words before a comment", phrase, `password: ${phrase} # old\n`),
    ]),
    make("a word of an element", "sunflowers", "<username>kim</username>\n<password>sunflowers</password>"),
    make("letters in no word's order", "dkmqhmlu", "enable-rcon=true\nrcon.password=dkmqhmlu\n"),
    ...[`aB3<x;k(9${random.of(LETTERS, 3)}`].map((mess) =>
      make("signs that end values", mess, `Temporary password: ${mess}\n`)
    ),
    make("a text in three quotes", pass, `shared_secret = '''${pass}'''\nother_secret = """${pass}"""\n`),
    make("a shell's text", pass, `DB_PASSWORD=$'${pass}' ./run\n`),
    make("YAML's tag for no type", pass, `"db.password": ! "${pass}"\n`),
    make("base64 with a sign", `${long}`, `a.apiKey=${long}==-8Tk?3JD\n`),
    ...[`x7${random.of(BASE64, 40)}=`].map((fernet) =>
      make("Fernet's key", fernet, `fernetKey: "${fernet}"`)
    ),
  ];
}

/** Names and words that look like those: each of these texts must come out unchanged. */
export function namedLookAlikes(random: RandomText): string[] {
  const [token, hash] = [mixedToken(random, 24), `${random.of(HEX, 62)}7a`];
  return [
    `<bindingRedirect publicKeyToken="${hash.slice(0, 14)}7a" />`,
    `System.Data, PublicKeyToken=${hash.slice(0, 14)}7a`,
    `NextToken ${token}/${token}=\n`,
    `NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=${"pk"}_test_${token}\nVITE_CLERK_KEY=${"pk"}_live_${token}`,
    "Authorization: AWS4-HMAC-SHA256\n",
    `cache_key: "${token}"`,
    `"objectKey": "${token}"`,
    `sec-websocket-key: ${btoa(token.slice(0, 16))}`,
    `CacheHit key=deps-${hash}`,
    `restored from key: Linux-pnpm-store-${hash}`,
    `some_key = "${hash}"`,
    `"trackerKey": "${random.uuid()}"`,
    "ENCRYPTION=aes-256-gcm",
    "nid_key = self._lib.NID_pbe_WithSHA1And3_Key_TripleDES_CBC\n",
    "self._passphrase = passphrase\n",
    'encryption: "AES256"',
    "otp: 123456",
    'secretId: "prod/db/main"',
    "--- PASS: TestName (0.00s)",
    'PASS: "a test\'s name 2"',
    "password: must be a string\n",
    "password: please choose another one\n",
    'password: "at least eight characters"',
    'password: "form-control-input"',
    "<password>Password</password> <password>sunflowers</password> <passphrase>enter the words</passphrase>",
    'password: "db-app-credentials"',
    '"passphrase": "enter the words"',
    "password: plaintext\n",
    "password:foo(Bar1);",
    `password: ENC[AES256_GCM,data:abcd,iv:efgh,tag:ijkl,type:str]`,
    "password = getPass<String1>(x);",
    "const key = parse(text);\nsession: active\n",
    `auth: { key: "user-id", value: 1 }`,
    `encryption:\n  key: alias/main-key\n`,
  ];
}
