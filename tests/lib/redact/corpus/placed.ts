/** Secrets that are known by the place they have: in an address, below a name, in a notation, in a line of a program's settings. */
import { type ContextualSample, sampleOf as make, samplesOf } from "./contextual.ts";
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
} from "./random_text.ts";

/** All of them, made anew from random characters. */
export function placedSamples(random: RandomText): ContextualSample[] {
  return [
    ...addressSamples(random),
    ...belowSamples(random),
    ...nameSamples(random),
    ...lineSamples(random),
    ...notationSamples(random),
    ...wholeSamples(random),
    ...settingSamples(random),
  ];
}

/** Of chats, monitors and nodes of chains, and tokens beside words. */
function addressSamples(random: RandomText): ContextualSample[] {
  const [uuid, hex, long] = [random.uuid(), random.of(HEX, 30) + "7a", mixedToken(random, 44)];
  const lower = `${random.of(LOWER + DIGITS, 28)}7a`;
  return [
    make("Twitch", lower, `const PASS = "oauth:${lower}";`),
    make("WooCommerce", hex, `new Client(url, "x", "c${"s_"}${hex}${hex.slice(0, 8)}")`),
    ...[
      ["Feishu", uuid, `https://open.feishu.cn/open-apis/bot/v2/hook/${uuid}`],
      ["Lark's old robots", hex, `https://open.larksuite.com/open-apis/bot/hook/${hex}`],
      ["Lark's flows", hex, `https://www.feishu.cn/flow/api/trigger-webhook/${hex}`],
      [
        "Teams' old connectors",
        hex,
        `https://outlook.office.com/webhook/${uuid}@${uuid}/IncomingWebhook/${hex}/${uuid}`,
      ],
      ["Mattermost", lower.slice(4), `https://chat.example.test/hooks/${lower.slice(4)}`],
      ["Rocket.Chat", long, `https://chat.example.test/hooks/${random.of(ALPHANUMERIC, 17)}/${long}`],
      ["a check of Healthchecks", uuid, `curl -fsS https://hc-ping.com/${uuid}`],
      ["webhook.site", uuid, `https://webhook.site/${uuid}`],
      ["Loggly", uuid, `https://logs-01.loggly.com/inputs/${uuid}/tag/http/`],
      ["PagerDuty", hex, `https://events.pagerduty.com/integration/${hex}/enqueue`],
      ["VictorOps", uuid, `https://alert.victorops.com/integrations/generic/20131114/alert/${uuid}/web`],
      ["Sumo Logic", long, `https://endpoint.collection.sumologic.com/receiver/v1/http/${long}==`],
      ["Better Stack", lower.slice(6), `https://uptime.betterstack.com/api/v1/heartbeat/${lower.slice(6)}`],
      ["Cronitor", hex, `https://cronitor.link/p/${hex}/job`],
      ["Grafana's alerts", long, `https://oncall.example.test/integrations/v1/alertmanager/${long}/`],
      ["a script of Google", long, `https://script.google.com/macros/s/AKfycb${long}/exec`],
      ["Infura by WebSocket", hex, `wss://mainnet.infura.io/ws/v3/${hex}`],
      ["Ankr", hex + hex, `https://rpc.ankr.com/eth/${hex}${hex}`],
      ["BlastAPI", uuid, `https://eth-mainnet.blastapi.io/${uuid}`],
      ["GetBlock", hex, `https://go.getblock.io/${hex}/`],
    ].map(([name = "", secret = "", text = ""]) => make(name, secret, `url = "${text}"\n`)),
  ];
}

