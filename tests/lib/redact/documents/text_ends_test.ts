/** What is open where the text of an element ends, a table or a document, goes on in no other element. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { contextualSamples } from "../corpus/contextual.ts";
import { furtherStructures } from "../corpus/further_structures.ts";
import { randomText } from "../corpus/random_text.ts";
import { tableSamples } from "../corpus/tables.ts";

const VALUE = randomText(71).of("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24);
const DASHES = "-".repeat(5);

/** Texts whose last line is inside of something. */
const OPEN: readonly string[] = [
  "Reset your password\n-------------------\nOpen the mail and follow the link.",
  "Password\n--------\nabc",
  "Error: invalid token\n--------------------",
  "Access key\n----------\nabc",
  "Name  Password\n----  --------\nkim   x1",
  "NAME  TOKEN\n----  -----\nkim   abc",
  " name | password \n------+----------\n kim  | x1",
  "+------+----------+\n| user | password |\n+------+----------+\n| kim  | x        |",
  "| Password |\n|----------|\n| abc |",
  "user,password\nkim,x",
  "username\tpassword\nkim\tx",
  "NAME      PASSWORD\nkim       x",
  "│ user │ password │\n├──────┼──────────┤\n│ kim  │ x        │",
  "Key      Value\n---      -----\npassword x",
  "-[ RECORD 1 ]-+-----\nid        | 1",
  "apiVersion: v1\nkind: Secret\ndata:",
  "kind: Secret\nstringData:\n  alpha: |",
  "password: |\n",
  "secrets:\n  -",
  "[default]\naws_secret_access_key =",
  "machine api.example.test login kim\npassword",
  "Enter the password:\n",
  "API_KEY=\\\n",
  `${DASHES}BEGIN OPENSSH PRIVATE` + ` KEY${DASHES}\n`,
];

/** What follows: prompts, locations of errors and other words that a table of secrets would take for them. */
const NEXT: readonly string[] = [
  "stop",
  "Use:\n    make-fixtures-instead\n    never-by-hand",
  "1. first-step-please\n2. second-step",
  "rename parseAmountStrictly",
  "KeepTheName99",
  "a1b2c3d4e5f60718",
  "Error: bad thing\n    at src/money.ts:14:2",
  "done-building-target99\nvalue: x-1\n  indented-line-here",
  "x &lt; y99-up | deploy-to-staging-now!",
];

/** How parts carry a text, and its line numbers. */
const CARRIERS: Readonly<Record<string, (text: string) => string>> = {
  result: (text) => `<tool_result ref="L2" for="L1">${text}</tool_result>`,
  "failed result": (text) => `<tool_result ref="L2" for="L1" error="yes">${text}</tool_result>`,
  "file that was read": (text) =>
    `<tool_result ref="L2" for="L1">${
      text.split("\n").map((line, index) => `${index + 1}→${line}`).join("\n")
    }</tool_result>`,
  parameter: (text) => `<tool_use ref="L1" name="Write">\n<param name="content">${text}</param>\n</tool_use>`,
  "text with references": (text) =>
    `<tool_result ref="L2" for="L1">a &lt; b &amp;&amp; c\n${text}</tool_result>`,
  assistant: (text) => `<assistant ref="L2">${text}</assistant>`,
  thinking: (text) => `<thinking ref="L2">${text}</thinking>`,
  user: (text) => `<user ref="L2" at="2026-01-02T03:04:05Z">${text}</user>`,
};

/** Prompts and results, one behind the other. */
function eventsOf(texts: readonly string[]): string {
  return texts.map((text, index) =>
    // A prompt of one word may be an answer (turns_test.ts).
    `<user ref="L${index}a" at="2026-01-02T03:04:05Z">${text} and go on</user>\n` +
    `<tool_use ref="L${index}b" name="Bash">\n<param name="command">${text}</param>\n</tool_use>\n` +
    `<tool_result ref="L${index}c" for="L${index}b" error="yes">${text}</tool_result>`
  ).join("\n");
}

Deno.test("nothing that is open in a text goes on in a later element, whatever carries it", async () => {
  const redactor = await createRedactor({ key: "k" });
  const next = eventsOf(NEXT);
  for (const [carrier, carry] of Object.entries(CARRIERS)) {
    for (const open of OPEN) {
      const xml = `<session>\n${carry(open)}\n${next}\n</session>`;
      assert.equal(await redactor.redactMarkup(xml), xml, `${carrier}: ${open}`);
      const bytes = new TextEncoder().encode(xml);
      assert.equal(await redactor.redactEncodedMarkup(bytes), bytes, `${carrier}: ${open}`);
    }
  }
});

