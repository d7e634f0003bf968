/** Home directories: the part of a path that names a person becomes `~`. */
import { type Finding, WEIGHT } from "../../finding.ts";
import type { Places } from "../../search/places.ts";
import { ownCopy } from "../../own_copy.ts";
import { quickIndexOf } from "../../search/quick_search.ts";
import { PATH_START } from "../tokens/pattern_rule.ts";

/**
 * Folders beside people's homes that belong to nobody. CI accounts such as /home/runner do become `~`: that is
 * what they are, and the path gets shorter.
 */
const NOBODYS =
  /^(?:Shared|Public|Default|Default User|All Users|Guest|linuxbrew|node_modules|\.{1,3}|~|.*\.(?:[cm]?[jt]sx?|json|md|html?|css|py|go|rs|txt|ya?ml|vue))$/;

/** Account names: no separators, quotes, brackets, wildcards or variables. Spaces only in Windows paths. */
const NAME_CHARACTERS = "[^\\\\/\\s\"'`<>:;,|?*()\\[\\]{}$&=#@%!~^\u0000-\u001f]{1,64}";

/** Windows shortens long names to `ABCDEF~1`. */
const NAME = `${NAME_CHARACTERS}(?:~[0-9]{1,2})?`;

/** Slashes as they are, escaped (`\/` in JSON, doubled backslashes), or percent-encoded. */
const SLASH = "(?:\\\\{0,7}/|\\\\{1,8}|%2[Ff]|%5[Cc])";

/** What may stand before `/home` or `/Users` and still be a home on this machine. */
const MOUNTS = [
  "(?:file:|vscode-remote:)?[\\\\/]{2,8}wsl(?:\\$|\\.localhost|%2[Bb][a-z]+)[\\\\/]{1,8}[A-Za-z0-9.-]{1,40}",
  "(?:file:)?[\\\\/]{2,8}(?:wsl|ssh-remote|dev-container|codespaces)(?:%2[Bb]|\\+)[A-Za-z0-9.-]{1,80}",
  "[\\\\]{2,8}[A-Za-z0-9.-]{1,40}(?:[\\\\]{1,8}[A-Za-z]\\$)?",
  // Shares, by their address or as Windows and Samba write them with slashes.
  "(?:smb|cifs|afp|nfs|sftp|scp|ssh|ftp|rsync|davs?|file)://[A-Za-z0-9_.@-]{1,60}(?::[0-9]{1,5})?(?:/(?:export|data|mnt|volume[0-9]))?",
  "(?<![:\\w])//[A-Za-z0-9.-]{1,40}",
  "/net/[A-Za-z0-9.-]{1,40}|/Network|/Volumes",
  "/(?:run/desktop/mnt/host/[a-z]|host_mnt)",
  "webpack(?:-internal)?:/{2,3}[^\\s\"'`]{0,60}",
  "(?:/mnt)?/(?:nfs|volume)[0-9]{0,2}",
  "/mnt/[a-z]{1,3}",
  "/cygdrive/[a-z]",
  "/(?:var|usr|export|net|data)",
  "/System/Volumes/Data",
  "/Volumes/[A-Za-z0-9 ._-]{1,40}",
  "(?:file:/{0,3})?/?[A-Za-z](?::|%3[Aa])",
  // A drive of another machine: \\\\host\\c$
  "[\\\\/]{2,8}[A-Za-z0-9.-]{1,40}[\\\\/]{1,8}[A-Za-z]\\$",
];

/** Folders of a program's sources, of which Bazel and others write paths with two slashes: no server. */
const SOURCES =
  /^\/\/(?:src|libs?|apps?|pkgs?|packages|cmd|tools?|third_party|internal|modules?|components?|services?|web|client|server|java|go|python|rust|tests?|docs|examples|build|site|ui)\/$/;

/** Tried at `home` or `Users`, looking back for what stands before. */
const BEFORE = new RegExp(`${PATH_START}(?:${MOUNTS.join("|")})?${SLASH}$`);