/** One level below the name. */
function belowSamples(random: RandomText): ContextualSample[] {
  const [pass, other, key, second] = [
    chosenPassword(random),
    chosenPassword(random),
    mixedToken(random, 34),
    mixedToken(random, 34),
  ];
  const ceph = `AQ${random.of(BASE64, 36)}==`;
  return [
    make(
      "a key for each network",
      [key, second],
      `etherscan: { apiKey: { mainnet: "${key}", sepolia: "${second}" } }`,
    ),
    make(
      "a key for each network in YAML",
      [key, second],
      `api_key:\n  mainnet: ${key}\n  sepolia: ${second}\n`,
    ),
    make(
      "a key for each network with numbers",
      key,
      `     1→apiKey:\n     2→  mainnet: "${key}"\n     3→port: 1\n`,
    ),
    make("passwords by users", [pass, other], `passwords = { "root": "${pass}", "ops": "${other}" }`),
    make(
      "passwords by users in PHP",
      [pass, other],
      `'passwords' => ['x'], 'passwords' => { root => '${pass}', ops => '${other}' }`,
    ),
    make("a parameter of ARM", pass, `{"adminPassword": {"value": "${pass}"}}`),
    make("a default of ARM", pass, `"adminPassword": { "type": "securestring", "defaultValue": "${pass}" }`),
    make(
      "a default of CloudFormation",
      pass,
      `Parameters:\n  DBPassword:\n    Type: String\n    NoEcho: true\n    Default: ${pass}\n`,
    ),
    make(
      "a default of CloudFormation in JSON",
      pass,
      JSON.stringify({ DBPassword: { Type: "String", Default: pass } }, null, 2),
    ),
    make("a key below api", key, `{'api': {'key': '${key}', 'timeout': 30}}`),
    make("a key in a section", key, `[api]\nurl = x\nkey = ${key}\n`),
    make("a key in a section with numbers", key, `     1→[auth]\n     2→  key = ${key}\n`),
    make("Ceph", ceph, `[client.admin]\n\tkey = ${ceph}\n\tcaps mon = "allow *"\n`),
    make("Ceph in JSON", ceph, `{"entity":"client.x","key":"${ceph}","caps":{}}`),
  ];
}

function nameSamples(random: RandomText): ContextualSample[] {
  const [key, pass] = [mixedToken(random, 16), chosenPassword(random)];
  const hex = `${random.of(HEX, 13)}a7e`;
  const words = `${random.of(LOWER, 12)}${random.of("3456789", 4)}`;
  return [
    make("Tuya", key, `{"deviceId":"x","localKey":"${key}"}`),
    make("MediaWiki", hex, `$wgUpgradeKey = "${hex}";`),
    ...["encKey", "privkey", "vault_key", "backupKey", "unseal-key"].map((name) =>
      make(name, key, `${name} = ${key}\n`)
    ),
    make("key material", words, `<sharedKey><keyMaterial>${words}</keyMaterial></sharedKey>`),
    make("words in a header", words, `X-Gitlab-Token: ${words}\n`),
    make("words of a store like Amazon's", words, `[default]\naws_secret_access_key=${words}\n`),
    make("words in an environment", words, `GITLAB_TOKEN=${words}\n`),
    make("ODBC's source", pass, `[Dw]\nDriver=ODBC Driver 18\nServer=dw\nUID=loader\nPWD=${pass}\n`),
    make("ODBC's source with numbers", pass, `     1→[Dw]\n     2→UID = loader\n     3→PWD = ${pass}\n`),
  ];
}

