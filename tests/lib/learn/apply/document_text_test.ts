import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import {
  addSection,
  addTripwires,
  isInSection,
  joinDocument,
  newFrontmatter,
  splitDocument,
  withBody,
} from "../../../../lib/learn/apply/document_text.ts";

const TRIPWIRE = {
  action: "calling retry()",
  warning: "Without jitter all clients retry at once: use fullJitter().",
};

/** The text with a tripwire added. */
function withTripwire(text: string, tripwires = [TRIPWIRE]): string {
  const result = addTripwires(splitDocument(text), tripwires);
  assert.ok(result.ok, result.ok ? "" : result.reason);
  return joinDocument(result.document);
}

Deno.test("whatever a document holds, cutting and joining gives it back", () => {
  const line = fc.oneof(fc.constantFrom("---", "--- ", "# A", "title: x", "", "- a", "\ufeff"), fc.string());
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom("\n", "\r\n"), (lines, lineEnd) => {
      const text = lines.map((line) => line.replace(/[\r\n]/g, "")).join(lineEnd);
      assert.equal(joinDocument(splitDocument(text)), text);
    }),
    { numRuns: 300 },
  );
});

Deno.test("a tripwire goes to the end of the list; comments, order, quotes and the body stay", () => {
  const text = [
    "---",
    "# kept by the docs team",
    "title: 'Uploads'   # short",
    "tripwires:",
    '  - action: "editing client.ts"',
    "    warning: It is generated.",
    "read_when:",
    "  - changing uploads",
    "---",
    "",
    "# Uploads",
    "",
    "---",
    "not: frontmatter",
    "",
  ].join("\n");
  assert.equal(
    withTripwire(text),
    text.replace(
      "    warning: It is generated.\n",
      "    warning: It is generated.\n  - action: calling retry()\n" +
        '    warning: "Without jitter all clients retry at once: use fullJitter()."\n',
    ),
  );
});

Deno.test("a tripwire that is there already, in other case and spacing, is not added again", () => {
  const text = withTripwire("# Uploads\n");
  const shouted = { action: "Calling  `retry()`", warning: TRIPWIRE.warning.toUpperCase() };
  assert.equal(withTripwire(text, [TRIPWIRE, shouted]), text);
});

Deno.test("documents without frontmatter, with an empty one, and with an empty list get one", () => {
  for (
    const text of [
      "# Uploads\n",
      "---\n---\n# Uploads\n",
      "---\ntripwires: []\n---\n# Uploads\n",
      "---\ntripwires:\n---\n",
    ]
  ) {
    const changed = withTripwire(text);
    assert.deepEqual(parse(splitDocument(changed).frontmatter ?? "").tripwires, [TRIPWIRE], text);
    assert.equal(splitDocument(changed).body, splitDocument(text).body, text);
  }
});

Deno.test("a byte order mark and CRLF stay", () => {
  const text = "\ufeff---\r\ntitle: Uploads\r\n---\r\n# Uploads\r\n";
  const changed = withTripwire(text);
  assert.ok(changed.startsWith("\ufeff---\r\ntitle: Uploads\r\ntripwires:\r\n"));
  assert.doesNotMatch(changed, /[^\r]\n/);
});

Deno.test("frontmatter that can't be changed safely is refused with the reason", () => {
  const reasons: readonly (readonly [string, RegExp])[] = [
    ["---\na: [1\n---\n", /not valid YAML/],
    ["---\n- a\n---\n", /no list of fields/],
    ["---\ntripwires: soon\n---\n", /are no list/],
    ["+++\ntitle = 'Uploads'\n+++\n# Uploads\n", /not YAML between two lines/],
    ['{\n  "title": "Uploads"\n}\n# Uploads\n', /not YAML between two lines/],
    ["---\ntitle: Uploads\n\n# Uploads\n", /not YAML between two lines/],
  ];
  for (const [text, reason] of reasons) {
    const result = addTripwires(splitDocument(text), [TRIPWIRE]);
    assert.ok(!result.ok);
    assert.match(result.reason, reason);
  }
});

Deno.test("any tripwire survives YAML, and adding it twice adds it once", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (action, warning) => {
      const once = withTripwire("---\ntitle: a\n---\nbody\n", [{ action, warning }]);
      const { tripwires } = parse(splitDocument(once).frontmatter ?? "");
      assert.deepEqual(tripwires, [{ action, warning }]);
      assert.equal(withTripwire(once, [{ action, warning }]), once);
    }),
    { numRuns: 200 },
  );
});

