/** Secrets that stand alone in the output of a command, which says what they are; and outputs that are none. */
import { type ContextualSample, sampleOf as make } from "./contextual.ts";
import { ALPHANUMERIC, HEX, LOWER, mixedToken, type RandomText } from "./random_text.ts";

/** A call and its result as a finished part has them. */
export function callWith(command: string, result: string, tool = "Bash", parameter = "command"): string {
  return `<tool_use ref="L1" name="${tool}">\n<param name="${parameter}">${command}</param>\n</tool_use>\n` +
    `<tool_result ref="L2" for="L1">${result}</tool_result>\n`;
}

/** A call that started a subagent, what was said and done in there, and its result. */
function agentWith(inside: string, answer: string): string {
  return `<tool_use ref="L1" name="Task">\n<agent id="a1">\n${inside}</agent>\n</tool_use>\n` +
    `<tool_result ref="L2" for="L1">${answer}</tool_result>\n`;
}

const SHOWING: readonly string[] = [
  "printenv GITHUB_TOKEN",
  'echo "$DB_PASSWORD"',
  "cat /run/secrets/db",
  "cat ~/.vault-token",
  "op read op://team/db/password",
  "pass show web/shop",
  "gcloud secrets versions access latest --secret db",
  "aws ssm get-parameter --name /prod/db --with-decryption --query Parameter.Value --output text",
  "aws secretsmanager get-secret-value --secret-id db --query SecretString --output text",
  "kubectl get secret db -o jsonpath='{.data.password}' | base64 -d",
  "vault kv get -field=password secret/db",
  "vault read -field=token auth/x",
  "az keyvault secret show --vault-name v --name db --query value -o tsv",
  "security find-generic-password -w -s shop",
  "terraform output -raw db_password",
  "jq -r .access_token answer.json",
  "grep DB_PASSWORD .env | cut -d= -f2",
  "docker exec db printenv POSTGRES_PASSWORD",
  "heroku config:get SECRET_KEY_BASE",
  "wp config get DB_PASSWORD",
  "openssl rand -base64 24",
  "pwgen -s 20 1",
  'python -c "import secrets; print(secrets.token_urlsafe(32))"',
  "python -c 'from django.core.management.utils import get_random_secret_key as g; print(g())'",
  "node -e \"console.log(require('crypto').randomBytes(24).toString('hex'))\"",
  "head -c 24 /dev/urandom | base64",
  "rails secret",
  "gh auth token",
  "oc whoami -t",
  "echo $env:API_TOKEN",
  '[Environment]::GetEnvironmentVariable("API_KEY")',
  "kubectl view-secret db password",
  "az redis list-keys -n x -g y --query primaryKey -o tsv",
  "pass web/shop",
  "gpg -qd db.gpg",
  "ansible-vault view db_password.txt",
  "terraform console <<< 'nonsensitive(random_password.db.result)'",
  "kubeadm token create",
  "launchctl getenv API_TOKEN",
  "curl -s http://metadata/token | jq -r .access_token",
  "mkpasswd -l 20",
  "rclone reveal x",
];

