import assert from "node:assert/strict";
import { refSchema, workflowFileSchema } from "../../../lib/config/mod.ts";

Deno.test("a workflow is a file's name or an id, and no path", () => {
  for (const name of ["learn.yml", "a b.yaml", "learn-2.v1.yml", "1234"]) {
    assert.ok(workflowFileSchema.safeParse(name).success, name);
  }
  for (
    const name of ["", "learn", "../x.yml", ".github/workflows/learn.yml", "a\\b.yml", "a\n.yml", ".yml/"]
  ) {
    assert.match(workflowFileSchema.safeParse(name).error?.message ?? "", /such as learn\.yml/, name);
  }
});

Deno.test("a ref has the form that git gives one", () => {
  for (const name of ["main", "feature/x", "v1.2", "refs/heads/main", "Ärger", "@x", "a.locked"]) {
    assert.ok(refSchema.safeParse(name).success, name);
  }
  const wrong = [
    "",
    "a b",
    "-x",
    "a..b",
    "a~1",
    "a^",
    "a:b",
    "a?",
    "a*",
    "a[",
    "a\\b",
    "/a",
    "a/",
    "a//b",
    "a.",
  ];
  for (const name of [...wrong, "a.lock", "a/.b", "@", "a@{1}", "a\u0000", "a\u007f", ".a", "a.lock/b"]) {
    assert.match(refSchema.safeParse(name).error?.message ?? "", /name of a branch or tag/, name);
  }
});
