/** Secrets in forms and places of many programs: encoded, coloured, answered, typed, in other words. */
import { Buffer } from "node:buffer";
import { type ContextualSample, privateKey, sampleOf as make, samplesOf } from "./contextual.ts";
import {
  ALPHANUMERIC,
  BASE64,
  chosenPassword,
  DIGITS,
  HEX,
  LETTERS,
  LOWER,
  mixedToken,
  type RandomText,
  UPPER,
} from "./random_text.ts";

/** All of them, made anew from random characters. */
export function otherForms(random: RandomText): ContextualSample[] {
  return [
    ...encodedSamples(random),
    ...colouredSamples(random),
    ...commandSamples(random),
    ...shownSamples(random),
    ...namedSamples(random),
    ...joinedSamples(random),
    ...wroteSamples(random),
    ...givenSamples(random),
    ...toldSamples(random),
  ];
}

/** What programs have written. */
function wroteSamples(random: RandomText): ContextualSample[] {
  const [pass, key] = [chosenPassword(random), mixedToken(random, 40)];
  const account = `${random.of(BASE64, 84)}DE==`;
  const mailgun = `${random.of(HEX, 32)}-${random.of(HEX, 8)}-${random.of(HEX, 8)}`;
  const signature = `${random.of(ALPHANUMERIC, 18)}%2F${mixedToken(random, 7)}`;
  const hex = random.of(HEX, 32);
  const block = privateKey(random, "RSA", 4).split("\n");
  const pem = block.slice(1, -1);
  return [
    make("a table in a table", key, `||  SecretAccessKey |  ${key}  ||\n`),
    make(
      "Azure's key by its name",
      account,
      `"keyName": "key1",\n "permissions": "FULL",\n "value": "${account}"`,
    ),
    make("Azure's other key", account, `{"keyName": "key2", "permissions": "FULL", "value": "${account}"}`),
    make("Mailgun", mailgun, `sending: ${mailgun}\n`),
    make(
      "Elasticsearch's tool",
      pass,
      `Password for the [elastic] user successfully reset.\nNew value: ${pass}\n`,
    ),
    make(
      "Terraform's plan",
      pass,
      `+ resource "random_password" "admin" {\n + length = 20\n + result      = "${pass}"\n}`,
    ),
    make(
      "Terraform's state",
      pass,
      `"type": "random_password", "attributes": {"length": 20, "result": "${pass}"}`,
    ),
    make("a file of cookies", key, `.acme.dev\tTRUE\t/\tTRUE\t1772391021\tauth_session\t${key}\n`),
    make(
      "a cookie that is set",
      key,
      `page.setCookie({ name: 'sid', value: '${key}', domain: '.acme.dev' });`,
    ),
    make("a key's file", hex, `$ cat config/master.key\n${hex}\n$ ls\n`),
    make(
      "a signed address",
      signature,
      `https://s3.example.com/db.tgz?AWSAccessKeyId=AKIAX&Expires=1&Signature=${signature}`,
    ),
    make("Redis's protocol", pass, `*2\n$4\nAUTH\n$22\n${pass}\n+OK`),
    make("Redis's protocol with its line ends", pass, `AUTH\r\n$22\r\n${pass}\r\n`),
    make("Redis's users", pass, `user worker on >${pass} ~jobs:* +@all`),
    make("a quote of the other kind", `it's${pass}`, `"{\\"password\\":\\"it's${pass}\\",\\"n\\":1}"`),
    make("a text that ends before its own", pass, `write(5, "{\\"password\\":\\"${pass}"..., 214)`),
    make(
      "lines of a log",
      pem,
      block.map((line, index) => `10:0${index < 2 ? 0 : 1}:07: ${line}`).join("\n"),
    ),
    make("GDB", pass, `cfg = {host = 0x55555556a2a0 "mx1", pass = 0x55555556a2e0 "${pass}"}`),
    make("Rust's dump", key, `    signing_key: Some(\n        "${key}",\n    ),`),
    make(
      "CDATA",
      [pass.slice(0, 6), pass.slice(6)],
      `<password><![CDATA[${pass.slice(0, 6)}<${pass.slice(6)}]]></password>`,
    ),
    make("a line that goes on", key, `service.token = \\\n    ${key}\nservice.name=x`),
    make("words that differ", [key, pass], `api_token = [-"${key}"-]{+"x"+}\npassword: [-'${pass}'-]`),
    make("lines with numbers and tabs", key, `    12\t  "serviceToken":\n    13\t    "${key}",\n`),
    make("grep's colours", pass, `smtp_\x1b[01;31m\x1b[Kpassword\x1b[m\x1b[K: ${pass}\n`),
  ];
}

