import assert from "node:assert/strict";
import { isLogDiscovery } from "../../../lib/preprocess/discovery_commands.ts";

const bash = (command: string) => isLogDiscovery({ name: "Bash", input: { command } });

for (
  const command of [
    "pwd",
    " pwd ",
    "ls ~/.claude/projects",
    "ls -la ~/.claude/projects/-home-x/",
    'find ~/.claude/projects -name "*.jsonl"',
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
    "ls src",
    "cat ~/.claude/settings.json",
    "echo hi",
    "pwd\nnpm test",
    "find . -name pwd.ts",
  ]
) {
  Deno.test(`\`${command.replace("\n", "\\n")}\` does more`, () => assert.ok(!bash(command)));
}

Deno.test("other tools are left alone", () => {
  assert.ok(!isLogDiscovery({ name: "Read", input: { command: "pwd" } }));
});
