/** Completion of words in shells: the library's scripts, except bash, and its answers to what they ask. */

import tab from "@bomb.sh/tab/commander";
import type { Command as Program } from "commander";
import type { Command } from "./command.ts";
import { writeOut } from "./output.ts";

/** Adds `completion <shell>`, and the hidden command that its scripts ask. */
export function addCompletion(program: Program, commands: readonly Command[]): void {
  // The library prints with it.
  console.log = (text: string) => writeOut(`${text}\n`);
  const completion = tab(program, { completionCommandName: "completion" });
  completeAliases(completion, commands);
  const name = program.name();
  program.commands.find((command) => command.name() === "completion")?.action((shell: string) => {
    if (shell === "bash") writeOut(bashScript(name));
    else completion.setup(name, name, shell);
  });
}

/** Completion knows commands by their names only; this makes `trigger --<tab>` work like the whole name. */
function completeAliases(completion: ReturnType<typeof tab>, commands: readonly Command[]): void {
  for (const { name, aliases, summary } of commands) {
    const named = completion.commands.get(name);
    for (const alias of aliases) {
      const aliased = completion.command(alias, summary);
      for (const [flag, option] of named?.options ?? []) aliased.options.set(flag, option);
    }
  }
}

/**
 * For bash, from 3.2 (macOS) on. The library's script needs the package bash-completion, can't be read twice in a shell, and has the
 * shell run what was typed.
 */
export function bashScript(program: string): string {
  const complete = `__${program.replaceAll("-", "_")}_complete`;
  return `# bash completion for ${program}
${complete}() {
    local word current option="" last=0 i line value out
    local -a words
    COMPREPLY=()
    words=("")
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=\${COMP_WORDS[i]}
        # To bash, = and : are words of their own.
        if [[ $i -gt 1 && ($word == [=:]* || \${words[last]} == *[=:]) ]]; then
            words[last]=\${words[last]}$word
        else
            if [[ $i -gt 1 ]]; then last=$((last + 1)); fi
            words[last]=$word
        fi
    done
    current=\${words[last]}
    # The values of an option are answered without it.
    if [[ $current == --*=* ]]; then option=\${current%%=*}=; fi
    # What bash puts an answer in the place of.
    word=\${COMP_WORDS[COMP_CWORD]}
    if [[ $word == [=:] ]]; then word=""; fi
    out=$(${program} complete -- "\${words[@]}" 2>/dev/null) || return 0
    while IFS= read -r line; do
        # The last line says how to complete: ":4".
        if [[ -z $line || $line == :* ]]; then continue; fi
        value=$option\${line%%$'\\t'*}
        if [[ $value == "$current"* ]]; then
            COMPREPLY+=("\${value#"\${current%"$word"}"}")
        fi
    done <<<"$out"
}
# Where there is no answer, files.
complete -o bashdefault -o default -F ${complete} ${program}
`;
}