/** Settings with a line for themselves. */
function lineSamples(random: RandomText): ContextualSample[] {
  const [pass, key, hex] = [chosenPassword(random), mixedToken(random, 32), random.of(HEX, 62) + "7a"];
  const words = `${random.of(LOWER, 9)}${random.of("3456789", 4)}`;
  const letters = random.of(LETTERS, 8);
  return [
    make("Apache", words, `<Location />\n  AuthLDAPBindPassword ${words}\n</Location>\n`),
    make("slapd", pass, `rootdn "cn=admin"\nrootpw ${pass}\n`),
    make("a name with a dash", pass, `     4→  bind-password ${pass}\n`),
    make("a key of a line", key, `api_key ${key}\nport 1\n`),
    make("keepalived", letters, `  auth_type PASS\n  auth_pass ${letters}\n`),
    make("Redis' sentinel", words, `sentinel auth-pass mymaster ${words}\n`),
    make("Redis' sentinel at run time", words, `SENTINEL SET mymaster auth-pass ${words}\n`),
    make("a Dockerfile with numbers", hex, `     1→FROM x\n     2→ENV SECRET_KEY_BASE ${hex}\n`),
    make("a script with numbers", words, `     3→mysql -u app -p${words} shop\n`),
    make("Windows' wireless network", words, `    Key Content            : ${words}\n`),
    make("Windows' wireless network in German", words, `    Schl\u00fcsselinhalt       : ${words}\n`),
    make(
      "Terraform's state",
      pass,
      `{"address":"random_password.db","values":{"length":24,"result":"${pass}"}}`,
    ),
    make("dots and a colon", pass, `username ........: app\npassword ........: ${pass}\n`),
    make("dashes", pass, `password ------> ${pass}\n`),
    make("dots beside the name", key, `API_TOKEN.....: ${key}\n`),
  ];
}

/** Between the name and the value there is more than a separator. */
function notationSamples(random: RandomText): ContextualSample[] {
  const [pass, key] = [chosenPassword(random), mixedToken(random, 32)];
  return [
    make("COBOL", pass, `01 WS-DB-PASSWORD PIC X(20) VALUE '${pass}'.`),
    make("Zig", pass, `const admin_password: []const u8 = "${pass}";`),
    make("Ada", pass, `Password : constant String := "${pass}";`),
    make("C", pass, `static char db_password[32] = "${pass}";`),
    make("Visual Basic", pass, `Dim password As String = "${pass}"`),
    make("SQL", pass, `DECLARE @password NVARCHAR(50) = N'${pass}'`),
    make("TypeScript's !", pass, `class A { password!: string = "${pass}"; }`),
    make("Erlang", pass, `[{username,"app"},{password,"${pass}"}]`),
    make("Elixir", pass, `{:password, "${pass}"}`),
    make("Scala", pass, `Map("user" -> "x", "password" -> "${pass}")`),
    make("Kotlin", pass, `mapOf("user" to "x", "password" to "${pass}")`),
    make("CDK", pass, `masterUserPassword: SecretValue.unsafePlainText("${pass}"),`),
    make("Pulumi", key, `apiKey: pulumi.secret("${key}")`),
    make("the next line", key, `"secret":\n    "${key}",\n"ttl": 60`),
    make("the next line in code", key, `     1→const apiKey =\n     2→  "${key}";\n`),
    make("a form in parts", pass, `Content-Disposition: form-data; name="password"\r\n\r\n${pass}\r\n--x--`),
    make("a form in a string", pass, String.raw`'form-data; name="password"\r\n\r\n${pass}\r\n--x--'`),
    make(
      "a join",
      [key.slice(0, 16), key.slice(16)],
      `const apiKey = ["${key.slice(0, 16)}", "${key.slice(16)}"].join("");`,
    ),
    make(
      "Python's join",
      [key.slice(0, 16), key.slice(16)],
      `api_key = "".join(["${key.slice(0, 16)}", "${key.slice(16)}"])`,
    ),
    make(
      "Perl's join",
      [key.slice(0, 16), key.slice(16)],
      `my $api_key = join('', '${key.slice(0, 16)}', '${key.slice(16)}');`,
    ),
  ];
}

