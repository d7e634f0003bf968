/**
 * Account names where they stand outside the home directory: in paths (`/tmp/build-kim/`, `/var/mail/kim`), and where
 * systems show accounts (`USER=kim91`, `uid=1000(kim91)`, `kim91@laptop:~$`).
 */
import { type Finding, WEIGHT } from "../../finding.ts";
import { quickIndexOf } from "../../search/quick_search.ts";
import { isOrdinaryWord } from "../judgement/ordinary_words.ts";

/**
 * Accounts that many machines share, and words that folders are often called: their homes become `~`, but elsewhere
 * in paths they name no person.
 */
const SHARED_NAMES = new Set(
  ("root admin administrator user users username name guest test tester testing demo dev devel developer developers default " +
    "public shared local home code src source sources app apps application data work workspace workspaces project projects repo " +
    "build builder runner ci server web www api deploy deployer git github gitlab node python ruby java go rust deno npm " +
    "ubuntu debian fedora centos alpine arch kali pi vagrant docker container vscode codespace gitpod jovyan circleci travis " +
    "jenkins ec2-user azureuser opc oracle postgres mysql redis mongo nginx nobody daemon bin sbin lib lib64 usr var etc opt " +
    "tmp temp mnt media proc sys run srv boot snap nix cache config claude agent bot service system site main master docs " +
    "staging stage production prod live backup you your yourname youruser me my someone anyone example node_modules")
    .split(" "),
);

const MIN_NAME_CHARACTERS = 3;

