/** What a shell command is about: which program does what to what, and whether it could have changed anything. */

import { hereDocuments, type SimpleCommand, splitCommand } from "./command_words.ts";

/** What commands are for, where their names tell. */
export type CommandPurpose = "test" | "check" | "lint" | "install" | "read" | "search" | "probe" | "other";

/** A command as rules look at it. */
export interface ShellCommand {
  /** Without what doesn't change its meaning (folder, environment, redirections, filters behind it): the same for the same. */
  readonly normal: string;
  /** Program and subcommand of each simple command that does something: `npm test`, `git push`. */
  readonly bases: readonly string[];
  /** The purpose of the last simple command that does something. */
  readonly purpose: CommandPurpose;
  /** Whether nothing but reading and searching is done. */
  readonly isReading: boolean;
  readonly changesFiles: boolean;
  /** Whether it could have changed files that were read before: not by committing them, or by making new ones. */
  readonly rewritesFiles: boolean;
  /** Whether a pipe, list or `|| true` hides the exit status of what matters. */
  readonly hidesStatus: boolean;
  /** Whether its status is that of a search: nothing found. */
  readonly endsInSearch: boolean;
  /** Whether it only asks how a program is used. */
  readonly asksForHelp: boolean;
  /** Words that tell it from others: arguments, file names and subcommands, in lower case. */
  readonly topics: ReadonlySet<string>;
  /** What of the project the last simple command is applied to; empty: all of it. */
  readonly targets: ReadonlySet<string>;
  /** Where it goes before that; undefined: nowhere. */
  readonly folder: string | undefined;
  /** The simple commands that do something. */
  readonly simple: readonly (readonly string[])[];
}

/** Programs that run another one. */
const LAUNCHERS =
  /^(?:npx|bunx|pnpx|sudo|time|nice|nohup|env|command|exec|xvfb-run|(?:uv|poetry|pipenv|rye|hatch|pdm) run|bundle exec|(?:pnpm|yarn|npm) exec|pnpm dlx|yarn dlx|(?:python3?|py) -m|timeout(?: -\S+)* \d+[smh]?)$/;

/** Programs whose first argument says what is done. */
const WITH_SUBCOMMAND =
  /^(?:npm|pnpm|yarn|bun|deno|cargo|go|git|gh|glab|docker|docker-compose|podman|kubectl|helm|terraform|make|just|task|dotnet|mvn|mvnw|gradle|gradlew|pip|pip3|uv|poetry|brew|apt|apt-get|rails|rake|mix|composer|php|aws|gcloud|az|flutter|dart|swift|bazel|nx|turbo|systemctl|conda|gt|erk|claude)$/;

/** Programs that, behind a pipe, only shorten or sort their input. */
const FILTERS =
  /^(?:head|tail|grep|egrep|rg|cat|tee|less|more|wc|sort|uniq|jq|awk|sed|tr|cut|column|xargs|fold|strings)$/;

/** Keywords of the shell before a command. */
const KEYWORDS = /^(?:do|then|else|elif|if|while|until|!|\{)$/;

/** Before the command that matters, or instead of its status. */
const SILENT =
  /^(?:cd|pushd|popd|export|set|source|\.|echo|printf|true|false|sleep|unset|wait|:|exit|trap|then|fi|do|done|date|pwd|for|case|esac|function|\})$/;

const READERS =
  /^(?:cat|head|tail|less|more|bat|nl|sed|awk|ls|tree|wc|stat|file|du|df|jq|yq|xxd|strings|hexdump|column|sort|uniq|cut|journalctl|dmesg)$/;