/** Git Bash writes drives as a letter between slashes: only where Windows has its homes. */
const BEFORE_USERS = new RegExp(`${PATH_START}(?:${[...MOUNTS, "/[A-Za-z]"].join("|")})?${SLASH}$`);

/** A name with spaces counts only between backslashes. */
const AFTER = new RegExp(`${SLASH}(${NAME}(?: ${NAME}){1,3}(?=\\\\)|${NAME})`, "y");

/** `/root` on its own or with something below. */
const ROOT_BEFORE = new RegExp(`(?<![\\\\/<])${PATH_START}(?:file://)?/$`);
const ROOT_AFTER = /(?![A-Za-z0-9_.-])/y;

/** Claude's project folders: the path with `-` for everything that is not a letter or digit. */
const DASHED_BEFORE = /(?<![A-Za-z0-9_-])(?:[A-Za-z]-|-mnt-[a-z]|-var|-data)?-$/;
const DASHED_AFTER = /-([A-Za-z0-9_]{1,64})(?=-[A-Za-z0-9])/y;
/** Where the folder is that of the home itself, nothing follows: then only its place tells what it is. */
const DASHED_ALONE = /-([A-Za-z0-9_]{1,64})(?![A-Za-z0-9_])/y;
const IN_PROJECTS = /projects[\\/]{1,8}[A-Za-z-]{0,8}$/;

const SHARE = /^(?:[a-z]{2,5}:)?\/\/(?!wsl)[\w.@:-]+\/(?:\w+\/)?$/;

/** Longest stretch before `home` that matters: \\wsl.localhost\<distribution>\ with doubled slashes, /Volumes/<name>. */
const MAX_BEFORE = 80;

/** A home directory and the name it was found under. */
export interface HomePath extends Finding {
  readonly userName: string;
  /** Where that name begins. */
  readonly nameStart: number;
}

/** Finds the homes of any user on Linux, macOS, Windows, WSL and in Claude's folder names. */
export function createHomeFinder(text: string, report: (home: HomePath) => void): (places: Places) => void {
  return ({ folders }) => {
    for (const at of folders) {
      const home = text.startsWith("root", at) ? rootAt(text, at) : homeAt(text, at);
      if (home !== undefined) report(home);
    }
  };
}

/** Finds given homes anywhere. */
export function findGivenHomes(text: string, homeDirectories: readonly string[]): HomePath[] {
  return homeDirectories.flatMap((home) => findGiven(text, home));
}

function findGiven(text: string, home: string): HomePath[] {
  const found: HomePath[] = [];
  const name = userNameOf(home);
  for (let at = quickIndexOf(text, home); at !== -1; at = quickIndexOf(text, home, at + home.length)) {
    const end = at + home.length;
    const isWhole = startsPath(text, at) && !isUserOfAddress(text, at) &&
      !/[A-Za-z0-9_.-]/.test(text.charAt(end));
    if (isWhole) found.push(asHome(at, end, name, end - name.length));
  }
  return found;
}

/** The second slash of `mongodb://root:…`. */
function isUserOfAddress(text: string, at: number): boolean {
  return text.startsWith(":/", at - 2) && text.charCodeAt(at) === 0x2f;
}

const STARTS_PATH = new RegExp(PATH_START, "y");

function startsPath(text: string, at: number): boolean {
  STARTS_PATH.lastIndex = at;
  return STARTS_PATH.test(text);
}

/** `homes` is where Synology's disks and shares have them. */
function folderAt(text: string, at: number): "home" | "homes" | "Users" | "users" {
  if (text.startsWith("home", at)) return text.charCodeAt(at + 4) === 0x73 ? "homes" : "home";
  return text.startsWith("Users", at) ? "Users" : "users";
}

/** The home that was found last behind a space, a quote or a line end, with the slash after it: nearly all are the same. */
let lastHome: { readonly path: string; readonly userName: string } | undefined;