/** The names worth looking for, longest first so that `kim-lee` goes before `kim`. */
export function personalNames(names: Iterable<string>): string[] {
  const kept = new Set<string>();
  for (const name of new Set(names)) {
    if (name.length < MIN_NAME_CHARACTERS || SHARED_NAMES.has(name.toLowerCase()) || /^\d+$/.test(name)) {
      continue;
    }
    kept.add(name);
    // As Claude writes it into the names of its project folders.
    kept.add(name.replace(/[^A-Za-z0-9]/g, "-"));
  }
  return [...kept].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/**
 * Finds the names where they are a whole word of a path, or where an account is shown.
 * @param known Where a name stands in a home directory that was found already.
 */
export function findUserNames(text: string, names: readonly string[], known: ReadonlySet<number>): Finding[] {
  const found: Finding[] = [];
  visitNames(text, names, (start, end) => {
    if (known.has(start)) return;
    const place = placeInPath(text, start, end);
    const finding = { start, end, kind: "user-name", weight: WEIGHT.path };
    if (place === undefined) {
      if (isShownAccount(text, start, end)) found.push(finding);
      return;
    }
    // `kim/rename` is a branch more often than a folder: as `~/rename` it would be read as a path in the home directory.
    found.push(place === "later" ? { ...finding, replacement: "~" } : finding);
  });
  return found;
}

/** Finds what may be names where systems show accounts and nothing else. */
export function findAccounts(text: string, names: readonly string[]): Finding[] {
  const found: Finding[] = [];
  visitNames(text, names, (start, end) => {
    if (isPlace(SURE, text, start, end)) found.push({ start, end, kind: "user-name", weight: WEIGHT.path });
  });
  return found;
}

type Visit = (start: number, end: number) => void;

/** Goes over all places of the names. */
function visitNames(text: string, names: readonly string[], visit: Visit): void {
  // Once a home is `~`, its name is rare: to look for it alone is quicker than for several (0.3 ns a character and
  // more than 1).
  const present = names.length > MAX_NAMES_ALONE
    ? names
    : names.filter((name) => quickIndexOf(text, name) !== -1);
  const [only] = present;
  if (only === undefined) return;
  if (present.length === 1) {
    for (let at = quickIndexOf(text, only); at !== -1; at = quickIndexOf(text, only, at + only.length)) {
      visit(at, at + only.length);
    }
    return;
  }
  // One expression for all: a search for each would cost as much as all other rules where many people worked.
  const anyName = new RegExp(present.map((name) => name.replace(/[^A-Za-z0-9]/g, "\\$&")).join("|"), "g");
  for (let match = anyName.exec(text); match !== null; match = anyName.exec(text)) {
    visit(match.index, match.index + match[0].length);
  }
}

/** So many names are looked for one by one. */
const MAX_NAMES_ALONE = 6;

const MAX_PATH_CHARACTERS = 160;
const ENDS_PATH = /[\s"'`<>()[\]{},;]/;
/** Those of ASCII by their codes: an expression for each character of a path takes five times as long. */
const ENDS_PATH_BY_CODE = Array.from({ length: 128 }, (_, code) => ENDS_PATH.test(String.fromCharCode(code)));

function endsPath(text: string, at: number): boolean {
  return ENDS_PATH_BY_CODE[text.charCodeAt(at)] ?? ENDS_PATH.test(text.charAt(at));
}

/** Behind these stands a repository with its owner: `gh issue view 7 -R kim/app`, `repos/kim/app/pulls`, `uses: kim/action@v1`. */
const BEFORE_REPOSITORY =
  /(?:(?:^|[\s"'`])(?:-R|--repo|gh repo [a-z]{1,8})[\s=]"?|(?:^|[\s"'`/])repos\/|\b(?:uses|repo|repository|full_name|nameWithOwner)["']?\s?[:=]\s?["']?)$/;

/** Behind these, an address of a forge goes on with the name of a branch. */
const BEFORE_BRANCH =
  /\/(?:tree|blob|blame|raw|edit|commits?|compare|branch(?:es)?|src|archive|pull\/new|merge_requests\/new)\/(?:[^?#]*[/.:])?$/;

/**
 * Where a whole word stands in a run of path characters with a slash, which is not an address of the web or of a
 * repository, except branches in it; undefined: in none.
 */
function placeInPath(text: string, start: number, end: number): "first" | "later" | "branch" | undefined {
  if (/[A-Za-z0-9]/.test(text.charAt(start - 1)) || /[A-Za-z0-9]/.test(text.charAt(end))) return undefined;
  if (text.charAt(end) === "/" && BEFORE_REPOSITORY.test(text.slice(Math.max(0, start - 24), start))) {
    return undefined;
  }
  let first = start;
  const stop = Math.max(0, start - MAX_PATH_CHARACTERS);
  while (first > stop && !endsPath(text, first - 1)) first--;
  const before = text.slice(first, start).replace(/^.*=/, "");
  if (/^[a-z][a-z0-9+.-]*:\/\/|^[A-Za-z0-9-]+\.[a-z]{2,}\/|@/i.test(before) && !before.startsWith("file:")) {
    return BEFORE_BRANCH.test(before) ? "branch" : undefined;
  }
  if (/(?:^|\/)(?:origin|upstream|refs\/heads|refs\/remotes\/[\w.-]+)\/$/.test(before)) return "branch";
  if (/[\\/]/.test(before) || /^-[A-Za-z0-9-]*-$/.test(before)) return "later";
  if (!/[\\/]/.test(text.charAt(end))) return undefined;
  return before === "" && text.charAt(end) === "/" ? "first" : "later";
}

const MAX_LINE_CHARACTERS = 120;

type Place = readonly [before: RegExp, behind: RegExp];

/** Before and behind an account, on its line: what systems write around one and nothing else has. */
const SURE: readonly Place[] = [
  // variables
  [/(?:^|[\s"'(;{,])(?:USER|LOGNAME|USERNAME|SUDO_USER)["']?\s?[=:]\s?["']?$/, /^(?:["'\s;,]|$)/],
  // `id`
  [/[ugs](?:id)?=[0-9]{1,10}\($|[=,][0-9]{1,10}\($/, /^\)/],
  // `ls -l`: the owner, and the group behind it
  [/(?:^|\s)[bcdlps-][rwxsStT-]{9}[.+@]?\s{1,8}[0-9]{1,8}\s{1,4}(?:[\w.-]{1,40}\s{1,20})?$/, /^\s/],
  // `ps aux`
  [/^\s*$/, /^\s{1,20}[0-9]{1,8}\s{1,8}[0-9]{1,4}\.[0-9]/],
  // the file of accounts
  [/^\s*$/, /^:[x*!]?:[0-9]*:/],
  // prompts
  [/(?:^|[\s"'`([])$/, /^@[A-Za-z0-9][\w.-]{0,80}(?::[~/][^\s$#]{0,80}[$#]|\s[\w~/.-]{1,60}\]?\s?[$#%])/],
  // addresses of SSH
  [
    /\b(?:ssh|scp|sftp|mosh|ssh-copy-id|rsync)\s(?:[^\n|;&]{0,80}\s)?["']?$/,
    /^@[A-Za-z0-9][\w.-]{0,80}(?:["'`):\s]|$)/,
  ],
];

/** So long is a name at least that is no ordinary word of a program's output. */
const MIN_SHOWN_CHARACTERS = 5;

/** Where names of other things stand as well. */
const SHOWN: readonly Place[] = [
  ...SURE,
  // addresses
  [/(?:^|[\s"'`([])$/, /^@[A-Za-z0-9][\w.-]{0,80}[:\s\]]/],
  // a home by its account's name
  [/(?:^|[\s"'`=(:])~$/, /^(?:[/\s"'`)]|$)/],
  // alone on a line
  [/^\s*$/, /^\s*$/],
];

/** In a finished part a text begins behind its tag, and ends before one. */
const START_TAG = /^<[a-z_]+(?: [a-z_]+="[^"<]*")*>/;
const END_TAG = /<\/[a-z_]+>$/;

/** Names that are words of a language may say something else even there. */
function isShownAccount(text: string, start: number, end: number): boolean {
  const name = text.slice(start, end);
  if (isOrdinaryWord(name.toLowerCase())) return false;
  return isPlace(name.length < MIN_SHOWN_CHARACTERS ? SURE : SHOWN, text, start, end);
}

function isPlace(places: readonly Place[], text: string, start: number, end: number): boolean {
  const head = text.slice(Math.max(0, start - MAX_LINE_CHARACTERS), start);
  const before = head.slice(1 + head.lastIndexOf("\n")).replace(START_TAG, "");
  const behind = text.slice(end, end + MAX_LINE_CHARACTERS).split("\n", 1)[0]?.replace(END_TAG, "") ?? "";
  if (/\bwhoami\r?\n\s*$/.test(head) && behind.trim() === "") return true;
  return places.some(([isBefore, isBehind]) => isBefore.test(before) && isBehind.test(behind));
}