/** What is given to commands and calls. */
function givenSamples(random: RandomText): ContextualSample[] {
  const [pass, key, uuid] = [chosenPassword(random), mixedToken(random, 40), random.uuid()];
  const seed = `${random.of(UPPER, 15)}3${random.of(UPPER, 8)}5${random.of(UPPER, 7)}`;
  const backblaze = `K004${random.of(ALPHANUMERIC, 27)}`;
  const phantom = random.of("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", 88);
  return [
    make("codecov", uuid, `$ ./codecov -t ${uuid} -f coverage.xml`),
    make(
      "docker login with any signs",
      `Gn4>x0{${pass}]v`,
      `docker login r.example -u 'ops' -p 'Gn4>x0{${pass}]v'`,
    ),
    make("Backblaze", backblaze, `$ b2 account authorize 0043ef32afbb0055a6acfa7cf ${backblaze}`),
    make(
      "Backblaze's older command",
      backblaze,
      `$ b2 authorize-account 0043ef32afbb0055a6acfa7cf ${backblaze}`,
    ),
    make("oathtool", seed, `$ oathtool --totp -b ${seed}`),
    make("oathtool in hexadecimal", `3${random.of(HEX, 31)}`, ""),
    make("bearer_auth", key, `client.get(url).bearer_auth("${key}").send()`),
    make("bs58", phantom, `bs58.decode("${phantom}")`),
    make("credentials of Perl", pass, `$ua->credentials("h:443", "Restricted", "mirror", "${pass}");`),
    make("JNDI", pass, `env.put(Context.SECURITY_CREDENTIALS, "${pass}");`),
    make(
      "words that are typed",
      "domino-feather-56",
      'find_element(By.ID, "passwordInput").send_keys("domino-feather-56")',
    ),
    make(
      "Robot Framework",
      "raven-glacier-4",
      "    Input Password    id:pass    raven-glacier-4\n    Click Button      Sign in",
    ),
    make(
      "here strings",
      [`${pass}a`, `${pass}b`],
      `cryptsetup luksOpen /dev/sdb1 data - <<<'${pass}a'\npasswd --stdin <<<"${pass}b"`,
    ),
  ].map((sample) =>
    sample.text === "" ? { ...sample, text: `oathtool --totp=sha1 ${sample.secrets[0]}` } : sample
  );
}

/** In prose and settings. */
function toldSamples(random: RandomText): ContextualSample[] {
  const [pass, key] = [chosenPassword(random), mixedToken(random, 40)];
  const words = "lemon-jacket-14";
  return [
    make("words in quotes", words, `It connects with the password \`${words}\`, and all tests pass.`),
    make("words in Hindi", words, `पासवर्ड ${words} है, यूज़र admin`),
    make("words of a network", words, `set [find default=yes] wpa2-pre-shared-key="${words}"`),
    make("a full stop inside", "ad1.BgC53v-o", "логин root, пароль ad1.BgC53v-o, и посмотри"),
    make("an invisible space", key, `API key:\u200b${key}`),
    make("an invisible space in a setting", pass, `password:\u200b${pass}`),
    make("a column of tabs", pass, `svc\tlogin\tpw\tnote\nnexus\tdeploy\t${pass}\task Tom\n`),
    make("slips", [`${pass}1`, `${pass}2`], `pasword: ${pass}1\npassowrd=${pass}2\n`),
    make("a password to sync with", pass, `SYNC_PASSPHRASE=${pass}`),
    make("letters alone of Asterisk", "mgGRHxBYtWGWU", "username=1021\nsecret=mgGRHxBYtWGWU\nhost=dynamic"),
  ];
}

function base64(text: string, encoding: BufferEncoding = "utf8"): string {
  return Buffer.from(text, encoding).toString("base64");
}

/** The pieces that an encoder's lines of so many characters are. */
function wrapped(text: string, columns: number): string[] {
  return text.match(new RegExp(`.{1,${columns}}`, "g")) ?? [];
}

