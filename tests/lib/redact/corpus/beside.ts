/** Secrets beside their names without `=` or `:` between, and in the syntax of single programs. */
import { type ContextualSample, sampleOf as make } from "./contextual.ts";
import { ALPHANUMERIC, chosenPassword, HEX, LOWER, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function besideSamples(random: RandomText): ContextualSample[] {
  const [pass, other] = [chosenPassword(random), chosenPassword(random)];
  const [token, second] = [mixedToken(random, 32), mixedToken(random, 32)];
  const word = `${random.of(LOWER, 9)}${random.of("23456789", 4)}`;
  const hash = `$1$${random.of(ALPHANUMERIC, 5)}$${random.of(ALPHANUMERIC, 22)}`;
  const hex = `${random.of(HEX, 18).toUpperCase()}7A`;
  return [
    ...fieldSamples(pass, token, random.uuid()),
    ...tableSamples(pass, other, token, second),
    make("ipsec's keys", [token, pass], `: PSK "${token}"\ncarol : EAP "${pass}"\n`),
    make("pppd's secrets", pass, `# client  server  secret  IP\n"dsl-user" * "${pass}" *\n`),
    make("Cisco's hashes", hash, `enable secret 5 ${hash}\nusername admin privilege 15 secret 5 ${hash}\n`),
    make("Cisco's old passwords", hex, `line vty 0 4\n password 7 ${hex}\n`),
    make("a community", word, `snmp-server community ${word} RW\n`),
    make("Cisco's shared keys", pass, `crypto map\n pre-shared-key ${pass}\n`),
    make("HAProxy's users", word, `userlist u\n  user ops insecure-password ${word}\n`),
    make(
      "Debian's installer",
      word,
      `d-i passwd/root-password password ${word}\nd-i passwd/root-password-again password ${word}\n`,
    ),
    make("Kickstart", word, `rootpw --plaintext ${word}\n`),
    make("chpasswd's input", [pass, other], `sudo chpasswd <<EOF\nroot:${pass}\nops:${other}\nEOF\n`),
    make("cloud-init's users", pass, `chpasswd:\n  list: |\n    root:${pass}\n`),
    make("CouchDB's admins", pass, `[admins]\nadmin = ${pass}\n`),
    make("Elasticsearch's passwords", token.slice(0, 20), `PASSWORD elastic = ${token.slice(0, 20)}\n`),
    make("ODBC's braces", `x;${pass}`, `"DRIVER={ODBC};SERVER=db;UID=sa;PWD={x;${pass}};Trust=yes"`),
    make("AWS' text", token, `SECRETSTRING\tprod/legacy\t${token}\n`),
    make("Redis' configuration", token, `port 6379\nmasterauth ${token}\nappendonly yes\n`),
    make("a variable of Terraform", pass, `variable "ssh_pw" {\n  default = "${pass}"\n}\n`),
    make("a parameter of Bicep", pass, `param sqlPassword string = '${pass}'\n`),
    make("a keyword of Clojure", pass, `{:user "a" :password "${pass}"}`),
    make("Windows' registry", pass, `    DefaultPassword    REG_SZ    ${pass}\n`),
    make("dots", pass, `  Admin user ..... admin\n  Admin password . ${pass}\n`),
    make(
      "a line of netrc",
      hex.toLowerCase(),
      `machine a.example\n  login user\n  password ${hex.toLowerCase()}\n`,
    ),
    make("a block of Ruby", pass, `password: <%= ENV.fetch("DBPW") { "${pass}" } %>\n`),
    make("a list", [token, second], `[auth]\nkeys = [\n  "${token}",\n  "${second}",\n]\n`),
    make("a word beside a user", "marigolds", `{"username":"ops","password":"marigolds"}`),
    make("a word on a line below a user", "sunflowers", `db:\n  username: ops\n  password: sunflowers\n`),
    make(
      "rows of SQL",
      [pass, other],
      `INSERT INTO users (id, login, password, role) VALUES (1, 'root', '${pass}', 'admin'), (2, 'ops', '${other}', 'user');`,
    ),
  ];
}

/** A name and a value as fields of one object, element or dump. */
function fieldSamples(pass: string, token: string, uuid: string): ContextualSample[] {
  return [
    make(
      "fields with another between",
      pass,
      `[{ "name": "SMTP__Pwd", "slotSetting": false, "value": "${pass}" }]`,
    ),
    make("fields in the other order", pass, `[{ "value": "${pass}", "slot": 1, "name": "SMTP__Pwd" }]`),
    make(
      "AWS' parameters",
      pass,
      `{"Name":"/prod/db/password","Type":"SecureString","Value":"${pass}","Version":1}`,
    ),
    make("parameters of a stack", pass, `{"ParameterKey":"DbPassword","ParameterValue":"${pass}"}`),
    make("fields on a line", pass, `Name: DB_PASSWORD  Type: SecureString  Value: ${pass}`),
    make(
      "fields of a password manager",
      pass,
      `{"id":1,"label":"password","type":"CONCEALED","value":"${pass}"}`,
    ),
    make("a CDATA section", pass, `<dbPassword><![CDATA[${pass}]]></dbPassword>`),
    make("a list in HTML", pass, `<li><strong>Password:</strong> <code>${pass}</code></li>`),
    make("a pair of Lisp", pass, `("password" . "${pass}")`),
    make("lines of an item", pass, `- name: SMTP_PASSWORD\n  secure: true\n  value: ${pass}\n`),
    make(
      "KeePass' fields",
      pass,
      `<String><Key>Password</Key><Value ProtectInMemory="True">${pass}</Value></String>`,
    ),
    make("JMeter's properties", pass, `<stringProp name="HTTPSampler.password">${pass}</stringProp>`),
    make("Hibernate's properties", pass, `<property name="connection.password">${pass}</property>`),
    make(
      "settings of .NET",
      pass,
      `<setting name="Password" serializeAs="String">\n  <value>${pass}</value>\n</setting>`,
    ),
    make("cells of HTML", pass, `<tr><td>Password</td><td><code>${pass}</code></td></tr>`),
    make("a dump of PHP", pass, `array(1) {\n  ["password"]=>\n  string(14) "${pass}"\n}\n`),
    make("PHP's serialisation", pass, `a:1:{s:8:"password";s:13:"${pass}";}`),
    make("a pair", pass, `[('user', 'x'), ('password', '${pass}')]`),
    make("a pair of a token", token, `[["api_token", "${token}"]]`),
    make("a secret id", uuid, `Accessor ID  = x\nSecret ID    = ${uuid}\n`),
  ];
}

function tableSamples(pass: string, other: string, token: string, second: string): ContextualSample[] {
  return [
    make(
      "rows with frames",
      [pass, token],
      `│ SMTP_HOST │ mail │\n│ SMTP_PASSWORD │ ${pass} │\n│ API_TOKEN │ ${token} │\n`,
    ),
    make("rows between pipes", pass, `| SMTP_HOST | mail |\n| SMTP_PASSWORD | ${pass} |\n`),
    make(
      "a table with frames",
      pass,
      `┌──────┬──────────┐\n│ user │ password │\n├──────┼──────────┤\n│ ops  │ ${pass} │\n└──────┴──────────┘\n`,
    ),
    make(
      "columns without a line below the header",
      [token, second],
      `NAME         ACCESS KEY   SECRET KEY                        REGION\nprod         reader       ${token}  eu\na-long-name-of-it  reader2  ${second}  eu\n`,
    ),
    make(
      "a row longer than its columns",
      token,
      `Name   Secret Key   Region\n----   ----------   ------\na-long-name-of-it  ${token}  eu\n`,
    ),
    make("equals signs below the header", pass, ` user | password\n======+==========\n ops  | ${pass}\n`),
    make(
      "a second password",
      [pass, other],
      `| user | password | password2 |\n|---|---|---|\n| ops | ${pass} | ${other} |\n`,
    ),
    make(
      "any value of a column below a user's",
      [pass, "marigolds"],
      `USER   PASSWORD   ROLE\nops    marigolds  admin\njoe    ${pass}  user\n`,
    ),
    make("a row of a name that ends with PASS", pass, `│ SMTP_PASS │ ${pass} │\n`),
    make("a tab", pass, `DB_HOST\tx\nDB_PASSWORD\t${pass}\n`),
    make("spaces", pass, `DB_HOST         x\nDB_PASSWORD     ${pass}\n`),
  ];
}

/** Each of these texts must come out unchanged. */
export const BESIDE_BENIGN_TEXTS: readonly string[] = [
  `<input type="password" name="password" placeholder="Password" />\n\ncase 1156 ends`,
  `<Input name="password" label="Password" type="password" />\n<b>Step 2b</b>`,
  `<property name="password" value="\${db.password}"/>`,
  `<label for="password">Enter it 2 times</label>`,
  `<acmeKey>abc1</acmeKey> <keys>12</keys> <primaryKey>id_1</primaryKey>`,
  `    AcmeKey    REG_SZ    C:\\x1\\y2`,
  `<td>Password</td><td>at least 8 characters</td>`,
  `<Key>Password</Key><Value>required</Value>`,
  `["password"]=>\n  string(8) "password"`,
  `s:8:"password";s:8:"password";`,
  `[("password", "Password")]`,
  `fields = ["password", "token2fa"]`,
  `expect(["token", "next"])`,
  `│ password │ required │\n`,
  `| PASSWORD | text |\n`,
  `| token | count |\n|---|---|\n| the | 12 |\n`,
  `type Config struct {\n\tPassword    string\n\tToken       *jwt.Token2\n\tPassword    Sha256Hash\n}`,
  `Password ........ ok`,
  `password . and then`,
  `DefaultPassword    REG_SZ    <none>`,
  `Name   Token   Cost\nsonnet  12345  0.5\n`,
  `User   Password   Notes\nops    changeme   first\n`,
  `enable secret storage for 5 users`,
  `username and secret 5 of them`,
  `password 7 times wrong`,
  `the community decided`,
  `snmp-server community\n`,
  `const x = a * "b";`,
  `/**\n * "quoted" text\n */`,
  `variable "db_password" {\n  type = string\n}`,
  `variable "region" {\n  default = "eu-west-1"\n}`,
  `INSERT INTO users (login, password) VALUES (?, ?)`,
  `INSERT INTO users (login, password) VALUES ($1, crypt($2, gen_salt('bf')))`,
  `INSERT INTO counts (id, tokens) VALUES (1, 12345)`,
  `INSERT INTO t (a, password) values ('x', 'password')`,
  `[admins]\n# none`,
  `export const CLAUDE_SECRETS = ["ANTHROPIC_API_KEY", "OPENAI_API_KEY2"];`,
  `secrets: ["db-password", "api-token"]`,
  `keys = ["name", "value", "description"]`,
  `{"username":"required","password":"required"}`,
  `{"username":"string","password":"generated"}`,
  `  user: x\n  password: validators\n`,
  `sudo chpasswd <<EOF\n$USER:$PASS\nEOF`,
  `chpasswd:\n  expire: false\n`,
  `[{ "name": "SMTP_PORT", "slot": 1, "value": "Zk58x" }, { "name": "API_TOKEN" }]`,
  `{ "name": "api_token", "nested": { "a": 1 }, "other": { "value": "Zk58xab2Qw9" } }`,
];
