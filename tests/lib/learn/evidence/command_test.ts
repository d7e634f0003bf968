import assert from "node:assert/strict";
import fc from "fast-check";
import { likeness, parseCommand } from "../../../../lib/learn/evidence/command.ts";

Deno.test("what doesn't change a command's meaning is taken off", () => {
  for (
    const [command, normal, base, purpose] of [
      [
        "cd /x && FOO=1 npm test -- money.test.js 2>&1 | tail -20",
        "npm test -- money.test.js",
        "npm test",
        "test",
      ],
      ["npm run build || true", "npm run build", "npm run build", "check"],
      ["node --test tests/ 2>&1", "node --test tests/", "node --test", "test"],
      ["node --test", "node --test", "node --test", "test"],
      ["mise run test:ci 2>&1", "mise run test:ci", "mise run test:ci", "test"],
      ["uv run pytest tests", "pytest tests", "pytest", "test"],
      ["timeout 60 npx vitest run 'a b'", "vitest run a b", "vitest run", "test"],
      ["pod install --repo-update", "pod install --repo-update", "pod install", "other"],
      ["grep foo src", "grep foo src", "grep", "search"],
      ["for i in 1 2; do npm test; done", "npm test", "npm test", "test"],
      ["grep -rn foo src", "grep -rn foo src", "grep", "search"],
      ["git diff --exit-code", "git diff --exit-code", "git diff", "probe"],
      ["sudo apt-get install -y jq", "apt-get install -y jq", "apt-get install", "install"],
      ["python3 - <<'EOF'\nprint(1)\nEOF", "python3 - && print(1)", "python3", "other"],
      ["docker compose up -d > log.txt", "docker compose up -d", "docker compose up", "other"],
    ] as const
  ) {
    const parsed = parseCommand(command);
    assert.equal(parsed.normal, normal);
    assert.equal(parsed.bases.at(-1), base);
    assert.equal(parsed.purpose, purpose, command);
  }
});

Deno.test("reading, changing and hiding a status are told", () => {
  const flags = (command: string) => {
    const { isReading, changesFiles, hidesStatus } = parseCommand(command);
    return [isReading ? "reads" : "", changesFiles ? "changes" : "", hidesStatus ? "hides" : ""].join("");
  };
  assert.equal(flags("cat a.txt"), "reads");
  assert.equal(flags("sed -n 1,5p a.txt"), "reads");
  assert.equal(flags("sed -i s/a/b/ a.txt"), "changes");
  assert.equal(flags("git log --oneline | head"), "readshides");
  assert.equal(flags("git checkout -- a.ts"), "changes");
  assert.equal(flags("node make.js > out.json"), "changes");
  assert.equal(flags("node make.js 2>/dev/null"), "");
});

Deno.test("attempts at the same thing are alike, others not", () => {
  const alike = (one: string, other: string) =>
    likeness(parseCommand(one).topics, parseCommand(other).topics);
  assert.ok(alike("python load.py", "python3 load.py") >= 0.6);
  assert.ok(alike("npm run test:unit", "pnpm test:unit") >= 0.6);
  assert.ok(alike("npm run build", "npm run lint") < 0.6);
  assert.equal(likeness(new Set(), new Set(["a"])), 0);
});

Deno.test("any text is a command", () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(
          "a",
          " ",
          "'",
          '"',
          "\\",
          "$(",
          ")",
          "<<",
          "|",
          "&",
          ";",
          "\n",
          ">",
          "#",
          "EOF",
          "é",
        ),
      }),
      (command) => {
        const { bases, simple } = parseCommand(command);
        assert.equal(bases.length, simple.length);
      },
    ),
    { numRuns: 300 },
  );
});
