/** What the plan names and the pull request lacks, and what it changes that the plan doesn't name. */

import type { Citation } from "../citation.ts";
import type { ChangedFile, CodeDiff } from "../diff/code_diff.ts";
import { patchLines } from "../patch_lines.ts";
import type { SourcePlan } from "../source/learn_source.ts";
import { type Found, found } from "./found.ts";
import { baseName, isSamePath, isTestPath, plainPath } from "./paths.ts";
import { brief, citations, quoteOf } from "./quotes.ts";

/** Changed lines from which on a file that the plan doesn't name is worth a word. */
const NOTABLE_LINES = 10;

/** Findings of each sort at most; the first ones of the plan, the largest ones of the diff. */
const MAX_MISSING = 20;
const MAX_UNPLANNED = 8;

/** Something that a line of the plan names. */
interface Named {
  readonly name: string;
  readonly kind: "path" | "option" | "setting" | "symbol";
  readonly line: string;
  /** Whether the plan says to make or change it, and doesn't just mention it. */
  readonly isPlanned: boolean;
}

const CHANGE_WORDS =
  /\b(?:add|adds|adding|create|creates|edit|edits|modify|modifies|update|updates|change|changes|extend|implement|implements|delete|remove|rename|move|write|writes|refactor|wire|register|introduce|replace|rewrite|split|extract|fix|migrate|new(?: file| module| test| command| function| option| flag)?|touch|expose|export|document|port|convert|drop|bump)\b|\b(?:hinzufügen|anlegen|erstellen|ändern|anpassen|löschen|ergänzen|créer|ajouter|modifier|supprimer|crear|añadir|modificar|eliminar)\b|追加|作成|変更|修正|削除|新增|创建|修改|删除/i;

const MENTION_WORDS =
  /\b(?:see|refer|reference|like in|as in|same as|similar to|pattern (?:in|of|from)|follow(?:s|ing)? the|mirror|existing|unchanged|untouched|do(?:es)? not (?:touch|change|edit|modify)|don'?t (?:touch|change|edit|modify)|no changes?|out of scope|not needed|already|leave|keep|read|context|background|currently|for example|e\.g\.|instead of|inspired|based on|optional(?:ly)?|if needed|maybe|might|could|later|follow-?up|future)\b/i;

/** Headings below which files are listed that are to be changed, and such below which they are not. */
const CHANGE_HEADING =
  /\b(?:files?|changes?|implementation|steps?|tasks?|to (?:create|modify|change|edit|add)|phase|scope|deliverables?|tests?|dateien|änderungen|schritte|fichiers|étapes|archivos|pasos)\b|変更|実装|手順|修改|步骤|实现/i;
const CONTEXT_HEADING =
  /\b(?:context|background|references?|related|out of scope|non-?goals?|not (?:in|part)|future|alternatives?|rejected|notes?|risks?|verification|prior art|see also|what (?:stays|does not change))\b/i;

/** An item of a list that begins with a file and says what becomes of it, and an item to be ticked off. */
const ITEM_OF_FILE =
  /^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ x]\]\s|[`*_]{0,3}[\w@./-]+\.\w{1,8}[`*_]{0,3}\s*(?::|—|–|->|→|\s-\s|\())/i;

/** A step that runs something instead of changing it. */
const RUN_ITEM =
  /^\W*(?:\d+[.)]\s*)?(?:\[[ x]\]\s*)?(?:then |finally |and )?(?:re-?run|run|execute|verify|confirm|check that|führe|prüfe|lance[rz]?|vérifie[rz]?|ejecuta\w*|esegui\w*)\b/i;

/** The first row of a table that lists files. */
const TABLE_OF_FILES =
  /^\s*\|(?=[^|]*\|)(?=.*\b(?:files?|paths?|modules?|dateien?|pfad|fichiers?|archivos?|arquivos?)\b|.*(?:文件|ファイル))/i;

/** What is done with an environment variable. */
const SETTING_WORDS =
  /\b(?:read|reads|honou?rs?|respects?|supports?|takes?|accepts?|set|from|via|through|controlled|configur\w+|overrid\w+|env(?:ironment)?)\b/i;
