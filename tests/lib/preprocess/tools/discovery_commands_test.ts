import assert from "node:assert/strict";
import { isLogDiscovery } from "../../../../lib/preprocess/tools/discovery_commands.ts";

const bash = (command: string) => isLogDiscovery({ name: "Bash", input: { command } });

for (
  const command of [
    "pwd",
    " pwd ",
    "ls ~/.claude/projects",
    "ls -la ~/.claude/projects/-home-x/",
    'find ~/.claude/projects -name "*.jsonl"',
    "find ~/.claude/projects ~/.claude/projects/-home-x -newer ~/.claude/x -type f",
    "find -L ~/.claude/projects \\( -name a -o -name b \\)",
    'ls -t "/home/x/.claude/projects/-home-x"',
    "tree -L 2 ~/.claude/projects",
    "stat -c %y ~/.claude/projects/-home-x/a.jsonl",
    "du -sh ~/.claude/projects",
    "ls -la ~/.claude/projects/ | head",
    "ls -t ~/.claude/projects/-home-x/*.jsonl 2>/dev/null | sort -r | head -n 1",
    "ls ~/.claude/projects 2>&1 | tail -20",
    'echo "$CLAUDE_SESSION_ID"',
    "echo ${SESSION_ID}",
  ]
) {
  Deno.test(`\`${command}\` only looks for logs`, () => assert.ok(bash(command)));
}

for (
  const command of [
    "pwd && npm test",
    "cd $(pwd)/src",
    "echo pwd; make",
    "ls ~/.claude/projects | wc -l && rm x",
    "ls ~/.claude/projects | tee list.txt",
    "ls ~/.claude/projects || npm test",
    "ls ~/.claude/projects | head > list.txt",
    "ls src | head",
    "ls src",
    "cat ~/.claude/settings.json",
    "echo hi",
    "pwd\nnpm test",
    "find . -name pwd.ts",
    "find ~/.claude/projects -name '*.jsonl' -delete",
    "find ~/.claude/projects -exec rm {} +",
    "find ~/.claude/projects -fprint found.txt",
    "find src ~/.claude/projects -name '*.ts'",
    "ls src tests ~/.claude/projects/",
    "ls -la src ~/.claude/projects",
    "ls ~/.claude/projects > list.txt",
    "tree -o list.txt ~/.claude/projects",
    "ls {src,~/.claude/projects}",
    "ls {src/,~/.claude/projects/}",
    "ls ~/.claude/projects/$(touch x)",
    "rm -r ~/.claude/projects",
  ]
) {
  Deno.test(`\`${command.replace("\n", "\\n")}\` does more`, () => assert.ok(!bash(command)));
}

Deno.test("other tools are left alone", () => {
  assert.ok(!isLogDiscovery({ name: "Read", input: { command: "pwd" } }));
});
