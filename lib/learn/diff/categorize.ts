/** What a changed file is, told by its path and its first lines: how much it matters to documentation. */

import type { ChangedFile } from "./code_diff.ts";

type Category = ChangedFile["category"];

/** Most important first. */
export const CATEGORIES: readonly Category[] = [
  "source",
  "configuration",
  "test",
  "documentation",
  "generated",
  "binary",
];

/** What is known of a file. */
export interface FileFacts {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  /** Lines added and deleted. */
  readonly changes: number;
  /** Whether it was moved: such files may have no changes and still be text. */
  readonly isMoved: boolean;
  readonly patch: string | undefined;
  /** Whether the diff says so. */
  readonly isBinary: boolean;
}

/**
 * The category of a file.
 *
 * @param isMarkedGenerated what the project's `.gitattributes` says (`linguist-generated`, `linguist-vendored`).
 */
export function categorize(
  file: FileFacts,
  isMarkedGenerated: (path: string) => boolean = () => false,
): Category {
  const segments = file.path.split("/");
  const folders = segments.slice(0, -1).map((folder) => folder.toLowerCase());
  const name = (segments.at(-1) ?? "").toLowerCase();
  const extension = /\.([^.]+)$/.exec(name)?.[1] ?? "";
  if (isBinary(file, extension)) return "binary";
  if (
    isMarkedGenerated(file.path) || isGeneratedName(name, extension) ||
    folders.some((folder) => GENERATED_FOLDERS.has(folder)) ||
    saysGenerated(file.patch)
  ) return "generated";
  const isFixture = folders.some((folder) => FIXTURE_FOLDERS.has(folder));
  if (!isFixture && isDocumentation(name, extension, folders)) return "documentation";
  if (isFixture || folders.some((folder) => TEST_FOLDERS.has(folder)) || isTestName(segments.at(-1) ?? "")) {
    return "test";
  }
  if (DATA_EXTENSIONS.has(extension)) return "generated";
  return isConfiguration(name, extension) || isSubmodule(file.patch) ? "configuration" : "source";
}

const BINARY_EXTENSIONS = new Set(
  ("png jpg jpeg gif bmp ico icns webp avif tif tiff psd pdf zip gz tgz bz2 xz zst 7z rar jar war class so dll dylib exe o a " +
    "lib wasm bin dat db sqlite sqlite3 woff woff2 ttf otf eot mp3 mp4 m4a mov avi webm ogg wav flac pyc pyo pkl npy npz onnx " +
    "parquet docx xlsx pptx odt ods keystore jks p12 pfx nupkg whl deb rpm dmg")
    .split(" "),
);

function isBinary({ isBinary, patch, changes, isMoved }: FileFacts, extension: string): boolean {
  if (isBinary) return true;
  if (patch !== undefined) return false;
  if (BINARY_EXTENSIONS.has(extension)) return true;
  // GitHub counts no lines of a binary file. An empty text file and a changed mode look the same: of those the name tells.
  return changes === 0 && !isMoved && extension !== "" && !isKnownText(extension);
}

function isKnownText(extension: string): boolean {
  return DOCUMENT_EXTENSIONS.has(extension) || CONFIGURATION_EXTENSIONS.has(extension) ||
    DATA_EXTENSIONS.has(extension) ||
    SOURCE_EXTENSIONS.has(extension);
}

const SOURCE_EXTENSIONS = new Set(
  ("ts tsx mts cts js jsx mjs cjs py pyi go rs java kt kts scala rb rake sh bash zsh fish ps1 bat cs fs vb c h cc cpp cxx " +
    "hpp m mm swift php pl lua r jl ex exs erl hs clj dart vue svelte astro html css scss less sql proto graphql tf gradle " +
    "groovy nix zig").split(" "),
);

const GENERATED_FOLDERS = new Set([
  "node_modules",
  "vendor",
  "vendored",
  "third_party",
  "third-party",
  "bower_components",
  "dist",
  "__snapshots__",
  "__generated__",
  "generated",
  ".yarn",
  "site-packages",
  "pods",
]);

