import assert from "node:assert/strict";
import fc from "fast-check";
import { pathConfiner } from "../../../../lib/learn/plan/confined_path.ts";
import { UNKNOWN_LOCATION } from "../../../../lib/learn/plan/parse_learn_plan.ts";

const KNOWN = ["docs/uploads.md", "README.md", "src/upload/retry.ts", "docs/a b.md"];
const confine = pathConfiner(KNOWN);
const outside = (path: string) => `(outside of the repository: ${path})`;

Deno.test("a path of the repository is kept, in one way of writing", () => {
  const cases: readonly (readonly [given: string, expected: string])[] = [
    ["docs/new.md", "docs/new.md"],
    ["./docs/new.md", "docs/new.md"],
    [" `docs/new.md` ", "docs/new.md"],
    ["docs\\new.md", "docs/new.md"],
    ["docs//sub/../new.md", "docs/new.md"],
    ["/docs/new.md", "docs/new.md"],
    ["/README.md", "README.md"],
    ["README.md:12", "README.md:12"],
    ["src/a.ts, src/b.ts", "src/a.ts, src/b.ts"],
    ["docs/a b.md", "docs/a b.md"],
    [".github/workflows/learn.yml", ".github/workflows/learn.yml"],
    ["...docs/x.md", "...docs/x.md"],
    ["", UNKNOWN_LOCATION],
    [UNKNOWN_LOCATION, UNKNOWN_LOCATION],
  ];
  for (const [given, expected] of cases) assert.equal(confine(given), expected, given);
});

Deno.test("an absolute path or address that ends like a known one is that one", () => {
  for (
    const given of [
      "/home/ada/widgets/docs/uploads.md",
      "~/widgets/docs/uploads.md",
      "C:\\work\\widgets\\docs\\uploads.md",
      "[redacted:home-path:1a2b]/widgets/docs/uploads.md",
      "$HOME/widgets/docs/uploads.md",
      "https://github.com/acme/widgets/blob/main/docs/uploads.md#retries",
      "file:///work/docs/uploads.md",
      "../../docs/uploads.md",
    ]
  ) assert.equal(confine(given), "docs/uploads.md", given);
});

Deno.test("what leads out of the repository is a remark, and no path", () => {
  for (
    const given of [
      "/etc/passwd",
      "../other/docs.md",
      "docs/../../x.md",
      "~/.ssh/authorized_keys",
      "%APPDATA%/x.md",
      "C:/Windows/x.md",
      "//server/share/x.md",
      "\\\\server\\share",
      "https://evil.example/x.md",
      "javascript:alert(1)",
      ".git/hooks/pre-commit",
      "./~",
      ".\\~/x.md",
      "./C:/x.md",
      "docs/.GIT/config",
      "..",
    ]
  ) assert.equal(confine(given), outside(given), given);
  assert.equal(confine("docs/x\n../y.md"), outside("docs/x ../y.md"));
  assert.equal(confine("./"), outside("./"));
  assert.ok(confine("x".repeat(10_000)).length < 300);
});

Deno.test("whatever the text, the result stays inside, and confining it again changes nothing", () => {
  const piece = fc.constantFrom(
    "docs",
    "uploads.md",
    "..",
    ".",
    "/",
    "\\",
    "~",
    "C:",
    "https://",
    "`",
    " ",
    "\n",
    ".git",
    "#",
  );
  const text = fc.oneof(fc.string(), fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")));
  fc.assert(fc.property(text, (given) => {
    const path = confine(given);
    assert.equal(confine(path), path);
    if (path.startsWith("(outside of the repository: ")) return;
    assert.doesNotMatch(path, /^(?:[\/~\\]|[a-z]:\/)|\p{Cc}|:\/\//iu);
    assert.ok(!path.split(/[\/\\]/).includes(".."));
  }));
});
