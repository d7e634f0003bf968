import assert from "node:assert/strict";
import { createRedactor } from "../../../../../lib/redact/mod.ts";
import { isWrittenSecret, writesSecret } from "../../../../../lib/redact/rules/commands/secret_command.ts";
import { CALL_RESULT_BENIGN_TEXTS, callWith } from "../../corpus/call_results.ts";

Deno.test("in a finished part the output of a command that shows a secret goes, and the call stays", async () => {
  const redactor = await createRedactor({ key: "k" });
  for (const secret of ["Velvet19!", "a&amp;b7Velvet", "velvetharbor2019"]) {
    for (const before of ["", "<user>a &amp; b</user>\n"]) {
      const part = `<session>\n${before}${callWith("printenv DB_PASSWORD", secret)}</session>`;
      const redacted = (await redactor.redactMarkup(part)).replace(/\[redacted:[a-z-]+:[0-9a-f]{4}\]/g, "■");
      assert.equal(redacted, part.replace(secret, "■"));
      const encoded = await redactor.redactEncodedMarkup(new TextEncoder().encode(part));
      assert.ok(!new TextDecoder().decode(encoded).includes(secret));
    }
  }
});

Deno.test("what a call with a description has decoded or decrypted goes from a finished part", async () => {
  const redactor = await createRedactor({ key: "k" });
  const password = "Vw45sv%pyoM01fNPi7";
  const key = "K2SqK8KfzD0rcCc1zf3y" + "FK5SU5aOW6wd";
  const calls = [
    [`echo '${btoa(password)}' | base64 -d`, password, password],
    ["bin/rails credentials:show", `# Settings\nmapbox: ${key}`, key],
    ["bin/rails credentials:show", `# Settings\na: [redacted:password:1f89]\nmapbox: ${key}`, key],
  ] as const;
  for (const [command, result, secret] of calls) {
    const call = callWith(command, result).replace(
      "</tool_use>",
      '<param name="description">Run</param>\n</tool_use>',
    );
    const redacted = await redactor.redactMarkup(`<session>\n${call}</session>`);
    assert.ok(!redacted.includes(secret) && redacted.includes("Run"), redacted);
  }
});

Deno.test("what a call writes alone into a file for a secret goes, with the end of its line and without", async () => {
  const redactor = await createRedactor({ key: "k" });
  const key = "4Uko9RvtvR7dsrjSmc" + "NEq1ig6TymaktE";
  const files = [
    ["/srv/app/password.txt", "Raven-kettle-60"],
    ["/srv/app/secrets/api_key", key],
    ["/srv/app/api_key.txt", key],
  ] as const;
  for (const [path, secret] of files) {
    for (const lineEnd of ["", "\n", "\r\n"]) {
      const call = callWith(path, "ok", "Write", "file_path").replace(
        "</tool_use>",
        `<param name="content">${secret}${lineEnd}</param>\n</tool_use>`,
      );
      const redacted = await redactor.redactMarkup(`<session>\n${call}</session>`);
      assert.ok(!redacted.includes(secret) && redacted.includes(path), redacted);
    }
  }
});

Deno.test("messages, names and digests in the output of commands stay in a finished part", async () => {
  const redactor = await createRedactor({ key: "k" });
  for (const text of CALL_RESULT_BENIGN_TEXTS) {
    const part = `<session>\n${text.replace(/<binary>|>>>/g, "x")}</session>`;
    assert.equal(await redactor.redactMarkup(part), part);
  }
});

Deno.test("a command tells of a secret by its program or by what it shows", () => {
  for (const command of ["printenv API_KEY", "pass show x", "openssl rand -hex 32", "cat /run/secrets/x"]) {
    assert.ok(writesSecret(command), command);
  }
  for (const command of ["printenv HOME", "rm password.txt", "echo $TOKEN | wc -c", "git show token"]) {
    assert.ok(!writesSecret(command), command);
  }
});

Deno.test("an output is a secret unless it is a message, a name, a file or a version", () => {
  for (const value of ["Velvet19!", "k7fQ2xW9", "velvetharbor", "coral-magnet-iguana"]) {
    assert.ok(isWrittenSecret(value), value);
  }
  for (
    const value of [
      "Error:",
      "true",
      "v1.2.3",
      "db-pass-2",
      "src/a1.ts",
      "arn:aws:x1",
      "12345678",
      "[1]",
      "Makefile:12",
    ]
  ) {
    assert.ok(!isWrittenSecret(value), value);
  }
});
