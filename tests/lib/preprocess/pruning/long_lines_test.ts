import assert from "node:assert/strict";
import { NORMAL_DETAIL } from "../../../../lib/preprocess/pruning/detail.ts";
import { pruneLines } from "../../../../lib/preprocess/pruning/prune_text.ts";

const shown = (text: string, limits = NORMAL_DETAIL.result) => `${pruneLines(text, limits).text}`;
const sentences = (count: number) =>
  Array.from({ length: count }, (_, index) => `The column number ${index} is read by its position.`).join(
    " ",
  );

Deno.test("of few lines a long one is shown whole, among many its beginning and its end", () => {
  const long = sentences(40);
  assert.equal(shown(`# Notes\n${long}\nend`), `# Notes\n${long}\nend`);
  const many = shown(`${"a line of a few words that is as long as most are\n".repeat(37)}${long}`);
  assert.match(many, /\[… \d+ chars …\]/);
  // What short lines don't need the longer one has, within what all may have.
  assert.ok(shown(`${sentences(10)}\n${sentences(400)}`).length < 3800);
});

Deno.test("a line of prose is cut between sentences", () => {
  const [, before, behind] = /^(.*)\[… \d+ chars …\](.*)$/.exec(shown(sentences(400))) ?? [];
  assert.match(before ?? "", /position\. $/);
  assert.match(behind ?? "", /^The column/);
});

const comment = (id: number, body: string) => ({
  id: `PRR_${`${id}`.padStart(40, "0")}`,
  node_id: `${id}`.padStart(60, "N"),
  diff_hunk: `@@ -1,9 +1,9 @@\n${"+\tline of some code that was changed\n".repeat(20)}`,
  path: `src/m${id}.go`,
  line: 42 + id,
  user: { login: "reviewer", avatar_url: `https://avatars.example.com/u/${id}?v=4`, site_admin: false },
  body,
  html_url: `https://example.com/acme/widget/pull/1#discussion_r${id}`,
});

Deno.test("JSON in one line shows what people wrote, and where, before ids and addresses", () => {
  const bodies = Array.from(
    { length: 6 },
    (_, id) => `Comment ${id}: this loop "never" closes its iterator.`,
  );
  const json = JSON.stringify(bodies.map((body, id) => comment(id, body)));
  const text = shown(json);
  for (const [id, body] of bodies.entries()) {
    assert.ok(text.includes(`"body":${JSON.stringify(body)}`), body);
    assert.ok(text.includes(`"path":"src/m${id}.go"`) && text.includes(`"line":${42 + id}`), text);
  }
  assert.doesNotMatch(text, /NNNN|some code/);
  assert.ok(text.length < json.length / 3);
});

Deno.test("of bodies that are too long for all each has its beginning and its end", () => {
  const body = (id: number) => `First words ${id}. ${sentences(30)} Last words ${id}.`;
  const json = JSON.stringify([0, 1, 2, 3].map((id) => comment(id, body(id))));
  const text = shown(json);
  for (let id = 0; id < 4; id++) {
    assert.ok(text.includes(`First words ${id}.`) && text.includes(`Last words ${id}.`), text);
  }
  assert.ok(text.length < 4500, `${text.length}`);
});

Deno.test("JSON that is cut short, or holds no words, is shown as any line", () => {
  const numbers = JSON.stringify(Array.from({ length: 2000 }, (_, index) => index));
  assert.match(shown(numbers), /^\[0,1,2,.*\[… \d+ chars …\].*,1999\]$/);
  assert.match(shown(`{"body":"${"word ".repeat(1500)}`), /^\{"body":"word word .*word/);
  assert.match(shown(`{"body":"${"word ".repeat(1500)}","other":"and`), /word word/);
});
