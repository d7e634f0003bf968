/** Keys and passwords among the arguments of functions, keys of wallets, cookies and tokens that stand alone; and look-alikes. */
import { type ContextualSample, sampleOf, samplesOf } from "./contextual.ts";
import {
  ALPHANUMERIC,
  BASE64URL,
  HEX,
  LOWER,
  mixedToken,
  type RandomText,
  UPPER,
  wordsAndNumber,
} from "./random_text.ts";

export function givenKeys(random: RandomText): ContextualSample[] {
  const [password, key, hex] = [wordsAndNumber(random).toLowerCase(), mixedToken(random), random.of(HEX, 64)];
  const bytes = Array.from(
    { length: 64 },
    (_, index) => (index * 37 + Number.parseInt(hex.slice(0, 2), 16)) % 251,
  );
  return [
    ...samplesOf(OF_WALLETS, `0x${hex}`),
    sampleOf("a wallet that is parsed", hex, `let wallet: LocalWallet = "${hex}".parse()?;`),
    ...samplesOf(AS_BYTES, bytes.join(",")),
    ...samplesOf(OF_SIGNATURES, key),
    ...samplesOf(OF_PASSWORDS, mixedToken(random, 16)),
    ...samplesOf(OF_WORDS, password),
    sampleOf(
      "Koa's keys",
      [key, hex.slice(32)],
      `cookieSession({ name: "s", keys: ['${hex.slice(32)}', '${key}'] })`,
    ),
    sampleOf("Keygrip", [key, hex.slice(32)], `new Keygrip(["${hex.slice(32)}", "${key}"])`),
    ...aloneSamples(random),
  ];
}

const OF_WALLETS: readonly string[] = [
  'w3.eth.account.from_key("%")',
  "const account = privateKeyToAccount('%')",
  'crypto.HexToECDSA("%")',
  'web3.eth.accounts.wallet.add("%")',
  'PrivateKey.fromHex("%")',
  'Credentials.create("%")',
  "vm.startBroadcast(%);",
  "// deployer key %",
  "owner key: %",
  "my wallet key is %",
];

const AS_BYTES: readonly string[] = [
  "secret key bytes: [%]",
  "id.json:3:[%]",
];

const OF_SIGNATURES: readonly string[] = [
  'verify_signature(body, signature, "%")',
  'itsdangerous.URLSafeTimedSerializer("%")',
  'jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(b"%"))',
  'EncodingKey::from_secret("%".as_ref())',
  "openssl_encrypt($data, 'aes-256-cbc', '%', 0, $iv)",
  'CryptoJS.HmacSHA256(body, "%")',
  'CryptoJS.TripleDES.encrypt(body, "%")',
  'os.putenv("API_SECRET", "%")',
  'generateSignature(payload, "%")',
  'AwsBasicCredentials.create("kim", "%")',
];

const OF_PASSWORDS: readonly string[] = [
  'minio.Options{Creds: credentials.NewStaticV4("kim", "%", "")}',
  'mysql_real_connect(connection, "db1", "root", "%", "shop", 0, NULL, 0);',
  '$db->real_connect("db1", "kim", "%", "shop");',
  'new SqlCredential("sa", Secure("%"))',
  "cdk.SecretValue.plainText('%')",
  'ldap_simple_bind_s(ld, "cn=admin", "%");',
];

const OF_WORDS: readonly string[] = [
  'ssh.Password("%")',
  'session.userauth_password("kim", "%")?;',
  'child.expect("assword:")\nchild.sendline("%")',
  'child.sendline("%")',
  'tn.read_until(b"Password: ")\ntn.write(b"%\\n")',
  'chan.recv(99)  # password:\nchan.send("%\\n")',
];

/** Known by their own form, or by the name of a cookie. */
function aloneSamples(random: RandomText): ContextualSample[] {
  const [hex, token, uuid] = [random.of(HEX, 32), mixedToken(random, 40), random.uuid()];
  const dynatrace = `dt0${"c01."}${random.of(UPPER, 24)}.${random.of(UPPER + "0123456789", 64)}`;
  const [first, second] = [random.of(BASE64URL, 60), random.of(BASE64URL, 60)];
  return [
    sampleOf("Dynatrace", dynatrace, `3,prod,${dynatrace},2025-01-01`),
    sampleOf("Riot", uuid, `3,prod,RGA${"PI-"}${uuid},2025-01-01`),
    sampleOf("Aiven", token.slice(0, 20), `client = make("AVN${"S_"}${token.slice(0, 20)}", region="eu")`),
    sampleOf("MicroK8s", hex, `microk8s join 10.0.0.1:25000/${hex}/${random.of(HEX, 12)}`),
    sampleOf("X's cookie", hex, `"lang=en; _ga=GA1.1.64.35; ct0=${hex}"`),
    sampleOf(
      "a component's licence",
      [hex, token],
      `LicenseManager.setLicenseKey("[TRIAL]_this_x_${hex}${token}");`,
    ),
    sampleOf(
      "CloudFront",
      [first, second],
      `https://x.cloudfront.net/v.mp4?Expires=1767225600&Signature=${first}~${second}__&Key-Pair-Id=K2JCJMDEHXQW5F`,
    ),
    sampleOf(
      "a key of Syncfusion",
      token,
      `registerLicense("${token}${random.of(ALPHANUMERIC + LOWER, 40)}=");`,
    ),
  ];
}

/** Nothing of these is a secret. */
export const GIVEN_KEY_BENIGN_TEXTS: readonly string[] = [
  "setLicenseKey('gpl-v3')",
  'grid.setLicenseKey("GPL-My-Project-Is-Open-Source")',
  'setLicenseKey("YOUR-LICENSE-KEY-12")',
  'setLicense("MIT")',
  'verify_signature(body, headers["X-Hub-Signature-256"], secret)',
  'verify_signature(message, signature, "RSA-SHA256")',
  'validateSignature(data, signature, "webhook.v2.test")',
  'createHmac("sha256", "hmac-sha256")',
  "EncodingKey::from_secret(secret.as_ref())",
  "openssl_encrypt($data, 'aes-256-cbc', $key, 0, $iv)",
  'mysql_real_connect(connection, "db1", "root", password, "shop", 0, NULL, 0);',
  'ssh.Password(os.Getenv("SSH_PASSWORD"))',
  'child.sendline("show version")',
  'child.sendline("exit")',
  'child.sendline("python3")',
  'tn.write(b"ls\\n")',
  'chan.send("show ip route\\n")',
  'cookieSession({ name: "session", keys: [process.env.KEY] })',
  'os.putenv("LANG", "de_DE.UTF-8")',
  `transaction hash 0x${"ab12".repeat(16)}`,
  `the public key is 0x${"ab12".repeat(16)}`,
  "<Grid item xs={12} md={6}>",
  "  const wallet = await Wallet.create();",
  "Signature=abc~def",
];
