import assert from "node:assert/strict";
import { readHunks } from "../../../../lib/learn/diff/hunks.ts";
import { MAX_SYMBOLS, symbolsIn } from "../../../../lib/learn/diff/symbols.ts";

function symbolsOf(path: string, added: string, category: "source" | "configuration" | "test" = "source") {
  const patch = `@@ -1,0 +1,9 @@\n${added.split("\n").map((line) => `+${line}`).join("\n")}`;
  return symbolsIn(path, category, readHunks(patch));
}

const CASES: Readonly<Record<string, readonly [code: string, symbols: readonly string[]]>> = {
  "a.ts": [
    `export async function* walk<T>(a: T) {\nconst pause = async (ms: number): Promise<void> => {\nexport const MAX_TRIES = 5;
export abstract class Retry<T> extends Base {\n  static async run(a: string): Promise<number> {\n    if (x) {\n  for (const a of b) {
export interface Options {\ntype Kind = "a" | "b";\nexport const enum Level {\n  log("x");\n// function commented() {\nconst n = compute(1);
  describe("x", () => {\nconst token = Deno.env.get("GH_TOKEN");\n    .option("-n, --dry-run <x>", "y")\n{ flags: "--max-tokens <n>" },
run("git", ["rev-parse", "--show-toplevel"]);\nprocess.env.NODE_ENV === 'x'; program.command("sync <dir>")`,
    [
      "function walk",
      "function pause",
      "constant MAX_TRIES",
      "class Retry",
      "method run",
      "interface Options",
      "type Kind",
      "enum Level",
      "environment variable GH_TOKEN",
      "--dry-run",
      "--max-tokens",
      "environment variable NODE_ENV",
      "command sync",
    ],
  ],
  "a.py": [
    `async def fetch(a):\n    def method(self):\n        def inner(): pass\ndef _private(): pass\nclass Plan(Base):\nMAX_LINES: int = 3
@click.option("--json", is_flag=True)\nparser.add_argument("-v", "--verbose")\nparser.add_argument(\n    "--output-dir",
subprocess.run(["git",\n    "--no-pager",\nos.environ["HOME_DIR"]; os.getenv('LOG_LEVEL')\n@cli.command("land-plan")\nif x == Y: pass`,
    [
      "function fetch",
      "function method",
      "class Plan",
      "constant MAX_LINES",
      "--json",
      "--verbose",
      "--output-dir",
      "environment variable HOME_DIR",
      "environment variable LOG_LEVEL",
      "command land-plan",
    ],
  ],
  "a.go": [
    `func (c *Client) Upload(ctx context.Context) error {\nfunc Map[K any](a K) {\ntype Part struct {\n\tUse:   "sync [dir]",
\tcmd.Flags().StringVarP(&x, "dry-run", "n", "", "")\n\tos.Getenv("API_URL")\n\tfunc() { }`,
    [
      "function Upload",
      "function Map",
      "type Part",
      "command sync",
      "--dry-run",
      "environment variable API_URL",
    ],
  ],
  "a.rs": [
    `pub(crate) async fn retry(n: u8) {\n    fn helper() {}\npub struct Part;\nenum Kind {\npub trait Store {\nmacro_rules! check {\n    #[arg(short, long = "max-tries")]\nstd::env::var("RUST_LOG")`,
    [
      "function retry",
      "function helper",
      "struct Part",
      "enum Kind",
      "trait Store",
      "macro check",
      "--max-tries",
      "environment variable RUST_LOG",
    ],
  ],
  "A.java": [
    `public final class Upload extends Base {\n    public static List<String> parts(int n) {\n    return parts(1);\n    new Thread(x);\ninterface Store {\nSystem.getenv("PART_SIZE")`,
    ["class Upload", "method parts", "interface Store", "environment variable PART_SIZE"],
  ],
  "a.kt": [`data class Part(val n: Int)\n    override suspend fun send(a: Int): Int {\nobject Registry {`, [
    "class Part",
    "function send",
    "object Registry",
  ]],
  "A.cs": [
    `namespace Acme.Upload;\npublic sealed record Part(int N);\n    protected override async Task<int> Send(int n)\n    {`,
    [
      "namespace Acme.Upload",
      "class Part",
      "method Send",
    ],
  ],
  "a.rb": [
    `module Acme\n  class Upload < Base\n    def self.call!(x)\n    def ready?\nENV.fetch("API_KEY_NAME")`,
    [
      "module Acme",
      "class Upload",
      "function call!",
      "function ready?",
      "environment variable API_KEY_NAME",
    ],
  ],
  "a.sh": [
    `build() {\nfunction clean {\n    -n|--dry-run) dry=1 ;;\n    --max=*) x ;;\nexport OUT_DIR=x\necho "\${LOG_LEVEL:-info}"\ngit log --oneline`,
    [
      "function build",
      "function clean",
      "--dry-run",
      "--max",
      "environment variable OUT_DIR",
      "environment variable LOG_LEVEL",
    ],
  ],
  "a.sql": [
    `CREATE TABLE IF NOT EXISTS app.parts (\ncreate or replace function next_part() returns int\nALTER TABLE parts ADD COLUMN etag text;\n-- create table comment\ncreate unique index concurrently parts_i on parts (n);`,
    [
      "table app.parts",
      "function next_part",
      "column etag",
      "index parts_i",
    ],
  ],
};

for (const [path, [code, symbols]] of Object.entries(CASES)) {
  Deno.test(`definitions are found in ${path}, and nothing else`, () => {
    assert.deepEqual(symbolsOf(path, code).toSorted(), symbols.toSorted());
  });
}

Deno.test("configuration gives its settings; tests, comments and lines that only stay give nothing", () => {
  assert.deepEqual(symbolsOf("package.json", '  "scripts": {\n          "deep": 1', "configuration"), [
    "setting scripts",
  ]);
  assert.deepEqual(symbolsOf("a.yml", "on:\n  push:\n      deep: x\n- item: y", "configuration"), [
    "setting on",
    "setting push",
  ]);
  assert.deepEqual(symbolsOf("a.toml", "[tool.x]\nline = 3", "configuration"), [
    "section tool.x",
    "setting line",
  ]);
  assert.deepEqual(symbolsOf(".env.example", "API_URL=x", "configuration"), ["environment variable API_URL"]);
  assert.deepEqual(symbolsOf("a_test.ts", "function x() {}", "test"), []);
  const unchanged = readHunks("@@ -1,3 +1,2 @@\n function stays() {\n-function gone() {\n+  a,");
  assert.deepEqual(symbolsIn("a.ts", "source", unchanged), []);
});

Deno.test("a file that defines very much does not flood the list", () => {
  const code = Array.from({ length: 500 }, (_, index) => `function f${index}() {}`).join("\n");
  assert.equal(symbolsOf("a.ts", code).length, MAX_SYMBOLS);
});
