import assert from "node:assert/strict";
import { asDocument, asSection } from "../../../../lib/learn/apply/draft.ts";

const ITEM = { title: "How tables expire", readWhen: ["changing the cache"] };

Deno.test("a new document has one heading: the draft's, else the title of its frontmatter, else the item's", () => {
  assert.deepEqual(asDocument(ITEM, "# Tables\n\nText."), {
    title: "Tables",
    readWhen: ITEM.readWhen,
    body: "# Tables\n\nText.\n",
  });
  assert.deepEqual(asDocument(ITEM, "Text."), {
    title: ITEM.title,
    readWhen: ITEM.readWhen,
    body: `# ${ITEM.title}\n\nText.\n`,
  });
  const fields = "title: Tides\nread_when: [reading tides, changing the cache, 7]\nother: x";
  assert.deepEqual(asDocument(ITEM, `---\n${fields}\n---\n\n## Text\n`), {
    title: "Tides",
    readWhen: ["reading tides", "changing the cache"],
    body: "# Tides\n\n## Text\n",
  });
});

Deno.test("fields of a draft that are no text, or no YAML, count as not there", () => {
  for (const fields of ['title: " "', "title: 7", "title: [a", "- title", "read_when: later", ""]) {
    const { title, readWhen } = asDocument(ITEM, `---\n${fields}\n---\n\nText.`);
    assert.deepEqual([title, readWhen], [ITEM.title, ITEM.readWhen], fields);
  }
});

Deno.test("a section has the draft's own heading, and those below it are of the third level and deeper", () => {
  const section = (draft: string, document?: string) => asSection("Title", draft, document);
  assert.deepEqual(section("Text.\n"), { heading: "Title", content: "Text." });
  assert.deepEqual(section("# Own\n\nText."), { heading: "Own", content: "Text." });
  assert.deepEqual(section("#Own\n\nText."), { heading: "Title", content: "#Own\n\nText." });
  assert.equal(section("# A\n\n# B\n\n## C").content, "### B\n\n#### C");
  assert.equal(section("## A\n\n### B\n\n#### C").content, "### B\n\n#### C");
  assert.equal(
    section("Text.\n\n# B\n\n##### C\n\n###### D").content,
    "Text.\n\n### B\n\n###### C\n\n###### D",
  );
  assert.equal(section("Text.\n\nx # B").content, "Text.\n\nx # B");
});

Deno.test("signs of headings in fenced code stay as they are", () => {
  for (const [fence, other] of [["```", "~~~"], ["~~~~", "~~~"], ["   ```", "    ```"]] as const) {
    const code = [fence, "# one", other, "# two", `${fence.trim()} x`, "# three", fence.trim()].join("\n");
    assert.equal(asSection("Title", `# A\n\n# B\n\n${code}\n\n# C`).content, `### B\n\n${code}\n\n### C`);
  }
});

Deno.test("the title of the document that a section goes into isn't said again", () => {
  const section = (draft: string) => asSection("Title", draft, "The  cache");
  assert.deepEqual(section("# the *cache*\n\n## Expiry\n\nText."), { heading: "Expiry", content: "Text." });
  assert.deepEqual(section("# The cache\n\nText."), { heading: "Title", content: "Text." });
  assert.deepEqual(section("# The cache\n\n## A\n\n## B"), { heading: "Title", content: "### A\n\n### B" });
  assert.deepEqual(section("# The cache\n\nText.\n\n## A"), { heading: "Title", content: "Text.\n\n### A" });
  assert.deepEqual(section("# Tides\n\n## A"), { heading: "Tides", content: "### A" });
});
