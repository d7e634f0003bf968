/** Passwords that shells pass on, keys told in chats, headers that Go prints, rows without a header, cookies. */
import { type ContextualSample, filled, sampleOf as make, samplesOf } from "./contextual.ts";
import { chosenPassword, HEX, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function shellsAndRows(random: RandomText): ContextualSample[] {
  return [
    ...shellSamples(random),
    ...toldKeys(random),
    ...headerSamples(random),
    ...rowSamples(random),
    ...joinedWords(),
    ...settingSamples(),
  ];
}

function shellSamples(random: RandomText): ContextualSample[] {
  const pass = chosenPassword(random);
  return [
    // A word of no language's: where a command takes nothing but a password, any word goes.
    ...samplesOf([
      "yes % | passwd kim",
      "yes % | sudo passwd",
      "(echo %; echo %) | smbpasswd -s -a kim",
      "{ echo '%'; echo '%'; } | passwd",
      "echo % | sudo -kS ls",
      'echo "%" | sudo --stdin ls',
      "sudo -S ls <<< %",
      "passwd --stdin kim <<< '%'",
      "chpasswd <<< kim:%",
    ], "larchpuddle"),
    ...samplesOf(
      ["echo '%' | sudo -S id", "echo '%' | gpg --batch --passphrase-fd 0 -d x.gpg"],
      "larch puddle",
    ),
    ...samplesOf([
      "AuthUserPass kim %",
      'auth_basic_user "kim:%"',
      "auth_basic_user kim:%;",
      "basicauth / kim %",
      "u/p: admin/%",
      "u/p is kim / %",
      "u:p = kim:%",
      'Dim strPwd As String = "%"',
      'Dim sPass As String = "%"',
      'QString pwd("%");',
    ], pass),
    ...samplesOf([
      "vercel deploy --prod -t %",
      "doppler run -t %",
      "k3s agent -t %",
      "./deploy.sh -t %",
      "zrok enable %",
    ], mixedToken(random)),
    make("an alternative", pass, `the pass was Qa7x!mmT or ${pass}`),
    make("either of two", [pass, "Qa7x!mmT"], `the password is either ${pass} or Qa7x!mmT`),
  ];
}

function toldKeys(random: RandomText): ContextualSample[] {
  const texts = [
    "my key:\n%",
    "here is the key:\n```\n%\n```",
    "hier ist der Key: %",
    "use my key %",
    "my openai key is\n%",
    "密钥如下：\n%",
    "これが私のキーです:\n%",
    "私のキーはこちら：%",
    "내 키는 다음과 같아:\n%",
    "här är min nyckel:\n%",
    "işte anahtarım:\n%",
  ];
  return [
    ...samplesOf(texts, mixedToken(random)),
    ...samplesOf(texts, `${random.of(HEX, 36)}7a9c`),
    // Of such a key one in ten has two digits.
    ...samplesOf(["my key:\n%", "use my key %"], "fujQryDhtdaqmmNHAVVhjU9EEKDXnY4y"),
  ];
}

function headerSamples(random: RandomText): ContextualSample[] {
  const signed = mixedToken(random);
  return [
    ...samplesOf([
      "map[Accept:[*/*] X-Api-Key:[%] Host:[a]]",
      "map[X-Auth-Token:[%]]",
      "map[Cookie:[session=%]]",
      'http.Header{"X-Api-Key":[]string{"%"}}',
      'http.Header{"X-Api-Key": {"%"}}',
    ], mixedToken(random)),
    ...samplesOf(["Sanctum: 12|%", `Qdrant: ${random.uuid()}|%`], mixedToken(random, 45)),
    ...samplesOf(['{"sid":"%"}', "cookies: { sessionid: '%' }"], `${random.of(HEX, 28)}7a9c`),
    ...samplesOf(['{"session_id": "%"}'], `${random.of(HEX, 36)}7a9c`),
    make("a signed cookie", signed, `{"name":"connect.sid","value":"s%3A${signed}.Zb7uEq9mK4"}`),
  ];
}

function rowSamples(random: RandomText): ContextualSample[] {
  const [one, other] = [chosenPassword(random), chosenPassword(random)];
  return [
    "sqlite> select name, password from users;\nkim|%\nbo|%",
    '$ sqlite3 app.db "select id, name, password from users"\n1|kim|%\n2|bo|%',
    "$ mysql -N -e 'select user, password, host from accounts'\nkim\t%\tdb1\nbo\t%\tdb2\n",
    "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(20), password TEXT, at TEXT);\n1|kim|%|2\n2|bo|%|3",
    "CREATE TABLE users (id INT, password TEXT NOT NULL);\nsqlite> select * from users;\n1|%\n2|%",
  ].map((text) => make(text, [one, other], filled(text, one, other)));
}

/** Words joined without a sign: what is no name of code, no type and no description. */
function joinedWords(): ContextualSample[] {
  const texts = [
    "password: %",
    "  password: %\n  host: db",
    "     3→  password: %\n     4→  port: 1",
    "+  password: %",
    "spring.datasource.password=%",
    "POSTGRES_PASSWORD: %",
    '"password": "%"',
    "const password = '%';",
    'let password: &str = "%";',
    "connect(host='x', password='%')",
    "Server=db;User Id=sa;Password=%;",
    "Password=%;Server=db",
    "./tool --password %",
    "./tool --password % --host x",
  ];
  return ["larchpuddle", "velvetmonkey", "tigerblossom"].flatMap((word) => samplesOf(texts, word));
}

function settingSamples(): ContextualSample[] {
  return [
    make("two words", "ab cd", "A=1\nDB_PASSWORD=ab cd\nB=2"),
    make("with a space and digits", "Xk3 pQ9zz", "DB_USER=x\nDB_PASSWORD=Xk3 pQ9zz\n"),
    ...samplesOf([
      "smb://nas/home/%/docs",
      "smb://nas/homes/%/docs",
      "mount -t cifs //nas/homes/% /mnt",
      "afp://nas.local/Users/%/x",
      "nfs://nas/export/home/%/x",
      "file://nas/home/%/x",
      "/Volumes/home/%/x",
      "/net/nas/home/%/x",
      "/Network/Users/%/x",
    ], "annekathrin"),
  ];
}

/** What looks like them. */
export const SHELL_AND_ROW_BENIGN_TEXTS: readonly string[] = [
  "yes | passwd",
  "yes y | apt install",
  "cat /etc/passwd | wc -l",
  "u/p: required",
  "auth_basic_user_file /etc/nginx/users;",
  "pass was true or false",
  "the password is either wrong or missing",
  "the password is either empty or too short",
  "http.Header{}, map[X-Api-Key:[]], map[Content-Type:[application/json]]",
  'http.Header{"Content-Type":[]string{"application/json"}}',
  'const token = {"name": "value1"}',
  "map[token:[string]] map[Password:[REDACTED]]",
  "SID=S-1-5-21-3623811015-3361044348-30300820-1013",
  "sqlite> select name, token_count from runs;\nnightly|1200\nweekly|90",
  "select name, password from users where id = 1;\nthat is what it runs",
  "CREATE TABLE t (id INT, password TEXT);\nINSERT 0 1",
  "grep -t 3, docker run -t myimage, docker build -t registry.example/app:1.2.3 .",
  "the host key is 5f4dcc3b5aa765d61d8327deb882cf99",
  "HOST_KEY=5f4dcc3b5aa765d61d8327deb882cf99",
  "host_key: 5f4dcc3b5aa765d61d8327deb882cf995f4dcc3b5aa765d61d8327deb882cf99",
  "DB_PASSWORD= your password here",
  "the key:\n\n3f1e8a6b2c9d4e3f9a1b8c6d4e2f9a7b3f1e8a6b is the commit",
  "here is the key:\n```\nfunction foo() {}\n```",
  "the cache key below\ndeno-v2-linux-3f1e8a6b2c9d4e3f",
  "Dim strPwd As String",
  'string password("") ',
  "https://example.com/home/about http://localhost:3000/home/index",
  "//src/home/index //cdn.example.com/home/hero.png https://nas/homes/listing",
  "A=1\nDB_PASSWORD=x npm start\nB=2",
  "A=1\nDB_PASSWORD=the password of the database\n",
  "password = credentials",
  "password: unencrypted",
  "password: alphanumeric",
  "password: passwordinput",
  "password: stringvalue",
  "password: 'doesnotexist'",
  "password: adgangskode",
  "password: automatically",
  "--password passwordvalue",
  JSON.stringify({ output: '"AWS::Backup::Secret": "5f4dcc3b5aa765d61d8327deb882cf99"' }),
  '9:src/a1/b2.env-12-A=1\n10:src/a1/b2.env-13-"password":\n11:src/a1/b2.env-14-DEBUG=1',
  ...emptyBehindPrefixes(),
];

/** No value, and on the next line what a tool puts before each. */
function emptyBehindPrefixes(): string[] {
  const prefixes = [
    "web-7d9f8b6c5-x2k4q | ",
    "a1b2c3d4 (Kim 2024-01-02 12) ",
    "a1b2c3d4e5 ",
    "ip-10-0-1-23: ",
    "src/a1/b2.env:12:",
    "src/a1/b2.env-12-",
    "+",
  ];
  const names = ["API_KEY=", "DB_PASSWORD=", "SECRET_KEY: ", "password:", '"password":', "client_secret ="];
  return prefixes.flatMap((prefix) =>
    names.map((name) => `${prefix}A=1\n${prefix}${name}\n${prefix}DEBUG=1\n`)
  );
}
