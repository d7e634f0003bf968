import assert from "node:assert/strict";
import { hostTarget } from "../../tools/build/targets.ts";
import { archiveName, RELEASED_PROGRAMS } from "../../tools/release/pack.ts";
import { VERSION } from "../../lib/version.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

async function run(command: string, args: string[], cwd = ROOT): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(command, { args, cwd }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assert.equal(code, 0, `${command} ${args.join(" ")}: ${decode(stderr)}${decode(stdout)}`);
  return decode(stdout).trim();
}

Deno.test({
  name: "what a release is made of installs both programs, from archives and through npm",
  ignore: Deno.build.os === "windows",
  async fn() {
    const target = hostTarget();
    await run(Deno.execPath(), ["task", "release", "--skip-build", "--target", target.name]);
    const home = await Deno.makeTempDir();
    try {
      for (const program of RELEASED_PROGRAMS) {
        const archive = `dist/release/${archiveName(program, target)}`;
        await run("sh", ["install.sh", "--program", program, "--archive", archive, "--dir", home]);
        assert.equal(await run(`${home}/${program}`, ["--version"]), `erk-learn ${VERSION}`);
      }
      await run("npm", ["init", "--yes"], home);
      const packages = [`${ROOT}dist/npm/erk-learn`, `${ROOT}dist/npm/@erk-learn/linux-x64`];
      if (target.name !== "linux-x64") return;
      await run("npm", [
        "install",
        "--no-audit",
        "--no-fund",
        "--omit=optional",
        "--install-links",
        ...packages,
      ], home);
      assert.equal(
        await run(`${home}/node_modules/.bin/erk-learn`, ["--version"], home),
        `erk-learn ${VERSION}`,
      );
    } finally {
      await Deno.remove(home, { recursive: true });
    }
  },
});
