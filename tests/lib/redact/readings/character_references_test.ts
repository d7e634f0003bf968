import assert from "node:assert/strict";
import { addWithoutReferences } from "../../../../lib/redact/readings/character_references.ts";
import { ReadingBuilder } from "../../../../lib/redact/readings/reading.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";

function readingOf(text: string): string {
  const reading = new ReadingBuilder(text);
  addWithoutReferences(text, reading);
  return reading.build().text;
}

Deno.test("lines of HTML are read without references, those far from each other apart", () => {
  assert.equal(readingOf("a\nb &quot;x&#39; &amp;lt; &#x3D;\nc"), `b "x' &lt; =`);
  assert.equal(readingOf("a & b; &unknown; &#1; &#12345;"), "");
  const apart = `&lt;a${" ".repeat(3000)}b&gt;`;
  assert.ok(readingOf(apart).startsWith("<a"));
  assert.ok(readingOf(apart).includes("\n\u0000\n"));
});

Deno.test("a secret of HTML goes, and its markup stays", async () => {
  const password = ["Tapir", "77", "!x"].join("");
  const redactor = await createRedactor();
  const redacted = await redactor.redact(
    `<pre>new mysqli(&quot;db&quot;, &quot;app&quot;, &quot;${password}&quot;)</pre>`,
  );
  assert.match(
    redacted,
    /^<pre>new mysqli\(&quot;db&quot;, &quot;app&quot;, &quot;\[redacted:password:[0-9a-f]{4}\]&quot;\)<\/pre>$/,
  );
});
