import assert from "node:assert/strict";
import { loadCommands } from "../../../scripts/mod.ts";
import { buildables } from "../../../tools/build/main.ts";
import { forServer, mergePermissions, permissionFlags } from "../../../tools/build/permissions.ts";
import { findTarget, TARGETS } from "../../../tools/build/targets.ts";

const NOTHING = { net: [], read: false, write: false, env: [], run: [] };

Deno.test("every command can be built as a program of its own, from a script that exists", async () => {
  const programs = await buildables();
  const commands = await loadCommands();
  assert.deepEqual(programs.map(({ name }) => name), ["erk-learn", ...commands.map(({ name }) => name)]);
  for (const { entry } of programs) await Deno.stat(new URL(`../../../${entry}`, import.meta.url));
});

Deno.test("the downloading executable may reach GitHub's hosts, and can't run anything", async () => {
  const flags = (await buildables()).find(({ name }) => name === "download-learn-materials")?.flags ?? [];
  assert.ok(flags.some((flag) => /^--allow-net=.*\bapi\.github\.com\b/.test(flag)), flags.join(" "));
  assert.ok(
    !flags.some((flag) => flag.startsWith("--allow-run") || flag === "--allow-net" || flag === "--allow-env"),
  );
});

Deno.test("a permission that is not declared has no flag, and nothing is ever asked on the terminal", () => {
  assert.deepEqual(permissionFlags(NOTHING), ["--no-prompt", "--ignore-env"]);
  assert.deepEqual(
    permissionFlags({ net: ["a.test", "b.test"], read: true, write: true, env: ["HOME"], run: ["git"] }),
    [
      "--no-prompt",
      "--allow-net=a.test,b.test",
      "--allow-read",
      "--allow-write",
      "--allow-env=HOME",
      "--ignore-env",
      "--allow-run=git",
    ],
  );
});

Deno.test("folders may be named instead of all files, and a program with all commands may do what each may", () => {
  const some = { ...NOTHING, read: ["."], write: ["out"] };
  assert.deepEqual(permissionFlags(some), [
    "--no-prompt",
    "--allow-read=.",
    "--allow-write=out",
    "--ignore-env",
  ]);
  assert.deepEqual(mergePermissions([some, NOTHING]), some);
  const { read, write } = mergePermissions([some, { ...NOTHING, read: true }]);
  assert.deepEqual([read, write], [true, ["out"]]);
});

Deno.test("the whole program may do what any of its commands may, and no more", () => {
  const merged = mergePermissions([
    { ...NOTHING, net: ["b.test"], env: ["HOME"] },
    { ...NOTHING, net: ["a.test", "b.test"], read: true, run: ["git"] },
  ]);
  assert.deepEqual(merged, {
    net: ["a.test", "b.test"],
    read: true,
    write: false,
    env: ["HOME"],
    run: ["git"],
  });
  assert.equal(mergePermissions([NOTHING, { ...NOTHING, net: true }]).net, true);
});

Deno.test("the five platforms have names for files and triples for the compiler", () => {
  assert.deepEqual(TARGETS.map(({ name }) => name), [
    "linux-x64",
    "linux-arm64",
    "macos-x64",
    "macos-arm64",
    "windows-x64",
  ]);
  assert.equal(findTarget("windows-x64").extension, ".exe");
  assert.equal(findTarget("aarch64-apple-darwin").name, "macos-arm64");
  assert.throws(() => findTarget("amiga"), /amiga.*linux-x64/);
});

Deno.test("a program for one server reaches that server's hosts alone; one for any server stays so", () => {
  const github = { ...NOTHING, net: ["api.github.com", "gist.githubusercontent.com"] };
  const netOn = (serverUrl: string) => forServer(github, serverUrl).net;
  assert.deepEqual(netOn("https://github.com"), github.net);
  assert.deepEqual(netOn("https://github.example.test:8443/"), [
    "github.example.test:8443",
    "gist.github.example.test:8443",
    "raw.github.example.test:8443",
  ]);
  assert.deepEqual(netOn("https://acme.ghe.com"), [
    "api.acme.ghe.com",
    "acme.ghe.com",
    "gist.acme.ghe.com",
    "raw.acme.ghe.com",
  ]);
  assert.deepEqual(forServer(NOTHING, "https://acme.ghe.com"), NOTHING);
  assert.equal(forServer({ ...NOTHING, net: true }, "https://acme.ghe.com").net, true);
  assert.throws(() => netOn("github.example.test"), /GITHUB_SERVER_URL is not an http/);
});