function encodedSamples(random: RandomText): ContextualSample[] {
  const pass = chosenPassword(random);
  const settings = `PORT=8080\nDB_PASSWORD=${pass}\nDEBUG=0\nLOG=/var/log/app.log\nNAME=shop\n`;
  const file = base64(settings);
  const lines = wrapped(base64(settings.repeat(3)), 76);
  const command = base64(`net use Z: \\\\nas\\r /user:build ${pass}`, "utf16le");
  const url = encodeURIComponent(`postgres://app:${pass}@pg:5432/app`);
  return [
    make("a file in base64", file, `$ base64 -w0 .env\n${file}\n`),
    make("a file in base64, as a variable", file, `ENV_FILE=${file}\n`),
    make("a file in lines of base64", lines, `$ base64 .env\n${lines.join("\n")}\n$ ls\n`),
    make("PowerShell's command", command, `powershell -NoProfile -EncodedCommand ${command}`),
    make("an address, percent-encoded", encodeURIComponent(pass), `GET /adminer?conn=${url} HTTP/1.1`),
    make("an address in small digits", pass, `dsn=postgres%3a%2f%2fapp%3a${pass.replace("!", "!")}%40pg`),
    make(
      "a field of a form",
      encodeURIComponent(pass),
      `user%5Bemail%5D=ops&user%5Bpassword%5D=${encodeURIComponent(pass)}&commit=Log+in`,
    ),
    make("a field of a form in small digits", pass, `user%5bpassword%5d=${pass}&x=1`),
    make("what is encoded", [pass, base64(pass)], `$ echo -n '${pass}' | base64\n${base64(pass)}\n`),
    make("what is encoded from a here string", pass, `base64 <<< '${pass}'`),
    make(
      "Elasticsearch's key with its id",
      base64(`${random.of(ALPHANUMERIC, 20)}:${random.of(ALPHANUMERIC, 22)}`),
      "",
    ),
  ].map((sample) =>
    sample.text === "" ? { ...sample, text: `{"id": "x", "encoded": "${sample.secrets[0]}"}` } : sample
  );
}

function colouredSamples(random: RandomText): ContextualSample[] {
  const [pass, key] = [chosenPassword(random), mixedToken(random, 32)];
  const token = `key-${random.of(HEX, 32)}`;
  const [first, second] = [key.slice(0, 16), key.slice(16)];
  return [
    make("jq", pass, `\x1b[34;1m"password"\x1b[0m\x1b[1;39m: \x1b[0m\x1b[0;32m"${pass}"\x1b[0m`),
    make("inside of a value", [first, second], `\x1b[32m+secret_key: ${first}\x1b[7m${second}\x1b[27m\x1b[m`),
    make(
      "as JSON writes it",
      pass,
      `{"out":"\\u001b[36mMYSQL_PWD\\u001b[39m: \\u001b[32m'${pass}'\\u001b[39m"}`,
    ),
    make("between words", token, `ready ${token}\x1b[0mdone`),
    make("in capitals", pass, `{"out":"\\u001B[36mMYSQL_PWD\\u001B[39m: \\u001B[32m'${pass}'\\u001B[39m"}`),
    make("a home", "kimmeridge", `cd /home/\x1b[1mkimmeridge\x1b[0m/shop`),
  ];
}

