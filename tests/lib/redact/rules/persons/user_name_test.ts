import assert from "node:assert/strict";
import { personalNames } from "../../../../../lib/redact/rules/persons/user_name.ts";
import { createRedactor } from "../../../../../lib/redact/mod.ts";

Deno.test("the name of a home directory goes from the other paths of the same texts", async () => {
  const redactor = await createRedactor();
  const redacted = await redactor.redactAll([
    "cwd: /home/kimlee/code",
    "/tmp/claude-kimlee/x and /var/mail/kimlee",
    "C:\\build\\kimlee\\out",
    "thanks, kimlee",
  ]);
  assert.deepEqual(redacted, [
    "cwd: ~/code",
    "/tmp/claude-~/x and /var/mail/~",
    "C:\\build\\~\\out",
    "thanks, kimlee",
  ]);
});

Deno.test("given names go from paths although no home directory was seen, also as Claude's folders spell them", async () => {
  const redactor = await createRedactor({ userNames: ["kim.lee"] });
  assert.equal(await redactor.redact("/mnt/work/kim.lee/app"), "/mnt/work/~/app");
  assert.equal(await redactor.redact("projects/-mnt-work-kim-lee-app"), "projects/-mnt-work-~-app");
});

Deno.test("a branch that begins with a name does not become a path in the home directory, in an address neither", async () => {
  const redactor = await createRedactor({ userNames: ["kimlee"] });
  const mark = /\[redacted:user-name:[0-9a-f]{4}\]/g;
  const texts = [
    "git push -u origin kimlee/fix-it",
    "--head=kimlee/fix-it",
    "On branch 'kimlee/fix-it'",
    "git merge origin/kimlee/fix-it",
    "refs/remotes/upstream/kimlee/fix-it",
    "https://github.com/acme/app/pull/new/kimlee/fix-it",
    "https://github.com/acme/app/compare/main...kimlee/fix-it",
    "https://gitlab.com/acme/app/-/tree/kimlee/fix-it",
  ];
  const redacted = await redactor.redactAll(texts);
  assert.deepEqual(redacted.map((text) => text.replace(mark, "kimlee")), texts);
  assert.doesNotMatch(redacted.join("\n"), /kimlee|~/);
  assert.deepEqual(await redactor.redactAll(redacted), redacted);
});

Deno.test("names that are part of a longer word, of an address of the web or of a package stay", async () => {
  const redactor = await createRedactor({ userNames: ["kimlee"] });
  const texts = [
    "/opt/kimlees/x",
    "/opt/xkimlee/y",
    "https://github.com/kimlee/app",
    "github.com/kimlee/app",
    "git@github.com:kimlee/app",
    "@kimlee/pkg",
    "gh issue view 7 -R kimlee/app",
    "gh pr list --repo=kimlee/app",
    "gh repo clone kimlee/app",
    "gh api repos/kimlee/app/pulls/7/comments",
    "uses: kimlee/action@v1",
    '{"nameWithOwner": "kimlee/app"}',
  ];
  assert.deepEqual(await redactor.redactAll(texts), texts);
});

Deno.test("accounts that many machines share are no names of people", async () => {
  const redactor = await createRedactor({ userNames: ["dev", "runner", "root"] });
  const texts = ["/home/dev/app > /dev/null", "/home/runner/x /opt/runner/y", "/root/x /boot/root/y"];
  assert.deepEqual(await redactor.redactAll(texts), [
    "~/app > /dev/null",
    "~/x /opt/runner/y",
    "~/x /boot/root/y",
  ]);
});

Deno.test("each account that many machines share and each word that folders are called is no name", () => {
  const shared =
    "root admin administrator user users username name guest test tester testing demo dev devel developer developers default " +
    "public shared local home code src source sources app apps application data work workspace workspaces project projects repo " +
    "build builder runner ci server web www api deploy deployer git github gitlab node python ruby java go rust deno npm " +
    "ubuntu debian fedora centos alpine arch kali pi vagrant docker container vscode codespace gitpod jovyan circleci travis " +
    "jenkins ec2-user azureuser opc oracle postgres mysql redis mongo nginx nobody daemon bin sbin lib lib64 usr var etc opt " +
    "tmp temp mnt media proc sys run srv boot snap nix cache config claude agent bot service system site main master docs " +
    "staging stage production prod live backup you your yourname youruser me my someone anyone example node_modules";
  assert.deepEqual(personalNames(shared.split(" ")), []);
});

const SHOWN = [
  "USER=kimlee91\nLOGNAME=kimlee91",
  "uid=1000(kimlee91) gid=1000(kimlee91) groups=1000(kimlee91),27(sudo)",
  "total 4\ndrwxr-xr-x 2 kimlee91 kimlee91 4096 Jan  1 10:00 src",
  "kimlee91   1234  0.0  0.1 node server.js",
  "kimlee91:x:1000:1000:,,,:/srv:/bin/bash",
  "kimlee91@laptop:~$ ls",
  "scp a.txt kimlee91@10.1.2.3:/srv/",
  "kimlee91",
];

Deno.test("a name goes from where systems show accounts", async () => {
  const redactor = await createRedactor({ userNames: ["kimlee91"] });
  const redacted = await redactor.redactAll(SHOWN);
  assert.deepEqual(redacted.filter((text) => text.includes("kimlee91")), []);
});

Deno.test("a short name goes from where nothing else can stand, and stays where a package might be meant", async () => {
  const redactor = await createRedactor({ userNames: ["kim"] });
  const shown = [
    ...SHOWN.slice(0, -1).map((text) => text.replaceAll("kimlee91", "kim")),
    "$ whoami\nkim\n",
    "ssh kim@10.0.0.3",
    "[kim@laptop src]$ ls",
  ];
  const redacted = await redactor.redactAll(shown);
  assert.deepEqual(redacted.filter((text) => text.includes("kim")), []);
  const texts = ["kim", "npm i kim@1.2.3", "npx kim@latest init", "~kim", "kim = 3", "const kim = 1"];
  assert.deepEqual(await redactor.redactAll(texts), texts);
});

Deno.test("words and what isn't shown as an account stay", async () => {
  const redactor = await createRedactor({ userNames: ["label", "kimlee91"] });
  const texts = [
    ...SHOWN.map((text) => text.replaceAll("kimlee91", "label")),
    "thanks, kimlee91!",
    "the user kimlee91 wrote it",
    "function kimlee91() {}",
  ];
  assert.deepEqual(await redactor.redactAll(texts), texts);
});
