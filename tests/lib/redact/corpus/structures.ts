/** Secrets that are known by the structure around them: documents and keys as data; and those of the files beside. */
import { type ContextualSample, sampleOf as make } from "./contextual.ts";
import {
  ALPHANUMERIC,
  BASE64,
  BASE64URL,
  HEX,
  LETTERS,
  LOWER,
  mixedToken,
  type RandomText,
  UPPER,
} from "./random_text.ts";
import { encodedSamples } from "./encoded.ts";
import { tableSamples } from "./tables.ts";
import { vendorSamples } from "./vendors.ts";

/** All of them, made anew from random characters. */
export function structureSamples(random: RandomText): ContextualSample[] {
  return [
    ...kubernetesSamples(random),
    ...cloudSamples(random),
    ...keySamples(random),
    ...tableSamples(random),
    ...encodedSamples(random),
    ...vendorSamples(random),
  ];
}

function kubernetesSamples(random: RandomText): ContextualSample[] {
  const value = () => btoa(random.of(LETTERS, 15));
  const [a, b] = [value(), value()];
  const word = random.of(LOWER, 12);
  const pem = btoa(
    `-----BEGIN ${["PRIV", "ATE"].join("")} KEY-----\n${random.of(BASE64, 64)}\n${random.of(BASE64, 64)}\n`,
  );
  const auths = btoa(JSON.stringify({ auths: { "r.example.test": { auth: random.of(BASE64, 24) } } }));
  const wrapped = pem.match(/.{1,60}/g) ?? [];
  const yaml = (values: string) =>
    `apiVersion: v1\ndata:\n${values}kind: Secret\nmetadata:\n  creationTimestamp: "2026-01-02T03:04:05Z"\n  name: app\ntype: Opaque\n`;
  const manifest = (values: string) =>
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\n  labels:\n    app: web\nstringData:\n${values}`;
  const json = { apiVersion: "v1", data: { alpha: a, beta: b }, kind: "Secret", metadata: { name: "app" } };
  const numbered = (text: string, sign: string) =>
    text.split("\n").map((line, index) => `${String(index + 1).padStart(6)}${sign}${line}`).join("\n");
  return [
    make("kubectl get secret -o yaml", [a, b], yaml(`  alpha: ${a}\n  beta: ${b}\n`)),
    make("a manifest", word, manifest(`  alpha: ${word}\n`)),
    make("a quoted value of a manifest", word, manifest(`  alpha: "${word}"\n`)),
    make("a value with spaces", `${word} ${word}x`, manifest(`  alpha: ${word} ${word}x\n`)),
    make("a block of a manifest", word, manifest(`  config.ini: |\n    [db]\n    line = ${word}\n`)),
    make("a quoted key", a, yaml(`  "alpha": ${a}\n`)),
    make("a key with dots", a, yaml(`  application.properties: ${a}\n`)),
    make("a file read with arrows", [a, b], numbered(yaml(`  alpha: ${a}\n  beta: ${b}\n`), "→")),
    make("a file read with tabs", word, numbered(manifest(`  alpha: ${word}\n`), "\t")),
    make("an added file", word, manifest(`  alpha: ${word}\n`).replace(/^/gm, "+")),
    make("a changed value", word, ` kind: Secret\n stringData:\n-  alpha: ${word}\n+  alpha: \${ALPHA}\n`),
    make(
      "a list",
      a,
      `apiVersion: v1\nitems:\n- apiVersion: v1\n  data:\n    alpha: ${a}\n  kind: Secret\n  metadata:\n    name: q\nkind: List\n`,
    ),
    make("two documents", [a, b], `${yaml(`  alpha: ${a}\n`)}---\n${yaml(`  beta: ${b}\n`)}`),
    make("values in one line", word, `kind: Secret\nstringData: {alpha: ${word}, n: "1"}\n`),
    make("kubectl get secret -o json", [a, b], JSON.stringify(json, null, 4)),
    make("JSON on one line", [a, b], JSON.stringify(json)),
    make("JSON in JSON", [a, b], JSON.stringify({ stdout: JSON.stringify(json) })),
    make(
      "a list in JSON",
      [a, b],
      JSON.stringify({ items: [{ kind: "ConfigMap", data: { x: "y" } }, json] }),
    ),
    make(
      "a manifest in JSON",
      word,
      JSON.stringify({ kind: "Secret", metadata: { name: "x" }, stringData: { alpha: word } }),
    ),
    make(
      "an applied configuration",
      [a, b],
      `metadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      ${
        JSON.stringify(json)
      }\n`,
    ),
    make("a program's literal", word, `const doc = { kind: 'Secret', stringData: { alpha: '${word}' } };`),
    make("a key of base64", pem, `output: ${pem}\n`),
    make(
      "a key of base64 over lines",
      wrapped,
      `tls.key: |\n${wrapped.map((line) => `  ${line}\n`).join("")}`,
    ),
    make("a key in a variable of a build", pem, `SIGNING=${pem}`),
    make("credentials of registries", auths, `.dockerconfigjson: ${auths}\n`),
    make("credentials of registries in JSON", auths, JSON.stringify({ ".dockerconfigjson": auths })),
  ];
}

function cloudSamples(random: RandomText): ContextualSample[] {
  const id = `AK${"IA"}${random.of(`${UPPER}234567`, 16)}`;
  const secret = `${mixedToken(random, 20)}/${mixedToken(random, 19)}`;
  const bot = `${random.of("123456789", 9)}:A${"A"}${random.of(ALPHANUMERIC, 33)}`;
  return [
    make("an id and its key", secret, `${id} / ${secret}`),
    make("arguments of a call", secret, `Aws::Credentials.new('${id}', '${secret}')`),
    make("a row of CSV", secret, `user,${id},${secret}\n`),
    make("two lines", secret, `aws: ${id}\n${secret}\n`),
    make("a download of credentials", secret, `Access key ID,Secret access key\n${id},${secret}\n`),
    make("a list of Python", secret, `boto3.client("s3", None, "${id}", "${secret}")`),
    make("a message of a chat", secret, `use ${id} with ${secret}, please`),
    make("an address of Telegram", bot.split(":")[1] ?? "", `GET https://api.telegram.org/bot${bot}/getMe`),
    make(
      "an address of Telegram in a string",
      bot.split(":")[1] ?? "",
      `fetch("https://api.telegram.org/bot${bot}/sendMessage?chat_id=1")`,
    ),
  ];
}

