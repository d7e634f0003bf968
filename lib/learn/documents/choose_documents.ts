/** Which of a work tree's files are documentation. */

import { matcherFor } from "../path_pattern.ts";

/** What a project says about its documentation (`documents` of `.erk/learn.json`). */
export interface DocumentSettings {
  /** Folders or files; nothing else is documentation then. Empty: found by name. */
  readonly roots: readonly string[];
  /** Patterns as in `.gitignore`. */
  readonly exclude: readonly string[];
}

export interface ChosenDocuments {
  /** Folders (with a slash at the end) that hold documentation: as configured, else those found. */
  readonly roots: readonly string[];
  /** In name order. */
  readonly paths: readonly string[];
}

const MARKUP = /\.(?:md|mdx|mdc|markdown|rst|adoc|asciidoc)$/i;
const PLAIN_TEXT = /\.(?:txt|text|org|textile)$/i;

const DOCUMENT_FOLDER = /^(?:docs?|documentation|wiki|\.claude|\.agents|\.cursor)\//i;

/** Copies of other people's documents, made-up ones, and what this program writes itself. */
const NEVER = matcherFor([
  "node_modules/",
  "bower_components/",
  "vendor/",
  "vendored/",
  "third_party/",
  "third-party/",
  "site-packages/",
  "fixtures/",
  "__fixtures__/",
  "__snapshots__/",
  "testdata/",
  "/.erk/scratch/",
  "/.erk/cache/",
]);

/** Says nothing about the code. */
const LEGAL =
  /(?:^|\/)(?:licen[cs]e|copying|notice|third[-_]?party[-_]?(?:notices|licenses)|code[-_]of[-_]conduct)(?:\.\w+)?$/i;

/**
 * Documentation is what the settings name, else every file of markup and, in folders named for documentation, plain text too:
 * never vendored files, fixtures and licences.
 */
export function chooseDocuments(files: readonly string[], settings: DocumentSettings): ChosenDocuments {
  const isExcluded = matcherFor(settings.exclude);
  const candidates = files.filter((path) => !isExcluded(path));
  if (settings.roots.length > 0) {
    const roots = settings.roots.map((root) => root.replace(/^\.\/+/, "").replace(/\/+$/, ""));
    const isBelow = (path: string) =>
      roots.some((root) => root === "." || path === root || path.startsWith(`${root}/`));
    const paths = candidates.filter((path) =>
      isBelow(path) && (roots.includes(path) || MARKUP.test(path) || PLAIN_TEXT.test(path))
    );
    const isFile = (root: string) =>
      files.includes(root) || (MARKUP.test(root) && !paths.some((path) => path.startsWith(`${root}/`)));
    return { roots: roots.map((root) => isFile(root) ? root : `${root}/`), paths };
  }
  const paths = candidates.filter((path) => {
    if (NEVER(path) || LEGAL.test(path)) return false;
    return MARKUP.test(path) || (PLAIN_TEXT.test(path) && DOCUMENT_FOLDER.test(path));
  });
  const roots = new Set(paths.flatMap((path) => DOCUMENT_FOLDER.exec(path)?.[0] ?? []));
  return { roots: [...roots].sort(), paths };
}
