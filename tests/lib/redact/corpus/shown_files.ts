/** Secrets in the output of commands that say what it is, in files known by their names, and on further command lines. */
import { callWith } from "./call_results.ts";
import { type ContextualSample, sampleOf, samplesOf } from "./contextual.ts";
import { BASE64, HEX, mixedToken, type RandomText, wordsAndNumber } from "./random_text.ts";

export function shownFiles(random: RandomText): ContextualSample[] {
  const [password, key] = [`k7${mixedToken(random, 14)}`, `aZ7${mixedToken(random, 37)}`];
  const words = wordsAndNumber(random).toLowerCase();
  return [
    ...fileSamples(password),
    ...outputSamples(random, password, words),
    ...samplesOf(COMMANDS, password),
    ...samplesOf(OF_KEYS, key),
    ...samplesOf(OF_WORDS, words),
    ...samplesOf(["npx snyk auth %; npx vsce publish"], random.uuid()),
  ];
}

/** Files by their names, with `%` for the password. */
const FILES: readonly (readonly [path: string, content: string])[] = [
  ["/etc/pgbouncer/userlist.txt", '"kim" "%"'],
  ["/etc/ppp/chap-secrets", "# client server secret IP addresses\nvpn1\t*\t%\t*"],
  ["/etc/ppp/pap-secrets", 'kim * "%"'],
  ["/etc/openvpn/auth.txt", "kim\n%"],
  ["/etc/exim4/passwd.client", "# what this file is for\n*.mail.test:kim:%"],
  ["/etc/davfs2/secrets", 'https://cloud.example.test/dav/ kim "%"'],
];

/** As they are read, shown, searched, compared, written and changed. */
function fileSamples(password: string): ContextualSample[] {
  return FILES.flatMap(([path, content]) => {
    const text = content.replace("%", password);
    const lines = text.split("\n");
    const [head, ...rest] = callWith(path, "", "Write", "file_path").split("</tool_use>");
    const write = `${head}<param name="content">${text}\n</param>\n</tool_use>${rest.join("")}`;
    const edit = write.replace(
      'name="content"',
      'name="old_string">[servers]\nold</param>\n<param name="new_string"',
    );
    return [
      callWith(`cat ${path}`, text),
      callWith(path, lines.map((line, index) => `     ${index + 1}→${line}`).join("\n"), "Read", "file_path"),
      callWith(
        "git diff",
        `--- a${path}\n+++ b${path}\n@@ -1,2 +1,3 @@\n${lines.map((line) => `+${line}`).join("\n")}`,
      ),
      write,
      edit,
    ].map((shown, index) => sampleOf(`${path} (${index})`, password, shown));
  });
}

function outputSamples(random: RandomText, password: string, words: string): ContextualSample[] {
  const [hex, long] = [random.of(HEX, 32), random.of(BASE64, 800)];
  const [own, shared, shown] = [0, 1, 2].map(() => `${random.of(BASE64, 43)}=`) as [string, string, string];
  const interfaces =
    `wg0\t${own}\t${shown}\t51820\toff\nwg0\t${shown}\t${shared}\t192.0.2.1:51820\t10.0.0.2/32\t0\t0\t0\toff`;
  const token = mixedToken(random, 40);
  return [
    sampleOf(
      "a key that is read",
      hex,
      callWith("/srv/app/config/master.key", `     1→${hex}`, "Read", "file_path"),
    ),
    sampleOf("a long token", long, callWith("aws ecr get-login-password", long)),
    sampleOf(
      "two variables",
      [password, hex],
      callWith('echo "$STRIPE_SECRET $JWT_SECRET"', `${password} ${hex}`),
    ),
    sampleOf("Redis", words, callWith("redis-cli config get requirepass", `requirepass\n${words}`)),
    sampleOf("deciphered", password, callWith("gpg -d creds.gpg", `kim ${password}`)),
    sampleOf("all interfaces", [own, shared], callWith("wg show all dump", interfaces)),
    sampleOf("all interfaces at a prompt", [own], `$ wg show all dump\n${interfaces}\n`),
    sampleOf("a named token", token, `created API token "ci": ${token}\n`),
    sampleOf(
      "Terraform",
      password,
      `    random_password.db:\n        result      = "${password}"\n        length = 16\n`,
    ),
    sampleOf(
      "a key that is written",
      hex,
      callWith("grep -rn . config/master.key", `config/master.key:1:${hex}`),
    ),
    sampleOf("before", password, `# old one: ${password}\nSMTP_PASS=$NEW\n`),
  ];
}

const COMMANDS: readonly string[] = [
  "lftp -u kim,'%' sftp://host -e 'ls; bye'",
  'perl -pi -e "s/changeme/%/ if /password/" config.yml',
  "sed -i 's|CHANGE_ME_DB|%|g' values.yml",
  'while getopts p: o; do PW="${OPTARG:-%}"; done',
  'PASS=%; TOKEN=$(curl -d "password=$PASS" https://x)',
  "PASS=% ./run.sh",
  `curl --json '{"u":"admin","p":"%"}' https://x/login`,
  'curl -d "{\\"user\\":\\"admin\\",\\"p\\":\\"%\\"}" https://x/login',
];

const OF_KEYS: readonly string[] = [
  "swift -A https://auth.example.test -U acct:user -K % list",
  "eas secret:create --name API --value %",
  "conda config --add channels https://conda.example.test/t/%/main",
  `node -e "const t='%';fetch(u,{headers:{Authorization:'token '+t}})"`,
  'key = "%"\nrequests.get(url, headers={"Authorization": "Bearer " + key})\n',
];

const OF_WORDS: readonly string[] = [
  "kafka-configs.sh --alter --add-config 'SCRAM-SHA-512=[password=%]' --entity-type users",
  'db_password=${1:-"%"}',
  "hey -a kim:% http://host/",
  "set-env API_PASS %\n",
];

/** Nothing of these is a secret. */
export const SHOWN_FILE_BENIGN_TEXTS: readonly string[] = [
  callWith("cat README.md", "see /etc/ppp/chap-secrets for the list of clients 1234567a"),
  callWith("ls -l /etc/ppp/chap-secrets", "-rw------- 1 root root 78 Jan 5 10:00 /etc/ppp/chap-secrets"),
  callWith('echo "$HOME $LANG"', "/srv/app1 de_DE.UTF-8"),
  callWith('echo "$BRANCH $COMMIT"', "main 1a2b3c4d"),
  callWith("gpg -d notes.gpg", "meet monday"),
  callWith("cat data.txt", "abcdefghij".repeat(60)),
  callWith("cat auth.txt", "first line\nsecond line of 2 lines"),
  callWith("cat login.txt", "kim\nlogin1234 is what follows\nand more"),
  callWith("cat credentials.txt", "username\npassword"),
  'Unexpected token "<": line 1',
  'created token "ci": see the settings',
  "name=${1:-main}",
  'PORT="${OPTARG:-8080}"',
  "password=${1:-}",
  "--- PASS: TestLogin (0.00s)",
  "PASS=12 FAIL=3 SKIP=1",
  "s/changeme/$NEW_PASSWORD/",
  '{"u":"admin","p":"home"}',
  '{"type":"p","p":"x"}',
  'React.createElement("p", null, "text1234")',
  "requirepass\nmaxclients 10000",
  "https://example.test/t/topic/1234",
];