function commandSamples(random: RandomText): ContextualSample[] {
  const [pass, key] = [chosenPassword(random), mixedToken(random, 32)];
  const word = `${random.of(UPPER, 1)}${random.of(LOWER, 5)}${random.of("3456789", 3)}`;
  const kubeadm = `${random.of(LOWER, 5)}4.${random.of(LOWER, 10)}2${random.of(LOWER, 4)}7`;
  const texts = [
    "etcdctl --endpoints=https://h:2379 --user root:% get /registry",
    'mount_smbfs "//backup:%@nas/dumps" /Volumes/dumps',
    "/msg NickServ IDENTIFY %",
    "/msg NickServ IDENTIFY kilnbot %\n-NickServ- ok",
    "/msg nickserv identify kilnbot %\n",
    "net use Z: \\\\nas\\releases /user:ACME\\build % /persistent:no",
    'net use Z: \\\\nas\\releases /user:build "%"',
    '127.0.0.1:6379> CONFIG SET requirepass "%"\nOK',
    "setx MSSQL_PWD % /M",
    "setx CLIENT_SECRET % /M",
    "ALTER CURRENT USER SET PASSWORD FROM 'x' TO '%'",
    "ALTER CURRENT USER SET PASSWORD FROM '%' TO $new",
    `> b'JFEN1 LOGIN ops "%"'`,
    "clickhouse-client --password % -q 'SELECT 1'",
    "SMTP_PASS=abCD\\&%\\;x9\n",
  ];
  const bearer = [
    "https -A bearer -a % api.acme.dev/runs",
    "http --auth-type=bearer --auth=% api.acme.dev/runs",
    "xh -A bearer --auth % api.acme.dev",
  ];
  return [
    ...samplesOf(texts.slice(0, -3), pass),
    ...samplesOf(texts.slice(-3, -2), pass),
    make("parts with full stops", "Ab8.UcL87TyOo.Gn", texts.at(-2)?.replace("%", "Ab8.UcL87TyOo.Gn") ?? ""),
    make("escaped for a shell", word, texts.at(-1)?.replace("%", word) ?? ""),
    ...samplesOf(bearer, key),
    make("a node's token", kubeadm, `kubeadm join 10.0.0.5:6443 --token ${kubeadm} \\\n`),
    make(
      "an address escaped for a shell",
      `${word}\\$x\\!`,
      `psql postgres://etl:${word}\\$x\\!@10.3.1.9/db`,
    ),
    make("an address with an at sign", `p@${word}/x`, `amqp://worker:p@${word}/x@mq-int:5672/prod`),
  ];
}

/** What programs show, ask and are told. */
function shownSamples(random: RandomText): ContextualSample[] {
  const [pass, key] = [chosenPassword(random), mixedToken(random, 32)];
  const codes = Array.from(
    { length: 4 },
    () => `${random.of("0123456789", 1)}a${random.of(HEX, 3)}-b${random.of(HEX, 4)}`,
  );
  const pem = privateKey(random, "RSA", 4).split("\n");
  const body = pem.slice(1, -1);
  const found = body.map((line, index) => `deploy/keys.txt-${index + 5}-${line}`);
  const bytes = Array.from({ length: 64 }, (_, index) => (index * 37 + 11) % 251).join(",");
  const texts = [
    "Then:\n❯ aws ssm get-parameter --name /prod/smtp_password --with-decryption --output text\n%\n",
    "PS> Get-AzKeyVaultSecret -VaultName kv -Name sql-admin -AsPlainText\n%\n",
    "ok\n❯ gpg --decrypt db.gpg\n%\n",
    "PS C:\\app> Get-Secret db -AsPlainText\n%\n",
    "$ gpg --decrypt db.gpg\n%\n",
    "? What's the value of AUTH_SECRET? %\n? Add AUTH_SECRET to which Environments?",
    "Enter pass phrase for ca.key: %\n",
    "Enter your password: %\n",
    "Enter new password: %\n",
    "Repeat password: %\nConfirm password: %\n",
    "Retype password for ops: %\n",
    `  - locator.fill: filling "%" into getByTestId('login-password')`,
    '● browser_type (MCP)(element: "Password field", ref: "e27", text: "%", submit: true)',
    'write(5, "{\\"password\\":\\"%"..., 214) = 214',
    "Password\n\n    %\n\nValid until: 2027-12-31",
    "vpn password ~> %",
    "params:\n  - key: smtp.password\n    val: %\n",
    ' 90 | const PW = /* prod */ "%" as const;',
    ' 88 | const DB_PASSWORD =\n 89 |   "%";\n    |    ^^^^ error TS2322',
    "id|service|login|password\n1|github|kiln|%\n2|jira|ops|%\n",
    'cn.ConnectionString = "Server=db01;Uid=bi;Pwd=" & "%" & ";"',
    "req.basic_auth 'exporter', '%'",
    '> personal.unlockAccount("0x0633c9a8670e733c06ecbe9698a37253ba29dba6", "%", 600)',
    `data: '{"secretAnswer":"%"}'`,
  ];
  return [
    ...samplesOf(texts, pass),
    make("SASL", base64(`\0ops\0${pass}`), `SASL PLAIN ${base64(`\0ops\0${pass}`)}"..., 88`),
    make("a file of codes", codes, `$ cat github-recovery-codes.txt\n${codes.join("\n")}\n`),
    make("a file of other codes", codes, `$ cat backup-codes.txt\n${codes.join("\n")}\n`),
    make("lines that were found", body, [`deploy/keys.txt:4:${pem[0]}`, ...found, "--"].join("\n")),
    make("Solana's file", bytes, `$ cat ~/.config/solana/id.json\n[${bytes}]\n`),
    make("Solana's pair", bytes, `const keypair = [${bytes}]`),
    make("Confluent", pass, `schema.registry.basic.auth.user.info=VC51DJY25QZCT17Q:${pass}\n`),
    make("a session's path", random.of("0123456789ABCDEF", 32), ""),
    make("a session's query", random.of(`${LOWER}${DIGITS}`, 26), ""),
    make(
      "SecretKeySpec",
      "leQpjwityRJrxZQt",
      'new SecretKeySpec("leQpjwityRJrxZQt".getBytes(UTF_8), "AES");',
    ),
    make("a PIN", "647916", `data: '{"pin":"647916"}'`),
    make("a PIN in single quotes", "647916", `{'pin': '647916'}`),
    make("a key behind a dash", key, `token—${key}`),
  ].map((sample) => {
    if (sample.name === "a session's path") {
      return { ...sample, text: `GET /portal/home.do;jsessionid=${sample.secrets[0]} HTTP/1.1` };
    }
    return sample.name === "a session's query"
      ? { ...sample, text: `https://shop.acme.dev/a.php?PHPSESSID=${sample.secrets[0]}&x=1` }
      : sample;
  });
}