/** Values that are longer than most, or written with quotes and escapes in them. */
function wholeSamples(random: RandomText): ContextualSample[] {
  const long = mixedToken(random, 1200);
  const [one, two] = [mixedToken(random, 7), mixedToken(random, 8)];
  const codes = [...`${one}!`].map((character) => character.charCodeAt(0));
  const escaped = codes.map((code) => `\\x${code.toString(16)}`).join("");
  return [
    make(
      "a registry's token",
      [long, long.slice(-300)],
      `docker login -u AWS -p ${long} https://r.example.test`,
    ),
    make(
      "a registry's token in a pipe",
      [long, long.slice(-300)],
      `echo ${long} | docker login -u AWS --password-stdin r.example.test`,
    ),
    make("a prefix and the rest", long.slice(0, 24), `$key = "sk_${"live"}_" . "${long.slice(0, 24)}";`),
    make("a quote in YAML", [`${one}''${two}`, two], `password: '${one}''${two}'\n`),
    make("a quote of a shell", [`${one}'"'"'${two}`, two], `DB_PASSWORD='${one}'"'"'${two}' ./run\n`),
    make("strings with a sign", [`${one}!`, `${two}?`], `password = "${one}!" + "${two}?"`),
    make("strings of SQL", [`${one}!`, `${two}?`], `password = '${one}!' || '${two}?'`),
    make("escaped characters", escaped, `password = "${escaped}"`),
    make(
      "characters by their numbers",
      codes.join(", "),
      `const password = String.fromCharCode(${codes.join(", ")});`,
    ),
    make("bytes by their numbers", codes.join(", "), `password = bytes([${codes.join(", ")}])`),
    make(
      "calls of chr",
      codes.map((code) => `chr(${code})`).join(" + "),
      `password = ${codes.map((code) => `chr(${code})`).join(" + ")}`,
    ),
    make("grep's numbers of lines", `${one}!`, `config.yml:12:password: ${one}!\n13:token: x\n`),
    make("fields of Redis", `${one}!`, `1) "password"\n2) "${one}!"\n`),
    make("a proxy's address", `${one}!`, `trojan://${one}!@proxy.example.test:443`),
    make("bytes of Python", `kwg${two}x`, String.raw`SECRET_KEY = b'\x9fkwg${two}x\xa1\x02HTGT\xf0'`),
  ];
}

/** Of devices and daemons. */
function settingSamples(random: RandomText): ContextualSample[] {
  const [pass, key] = [chosenPassword(random), mixedToken(random, 32)];
  const texts = [
    "interface x\n ip ospf authentication-key %\n",
    "ntp authentication-key 1 md5 %\n",
    "ip ospf message-digest-key 1 md5 %\n",
    "tacacs-server key %\n",
    "radius-server host 10.0.0.1 auth-port 1812 key 7 %\n",
    "crypto isakmp key % address 0.0.0.0\n",
    "ppp chap password 0 %\n",
    "key chain x\n key 1\n  key-string %\n",
    'pre-shared-key ascii-text "%";',
    "set password ENC %\n",
    "config wifi-iface\n\toption ssid 'x'\n\toption key '%'\n",
    "uci set wireless.default_radio0.key='%'",
    "snmp-server user u g v3 auth sha % priv aes 128 other\n",
    "snmp-server user u g v3 auth sha other priv aes 128 %\n",
    'createUser ops SHA "%" AES "other1234"\n',
    'createUser ops SHA "other1234" AES "%"\n',
    "rwcommunity % 10.0.0.0/8\n",
    "com2sec x default %\n",
    "set httpd port 2812\n  allow admin:%\n",
    "cache_peer x parent 3128 0 login=u:%\n",
    "register => u:%@sip.example.test\n",
    "PRAGMA key = '%';",
    "ATTACH DATABASE 'x' AS y KEY '%'",
    "account x\nuser ops\npass %\n",
    "[smtp.example.test]:587 u:%\n",
    "*:*:*:u:%\n",
    "<auth-user-pass>\nu\n%\n</auth-user-pass>\n",
    "reg add HKLM\\x /v Password /t REG_SZ /d %\n",
    "password2 = x\npass_word = %\n",
    "pswd: %\n",
    'passwordConfirm: "%"',
    "access_code = %\n",
    "remotepass = %\n",
  ];
  return [
    ...samplesOf(texts, pass),
    make("a server of names", key, `key "rndc" {\n  algorithm hmac-sha256;\n  secret "${key}=";\n};\n`),
    make("a token before the next setting", key, `TOKEN:${key};next`),
  ];
}