export function callResultSamples(random: RandomText): ContextualSample[] {
  const chosen = () => `Q${random.of(LOWER, 5)}${random.of("23456789", 4)}!`;
  const [token, words] = [mixedToken(random, 32), `${random.of(LOWER, 12)}2021`];
  const [first, second] = [`a7${random.of(HEX, 30)}`, `b8${random.of(HEX, 30)}`];
  return [
    ...SHOWING.flatMap((command) =>
      [chosen(), mixedToken(random, 40), words].map((secret) =>
        make(command, secret, callWith(command, secret))
      )
    ),
    make(
      "several lines",
      [first, second],
      callWith("openssl rand -hex 16; openssl rand -hex 16", `${first}\n${second}`),
    ),
    make("a file that was read", token, callWith("/run/secrets/api_key", `1→${token}`, "Read", "file_path")),
    make("a file of passwords", words, callWith("cat ~/passwords.txt", `github: ${words}\naws: ${words}`)),
    ...["sops -d a.yaml", "sops decrypt a.yaml", "ansible-vault view a.yml"].map((command) =>
      make(command, token, callWith(command, `mapbox: ${token}\nmode: production\nother:\n  a: ${token}`))
    ),
    make("a tool for secrets", token, callWith("db", token, "mcp__vault__get_secret", "key")),
    make("words", "coral magnet iguana pepper", callWith("pass show wifi", "coral magnet iguana pepper")),
    make(
      "with a description",
      token,
      callWith('echo $API_TOKEN</param>\n<param name="description">Show it', token),
    ),
    ...["printenv DB_PASSWORD", "cat password.txt", "jq -r .api_token x.json"].map((command) =>
      make(`${command} behind a prompt`, token, `$ ${command}\n${token}\n$ ls\n`)
    ),
    ...[
      (s: string) => `(gdb) p cfg->password\n$1 = 0x5555557 "${s}"\n`,
      (s: string) => `(gdb) print db.password\n$12 = "${s}", '\\000' <repeats 20 times>\n`,
      (s: string) => `(lldb) po password\n"${s}"\n`,
      (s: string) => `(Pdb) p self.password\n'${s}'\n`,
      (s: string) => `Python 3.13\n>>> os.environ["DB_PASSWORD"]\n'${s}'\n`,
    ].map((text, index) => {
      const secret = `Q${random.of(LOWER, 5)}${random.of("23456789", 4)}${random.of(ALPHANUMERIC, 2)}!`;
      return make(`a debugger's answer ${index}`, secret, text(secret));
    }),
  ];
}

export const CALL_RESULT_BENIGN_TEXTS: readonly string[] = [
  callWith("cat /run/secrets/db_password", "cat: /run/secrets/db_password: No such file or directory"),
  callWith("printenv GITHUB_TOKEN", "missing"),
  callWith("cat secret.cfg", "LEVEL3-ERR").replace("<tool_result ", '<tool_result error="yes" '),
  agentWith(callWith("cat secret.cfg", "cat: secret.cfg: No such file or directory"), "LEVEL3-ANSWER"),
  agentWith('<prompt ref="a1:L1">Run printenv GITHUB_TOKEN</prompt>\n', "LEVEL2-ANSWER"),
  callWith("pass show web/shop", "Error:"),
  callWith("git log -1 --format=%H --grep password", "3f786850e387550fdab836ed7e6dc881de23001b"),
  callWith("rg -c token", "src/a.ts:12\nsrc/b.ts:3"),
  callWith("grep -rc password .", "./Makefile:12\nlib/user2.rb:104\nREADME.md:1"),
  callWith("token", "src/session1.ts:12", "Grep", "pattern"),
  callWith("cat logins.txt", "users: 42\nfailed: 3"),
  callWith("cat login.md", "title: Login page\nlayout: grid2"),
  callWith("sops -d a.yaml", "mode: production-eu-2\nreplicas: 3\nurl: https://a.example/b2"),
  callWith("cat VERSION", "v2.14.3-beta.1"),
  callWith("cat .nvmrc", "lts/hydrogen2"),
  callWith("grep -rl password src | head -1", "src/auth/login2.ts"),
  callWith("kubectl get secret db -o name", "secret/db-password-2"),
  callWith("kubectl get secret db -o jsonpath='{.metadata.uid}'", "0c2c1e4e-52ab-4a3f-9c55-2b1f5d0d9b1a"),
  callWith(
    "sha256sum token.bin | cut -d' ' -f1",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  ),
  callWith("echo -n $TOKEN | wc -c", "40"),
  callWith("jq -r .name package.json", "token-service2"),
  callWith("echo $TOKEN_URL", "https://auth.example.test/token2"),
  callWith("cat secret.txt.gpg", "<binary>"),
  callWith("which pass2", "/usr/bin/pass2"),
  callWith("cat src/token.ts", "1→export{};", "Read", "file_path"),
  callWith("date +%s%N", "1735689600123456789"),
  callWith("docker build -q .", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
  callWith('echo "password reset ok2"', "password2reset"),
  callWith("cat .git/refs/heads/fix-token", "3f786850e387550fdab836ed7e6dc881de23001b"),
  callWith("grep -o 'token=[a-z]*' x", "token=abc"),
  callWith("pass ls web2", "shop2"),
  "$ cat password.txt\ncat: password.txt: No such file or directory\n$ ls\n",
  "$ echo done2\ndone2\n$ ls\n",
  "(gdb) p count2\n$1 = 42\n",
  '(gdb) p name\n$1 = 0x5555557 "Worker2"\n',
  ">>> len(password)\n12\n",
];