function keySamples(random: RandomText): ContextualSample[] {
  const u = (length: number) => random.of(BASE64URL, length);
  const [d, p, q] = [u(86), u(43), u(43)];
  const rsa = { kty: "RSA", n: u(86), e: "AQAB", d, p, q };
  const line = () => random.of(BASE64, 64);
  const lines = [line(), line(), line()];
  const end = (label: string) => `-----END ${label}PRIV${"ATE"} KEY-----`;
  const shares = [1, 2, 3].map(() => random.of(BASE64, 44));
  const wireguard = `/${random.of(BASE64, 42)}=`;
  const bytes = Array.from({ length: 64 }, () => random.of("123456789", 2)).join(",");
  const ethereum = random.of(HEX, 64);
  const age = `AGE-SECRET-${"KEY"}-1${random.of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)}`;
  return [
    make("an RSA key of JSON", [d, p, q], JSON.stringify(rsa)),
    make("an RSA key of JSON over lines", [d, p, q], JSON.stringify(rsa, null, 2)),
    make("a set of keys", [d, p], JSON.stringify({ keys: [{ kid: "1", use: "sig", ...rsa }] })),
    make("a key of JSON in JSON", [d, p, q], JSON.stringify({ body: JSON.stringify(rsa) })),
    make(
      "a key whose type comes last",
      d,
      JSON.stringify({ d, crv: "P-256", x: u(43), y: u(43), kty: "EC" }),
    ),
    make("an Ed25519 key", d, JSON.stringify({ crv: "Ed25519", kty: "OKP", d, x: u(43) })),
    make("a symmetric key", d, JSON.stringify({ kty: "oct", k: d, alg: "HS256" })),
    make("a key in a program", d, `const key = { kty: "EC", crv: "P-256", d: "${d}", x: "${u(43)}" };`),
    make(
      "PuTTY's format",
      lines,
      `PuTTY-User-Key-File-3: ssh-rsa\nPublic-Lines: 1\nAAAAB3NzaC1yc2E\nPrivate-Lines: 3\n${
        lines.join("\n")
      }\nPrivate-MAC: ${random.of(HEX, 40)}\n`,
    ),
    make("the end of a key", lines, `${lines.join("\n")}\n${end("RSA ")}\n`),
    make(
      "the end of a key with a short line",
      lines,
      `${lines.join("\n")}\n${random.of(BASE64, 22)}==\n${end("")}\n`,
    ),
    make("the end of a key in a string", lines, `"...${lines.join("\\n")}\\n${end("")}\\n"`),
    make(
      "the end of a key with numbers",
      lines,
      `${lines.map((text, index) => `    ${index + 7}→${text}`).join("\n")}\n    10→${end("EC ")}\n`,
    ),
    make(
      "an encrypted key of SSH2",
      lines,
      `---- BEGIN SSH2 ENCRYPTED PRIV${"ATE"} KEY ----\nComment: "rsa"\n${
        lines.join("\n")
      }\n---- END SSH2 ENCRYPTED PRIV${"ATE"} KEY ----\n`,
    ),
    make(
      "a PGP block that is cut off",
      lines,
      `-----BEGIN PGP PRIV${"ATE"} KEY BLOCK-----\nVersion: GnuPG v2\n\n${lines.join("\n")}\n`,
    ),
    make("unseal keys", shares, shares.map((share, index) => `Unseal Key ${index + 1}: ${share}\n`).join("")),
    make(
      "recovery keys",
      shares,
      shares.map((share, index) => `Recovery Key ${index + 1}: ${share}\n`).join(""),
    ),
    make(
      "a key of WireGuard that begins with a slash",
      wireguard,
      `[Interface]\nPrivateKey = ${wireguard}\nAddress = 10.0.0.2/32\n`,
    ),
    make("a shared key of WireGuard", wireguard, `[Peer]\nPresharedKey = ${wireguard}\n`),
    make("a key of WireGuard with a plus", `+${wireguard.slice(1)}`, `PrivateKey = +${wireguard.slice(1)}\n`),
    make("a key of age", age, `# created: 2026-01-02\n# public key: age1x\n${age}\n`),
    make(
      "a key of minisign",
      lines,
      `untrusted comment: minisign encrypted secret key\nRWRTY${"0Iy"}${lines.join("")}\n`,
    ),
    make("a key of signify", lines, `untrusted comment: signify secret key\nRWRC${"Sw"}${lines.join("")}\n`),
    make("a key of Ethereum", ethereum, `PRIVATE_KEY=0x${ethereum}`),
    make("bytes of a key", bytes, `"secretKey": [${bytes}]`),
    make("bytes of a key in an environment", bytes, `PRIVATE_KEY=[${bytes}]\n`),
  ];
}