/** Files that tools write beside a manifest to pin what it resolves to. */
const LOCK_NAMES = new Set([
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "bun.lockb",
  "go.sum",
  "go.work.sum",
  "packages.lock.json",
  "project.assets.json",
  "gradle.lockfile",
  "package.resolved",
  "cartfile.resolved",
  ".terraform.lock.hcl",
  ".pnp.cjs",
  ".pnp.loader.mjs",
]);

function isGeneratedName(name: string, extension: string): boolean {
  return LOCK_NAMES.has(name) || extension === "lock" || extension === "snap" || extension === "map" ||
    /\.min\.\w+$|[-.]bundle\.js$|\.(?:g|freezed|pb|gen|generated|designer)\.\w+$|_pb2(?:_grpc)?\.pyi?$|_(?:generated|gen)\.\w+$|^zz_generated/
      .test(name);
}

/** The characters at a file's beginning that are looked at. */
const TOP_CHARACTERS = 4_000;

/** The words that generators write on top of their files; looked for in the first lines of a file alone. */
function saysGenerated(patch: string | undefined): boolean {
  if (patch === undefined || !/^@@ -\d+(?:,\d+)? \+[01](?:,\d+)? @@/.test(patch)) return false;
  const top = patch.slice(0, TOP_CHARACTERS).split("\n", 12).slice(1).filter((line) => !line.startsWith("-"))
    .join("\n");
  return /^[ +]\W*(?:@generated\b|Code generated .*DO NOT EDIT|(?:This file (?:is|was) )?(?:auto-?|automatically )generated\b)/im
    .test(top);
}

const DOCUMENT_EXTENSIONS = new Set([
  "md",
  "mdx",
  "markdown",
  "rst",
  "adoc",
  "asciidoc",
  "textile",
  "org",
  "mdc",
]);
const DOCUMENT_NAMES =
  /^(?:readme|changelog|changes|history|contributing|license|licence|copying|notice|authors|security)(?:\.\w+)?$/;
const DOCUMENT_FOLDERS = new Set(["docs", "doc", "documentation"]);

function isDocumentation(name: string, extension: string, folders: readonly string[]): boolean {
  return DOCUMENT_EXTENSIONS.has(extension) ||
    (DOCUMENT_NAMES.test(name) && !SOURCE_EXTENSIONS.has(extension)) ||
    (extension === "txt" && folders.some((folder) => DOCUMENT_FOLDERS.has(folder)));
}

const FIXTURE_FOLDERS = new Set([
  "fixtures",
  "__fixtures__",
  "testdata",
  "test-data",
  "test_data",
  "golden",
  "cassettes",
]);
const TEST_FOLDERS = new Set(["test", "tests", "__tests__", "spec", "specs", "e2e", "__mocks__", "testing"]);

/** In the case in which it is written: `RetryTest.java` is a test, `latest.java` none. */
function isTestName(name: string): boolean {
  return /[._-](?:test|tests|spec)\.\w+$|^test_.*\.py$|^conftest\.py$|[a-z\d](?:Test|Tests|Spec|IT)\.\w+$/
    .test(name);
}

const CONFIGURATION_EXTENSIONS = new Set(
  ("json jsonc json5 yaml yml toml ini cfg conf config properties env editorconfig gitignore gitattributes dockerignore " +
    "npmrc nvmrc csproj fsproj vbproj sln props targets plist service xml").split(" "),
);
const CONFIGURATION_NAMES =
  /^(?:dockerfile|containerfile|makefile|justfile|procfile|vagrantfile|jenkinsfile|gemfile|rakefile|brewfile|pipfile|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|requirements[\w.-]*\.txt|codeowners|setup\.cfg|\.env(?:\..+)?|\.\w+rc(?:\.\w+)?|[\w.-]+\.config\.\w+)$/;

function isConfiguration(name: string, extension: string): boolean {
  return CONFIGURATION_NAMES.test(name) || CONFIGURATION_EXTENSIONS.has(extension);
}

/** Text that nobody reads line by line. */
const DATA_EXTENSIONS = new Set([
  "csv",
  "tsv",
  "svg",
  "jsonl",
  "ndjson",
  "ipynb",
  "po",
  "pot",
  "log",
  "geojson",
  "pem",
  "crt",
]);

function isSubmodule(patch: string | undefined): boolean {
  return patch !== undefined && /^[+-]Subproject commit [0-9a-f]+$/m.test(patch);
}