/** Lines that a value would follow. */
const ASKING: readonly string[] = [
  "password:",
  "the password is",
  "curl -u admin:",
  "mysql -p",
  "sshpass -p",
  "export API_KEY=",
  "machine api.example.test login kim password",
  "cat x &amp;&amp; echo password:",
  "grep -rn password",
  "token",
  '{"password":',
  "Authorization: Bearer",
];

Deno.test("a prompt or a result is no value of the line that an earlier element ends with", async () => {
  const redactor = await createRedactor({ key: "k" });
  const next = ["KeepTheName99", "Sunny-day42!", "a1b2c3d4e5f60718", "stop"];
  const carriers = [
    ...Object.values(CARRIERS),
    (text: string) => `<tool_use ref="L1" name="Bash">\n<param name="command">${text}</param>\n</tool_use>`,
    (text: string) => `<event ref="L1" note="${text.replaceAll('"', "'")}">x</event>`,
  ];
  for (const carry of carriers) {
    for (const asking of ASKING) {
      for (const text of next) {
        const xml = `<session>\n${carry(asking)}\n<user ref="L3" at="${text}">${text} and go on</user>\n` +
          `<assistant ref="L4">${text} it is</assistant>\n</session>`;
        assert.equal(await redactor.redactMarkup(xml), xml);
      }
    }
  }
});

Deno.test("words behind the first line of a private key are none of its lines", async () => {
  const redactor = await createRedactor({ key: "k" });
  const head = `${DASHES}BEGIN OPENSSH PRIVATE` + ` KEY${DASHES}`;
  const body = randomText(73).of("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 64);
  const words = ["stop", "KeepTheName99", "KeepTheName99", "parseAmountStrictly", "stop"]
    .map((text) => `<user>${text}</user>`).join("\n");
  const alone = `<session><out>${head}\n</out>\n${words}</session>`;
  assert.equal(await redactor.redactMarkup(alone), alone);
  const key = `<session><out>${head}\n</out>\n<out>${body}\n${body}</out>\n${words}</session>`;
  const redacted = await redactor.redactMarkup(key);
  assert.ok(!redacted.includes(body) && redacted.includes(words), redacted);
});

Deno.test("names of parameters, and those in the parameter beside it, tell of a parameter's value", async () => {
  const redactor = await createRedactor({ key: "k" });
  for (
    const [before, after] of [
      [`<param name="api_key">`, `</param>`],
      [`<param name="key">DB_PASSWORD</param>\n<param name="value">`, `</param>`],
      [`<param name="content">one\ntwo</param>\n<param name="password">`, `</param>`],
    ]
  ) {
    const redacted = await redactor.redactMarkup(
      `<tool_use ref="L1">\n${before}${VALUE}${after}\n</tool_use>`,
    );
    assert.ok(!redacted.includes(VALUE) && redacted.includes(before ?? ""), redacted);
  }
});

/** Tags with all of their attributes, in order; throws where the document is not well-formed. */
function tagsOf(xml: string): string[] {
  const parser = new SaxesParser({ xmlns: true });
  const tags: string[] = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on(
    "opentag",
    ({ name, attributes }) =>
      tags.push(
        `<${name} ${Object.values(attributes).map(({ name, value }) => `${name}=${value}`).join(" ")}>`,
      ),
  );
  parser.on("closetag", ({ name }) => tags.push(`</${name}>`));
  parser.write(xml).close();
  return tags;
}

const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("]]>", "]]&gt;");

Deno.test("whatever is found in texts, tags and their references stay, and so does what holds nothing", async () => {
  const redactor = await createRedactor({ key: "k" });
  const random = randomText(72);
  const samples = [...contextualSamples(random), ...tableSamples(random), ...furtherStructures(random)]
    .map(({ text }) => text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, "?"));
  // As in a part: each text was redacted by itself before.
  const redacted = await redactor.redactAll(samples);
  const sample = fc.tuple(fc.constantFrom(...redacted), fc.nat(400), fc.boolean())
    .map(([text, cut, isCut]) => escape(isCut ? text.slice(0, cut) : text));
  // A key of AWS, of which the name is open, may be spread over elements: words that are as long together are taken for one.
  const open = fc.constantFrom(...OPEN.filter((text) => !text.endsWith("=")));
  const carrier = fc.constantFrom(...Object.values(CARRIERS));
  const event = fc.tuple(carrier, fc.oneof(sample, open), fc.constantFrom(...NEXT));
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 4 }), async (events) => {
      const xml = `<session>\n${
        events.map(([carry, text, next]) => `${carry(text)}\n${eventsOf([next])}`).join("\n")
      }\n</session>`;
      const finished = await redactor.redactMarkup(xml);
      assert.deepEqual(tagsOf(finished), tagsOf(xml));
      for (const [, , next] of events) assert.ok(finished.includes(eventsOf([next])), finished);
    }),
    { numRuns: 150 },
  );
});