/** What `docker compose`, `kubectl`, `vercel` and many others call the showing of what a service said. */
const SHOWS_LOGS = /^\S+(?: \S+){0,2} logs?(?: |$)/;
const SEARCHERS = /^(?:grep|egrep|fgrep|rg|ag|ack|find|fd|fdfind|locate)$/;
/** An exit status other than 0 is their way of saying no. */
const PROBES = /^(?:test|\[|\[\[|diff|cmp|which|type|pgrep|pidof|lsof|whereis|hash|comm|pg_isready|nc)$/;

const READING_SUBCOMMANDS =
  /^(?:git (?:log|show|diff|status|blame|branch|remote|ls-files|rev-parse|config|describe|shortlog|reflog|cat-file|ls-tree|tag)|gh (?:run|pr|issue|api|repo|search)|docker (?:ps|images|inspect)|kubectl (?:get|describe)|npm (?:ls|list|view|outdated)|pip (?:list|show|freeze)|cargo tree|go list)$/;
const PROBING_SUBCOMMANDS =
  /^(?:systemctl (?:is-\w+|status)|(?:brew|apt|dpkg|rpm|snap) list|git (?:diff|merge-base|show-ref|rev-parse|check-ignore|ls-files|grep|config|ls-remote|symbolic-ref))$/;

const CHANGERS =
  /^(?:rm|mv|cp|mkdir|touch|ln|chmod|chown|patch|tee|truncate|dd|install|unzip|tar|rsync|kill|pkill|killall|tsx|rmdir)$/;
const CHANGING_SUBCOMMANDS =
  /^(?:git (?:add|commit|checkout|switch|restore|reset|stash|merge|rebase|pull|push|apply|revert|cherry-pick|clean|rm|mv|am|clone|init|worktree)|(?:npm|pnpm|yarn|bun) (?:install|i|ci|add|remove|rm|uninstall|update|up|upgrade|link|dedupe|audit|init)|(?:pip3?|uv|poetry|conda|pdm) (?:install|add|remove|uninstall|sync|lock|update|pip)|cargo (?:add|update|remove|fix|install|clean)|go (?:get|mod|generate|install)|(?:brew|apt|apt-get|gem|bundle|composer) \S+|docker (?:build|run|start|stop|restart|rm|rmi|up|down|compose|pull)|docker-compose \S+|deno (?:add|install|cache|fmt)|make (?:clean|install)|gt \S+)$/;
const REWRITERS = /^(?:rm|mv|cp|patch|tee|truncate|dd|unzip|tar|rsync|ln)$/;
const REWRITING_SUBCOMMANDS =
  /^git (?:checkout|switch|restore|reset|stash|merge|rebase|pull|apply|revert|cherry-pick|clean|rm|mv|am)$/;
const FORMATTERS =
  /(?:^|\s)(?:prettier|black|gofmt|rustfmt|fmt|format|isort|autopep8|clang-format)(?:\s|$)|--(?:fix|write|in-place)\b/;

const PURPOSES: readonly (readonly [CommandPurpose, RegExp])[] = [
  [
    "install",
    /^(?:(?:npm|pnpm|yarn|bun|pip3?|uv|poetry|cargo|go|brew|apt|apt-get|gem|bundle|composer|conda|deno) (?:install|i|ci|add|get|sync|pip|update|mod))\b/,
  ],
  [
    "test",
    /(?:^|[\s:/_.-])(?:tests?|pytest|vitest|jest|mocha|rspec|phpunit|unittest|nextest|ctest|tox|nox|playwright|cypress|spec|ava|tap|karma|e2e)(?=$|[\s:/_.-])/i,
  ],
  [
    "lint",
    /(?:^|[\s:/_-])(?:eslint|ruff|flake8|lint|clippy|prettier|black|fmt|format|biome|golangci-lint|rubocop|stylelint|pylint|shellcheck|vet)(?=$|[\s:_-])/i,
  ],
  [
    "check",
    /(?:^|[\s:/_-])(?:tsc|mypy|pyright|check|typecheck|build|compile|make|javac|gcc|clang|webpack|rollup|vite|cmake|ninja)(?=$|[\s:_-])/i,
  ],
];

/** Looks at a command. */
export function parseCommand(command: string): ShellCommand {
  const all = splitCommand(command);
  const kept = all.filter((simple, index) => {
    const name = programName(withoutNoise(simple.words)[0]);
    if (index > 0 && simple.joinedBy === "|" && FILTERS.test(name)) return false;
    return name !== "" && !SILENT.test(name);
  });
  const simple = kept.map(({ words }) => withoutNoise(words));
  const bases = simple.map(baseOf);
  const last = simple.at(-1) ?? [];
  return {
    normal: [...simple.map((words) => words.join(" ")), ...hereDocuments(command)].join(" && "),
    bases,
    purpose: purposeOf(last, bases.at(-1) ?? ""),
    isReading: simple.every((words, index) => isReading(words, bases[index] ?? "")),
    changesFiles: simple.some((words, index) => isChanging(words, bases[index] ?? "")) || redirects(all),
    rewritesFiles: simple.some((words, index) => isRewriting(words, bases[index] ?? "")) || redirects(all),
    hidesStatus: all.some(({ joinedBy }) => joinedBy === "|" || joinedBy === "||" || joinedBy === ";"),
    endsInSearch: SEARCHERS.test(programName(all.at(-1)?.words[0])) ||
      PROBES.test(programName(all.at(-1)?.words[0])),
    asksForHelp: last.some((word) => /^(?:--help|-h|--version|help)$/.test(word)),
    topics: topicsOf(simple),
    targets: targetsOf(last, bases.at(-1) ?? ""),
    folder: all.findLast(({ words }) => words[0] === "cd" || words[0] === "pushd")?.words[1],
    simple,
  };
}

/** Without assignments, launchers and redirections. */
function withoutNoise(words: readonly string[]): string[] {
  const rest: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (rest.length === 0 && KEYWORDS.test(word)) continue;
    const redirection = /^(?:\d?>>?|&>>?|<|\d?>&)(.*)$/.exec(word);
    if (redirection !== null) {
      if (redirection[1] === "") at++;
    } else if (rest.length > 0 || !/^\w+=/.test(word)) {
      rest.push(word);
    }
  }
  for (;;) {
    const taken = [3, 2, 1].find((count) =>
      rest.length > count && LAUNCHERS.test(rest.slice(0, count).join(" "))
    );
    if (taken === undefined) return rest;
    rest.splice(0, taken);
    while (/^(?:-\S*|\w+=\S*)$/.test(rest[0] ?? "") && rest.length > 1) rest.shift();
  }
}

/** The name of a program without its folder and ending. */
export function programName(word: string | undefined): string {
  return (word ?? "").replace(/^.*[/\\]/, "").replace(/\.(?:exe|cmd|bat)$/i, "");
}

/** Program and what it does: `git push`, `npm run build`, `python3 scripts/x.py`. */
function baseOf(words: readonly string[]): string {
  const name = programName(words[0]);
  const operands = words.slice(1).filter((word, index, rest) =>
    !word.startsWith("-") && !/^(?:-C|-c|--prefix|--cwd|-f|-p|--filter|-w)$/.test(rest[index - 1] ?? "")
  );
  if (/^(?:npm|pnpm|yarn|bun|deno|mise)$/.test(name) && /^(?:run|task|run-script)$/.test(operands[0] ?? "")) {
    return `${name} ${operands.slice(0, 2).join(" ")}`;
  }
  // Node's own runner of tests, which is an option of it: `node --test tests/`.
  if (name === "node" && words.includes("--test")) return "node --test";
  if (/^(?:docker|gh|kubectl|aws|gcloud|az)$/.test(name)) return [name, ...operands.slice(0, 2)].join(" ");
  if (
    WITH_SUBCOMMAND.test(name) || /^(?:python3?|node|ruby|perl|bash|sh|zsh|tsx|ts-node|curl|wget)$/.test(name)
  ) {
    return [name, ...operands.slice(0, 1)].join(" ");
  }
  if ([READERS, SEARCHERS, PROBES, CHANGERS].some((programs) => programs.test(name))) return name;
  const [first = ""] = operands;
  return SUBCOMMAND.test(first) && words[1] === first ? `${name} ${first}` : name;
}

/** What looks like a subcommand of a program that isn't known: a plain word, and no usual folder. */
const SUBCOMMAND =
  /^(?!(?:src|lib|app|tests?|specs?|docs?|packages|dist|web|server|client)$)[a-z]{2,15}(?:[-:][a-z]+)*$/;

function purposeOf(words: readonly string[], base: string): CommandPurpose {
  const name = programName(words[0]);
  if (PROBES.test(name) || PROBING_SUBCOMMANDS.test(base)) return "probe";
  if (SEARCHERS.test(name)) return "search";
  if (READERS.test(name) && !isInPlace(words)) return "read";
  if (READING_SUBCOMMANDS.test(base.split(" ").slice(0, 2).join(" ")) || SHOWS_LOGS.test(words.join(" "))) {
    return "read";
  }
  if (base === "node --test") return "test";
  const text = words.filter((word) => !/^-/.test(word)).slice(0, 4).join(" ");
  return PURPOSES.find(([, pattern]) => pattern.test(text))?.[0] ?? "other";
}

function isReading(words: readonly string[], base: string): boolean {
  const name = programName(words[0]);
  if (isInPlace(words)) return false;
  return READERS.test(name) || SEARCHERS.test(name) || PROBES.test(name) ||
    SHOWS_LOGS.test(words.join(" ")) ||
    READING_SUBCOMMANDS.test(base.split(" ").slice(0, 2).join(" ")) || PROBING_SUBCOMMANDS.test(base);
}

function isInPlace(words: readonly string[]): boolean {
  return /^(?:sed|perl|yq)$/.test(programName(words[0])) &&
    words.some((word) => /^-\w*i|^--in-place/.test(word));
}

function isChanging(words: readonly string[], base: string): boolean {
  return CHANGERS.test(programName(words[0])) || isInPlace(words) ||
    CHANGING_SUBCOMMANDS.test(base.split(" ").slice(0, 2).join(" ")) || FORMATTERS.test(words.join(" "));
}

function isRewriting(words: readonly string[], base: string): boolean {
  return REWRITERS.test(programName(words[0])) || isInPlace(words) || REWRITING_SUBCOMMANDS.test(base) ||
    FORMATTERS.test(words.join(" "));
}

/** Whether output goes into a file that stays. */
function redirects(commands: readonly SimpleCommand[]): boolean {
  return commands.some(({ words }) =>
    words.some((word, index) => {
      const target = /^1?>>?(.*)$/.exec(word)?.[1];
      if (target === undefined) return false;
      const file = target === "" ? words[index + 1] ?? "" : target;
      return !/^(?:&\d|\/dev\/|\/tmp\/)/.test(file);
    })
  );
}

/** Names of programs and words that stand in commands of all kinds. */
const GENERAL = new Set(
  "npm npx pnpm yarn bun deno node python python3 pip pip3 uv poetry run exec git gh docker compose cargo go make sudo bash sh zsh cd ls cat echo grep sed awk head tail true main src lib dev null tmp the and for"
    .split(" "),
);

/** Files, folders and names behind the program and its subcommand. */
function targetsOf(words: readonly string[], base: string): ReadonlySet<string> {
  const known = new Set([...base.split(" "), "run", "test", "check", "build", "lint"]);
  return new Set(
    words.slice(1).filter((word) => !word.startsWith("-") && !known.has(word) && /[\p{L}\p{N}]/u.test(word)),
  );
}

/** A command of more words is a script. */
const MAX_TOPICS = 40;

function topicsOf(simple: readonly (readonly string[])[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const words of simple) {
    for (const word of words) {
      for (const piece of word.toLowerCase().split(/[^\p{L}\p{N}_]+/u)) if (piece.length > 1) all.add(piece);
    }
  }
  const particular = [...all].filter((word) => !GENERAL.has(word));
  return new Set((particular.length > 0 ? particular : [...all]).slice(0, MAX_TOPICS));
}

/** How much two commands have in common: 0 to 1, of the words of the shorter one. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  if (few.size === 0) return 0;
  let shared = 0;
  for (const word of few) {
    if (many.has(word) || [...many].some((known) => isForm(word, known))) shared++;
  }
  return shared / few.size;
}

/** `python` and `python3`, `npm` and `pnpm`. */
function isForm(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < 3 || long.length - short.length > 2) return false;
  // `part1` and `part10` are two things.
  return long.endsWith(short) || (long.startsWith(short) && !/\d$/.test(short));
}
