import assert from "node:assert/strict";
import { join } from "node:path";
import { blockedPlace, documentPlace } from "../../../../lib/learn/apply/document_place.ts";
import { makeTree, runGit } from "../documents/document_world.ts";

const FOLDERS = { projectRoot: "/project", documentRoots: ["docs", "packages/a/docs/", "AGENTS.md"] };

Deno.test("only Markdown files below the documentation roots may be written", () => {
  const allowed: readonly (readonly [string, string])[] = [
    ["docs/uploads.md", "docs/uploads.md"],
    ["./docs/a/b/uploads.mdx", "docs/a/b/uploads.mdx"],
    ["docs\\uploads.md", "docs/uploads.md"],
    ["docs/./a/../uploads.md", "docs/uploads.md"],
    ["packages/a/docs/Read Me.md", "packages/a/docs/Read Me.md"],
    ["AGENTS.md", "AGENTS.md"],
  ];
  for (const [location, path] of allowed) {
    const place = documentPlace(location, FOLDERS);
    assert.deepEqual(place, { ok: true, path, file: join("/project", ...path.split("/")) }, location);
  }
  const refused: readonly (readonly [string, RegExp])[] = [
    ["", /names no file/],
    ["/etc/cron.d/evil.md", /outside of the repository/],
    ["(outside of the repository: ../evil.md)", /^it is outside of the repository/],
    ["C:\\evil.md", /outside of the repository/],
    ["docs/a:b.md", /characters/],
    ["docs/archive/old.md", /documents\.exclude/],
    ["docs/notes/private.md", /documents\.exclude/],
    ["~/evil.md", /outside of the repository/],
    ["docs/../../evil.md", /outside of the repository/],
    ["../docs/evil.md", /outside of the repository/],
    ["docs/../src/evil.md", /outside of the documentation \(docs, /],
    ["src/uploads.md", /outside of the documentation/],
    ["docsx/uploads.md", /outside of the documentation/],
    ["docs/.git/hooks.md", /hidden/],
    ["docs/.hidden.md", /hidden/],
    ["docs/uploads.md.", /ends with a dot/],
    ["docs/a /uploads.md", /ends with a dot or a space/],
    ["docs/run.sh", /no Markdown file/],
    ["docs/uploads.md\nevil", /characters/],
    ["docs/\u202edm.exe.md", /characters/],
    ["docs/con.md", /device on Windows/],
    ["docs/aux/uploads.md", /device on Windows/],
    ["docs/NUL.tar.md", /device on Windows/],
    ["docs/lpt1 .md", /device on Windows/],
    ["docs/\u0000.md", /characters/],
    [`docs/${"a".repeat(300)}.md`, /more than 250 characters/],
  ];
  for (const [location, reason] of refused) {
    const place = documentPlace(location, { ...FOLDERS, exclude: ["docs/archive/", "private.md"] });
    assert.ok(!place.ok, location);
    assert.match(place.reason, reason, location);
  }
});

Deno.test("a document that no commit could hold is blocked, and so is another repository's", async () => {
  await using tree = await makeTree({
    ".gitignore": "docs/ignored/\nnotes.md\n",
    "docs/notes.md": "",
    "docs/module/a.md": "",
    "docs/unknown/a.md": "",
  });
  const author = ["-c", "user.name=a", "-c", "user.email=a@b.example"];
  for (const name of ["docs/module", "docs/unknown", "."]) {
    await runGit(join(tree.root, name), ["init", "--quiet"]);
    if (name !== ".") {
      await runGit(join(tree.root, name), [...author, "commit", "--quiet", "--allow-empty", "--message=a"]);
    }
  }
  await runGit(tree.root, ["add", "--force", "docs/module", "docs/notes.md"]);
  // As in a workflow: submodules aren't checked out there.
  await Deno.remove(join(tree.root, "docs/module/.git"), { recursive: true });
  const blocked = (path: string) => blockedPlace(path, tree.root, []);
  assert.match(await blocked("docs/ignored/a.md") ?? "", /git ignores it/);
  assert.match(await blocked("docs/module/a.md") ?? "", /another git repository/);
  assert.match(await blocked("docs/unknown/a.md") ?? "", /another git repository/);
  assert.equal(await blocked("docs/a.md"), undefined);
  // Tracked all the same.
  assert.equal(await blocked("docs/notes.md"), undefined);
  await using other = await makeTree({ ".gitignore": "*\n" });
  assert.equal(await blockedPlace("docs/a.md", other.root, []), undefined);
});

Deno.test("what the disk, or another document of the same plan, keeps from being written is blocked", async () => {
  await using tree = await makeTree({
    "docs/Uploads.md": "# Uploads\n",
    "docs/API/calls.md": "# Calls\n",
    "docs/caf\u00e9.md": "# Café\n",
    "docs/file.md": "# File\n",
    "docs/protected.md": "# Protected\n",
  });
  await Deno.chmod(join(tree.root, "docs/protected.md"), 0o444);
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["docs/uploads.md", "docs/Uploads.md is there, which is the same name where case doesn't count"],
    ["docs/api/new.md", "docs/API is there, which is the same name where case doesn't count"],
    ["docs/cafe\u0301.md", "docs/caf\u00e9.md is there, which is the same name where case doesn't count"],
    ["docs/new.md", undefined],
    ["docs/New.md", "the plan writes docs/new.md, too, which is the same name where case doesn't count"],
    ["docs/file.md/below.md", "docs/file.md is a file, and no folder"],
    ["docs/new.md/below.md", "the plan writes docs/new.md, too, and one of them would have to be a folder"],
    ["docs/NEW.md/below.md", "the plan writes docs/new.md, too, and one of them would have to be a folder"],
    ["docs/newer.md", undefined],
    ["docs/protected.md", Deno.build.os === "windows" ? undefined : "it is write-protected"],
  ];
  for (const [path, reason] of cases) {
    assert.equal(await blockedPlace(path, tree.root, ["docs/new.md"]), reason, path);
  }
  assert.equal(
    await blockedPlace("docs/new", tree.root, ["docs/new/a.md"]),
    "the plan writes docs/new/a.md, too, and one of them would have to be a folder",
  );
});
