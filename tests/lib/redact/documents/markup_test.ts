import assert from "node:assert/strict";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { privateKey } from "../corpus/contextual.ts";
import { randomText } from "../corpus/random_text.ts";
import { tokenSamples } from "../corpus/tokens.ts";

const TOKENS = tokenSamples(randomText(41)).map(({ secret }) => secret);
const [TOKEN = ""] = TOKENS;

/** Tags and attribute names in order; throws where the document is not well-formed. */
function skeletonOf(xml: string): string[] {
  const parser = new SaxesParser({ xmlns: true });
  const skeleton: string[] = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on(
    "opentag",
    ({ name, attributes }) => skeleton.push(`<${name} ${Object.keys(attributes).join(" ")}>`),
  );
  parser.on("closetag", ({ name }) => skeleton.push(`</${name}>`));
  parser.write(xml).close();
  return skeleton;
}

function escapeText(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, "?")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("]]>", "]]&gt;");
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;");
}

Deno.test("character data, attribute values, CDATA and comments are redacted, names are not", async () => {
  const redactor = await createRedactor({ key: "k" });
  const mark = await redactor.redact(TOKEN);
  const around = (text: string) =>
    `<?xml version="1.0"?><kim-example.com a="${text}"><b>${text}</b><![CDATA[${text}]]><!--${text}--></kim-example.com>`;
  assert.equal(await redactor.redactMarkup(around(TOKEN)), around(mark));
});

Deno.test("a name that is a secret by itself becomes another name, the same at both ends of an element", async () => {
  const redactor = await createRedactor();
  const redacted = await redactor.redactMarkup(
    `<a><${TOKEN} x="1">b</${TOKEN}><b ${TOKEN}="2"/><c d=${TOKEN}/></a>`,
  );
  const name = /redacted-github-token-[0-9a-f]{4}/.exec(redacted)?.[0] ?? "?";
  assert.equal(redacted, `<a><${name} x="1">b</${name}><b ${name}="2"/><c d=${name}/></a>`);
  assert.equal(redactor.receipt()["github-token"], 4);
  assert.equal(await redactor.redactMarkup(redacted), redacted);
});

Deno.test("entities inside a secret are read before it is judged, and the rest keeps its spelling", async () => {
  const redactor = await createRedactor();
  const redacted = await redactor.redactMarkup(
    `<a>x &lt; y &amp; &#103;hp_${TOKEN.slice(4)} &#x26; postgres://app:s3cr&amp;t9&lt;x@db/app &quot;</a>`,
  );
  assert.match(
    redacted,
    /^<a>x &lt; y &amp; \[redacted:github-token:....\] &#x26; postgres:\/\/app:\[redacted:url-password:....\]@db\/app &quot;<\/a>$/,
  );
});

Deno.test("an e-mail address between entities is redacted", async () => {
  const redactor = await createRedactor();
  assert.match(
    await redactor.redactMarkup("<a>Kim &lt;kim@example.com&gt;</a>"),
    /^<a>Kim &lt;\[redacted:email:....\]&gt;<\/a>$/,
  );
});

Deno.test("a secret spread over several text runs is removed from each of them", async () => {
  const redactor = await createRedactor();
  const parts = [TOKEN.slice(0, 12), TOKEN.slice(12, 25), TOKEN.slice(25)];
  const lines = parts.map((part) => `<line>${part}</line>`).join("\n  ");
  const redacted = await redactor.redactMarkup(`<result>\n  ${lines}\n</result>`);
  for (const part of parts) assert.ok(!redacted.includes(part), part);
  assert.match(
    redacted,
    /<line>\[redacted:github-token:....\]<\/line>\n {2}<line><\/line>\n {2}<line><\/line>/,
  );
});

Deno.test("a private key with one element a line is removed from all of them", async () => {
  const redactor = await createRedactor();
  const block = privateKey(randomText(42), "EC").split("\n");
  const redacted = await redactor.redactMarkup(
    `<file>${block.map((line) => `<l>${line}</l>`).join("\n")}</file>`,
  );
  for (const line of block) assert.ok(!redacted.includes(line), line);
  assert.equal(redacted.match(/<l>/g)?.length, block.length);
});

Deno.test("a secret is removed from its pieces, however small they are and whatever stands around them", async () => {
  const redactor = await createRedactor();
  for (const size of [1, 3, 7, 15]) {
    const pieces = TOKEN.match(new RegExp(`.{1,${size}}`, "g")) ?? [];
    const [first = "", ...others] = pieces;
    const last = others.pop() ?? "";
    const elements = [
      `${"so it &lt;was> ".repeat(40)}${first}`,
      ...others,
      `${last} and ${"so on ".repeat(40)}`,
    ];
    const redacted = await redactor.redactMarkup(
      `<r>${elements.map((text) => `<l>${text}</l>`).join("\n")}</r>`,
    );
    assert.match(redacted, /was> \[redacted:github-token:....\]<\/l>/, `pieces of ${size}`);
    assert.ok(!redacted.includes(last), `pieces of ${size}`);
    assert.match(redacted, /<l>(?: and )so on /);
  }
});

