import assert from "node:assert/strict";

const ROOT = new URL("../../../", import.meta.url);

/** Bash scripts on a runner don't depend on the version of Deno; the oldest stalls with the emulators in one process. */
const ignore = Deno.build.os === "windows" || Deno.version.deno.startsWith("2.7.");

/** What differs from run to run: addresses, ids, durations, and, as marks of secrets have a new key each time, sizes. */
function steady(text: string): string {
  return text
    .replace(/http:\/\/127\.0\.0\.1:\d+\/gist/g, "https://gist.github.com")
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://github.com")
    .replace(/\b[0-9a-f]{32}\b/g, "…")
    .replace(/\/runs\/\d+/g, "/runs/…")
    .replace(/\b\d+ tokens/g, "… tokens")
    .replace(/\b\d+\.\d kB/g, "… kB")
    .replace(/\(\d[\d.]* m?s\)/g, "(time)");
}

Deno.test({
  name: "what the guide shows of a new user's five minutes is what appears when they are played",
  ignore,
  async fn() {
    const guide = steady(await Deno.readTextFile(new URL("docs/guide.md", ROOT)));
    const shown = [...guide.matchAll(/```console\n([^]*?)```/g)].flatMap(([, block = ""]) =>
      block.split("\n").filter((line) => line !== "")
    );
    assert.ok(shown.length > 25);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", new URL("tools/demo/five_minutes.ts", ROOT).pathname],
    }).output();
    assert.equal(code, 0, new TextDecoder().decode(stderr));
    const played = steady(new TextDecoder().decode(stdout)).split("\n");
    // Steps that run side by side may end in either order, so lines are looked for anywhere.
    assert.deepEqual(shown.filter((line) => !played.some((one) => one.startsWith(line))), []);
  },
});
