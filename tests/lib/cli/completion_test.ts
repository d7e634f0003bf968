import assert from "node:assert/strict";
import { join } from "node:path";
import { bashScript } from "../../../lib/cli/completion.ts";

Deno.test({
  name: "bash completes without any package, reads the script twice, and runs nothing of what was typed",
  ignore: Deno.build.os === "windows",
  async fn() {
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(join(folder, "completion"), bashScript("erk-learn"));
    // As the program answers: the values of an option without it, a tab before what they mean, then how to complete.
    const asking = `set -euo pipefail
      erk-learn() {
        echo "$*" >>asked
        case "$*" in
          *--color=*) printf 'auto\\t\\nalways\\t\\nnever\\t\\n:4\\n' ;;
          *trig) printf 'trigger\\tLearn\\ntrigger-async-learn\\tLearn\\nlearn\\t\\n:4\\n' ;;
          *) printf ':4\\n' ;;
        esac
      }
      source ./completion; source ./completion
      complete -p erk-learn
      try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); __erk_learn_complete; echo "\${COMPREPLY[*]-}"; }
      try erk-learn trig
      try erk-learn trigger --color = n
      try erk-learn trigger --color=n
      try erk-learn trigger --color =
      try erk-learn '$(touch harm)' trig
      try erk-learn learn https : //x ""`;
    const { stdout, stderr } = await new Deno.Command("bash", {
      args: ["--norc", "--noprofile", "-c", asking],
      cwd: folder,
    }).output();
    assert.deepEqual(new TextDecoder().decode(stdout).split("\n"), [
      "complete -o bashdefault -o default -F __erk_learn_complete erk-learn",
      "trigger trigger-async-learn",
      "never",
      "--color=never",
      "auto always never",
      "trigger trigger-async-learn",
      "",
      "",
    ], new TextDecoder().decode(stderr));
    assert.deepEqual((await Deno.readTextFile(join(folder, "asked"))).split("\n"), [
      "complete -- trig",
      "complete -- trigger --color=n",
      "complete -- trigger --color=n",
      "complete -- trigger --color=",
      "complete -- $(touch harm) trig",
      "complete -- learn https://x ",
      "",
    ]);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), ["asked", "completion"]);
    await Deno.remove(folder, { recursive: true });
  },
});