Deno.test("a spread secret is known by the name that stands in an element before it", async () => {
  const redactor = await createRedactor();
  const key = randomText(43).of("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 40);
  const redacted = await redactor.redactMarkup(
    `<r><l>aws_secret_access_key</l><l> = </l><l>${key.slice(0, 21)}</l><l>${key.slice(21)}</l></r>`,
  );
  assert.ok(!redacted.includes(key.slice(0, 21)) && !redacted.includes(key.slice(21)), redacted);
});

Deno.test("a private key whose first line is cut in two is removed from all elements", async () => {
  const redactor = await createRedactor();
  const whole = privateKey(randomText(44), "RSA");
  // Without its last line, which has the same words.
  const block = whole.slice(0, whole.lastIndexOf("\n-----END"));
  const cut = block.indexOf("PRIVATE") + 4;
  const lines = [block.slice(0, cut), ...block.slice(cut).split("\n")];
  const redacted = await redactor.redactMarkup(`<r>${lines.map((line) => `<l>${line}</l>`).join("\n")}</r>`);
  for (const line of lines) assert.ok(!redacted.includes(line), line);
});

Deno.test("a project's own pattern finds what is spread over elements, white space included", async () => {
  const redactor = await createRedactor({
    customPatterns: [{ kind: "customer-number", source: "kd [0-9]{2} [0-9]{2}", flags: "" }],
  });
  const redacted = await redactor.redactMarkup("<r><l>kd 12</l><l> 34</l></r>");
  const shown = redacted.replaceAll(/\[redacted:[^\]]*\]/g, "");
  assert.ok(shown !== redacted && !shown.includes("12") && !shown.includes("34"), redacted);
});

Deno.test("a value without an end goes on in no other element when its text has references", async () => {
  const redactor = await createRedactor();
  const redacted = await redactor.redactMarkup(`<a>a &lt; b; DB_PASSWORD="hunter2x</a><b>please fix it</b>`);
  assert.match(redacted, /^<a>a &lt; b; DB_PASSWORD="\[redacted:password:....\]<\/a><b>please fix it<\/b>$/);
});

Deno.test("a value that holds the quote around it, as a reference, goes whole", async () => {
  const redactor = await createRedactor();
  assert.match(
    await redactor.redactMarkup(`<call password="hunter&quot;2x"/>`),
    /^<call password="\[redacted:password:....\]"\/>$/,
  );
  assert.match(
    await redactor.redactMarkup(`<password>hunter&gt;2x7</password>`),
    /^<password>\[redacted:password:....\]<\/password>$/,
  );
});

Deno.test("names in nested quotes of an attribute tell of their values", async () => {
  const redactor = await createRedactor();
  assert.match(
    await redactor.redactMarkup(`<call args="{&quot;password&quot;: &quot;hunter2x&quot;}"/>`),
    /^<call args="\{&quot;password&quot;: &quot;\[redacted:password:....\]&quot;\}"\/>$/,
  );
});

Deno.test("a token at the end of an element takes no word from the next one", async () => {
  const redactor = await createRedactor();
  const redacted = await redactor.redactMarkup(`<out>${TOKEN}</out><user>please fix it</user>`);
  assert.match(redacted, /<user>please fix it<\/user>$/);
});

Deno.test("words of different elements don't make a secret together", async () => {
  const redactor = await createRedactor();
  const xml = "<name>password</name><value>is required now</value><a>kim</a><b>@example.com</b>";
  assert.equal(await redactor.redactMarkup(xml), xml);
});

Deno.test("the name of an attribute or element tells that its value is secret", async () => {
  const redactor = await createRedactor();
  const redacted = await redactor.redactMarkup(
    `<call password="hunter2x"><apiKey>Zk93nfQ0bD1x</apiKey></call>`,
  );
  assert.match(
    redacted,
    /^<call password="\[redacted:password:....\]"><apiKey>\[redacted:assigned-secret:....\]<\/apiKey><\/call>$/,
  );
});

Deno.test("a mark never completes a forbidden `]]>`", async () => {
  const redactor = await createRedactor();
  for (
    const xml of [
      `<a>${TOKEN}]&gt;</a>`,
      `<a>${TOKEN}]></a>`,
      `<a><![CDATA[${TOKEN}]>]]></a>`,
      `<a><![CDATA[${TOKEN}]]></a>`,
    ]
  ) {
    assert.deepEqual(skeletonOf(await redactor.redactMarkup(xml)), skeletonOf(xml));
  }
});

Deno.test("any document stays well-formed with the same tags, loses its secrets, and does not change any more", async () => {
  const redactor = await createRedactor();
  const text = fc.array(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom(...TOKENS).map((token) => ` ${token} `),
      fc.constantFrom("/home/kim/x", " kim@example.com ", "&", "<", "]]>", "]>", '"', "password: "),
    ),
    { maxLength: 5 },
  ).map((pieces) => pieces.join(""));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), async (elements) => {
      const xml = `<session>${
        elements.map(([content, value]) =>
          `<event note="${escapeAttribute(value)}">${escapeText(content)}</event>`
        ).join("\n")
      }</session>`;
      const redacted = await redactor.redactMarkup(xml);
      assert.deepEqual(skeletonOf(redacted), skeletonOf(xml));
      for (const token of TOKENS) assert.ok(!redacted.includes(token), token);
      assert.equal(await redactor.redactMarkup(redacted), redacted);
    }),
    { numRuns: 500 },
  );
});

Deno.test("broken markup is redacted as well as can be", async () => {
  const redactor = await createRedactor();
  for (
    const xml of [
      `<a b="${TOKEN}`,
      `${TOKEN}`,
      `<a>${TOKEN}`,
      `<!-- ${TOKEN}`,
      `<![CDATA[${TOKEN}`,
      `<a b='${TOKEN}'`,
      `&#x110000; ${TOKEN}`,
    ]
  ) {
    assert.ok(!(await redactor.redactMarkup(xml)).includes(TOKEN), xml);
  }
});