/** In other words and names. */
function namedSamples(random: RandomText): ContextualSample[] {
  const [pass, key] = [chosenPassword(random), mixedToken(random, 32)];
  const texts = [
    'GEHEIMER_SCHLUESSEL = "%"',
    "api-schluessel: %",
    "cle_api: %",
    "clave_secreta: '%'",
    "chave_de_api=%",
    "MUI_LICENSE=%",
    "secret = %\n",
  ];
  const word = mixedToken(random, 12);
  const leet = `eng1ne-harbor${random.of("3456789", 3)}`;
  return [
    ...samplesOf(texts, key),
    make("words in a column", "walnut_satchel_clover", "user,password\nkim,walnut_satchel_clover\n"),
    make("two colons", pass, `password::${pass}\n`),
    make("two colons before a token", key, `api_token::${key}\n`),
    make("a colon before the noun", pass, `note:password is ${pass}`),
    make("a label with a number in a word", pass, `${pass} (db2 password)`),
    make(
      "a list with a number in a word",
      [pass, `${pass}b`],
      `prod: ${pass}, stage: ${pass}b (db1 passwords)`,
    ),
    make("a password of tests", pass, `TEST_PASS=${pass}\nconst testPass = "${pass}";`),
    make("a quote that is not closed", word, `docker login -u ops -p '${word}`),
    make("a backslash in quotes", `${word}\\x1`, `docker login -u ops -p '${word}\\x1'`),
    make("creds", pass, `the creds are ci:${pass}`),
    make("creds in braces", pass, `* creds: {{qa_lead}} / {{${pass}}}`),
    make("digits for letters", leet, `the password is ${leet}`),
    make("digits for letters in Czech", leet, `Heslo k databázi je ${leet}, uživatel portal.`),
    make("words of two cases", "Thunder_thunder381", "the creds are ci:Thunder_thunder381"),
    make("letters alone", "tayrdnFmhSdWuVff", "The admin password is tayrdnFmhSdWuVff. Keep it."),
    make("letters alone in a setting", "sRwFRxsxRdsUVmGeOgNOkXpO", "\tsecret = sRwFRxsxRdsUVmGeOgNOkXpO\n"),
    make(
      "a member that is none",
      "Mq1_EMtO_E.XkI7",
      "users: [{name: root, password: Mq1_EMtO_E.XkI7, roles: [a]}]",
    ),
  ];
}

/** Of strings of which none is a secret alone. */
function joinedSamples(random: RandomText): ContextualSample[] {
  const [first, second] = [random.of(LETTERS, 20), random.of(BASE64.slice(0, 62), 20)];
  const token = mixedToken(random, 60);
  const [start, end] = [token.slice(0, 30), token.slice(30)];
  return [
    make("Basic's lines", [first, second], `Const API_KEY = "${first}" & _\n                "${second}"\n`),
    make("Basic's pieces", ["DrTdLPgj", "ZyCs6aT9"], 'Const DB_PWD = "DrTdLPgj" & "ZyCs6aT9"'),
    make("a text of YAML", [start, end], `config:\n  api_token: "${start}\\\n    ${end}"\n  url: x\n`),
  ];
}
