import assert from "node:assert/strict";
import { createRedactor } from "../../../../../lib/redact/mod.ts";

const redactor = await createRedactor({ homeDirectories: ["/data/people/mara/", "D:\\Profiles\\mara"] });

/** Each text with what becomes of it. */
const HOMES: readonly (readonly [string, string])[] = [
  ["/home/kim", "~"],
  ["/home/kim/", "~/"],
  ["cd /home/kim/code && ls", "cd ~/code && ls"],
  ["'/home/kim.lee-x_1/code'", "'~/code'"],
  ["/home/kim.", "~."],
  ["/home/kim: No such file", "~: No such file"],
  ["PATH=/home/kim/bin:/home/kim/.local/bin:/usr/bin", "PATH=~/bin:~/.local/bin:/usr/bin"],
  ["/home/김민준/문서", "~/문서"],
  ["/Users/kim/Library/Application Support", "~/Library/Application Support"],
  ['{"cwd":"/Users/kim/code"}', '{"cwd":"~/code"}'],
  ["C:\\Users\\kim\\code", "~\\code"],
  ["C:\\Users\\Kim Lee\\code", "~\\code"],
  ["C:\\\\Users\\\\kim\\\\code", "~\\\\code"],
  ["C:\\\\\\\\Users\\\\\\\\kim\\\\\\\\code", "~\\\\\\\\code"],
  ["C:/Users/kim/code", "~/code"],
  ["c:\\users\\kim\\code", "~\\code"],
  ["/c/Users/kim/code", "~/code"],
  ["/mnt/c/Users/kim/code", "~/code"],
  ["/cygdrive/c/Users/kim/code", "~/code"],
  ["\\\\wsl$\\Ubuntu\\home\\kim\\code", "~\\code"],
  ["\\\\wsl.localhost\\Ubuntu-24.04\\home\\kim\\code", "~\\code"],
  ["vscode-remote://wsl%2Bubuntu/home/kim/code", "vscode-remote:~/code"],
  ["vscode-remote://wsl+ubuntu/home/kim/code", "vscode-remote:~/code"],
  ["vscode-remote://ssh-remote%2Bbox/home/kim/code", "vscode-remote:~/code"],
  ["file:///home/kim/code/x.ts:12:3", "file://~/code/x.ts:12:3"],
  ["file:///Users/kim/x.ts", "file://~/x.ts"],
  ["file:///C:/Users/kim/x.ts", "~/x.ts"],
  ["file:///root/x.ts", "file://~/x.ts"],
  ["%2Fhome%2Fkim%2Fcode", "~%2Fcode"],
  ["\\/home\\/kim\\/code", "~\\/code"],
  ["/var/home/kim/code", "~/code"],
  ["\\\\srv1\\Users\\kim\\x", "~\\x"],
  ["/nfs/home/kim/x", "~/x"],
  ["/volume1/homes/kim/x", "~/x"],
  ["/host_mnt/Users/kim/x", "~/x"],
  ["/run/desktop/mnt/host/c/Users/kim/x", "~/x"],
  ["webpack:///./../../Users/kim/x.ts", "~/x.ts"],
  ["C:\\Documents and Settings\\kim\\x", "~\\x"],
  ["/run/media/kim/USB1/x.iso", "/run/media/~/USB1/x.iso"],
  ["/media/kowalski/disk/x", "/media/~/disk/x"],
  ["/var/mail/kim", "/var/mail/~"],
  ["/var/spool/cron/crontabs/kim", "/var/spool/cron/crontabs/~"],
  ["/nix/var/nix/profiles/per-user/kim/x", "/nix/var/nix/profiles/per-user/~/x"],
  ["/usr/home/kim", "~"],
  ["/export/home/kim/x", "~/x"],
  ["/System/Volumes/Data/Users/kim/x", "~/x"],
  ["/Volumes/Backup Disk/Users/kim/x", "~/x"],
  ["/root", "~"],
  ["/root/.bashrc", "~/.bashrc"],
  ["/home/runner/work/app", "~/work/app"],
  ["~/.claude/projects/-Users-kim-code-app/1.jsonl", "~/.claude/projects/~-code-app/1.jsonl"],
  ["projects/-home-kim", "projects/~"],
  ["projects/-root-code", "projects/~-code"],
  ["-mnt-c-Users-kim-code", "~-code"],
  ["C--Users-kim-code", "~-code"],
  ["scp host:/home/kim/x .", "scp host:~/x ."],
  ["\\n/home/kim/x", "\\n~/x"],
  ["\\t/root/x", "\\t~/x"],
  ["\\n/data/people/mara/x", "\\n~/x"],
  ["\u001b[32m/home/kim/x\u001b[0m", "\u001b[32m~/x\u001b[0m"],
  ["?cwd%3D/home/kim/x", "?cwd%3D~/x"],
  ["--cwd=/home/kim/x", "--cwd=~/x"],
  ["/data/people/mara/code", "~/code"],
  ["/data/people/mara", "~"],
  ["D:\\Profiles\\mara\\code", "~\\code"],
];

Deno.test("home directories of every system and notation become ~", async () => {
  for (const [text, expected] of HOMES) assert.equal(await redactor.redact(text), expected, text);
});

/** Paths that belong to nobody, or are no homes. */
const OTHERS = [
  "/home",
  "/home/",
  "/Users/",
  "/Users/Shared/data",
  "C:\\Users\\Public\\Desktop",
  "C:\\Users\\Default User\\x",
  "/home/linuxbrew/.linuxbrew/bin",
  "https://example.test/home/kim",
  "http://localhost:3000/home/settings",
  "src/home/index.ts",
  "./home/kim",
  "app/Users/Index.cshtml",
  "/api/users/kim",
  "/homepage/kim",
  "/roots",
  "/root.json",
  "/srv/www/root/x",
  "root/x",
  "home-page",
  "-home-page",
  "my-home-kim-x",
  "/data/people/maraschino",
  "/home/$USER/x",
  "/home/<name>/x",
  "/home/*/x",
  "/home/${user}/x",
];

Deno.test("paths that are nobody's home stay", async () => {
  for (const text of OTHERS) assert.equal(await redactor.redact(text), text);
});

Deno.test("each name of a file, of a folder of all and of a disk is nobody's", async () => {
  const files = "js cjs mjs ts tsx jsx json md htm html css py go rs txt yml yaml vue".split(" ").map((
    ending,
  ) => `index.${ending}`);
  const homes = [
    ...files,
    "Shared",
    "Public",
    "Default",
    "Default User",
    "All Users",
    "Guest",
    "linuxbrew",
    "node_modules",
    ".",
    "..",
    "...",
  ];
  const disks =
    "root cdrom dvd floppy disk1 sdb1 external1 hdd1 nas data storage backup backups media image images img photo photos picture " +
    "pictures video videos movies films tv shows audio music books document documents file files download downloads avatar avatars " +
    "thumbs cache public private static assets library user users shared default profile profiles tmp temp src component components " +
    "server client index tests";
  const texts = [
    ...homes.map((name) => `see C:\\Users\\${name}\\x there`),
    ...disks.split(" ").map((name) => `see /media/${name}/USB1/x there`),
  ];
  assert.deepEqual((await redactor.redactAll(texts)).filter((text, index) => text !== texts[index]), []);
});
