/** What programs ask for, print or show alone, and what looks like it. */
import { type ContextualSample, sampleOf as make, samplesOf } from "./contextual.ts";
import { BASE64, chosenPassword, HEX, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function askedForSamples(random: RandomText): ContextualSample[] {
  return [
    ...promptSamples(random),
    ...outputSamples(random),
    ...fileSamples(random),
    ...resultSamples(random),
    ...keySamples(random),
  ];
}

function outputSamples(random: RandomText): ContextualSample[] {
  const key = `${random.of(BASE64, 41)}7a=`;
  const peer = `${random.of(BASE64, 41)}9b=`;
  const pass = chosenPassword(random);
  const encoded = btoa(pass);
  return [
    ...samplesOf([
      "CreationTime         KeyName    Permissions    Value\n2026-01-01T00:00:00  key1       FULL           %\n",
      "KeyName    Value\nkey1       %\n",
    ], `${random.of(BASE64, 84)}7a==`),
    ...samplesOf(
      [
        "$ heroku auth:token\n ›   Warning: token will expire 02/02/2026\n%\n",
        "-$ heroku auth:token\n- ›   Warning: token will expire 02/02/2026\n-%",
        "$ uuidgen | tee api_key.txt\n%",
      ],
      random.uuid(),
    ),
    ...samplesOf([
      "wg show wg0 private-key\n%\n",
      `$ wg show wg0 dump\n%\t${peer}\t51820\toff\n`,
      `$ sudo wg show wg0 preshared-keys\n${peer}\t%\n`,
      "[#] wg set wg0 private-key <(echo %)",
      `wg set wg0 peer ${peer} preshared-key <(echo %) allowed-ips 10.0.0.2/32`,
      "```\n$ cat config/master.key\n%\n```",
    ], key),
    make(
      "the keys of peers",
      [key, peer],
      `$ wg show wg0 dump\n${key}\tpub=\t51820\toff\n${
        random.of(BASE64, 43)
      }=\t${peer}\t(none)\t10.0.0.2/32\n`,
    ),
    ...samplesOf([
      '127.0.0.1:6379> GET session:admin:token\n"%"',
      'x.env-4-127.0.0.1:6379> GET session:admin:token\nx.env-5-"%"',
      '127.0.0.1:6379[2]> HGET user:1 token\n"%"',
      "        >>> os.environ['API_TOKEN']\n        '%'",
      ">>> secrets.token_urlsafe(32)\n'%'",
      "2026-01-01T00:00:00 INFO >>> secrets.token_hex(20)\n2026-01-01T00:00:00 INFO '%'",
      'irb(main):001:0> SecureRandom.hex(20)\n=> "%"',
      "> crypto.randomBytes(20).toString('hex')\n'%'",
    ], `${random.of(HEX, 37)}a7c`),
    ...samplesOf([
      "(Pdb) settings.DB_PASSWORD\n'%'",
      "ipdb> settings.DB_PASSWORD\n'%'",
      '(byebug) config.password\n"%"',
    ], "9I+1o~UA@qL+sY38H?uy"),
    ...samplesOf([
      "$ php artisan tinker --execute=\"echo config('app.key');\"\nbase64:%\n",
      "> config('app.key')\n= \"base64:%\"\n",
    ], key),
    make("decoded", [encoded, pass], `$ echo '${encoded}' | base64 -d\n${pass}\n`),
  ];
}

function promptSamples(random: RandomText): ContextualSample[] {
  const token = mixedToken(random, 32);
  return [
    ...samplesOf([
      "Enter PEM pass phrase: %\nVerifying - Enter PEM pass phrase: %",
      "Enter PEM pass phrase:%",
      "Password [%]: ",
      "Database password (required) [%]:\n",
      "DB_PASSWORD (leave empty to keep) [%]:\n",
    ], chosenPassword(random)),
    ...samplesOf(
      ["Enter PEM pass phrase: %\n", "? Choose a password › %", "DB_PASSWORD [%]: "],
      "tulip-walnut-ribbon",
    ),
    ...samplesOf([
      "? Enter your API key › %\n✔ Saved",
      "✔ What is your API key? … %\n",
      "CONFLUENT_API_SECRET (required) [%]: ",
      "DEPLOY_TOKEN [%]: ",
      "Access token [%]: ",
    ], token),
    ...samplesOf(
      ["WEATHER_API_KEY (required) [%]: ", "OPENWEATHER_KEY (required) [%]:\n"],
      `${random.of(HEX, 29)}a7c`,
    ),
    ...samplesOf(["API_SECRET (required) [%]: "], `${random.of(BASE64, 61)}7aZ`),
    ...samplesOf(["HEROKU_API_KEY (required) [%]: "], random.uuid()),
  ];
}

function fileSamples(random: RandomText): ContextualSample[] {
  return samplesOf([
    '<param name="file_path">/srv/secrets/db_password.txt</param>\n<param name="content">%</param>',
    '<param name="file_path">/srv/db.pw</param><param name="content">%\n</param>',
    '<param name="file_path">/srv/app.secret</param><param name="content">%</param>',
    '{"name":"Write","input":{"file_path":"/srv/secrets/db_password.txt","content":"%\\n"}}',
    '{"name":"Write","input":{"file_path":"/srv/secrets/db_password","content":"%"}}',
    '{"path": "/srv/db.passwd", "file_text": "%"}',
  ], chosenPassword(random));
}

/** What is alone in a tool's result, or has a warning above or details below. */
function resultSamples(random: RandomText): ContextualSample[] {
  const called = (command: string, result: string) =>
    `<tool_use name="Bash"><param name="command">${command}</param></tool_use>\n<tool_result id="1">${result}</tool_result>`;
  const pass = chosenPassword(random);
  const key = `${random.of(BASE64, 41)}7a=`;
  const bytes = bytesOfKey(random);
  return [
    make(
      "details below",
      pass,
      called("pass show infra/router", `${pass}\nuser: admin\nurl: https://192.168.1.1`),
    ),
    make(
      "text below",
      `${pass}x`,
      called(
        "argocd admin initial-password -n argocd",
        `${pass}x\n\n This password must be only used for first login.`,
      ),
    ),
    make(
      "a warning above",
      key,
      called("heroku auth:token", ` ›   Warning: token will expire 02/02/2026\n${key}`),
    ),
    make("a dump of wg", key, called("wg show wg0 dump", `${key}\t${random.of(BASE64, 43)}=\t51820\toff`)),
    make("decoded", pass, called(`echo '${btoa(pass)}' | base64 -d`, pass)),
    make("bytes", bytes, called("cat ~/.config/solana/id.json", `[${bytes}]`)),
  ];
}

/** Sixty-four bytes, of which most are different. */
function bytesOfKey(random: RandomText): string {
  const first = Number(random.of("123456789", 2));
  return Array.from({ length: 64 }, (_, index) => (first + 37 * index) % 256).join(", ");
}

function keySamples(random: RandomText): ContextualSample[] {
  const seed = `${random.of("ABCDEFGHJKLMNPQRSTUVWXYZ", 28)}7A2B`;
  const [one, two, three] = [0, 1, 2].map(() => `${random.of(HEX, 4)}7-${random.of(HEX, 4)}3`);
  const product = ["ZX4L", random.of("ABCDEFGHJKLM", 4), random.of("23456789", 4), "RY7W"].join("-");
  const digits = () => Array.from({ length: 15 }, () => random.of(HEX, 2)).join(":");
  const [upper, lower] = [digits(), digits()];
  const member = `${random.of(BASE64, 60)}7aZ=`;
  return [
    ...samplesOf(
      ["Enter this code manually: %", "Scan the QR code or enter this setup key manually: %\n"],
      seed,
    ),
    make(
      "codes in a sentence",
      [one ?? "", two ?? "", three ?? ""],
      `the recovery codes are ${one}, ${two} and ${three}, use the first`,
    ),
    make("a code in a sentence", "a7be7-33546", "use the backup code a7be7-33546 to get in"),
    ...samplesOf(["Product key: %", "slmgr /ipk %"], product),
    ...samplesOf(["Product key: %"], "KSWZ-FFBR-BKNP-OLRV"),
    ...samplesOf(["$ wg genkey | tee priv | wg pubkey > pub; cat priv\n%\n"], member.slice(-44)),
    make(
      "a key of a curve",
      [upper, lower],
      `Private-Key: (256 bit)\npriv:\n    ${upper}:\n    ${lower}:\n    3a:f1\npub:\n    04:ca\n`,
    ),
    make(
      "a key of RSA",
      upper,
      `publicExponent: 65537 (0x10001)\nprivateExponent:\n    ${upper}:\n    31:f1\nprime1:\n`,
    ),
    make(
      "a key of .NET",
      member,
      `<RSAKeyValue><Modulus>x7Kd</Modulus><Exponent>AQAB</Exponent><D>${member}</D></RSAKeyValue>`,
    ),
    make(
      "a key of .NET, escaped",
      member,
      `&lt;RSAKeyValue&gt;&lt;Exponent&gt;AQAB&lt;/Exponent&gt;&lt;D&gt;${member}&lt;/D&gt;&lt;/RSAKeyValue&gt;`,
    ),
  ];
}

/** What looks like them. */
export const ASKED_FOR_BENIGN_TEXTS: readonly string[] = [
  "AWS Secret Access Key [****************vdAb]: ",
  "Password [optional]: ",
  "Password [8-64 characters]: ",
  "API key (leave empty to keep) [none]: ",
  "? Password: [hidden]",
  "? What is your password? (required) [input is hidden]",
  "  --token TOKEN  (required) [env: API_TOKEN]",
  "  --api-key <KEY>  API key (required) [env: OPENAI_API_KEY=]",
  "token (string) [in: query]: the token",
  "  API_TOKEN (required) [string]: the token of the API",
  "db_password (required) [secret/db2-pass]: ",
  "Enter your password › ********",
  "Enter PEM pass phrase: \nVerifying - Enter PEM pass phrase: \n",
  "Settings › API key › Create2",
  // codes and keys
  "backup code for the test: see page 12",
  "Enter this code manually if needed: see below",
  "Part number: EZJL-MX2O-Q8GM-RYOW",
  "Product key: XXXX-XXXX-XXXX-XXXX",
  "modulus:\n    00:b1:f1:01:0f:1a:f3:b3:f2:13:e2:6d:2c:d8:ae:\n    c1:31\npublicExponent: 65537 (0x10001)\n",
  "priv: 12\npub: 13\n",
  "<RSAKeyValue><Modulus>x7Kdq9LmR4t8Yw2Pz6Nb3Vc5HjAb12</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>",
  '<tool_use name="Bash"><param name="command">cat secrets/readme</param></tool_use>\n<tool_result id="1">Readme\n\nthis is text</tool_result>',
  // files
  '<param name="file_path">/srv/token.txt</param><param name="content">hello world 12</param>',
  '{"file_path":"/srv/password.txt","content":"one\\ntwo"}',
  '{"file_path":"/srv/token.ts","content":"export const x9y8z7w6=1"}',
  // outputs
  "$ echo aGVsbG8gd29ybGQ= | base64 --decode\nhello world",
  "$ echo 'c2hhMjU2' | base64 -d\nsha256",
  "$ wg pubkey < private.key\nX8q58bxNnB6UG7NCzTRTGNoXqb7tYu7JQTMw+uZgZM8=",
  "$ wg show wg0 public-key\nX8q58bxNnB6UG7NCzTRTGNoXqb7tYu7JQTMw+uZgZM8=",
  "$ uuidgen\n260abed9-e35d-4104-8ca6-a96e82f0db04",
  '127.0.0.1:6379> GET token:count\n"12"',
  "127.0.0.1:6379> TYPE session:admin:token\nstring",
  '127.0.0.1:6379> GET user:42:name\n"cce8c9b875ba75b64fc19e0395d010e8fe4a3d25"',
  "In code: secrets.token_urlsafe(32)\n'cce8c9b875ba75b64fc19e0395d010e8fe4a3d25'",
  ">>> hash_password('x')\nTrue",
  ">>> config.token_type\n'bearer'",
];