const SETTING = /`\$?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`\n]{0,60})?`/g;

const PATH = /(?<![\w/.:@~-])(?:[\w@~.-]+\/)*[\w@.-]+\.[A-Za-z][A-Za-z0-9]{0,7}(?![\w/-])/g;
const OPTION = /(?<![\w-])(--[a-z][a-z0-9-]{2,40})(?![\w-])/g;
const SYMBOL = /`([A-Za-z_$][\w$.]{2,60})\(\)?[^`\n]{0,80}`/g;

/** What a name in backticks is the name of. */
const SORTS =
  "function|method|class|interface|type|command|subcommand|script|task|flag|setting|field|column|table|endpoint|route|variable|constant|hook|component|job|workflow|target";
const SORT_BEFORE = new RegExp(`\\b(?:${SORTS})s?\\s+(?:(?:called|named)\\s+)?\`([^\`\\n]{2,60})\``, "gi");
const SORT_BEHIND = new RegExp(`\`([^\`\\n]{2,60})\`\\s+(?:${SORTS})\\b`, "gi");

/** File name endings that paths have; `e.g`, `node.js` and versions look like some. */
const FILE_ENDING =
  /\.(?:[cm]?[jt]sx?|py|rb|go|rs|java|kt|kts|swift|c|cc|cpp|h|hpp|cs|php|scala|ex|exs|erl|clj|hs|ml|lua|dart|vue|svelte|html?|css|scss|sass|less|json5?|jsonc|ya?ml|toml|ini|cfg|conf|xml|md|mdx|rst|txt|sql|sh|bash|zsh|ps1|bat|proto|graphql|gql|tf|gradle|lock|env|csv|ipynb|r|jl|pl|zig|nix|astro|tmpl|j2)$/i;

/** Names of products that look like files. */
const NOT_A_FILE =
  /^(?:node|next|vue|nuxt|express|react|three|d3|chart|socket|discord|alpine|ember|backbone|moment|day|underscore)\.js$/i;

/** Compares the plan with what was changed. None where there is no pull request, or the plan says too little. */
export function findPlanDifferences(plan: SourcePlan, diff: CodeDiff | undefined): Found[] {
  if (diff === undefined || plan.body.trim() === "" || diff.files.length === 0) return [];
  const named = namesIn(plan.body);
  return [...missing(plan, named, diff), ...unplanned(plan, named, diff)];
}

/** What the plan names, each name once: as planned where any line says so. */
function namesIn(body: string): Named[] {
  const names = new Map<string, Named>();
  let heading = "";
  let isListing = false;
  let isCode = false;
  let isTableOfFiles = false;
  for (const line of body.split("\n")) {
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    if (isCode) continue;
    const title = /^#{1,6}\s+(.*)$/.exec(line)?.[1] ?? /^\*\*([^*]+)\*\*:?\s*$/.exec(line)?.[1];
    if (title !== undefined) {
      heading = title;
      isListing = CHANGE_HEADING.test(title) && !CONTEXT_HEADING.test(title);
    }
    isTableOfFiles = /^\s*\|/.test(line) && (isTableOfFiles || TABLE_OF_FILES.test(line));
    const bare = line.replace(/https?:\/\/\S+/g, " ");
    const isPlanned = !RUN_ITEM.test(bare) && !MENTION_WORDS.test(bare) && !CONTEXT_HEADING.test(heading) &&
      (CHANGE_WORDS.test(bare.replace(PATH, " ")) || isListing || isTableOfFiles || ITEM_OF_FILE.test(bare) ||
        title !== undefined);
    const add = (kind: Named["kind"], name: string, isWanted = isPlanned) => {
      const key = `${kind} ${name}`;
      const known = names.get(key);
      if (known === undefined || (isWanted && !known.isPlanned)) {
        names.set(key, { kind, name, line, isPlanned: isWanted });
      }
    };
    for (const [path] of bare.matchAll(PATH)) {
      if (FILE_ENDING.test(path) && !NOT_A_FILE.test(path)) add("path", plainPath(path));
    }
    const isSetting = SETTING_WORDS.test(bare) && !CONTEXT_HEADING.test(heading);
    for (const [, setting = ""] of bare.matchAll(SETTING)) add("setting", setting, isPlanned || isSetting);
    for (const [, option] of bare.matchAll(OPTION)) if (option !== undefined) add("option", option);
    for (const pattern of [SYMBOL, SORT_BEFORE, SORT_BEHIND]) {
      for (const [, symbol = ""] of bare.matchAll(pattern)) {
        if (!FILE_ENDING.test(symbol) && !symbol.includes("--")) add("symbol", symbol.replace(/\(.*$/, ""));
      }
    }
  }
  return [...names.values()];
}

function missing(plan: SourcePlan, named: readonly Named[], diff: CodeDiff): Found[] {
  // What GitHub did not list may be what is looked for.
  if (diff.omittedFiles > 0) return [];
  const isWhole = diff.files.every(({ omittedLines }) => omittedLines === 0);
  // Names that were taken away count as well: a plan says what to remove, too.
  const text = isWhole
    ? diff.files.flatMap(({ path, patch }) => [path, ...patchLines(patch).map(({ text }) => text)]).join("\n")
    : undefined;
  const absent = named.filter(({ kind, name, isPlanned }) => {
    if (!isPlanned) return false;
    if (kind === "path") return !diff.files.some((file) => isOfFile(file, name));
    return text !== undefined && !text.includes(kind === "symbol" ? name.replace(/^.*[.\s]/, "") : name);
  });
  return absent.slice(0, MAX_MISSING).flatMap(({ kind, name, line }, index) =>
    found({
      kind: "plan-difference",
      summary: `The plan names ${name}, and the pull request ${
        kind === "path" ? "does not change it" : "does not have it"
      }: ${brief(line, 160)}`,
      citations: citations(citePlan(plan, line)),
      weight: kind === "path" ? 3 : 2,
      subjects: [name],
      position: index,
    })
  );
}

function unplanned(plan: SourcePlan, named: readonly Named[], diff: CodeDiff): Found[] {
  const paths = named.filter(({ kind }) => kind === "path");
  // A plan that names no files leaves them to whoever implements it.
  if (paths.length === 0) return [];
  const body = plan.body.toLowerCase();
  return diff.files
    .filter((file) =>
      isNotable(file) && !paths.some(({ name }) => isOfFile(file, name)) && !isMeant(file, body)
    )
    .sort((a, b) => sizeOf(b) - sizeOf(a))
    .slice(0, MAX_UNPLANNED)
    .flatMap((file, index) =>
      found({
        kind: "plan-difference",
        summary:
          `The pull request changes ${file.path} (+${file.additions} −${file.deletions}), which the plan does not name.`,
        citations: citations(citeFile(file)),
        weight: 2,
        subjects: [file.path],
        position: MAX_MISSING + index,
      })
    );
}

function isOfFile({ path, previousPath }: ChangedFile, name: string): boolean {
  return [path, previousPath].some((known) =>
    known !== undefined &&
    (isSamePath(known, name) || (!name.includes("/") && baseName(known) === baseName(name)))
  );
}

function isNotable(file: ChangedFile): boolean {
  const isProduct = file.category === "source" || file.category === "configuration";
  return isProduct && !isTestPath(file.path) && sizeOf(file) >= NOTABLE_LINES &&
    !/lock\b|\.min\./.test(baseName(file.path));
}

function sizeOf({ additions, deletions }: ChangedFile): number {
  return additions + deletions;
}

/** Whether the plan means a file without giving its path: by its folder or its name without ending. */
function isMeant({ path }: ChangedFile, body: string): boolean {
  const lower = path.toLowerCase();
  const stem = baseName(path).replace(/\.\w+$/, "");
  if (stem.length > 4 && body.includes(stem)) return true;
  const folders = lower.split("/").slice(0, -1);
  return folders.some((_, index) => {
    const folder = `${folders.slice(0, index + 1).join("/")}/`;
    return body.includes(`${folder}\``) || body.includes(`${folder} `) || body.includes(`${folder}*`) ||
      body.includes(`${folder}\n`);
  });
}

function citePlan({ issueNumber, body }: SourcePlan, line: string): Citation | undefined {
  const at = body.indexOf(line);
  const quote = quoteOf(line) ?? quoteOf(body.slice(Math.max(0, at)));
  return quote === undefined ? undefined : { kind: "plan", source: `#${issueNumber}`, ref: "body", quote };
}

/** The first line that the file got, long enough for a quote; else its path. */
function citeFile({ path, patch }: ChangedFile): Citation | undefined {
  for (const { kind, ref, text } of patchLines(patch)) {
    const quote = kind === "added" ? quoteOf(text) : undefined;
    if (quote !== undefined) return { kind: "diff", source: path, ref, quote };
  }
  const quote = quoteOf(path);
  return quote === undefined ? undefined : { kind: "diff", source: path, ref: "path", quote };
}
