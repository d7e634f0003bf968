import assert from "node:assert/strict";
import { join } from "node:path";
import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import { loadScanner } from "../../../../lib/redact/scanner.ts";
import { SECRETLINT_GATES } from "../../../../lib/redact/secretlint/secretlint_gates.ts";
import {
  createSecretlintScanner,
  loadSecretlintScanner,
  type Rule,
} from "../../../../lib/redact/secretlint/secretlint_scanner.ts";
import { UserError } from "../../../../lib/user_error.ts";
import { BENIGN_TEXTS } from "../corpus/benign.ts";
import { contextualSamples } from "../corpus/contextual.ts";
import { ALPHANUMERIC, BASE64, randomText } from "../corpus/random_text.ts";
import { SURROUNDINGS } from "../corpus/surroundings.ts";
import { tokenSamples } from "../corpus/tokens.ts";

const EVERY_HINT = new Set([...SECRETLINT_GATES.values()].flat());

Deno.test("what secretlint's rules find when all of them run is found when only those with a hint run", async () => {
  const random = randomText(51);
  const scanWithAll = await loadSecretlintScanner();
  const scan = await loadScanner({ homeDirectories: [], userNames: [] });
  const accounts = [
    "AWS_ACCOUNT_ID=123456789012",
    '"AccountId": "1234-5678-9012"',
    "aws_account => 123456789012",
    "account: '123456789012'",
  ];
  const texts = [
    ...tokenSamples(random).flatMap(({ secret }) => SURROUNDINGS.map(([, surround]) => surround(secret))),
    ...contextualSamples(random).map(({ text }) => text),
    ...BENIGN_TEXTS,
    ...accounts,
    `https://${random.of(ALPHANUMERIC, 40)}:x-oauth-${"basic"}@github.com/acme/web`,
  ];
  let found = 0;
  for (const text of texts) {
    const findings = scan([text])[0] ?? [];
    for (const { start, end, kind } of scanWithAll(text, EVERY_HINT)) {
      found++;
      const isCovered = findings.some((finding) => finding.start <= start && finding.end >= end);
      assert.ok(isCovered, `${kind} in ${text.slice(Math.max(0, start - 20), end + 20)}`);
    }
  }
  assert.ok(found > 500, `${found} findings`);
});

Deno.test("every rule of the preset has a gate or a reason to be left out, and every gate a rule", () => {
  const ids = rules.map((rule) => rule.meta.id);
  const known = new Set([
    ...SECRETLINT_GATES.keys(),
    "@secretlint/secretlint-rule-filter-comments",
    "@secretlint/secretlint-rule-gcp",
  ]);
  assert.deepEqual(ids.filter((id) => !known.has(id)), []);
  assert.deepEqual([...known].filter((id) => !ids.includes(id)), []);
});

Deno.test("an AWS secret key goes whole, although secretlint reports another place", async () => {
  const scan = await loadSecretlintScanner();
  const key = randomText(52).of(BASE64, 40).replaceAll("/", "x");
  const text = `AWS_SECRET_ACCESS_KEY = ${key}\n`;
  const [finding] = scan(text, EVERY_HINT);
  assert.equal(text.slice(finding?.start, finding?.end), key);
});

Deno.test("of an address with a password only the password goes", async () => {
  const scan = await loadSecretlintScanner();
  const text = "open postgres://app:s3cret77@db.example.test:5432/orders?sslmode=require now";
  const [finding] = scan(text, EVERY_HINT);
  assert.equal(text.slice(finding?.start, finding?.end), "s3cret77");
});

Deno.test("a rule that throws or is asynchronous fails the scan: no text gets through unseen", () => {
  const ruleWith = (file: () => void | Promise<void>) =>
    ({
      messages: {},
      meta: { id: "test-rule", type: "scanner", recommended: true, supportedContentTypes: ["text"] },
      create: () => ({ file }),
    }) satisfies Rule;
  const failing = [
    ruleWith(() => {
      throw new RangeError("out of stack");
    }),
    ruleWith(() => Promise.resolve()),
  ];
  for (const rule of failing) {
    assert.throws(() => createSecretlintScanner([rule])("text", new Set()), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /nothing was published/);
      assert.match(error.detail ?? "", /^test-rule: /);
      return true;
    });
  }
});

Deno.test("where secretlint cannot be loaded, no redactor is made", async () => {
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-redact-" });
  try {
    const configuration = JSON.parse(
      await Deno.readTextFile(new URL("../../../../deno.json", import.meta.url)),
    );
    const imports = {
      ...configuration.imports,
      "@secretlint/secretlint-rule-preset-recommend": "./missing.ts",
    };
    await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify({ imports }));
    const module = new URL("../../../../lib/redact/mod.ts", import.meta.url).href;
    await Deno.writeTextFile(
      join(folder, "main.ts"),
      `import { createRedactor } from ${JSON.stringify(module)};
       try { console.log(await (await createRedactor()).redact("text")); } catch (error) { console.log(error.name + ": " + error.message); }`,
    );
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-lock",
        "--no-check",
        "--allow-all",
        "--config",
        join(folder, "deno.json"),
        join(folder, "main.ts"),
      ],
      stderr: "null",
    }).output();
    assert.match(
      new TextDecoder().decode(stdout),
      /^UserError: The secret scanner could not be loaded, so nothing can be published/,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