function homeAt(text: string, at: number): HomePath | undefined {
  if (lastHome !== undefined && text.startsWith(lastHome.path, at - 1) && beginsPlainly(text, at)) {
    const { path, userName } = lastHome;
    const end = at - 1 + path.length - 1;
    return asHome(at - 1, end, userName, end - userName.length);
  }
  const folder = folderAt(text, at);
  const previous = text.charCodeAt(at - 1);
  const next = text.charCodeAt(at + folder.length);
  const isDashed = previous === 0x2d && next === 0x2d;
  const isPath = isSlash(previous, text, at) && (next === 0x2f || next === 0x5c || next === 0x25);
  if (!isDashed && !isPath) return undefined;
  const before = isDashed ? DASHED_BEFORE.exec(headOf(text, at))?.[0] : beforePath(text, at, folder);
  if (before === undefined) return undefined;
  const isShare = SHARE.test(before);
  if (folder === "homes" && !isShare && !before.includes("volume")) return undefined;
  if (SOURCES.test(before)) return undefined;
  // `//src/home/x` is a remark.
  if (folder !== "homes" && isShare && before.startsWith("/")) return undefined;
  // /users/x is a route of a web service more often than a home; with a drive letter it is Windows in lower case.
  if (folder === "users" && !/[A-Za-z](?::|%3[Aa]|[\\/]{1,8}$)/.test(before)) return undefined;
  const after = !isDashed ? AFTER : IN_PROJECTS.test(headOf(text, at)) ? DASHED_ALONE : DASHED_AFTER;
  after.lastIndex = at + folder.length;
  const match = after.exec(text);
  const name = match?.[1]?.replace(/\.+$/, "") ?? "";
  if (match === null || name === "" || NOBODYS.test(name)) return undefined;
  const end = at + folder.length + match[0].length - ((match[1]?.length ?? 0) - name.length);
  if (before === "/" && text.charCodeAt(end) === 0x2f && beginsPlainly(text, at)) {
    lastHome = { path: ownCopy(text.slice(at - 1, end + 1)), userName: ownCopy(name) };
  }
  return asHome(at - before.length, end, name, end - name.length);
}

/** What stands before a folder's name, as far as it matters. */
function headOf(text: string, at: number): string {
  return text.slice(Math.max(0, at - MAX_BEFORE), at);
}

/** What belongs to the home before its folder's name. */
function beforePath(text: string, at: number, folder: string): string | undefined {
  if (beginsPlainly(text, at)) return "/";
  return (folder.startsWith("home") ? BEFORE : BEFORE_USERS).exec(headOf(text, at))?.[0];
}

/** Whether a slash before the folder's name begins a path: the common case, which is quick to tell. */
function beginsPlainly(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) === 0x2f && (at === 1 || STARTS.includes(text.charAt(at - 2)));
}

/** Characters after which a slash begins a path. */
const STARTS = " \t\n\"'`(=,<>[";

/** `/`, `\` or the F or C of a percent-encoded one. */
function isSlash(code: number, text: string, at: number): boolean {
  return code === 0x2f || code === 0x5c || /%(?:2f|5c)$/i.test(text.slice(Math.max(0, at - 3), at));
}

function rootAt(text: string, at: number): HomePath | undefined {
  const previous = text.charCodeAt(at - 1);
  if (previous === 0x2f) {
    ROOT_AFTER.lastIndex = at + 4;
    const before = ROOT_BEFORE.exec(text.slice(Math.max(0, at - 8), at))?.[0];
    if (before !== undefined && ROOT_AFTER.test(text)) return asHome(at - 1, at + 4, "root", at);
  } else if (
    previous === 0x2d && !/[A-Za-z0-9_.]/.test(text.charAt(at + 4)) &&
    /projects[\\/]{1,8}-$/.test(text.slice(Math.max(0, at - 20), at))
  ) {
    return asHome(at - 1, at + 4, "root", at);
  }
  return undefined;
}

/** The last part of a home directory's path. */
export function userNameOf(homeDirectory: string): string {
  return homeDirectory.split(/[\\/]/).findLast((part) => part !== "") ?? "";
}

function asHome(start: number, end: number, userName: string, nameStart: number): HomePath {
  return { start, end, kind: "home-path", weight: WEIGHT.path, replacement: "~", userName, nameStart };
}
