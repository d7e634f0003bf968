/**
 * Tries what a program must not be able to do, and prints what it could: run with the flags of a command.
 * Arguments: a path outside of all folders that it may use, an address that answers. Attempts are real where
 * that is harmless.
 */

const [outside = "", address = ""] = Deno.args;

const attempts: Record<string, () => unknown> = {
  "read a file": () => Deno.openSync(outside).close(),
  "read another process's environment": () => Deno.readFileSync(`/proc/${Deno.ppid}/environ`),
  "write a file": () => Deno.openSync(outside, { append: true }).close(),
  "run git": () => new Deno.Command("git", { args: ["--version"] }).outputSync(),
  "run a shell": () => new Deno.Command("sh", { args: ["-c", "true"] }).outputSync(),
  "run itself with more rights": () =>
    new Deno.Command(Deno.execPath(), { args: ["--version"] }).outputSync(),
  "connect to this machine": () => fetch(address),
  // Only asked: nothing is sent to a host that isn't this machine.
  "connect to GitHub": () => require({ name: "net", host: "api.github.com:443" }),
  "connect to GitHub's raw gists": () => require({ name: "net", host: "gist.githubusercontent.com:443" }),
  "connect to another host": () => require({ name: "net", host: "evil.test:443" }),
  "listen for connections": () => Deno.listen({ hostname: "0.0.0.0", port: 0 }).close(),
  // Forbidden ones are as if they weren't set.
  "read GH_TOKEN": () => present(Deno.env.get("GH_TOKEN")),
  "read another secret of the environment": () => present(Deno.env.get("AWS_SECRET_ACCESS_KEY")),
  "find that secret in a list of the environment": () =>
    present(Deno.env.toObject()["AWS_SECRET_ACCESS_KEY"]),
  "load a library": () => Deno.dlopen("libc.so.6", {}).close(),
  "ask for the machine's name": () => Deno.hostname(),
};

function present(value: string | undefined): void {
  if (value === undefined) throw new Deno.errors.NotCapable("not set");
}

async function require(permission: Deno.PermissionDescriptor): Promise<void> {
  const { state } = await Deno.permissions.query(permission);
  if (state !== "granted") throw new Deno.errors.NotCapable(state);
}

const could: Record<string, boolean> = {};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    await attempt();
    could[name] = true;
  } catch (error) {
    // Whatever else went wrong: it wasn't forbidden.
    could[name] = !(error instanceof Deno.errors.NotCapable || /Requires \S+ access/.test(String(error)));
  }
}
console.log(JSON.stringify(could));
// An open connection would keep it running.
Deno.exit(0);