Deno.test("frontmatter that YAML's end mark ends is extended; a rule on top is no frontmatter", () => {
  const changed = withTripwire("---\ntitle: Uploads\n...\n# Uploads\n");
  assert.match(changed, /^---\ntitle: Uploads\ntripwires:\n[^]*\n\.\.\.\n# Uploads\n$/);
  assert.equal(splitDocument(withTripwire("---\n\nText.\n")).body, "---\n\nText.\n");
});

Deno.test("a document of frontmatter alone keeps it when it gets a body", () => {
  for (const text of ["---\ntitle: x\n---", "---\ntitle: x\n---\n"]) {
    const document = splitDocument(text);
    const body = addSection(document.body, "Jitter", "Use it.") ?? "";
    assert.equal(joinDocument(withBody(document, body)), "---\ntitle: x\n---\n## Jitter\n\nUse it.\n");
  }
});

Deno.test("a section changes no byte of what is there, and its lines end as most others do", () => {
  const section = "## D\n\ne\n";
  const added = (text: string) => {
    const { body, lineEnd } = splitDocument(text);
    return addSection(body, "D", "e", lineEnd);
  };
  assert.equal(added("# A\n\nhard break  \n"), `# A\n\nhard break  \n\n${section}`);
  assert.equal(added("# A\n\nb\n\n\n\n"), `# A\n\nb\n\n\n\n${section}`);
  assert.equal(added("# A\n\nb"), `# A\n\nb\n\n${section}`);
  assert.equal(added("# A\n\nb\r\nc\n"), `# A\n\nb\r\nc\n\n${section}`);
  assert.equal(
    added("# A\r\na\r\nb\r\nlast\n"),
    `# A\r\na\r\nb\r\nlast\n\r\n${section.replaceAll("\n", "\r\n")}`,
  );
  const links = "## Related\r\n\r\n- [a](a.md)\r\n";
  assert.equal(
    added(`# A\r\n\r\nb  \r\n\r\n${links}`),
    `# A\r\n\r\nb  \r\n\r\n${section.replaceAll("\n", "\r\n")}\r\n${links}`,
  );
});

Deno.test("a section isn't added where nothing would show it, nor inside of code", () => {
  for (
    const open of ["```\nopen\n", "~~~ sh\n# open\n\n", "<!-- open\n", "<pre>\nopen\n", "<script>\nopen\n"]
  ) {
    for (const text of [`# A\n\n${open}`, `# A\n\n${open}`.replaceAll("\n", "\r\n")]) {
      assert.equal(addSection(text, "D", "e"), undefined, text);
    }
  }
  const closed = "# A\n\n- ```\n  open in a list\n\n```sh\n# See also this\n```\n\n<!-- c -->\n";
  assert.equal(addSection(closed, "D", "e"), `${closed}\n## D\n\ne\n`);
});

Deno.test("a section goes before a last section of links", () => {
  const body = "# Uploads\n\nText.\n\n## Related Documentation\n\n- [a](a.md)\n";
  const added = addSection(body, "Jitter", "Use it.");
  assert.equal(
    added,
    "# Uploads\n\nText.\n\n## Jitter\n\nUse it.\n\n## Related Documentation\n\n- [a](a.md)\n",
  );
  assert.equal(
    addSection("# A\n\n## See also\n\nb\n\n## Last\n\nc\n", "D", "e"),
    "# A\n\n## See also\n\nb\n\n## Last\n\nc\n\n## D\n\ne\n",
  );
  assert.equal(addSection("", "D", "e"), "## D\n\ne\n");
});

Deno.test("what is under a heading that the document has goes to the end of that section", () => {
  const body = "# A\n\n## Retries\n\nOld.\n\n### Limits\n\nFive.\n\n## See also\n\n- b\n";
  assert.equal(
    addSection(body, "`retries`", "New."),
    "# A\n\n## Retries\n\nOld.\n\n### Limits\n\nFive.\n\nNew.\n\n## See also\n\n- b\n",
  );
  assert.equal(
    addSection("## Retries\r\n\r\nOld.", "Retries", "New.", "\r\n"),
    "## Retries\r\n\r\nOld.\r\n\r\nNew.\r\n",
  );
  assert.ok(isInSection(body, "Retries", "five."));
  assert.ok(!isInSection(body, "See also", "five."));
  // Two of them: nobody knows which is meant. Open code would swallow it, as any other section.
  assert.match(addSection("## D\n\na\n\n## D\n\nb\n", "D", "e") ?? "", /b\n\n## D\n\ne\n$/);
  assert.equal(addSection("## D\n\n```\nopen\n", "D", "e"), undefined);
});

Deno.test("the frontmatter of a new document has one line for each text, and hides nothing in it", () => {
  const fields = { title: "Up\u202eloads", readWhen: ["a\n<!-- b -->\n\n```", "c\0d\u001b[31m"] };
  assert.equal(
    newFrontmatter(fields),
    "title: Up\\u{202e}loads\nread_when:\n  - a <!-- b --> ```\n  - c\\u{0}d\\u{1b}[31m\n",
  );
});
