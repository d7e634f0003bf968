import assert from "node:assert/strict";
import { alreadySaid, warnsNearlySo } from "../../../../lib/learn/apply/already_said.ts";

const LINES = {
  cache: "Tables of the cache expire at midnight in UTC and never before that.",
  lock: "The lock is held by one process until it has ended or lost its file.",
  code: "```ts\n# no heading\n\nconst table = cache.get(harbour, now);\n```",
};
const DRAFT = `${LINES.cache}\n\n${LINES.lock}`;

Deno.test("a draft whose paragraphs are all there is there, under any heading, in any order and line breaks", () => {
  const broken = LINES.cache.replaceAll(" and ", "\r\nand ");
  for (
    const body of [
      `# A\n\n${DRAFT}\n`,
      `# A\n${LINES.lock}\n## B\n${broken}\n   ### C\nmore`,
      `${LINES.lock}\n \n${LINES.cache}`,
    ]
  ) {
    assert.equal(alreadySaid(body, ["## Cache"], DRAFT), "all", body);
  }
  assert.equal(
    alreadySaid(`# A\n\n${LINES.code}\n\n${LINES.cache}`, [], `${LINES.cache}\n\n${LINES.code}`),
    "all",
  );
});

Deno.test("most of it is there where two thirds of its words are, or nearly the same ones", () => {
  const corrected = LINES.cache.replace("midnight", "noon").replace("never", "not");
  assert.equal(alreadySaid(`# A\n\n${corrected}\n\n${LINES.lock}`, [], DRAFT), "most");
  assert.equal(alreadySaid(`# A\n\nOther words stand here.\n\n${corrected}`, [], LINES.cache), "most");
  const otherwise = "Rows of a page are read at once when it is shown and kept for that.";
  assert.equal(alreadySaid(`${otherwise}\n\n${LINES.lock}`, [], DRAFT), "nothing");
  assert.equal(alreadySaid(LINES.cache, [], `${LINES.cache} ${LINES.lock}`), "nothing");
  const repeated = Array.from({ length: 12 }, () => "the").join(" ");
  assert.equal(alreadySaid(LINES.lock, [], repeated), "nothing");
  assert.equal(alreadySaid("", [], DRAFT), "nothing");
});

Deno.test("blank lines and signs of headings in fenced code part nothing", () => {
  const lines = ["const table = cache.get(harbour, now);", "", "# const lock = locks.take(harbour, now);"];
  for (const fence of ["```", "~~~~"]) {
    const code = [fence, ...lines, fence].join("\n");
    assert.equal(alreadySaid(`# A\n\n${code}\n`, [], code), "all");
    const parted = [fence, lines[0], fence, "", fence, lines[2], fence].join("\n");
    assert.notEqual(alreadySaid(parted, [], code), "all");
    // A fence of another kind, or with words behind it, ends nothing.
    const within = [fence, lines[0], `${fence} x`, "", fence === "```" ? "~~~~" : "```", lines[2], fence]
      .join("\n");
    assert.equal(alreadySaid(`${within}\n\n${LINES.lock}`, [], `${LINES.lock}\n\n${within}`), "all");
  }
});

Deno.test("a few words are there only under their heading", () => {
  const body = "# Ports\n\n8080.\n\n# Hosts\n\nlocalhost";
  assert.equal(alreadySaid(body, ["## Ports"], "8080."), "all");
  assert.equal(alreadySaid(body, ["## Other", "### Ports"], "8080."), "all");
  assert.equal(alreadySaid(body, ["## Hosts"], "8080."), "nothing");
  assert.equal(alreadySaid("  ## Ports\n\n8080.", ["Ports"], "8080."), "all");
  assert.equal(alreadySaid("x ## Ports\n\n8080.", ["# x Ports"], "8080."), "nothing");
});

Deno.test("a tripwire that warns before the same action in nearly the same words is known", () => {
  const tripwire = { action: "editing the  cache", warning: LINES.cache };
  const known = (action: unknown, warning: unknown) =>
    warnsNearlySo([null, 7, { action, warning }], tripwire);
  assert.ok(known("editing the cache", LINES.cache.replace("midnight", "noon")));
  assert.ok(!known("reading the cache", LINES.cache));
  assert.ok(!known("editing the cache", LINES.lock));
  assert.ok(!known("editing the cache", undefined) && !known(7, LINES.cache));
});
