import assert from "node:assert/strict";
import { findAtPlaces } from "../../../../../lib/redact/search/place_rules.ts";
import { countWork } from "../../count_work.ts";
import { redactTo } from "../../redact_to.ts";

Deno.test("of a command the secret goes and what is around it stays", async () => {
  const cases: readonly (readonly [string, string])[] = [
    ["curl --user 'kim:hunter2x' https://x.test", "curl --user 'kim:■' https://x.test"],
    ["curl -sSLu kim:hunter2x https://x.test", "curl -sSLu kim:■ https://x.test"],
    ["redis-cli -h cache -a hunter2x ping", "redis-cli -h cache -a ■ ping"],
    ['["redis-cli", "-a", "hunter2x", "ping"]', '["redis-cli", "-a", "■", "ping"]'],
    ['{"cmd":"sqlcmd -P \\"hunter2x\\" -i a.sql"}', '{"cmd":"sqlcmd -P \\"■\\" -i a.sql"}'],
    ["7z a -phunter2x b.7z src", "7z a -p■ b.7z src"],
    ["smbclient //nas/x -U kim%hunter2x -c ls", "smbclient //nas/x -U kim%■ -c ls"],
    [
      "kubectl create secret generic db --from-literal=db='hunter2x' -n a",
      "kubectl create secret generic db --from-literal=db='■' -n a",
    ],
    ["echo 'kim:hunter2x' | sudo chpasswd", "echo 'kim:■' | sudo chpasswd"],
    [
      "printf '%s\\n' hunter2x | docker login -u k --password-stdin",
      "printf '%s\\n' ■ | docker login -u k --password-stdin",
    ],
    ["printf 'hunter2x\\n' | docker login --password-stdin", "printf '■\\n' | docker login --password-stdin"],
    ["echo hunter2x | gpg --passphrase-fd 0 -d a", "echo ■ | gpg --passphrase-fd 0 -d a"],
    [
      "kubectl create secret generic db --from-literal=password=correcthorse",
      "kubectl create secret generic db --from-literal=password=■",
    ],
    ["openssl rsa -passin pass:hunter2x -out k", "openssl rsa -passin pass:■ -out k"],
    ["openssl enc -pass pass:hunter2x -out k", "openssl enc -pass pass:■ -out k"],
    ["net use Z: \\\\nas\\x hunter2x /user:kim", "net use Z: \\\\nas\\x ■ /user:kim"],
    ["ENV DB_PASSWORD hunter2x!\nRUN make", "ENV DB_PASSWORD ■\nRUN make"],
    ['a = b.env.DB_PASSWORD ?? "hunter2x";', 'a = b.env.DB_PASSWORD ?? "■";'],
    ["CREATE USER a IDENTIFIED BY hunter2x;", "CREATE USER a IDENTIFIED BY ■;"],
    ["sqlplus app/hunter2x@db", "sqlplus app/■@db"],
    ["     1→db:5432:app:kim:hunter2x\n", "     1→db:5432:app:kim:■\n"],
    ['"app:hunter2x@tcp(db:3306)/app"', '"app:■@tcp(db:3306)/app"'],
    ["DRIVER=x;PWD=hunter2x;UID=sa", "DRIVER=x;PWD=■;UID=sa"],
    ['s.login("kim", "hunter2x", 3)', 's.login("kim", "■", 3)'],
    ["ssh-keygen -p -P hunter2x -f id", "ssh-keygen -p -P ■ -f id"],
    ["wget --http-password correcthorse https://x.test", "wget --http-password ■ https://x.test"],
    ["curl -Lu kim:hunter2x https://x.test", "curl -Lu kim:■ https://x.test"],
    ["curl -vku kim:hunter2x https://x.test", "curl -vku kim:■ https://x.test"],
    ['["ldapsearch", "-w", "correcthorse"]', '["ldapsearch", "-w", "■"]'],
    ["setx DB_PASSWD hunter2x", "setx DB_PASSWD ■"],
    ["set -Ux GH_PAT k7aB3dE5gH7jK9mN", "set -Ux GH_PAT ■"],
    ['System.getProperty("db_password") ?: "hunter2x"', 'System.getProperty("db_password") ?: "■"'],
    ['bot.login("aB3dE5gH7jK9mN2pQ4rS")', 'bot.login("■")'],
    ['["X-Client-Secret", "hunter2xhunter3y"]', '["X-Client-Secret", "■"]'],
    ["base64 <<< 'kim:hunter2x'", "base64 <<< 'kim:■'"],
    ["getConnection(f(a, [1, 2]), 'kim', 'x')", "getConnection(f(a, [1, 2]), 'kim', 'x')"],
    ["new PDO(dsn(h, 'a'), 'kim', 'hunter2x')", "new PDO(dsn(h, 'a'), 'kim', '■')"],
  ];
  for (const [text, expected] of cases) assert.equal(await redactTo(text), expected, text);
});

Deno.test("what a command, a call or a statement has at the same place and is no secret stays", async () => {
  const texts = [
    'ConvertTo-SecureString "76492d1116743f0423413b16050a5345"',
    "curl --user {user}:hunter2x https://x.test",
    "redis-cli -a get2Password(env) ping",
    "fly -t production-cluster-12345 status",
    "mysql -u root -p app2db",
    "createHmac('sha256', 'secret123')",
    "ARG API_KEY --k7x9m2p4q6r8s1t3",
    '"root:root@tcp(db:3306)/app"',
    "alter the password 'correct' of it",
    "${DB_PASSWORD:-changeme}",
  ];
  for (const text of texts) assert.equal(await redactTo(text), text);
});

/** One of a family each: what a rule begins at, and what lets it look far without finding anything. */
const RUNS: readonly (readonly [family: string, repeated: string])[] = [
  ["options", "curl -u x -a 'b -P y -w z --user c "],
  ["glued options", "-p-P-a-b-t"],
  ["pipes", "echo 'x | docker login --password-stdin "],
  ["echoes", "echo echo printf sudo -S passwd chpasswd "],
  ["names", "ENV KEY TOKEN Key password PASSWORD "],
  ["operators", "A_TOKEN || A_TOKEN ?? x ?: "],
  ["lookups", "env('env('get(\"ch('"],
  ["shell defaults", "${TOKEN:-${TOKEN:-"],
  ["calls", "jwt.sign(a, jwt.sign(new PDO(hmac.new(Client('"],
  ["headers", '"X-Api-Key","Authorization",\'x-token\', '],
  ["named headers", '"name":"Cookie","value":'],
  ["SQL", "PASSWORD = PASSWORD('IDENTIFIED BY \"a "],
  ["addresses", "sqlplus a/b:c@tcp(@unix(a/@"],
  ["pgpass", "h:5432:5432:5432:"],
  ["connection strings", "UID=a;PWD=b c;PWD="],
  ["network commands", "net user a b /add net use /user:"],
  ["quotes", "-a \"-w '"],
];

Deno.test("twice as long a run of beginnings is at most twice the work", () => {
  for (const [family, repeated] of RUNS) {
    const [one, two] = [200, 400].map((times) => repeated.repeat(times));
    const [less = 0, more = 0] = [one, two].map((text) => countWork(() => findAtPlaces(text ?? "", [])));
    assert.ok(more <= 2.2 * less, `${family}: ${less} → ${more}`);
    assert.ok(less <= 500 * (one ?? "").length, `${family}: ${less} for ${one?.length} characters`);
  }
});
