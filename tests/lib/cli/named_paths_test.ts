import assert from "node:assert/strict";
import { resolve } from "node:path";
import { redactAround } from "../../../lib/cli/named_paths.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";

const PASSWORD = ["Vn9.k_", "A.7lGlY3W"].join("");
const LOG = "/home/kim/.claude/projects/-home-kim-work-app/1.jsonl";

async function shown(sentence: string, named: readonly string[], home?: string): Promise<string> {
  const [text = ""] = await redactAround([sentence], { named, home }, await createRedactor());
  return text;
}

Deno.test("a path that was given is said so that it is found", async () => {
  const sentence = `There is no session log at ${LOG}. Check the path.`;
  assert.equal(await shown(sentence, ["--no-cache", LOG]), sentence);
  assert.equal(await shown(sentence, [LOG], "/home/kim"), sentence.replace("/home/kim/", "~/"));
  assert.match(await shown(sentence, []), /~\/\.claude\/projects\/~-work-app/);
});

Deno.test("a relative path is said as the absolute one that it stands for", async () => {
  const sentence = `There is no session log at ${resolve("-home-kim-app/1.jsonl")}.`;
  assert.equal(await shown(sentence, ["-home-kim-app/1.jsonl".slice(1)]), await shown(sentence, []));
  assert.equal(await shown(sentence, ["./-home-kim-app/1.jsonl"]), sentence);
});

Deno.test("of two paths of which one is the beginning of the other each is whole", async () => {
  const sentence = `${LOG}.bak is no ${LOG}.`;
  assert.equal(await shown(sentence, [LOG, `${LOG}.bak`]), sentence);
});

Deno.test("an argument that holds a secret, and other people's folders in the sentence, stay redacted", async () => {
  const argument = `/tmp/ADMIN_PASSWORD=${PASSWORD}`;
  assert.ok(!(await shown(`There is no file ${argument}.`, [argument])).includes(PASSWORD));
  assert.equal(await shown(`${LOG} is not /home/ada/x.`, [LOG]), `${LOG} is not ~/x.`);
});

Deno.test("a path below no home is whole, and no text of a sentence stands for a path", async () => {
  assert.equal(await shown(`no ${LOG}`, [LOG], "/"), `no ${LOG}`);
  assert.equal(await shown(`no ${LOG}`, [LOG], "/home/ki"), `no ${LOG}`);
  assert.equal(await shown(`\ue0000\ue001 and ${LOG}`, [LOG]), `0\ue001 and ${LOG}`);
});

Deno.test("a path is found in any of the sentences, as it was given and as it is without detours", async () => {
  const redactor = await createRedactor();
  const given = { named: ["/home/kim/../kim/a.jsonl"], home: undefined };
  const sentences = ["nothing", "no /home/kim/../kim/a.jsonl", "no /home/kim/a.jsonl"];
  assert.deepEqual(await redactAround(sentences, given, redactor), sentences);
});
