import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import {
  addSection,
  addTripwires,
  joinDocument,
  splitDocument,
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
