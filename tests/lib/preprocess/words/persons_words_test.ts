import assert from "node:assert/strict";
import { session } from "../../../support/session_builder/mod.ts";
import {
  assistantLine,
  conversational,
  type Converted,
  convertLines,
  convertSession,
  userLine,
} from "../converting.ts";

const VERSIONS = ["1.0.44", "1.0.128", "2.0.77", "2.1.20", "2.1.200", "2.1.329"] as const;
const said = ({ elements }: Converted) =>
  elements.filter(({ name }) => name === "user").map(({ text }) => text);

for (const version of VERSIONS) {
  Deno.test(`version ${version}: prompts, corrections, reasons and queued prompts are a person's, each once`, async () => {
    const built = session({ version, seed: "words" })
      .prompt("Accept European amounts")
      .bash("npm test", "ok", { queued: "and leave the header out" })
      .assistant("Done.")
      .deny("don't push, open a pull request")
      .prompt("No, not like that: reject 1.234")
      .meta("A skill's text that no person wrote")
      .interrupt()
      .build();
    const converted = await convertSession(Object.assign(session({ version }), { build: () => built }));
    // Logs of 1.x lose what is typed while the agent works.
    const queued = version.startsWith("1.") ? [] : ["and leave the header out"];
    assert.deepEqual(
      said(converted).toSorted(),
      [
        "Accept European amounts",
        "No, not like that: reject 1.234",
        ...queued,
        "don't push, open a pull request",
      ].toSorted(),
    );
    assert.ok(
      converted.elements.some(({ name, attributes }) =>
        name === "event" && attributes.kind === "interrupted"
      ),
    );
  });
}

Deno.test("a denial is marked on the result, its reason is a person's", async () => {
  const converted = await convertSession(session({ version: "2.0.77" }).prompt("Go").deny("use a branch"));
  const result = converted.elements.find(({ name }) => name === "tool_result");
  assert.equal(result?.attributes.denied, "yes");
  assert.equal(result?.attributes.error, "yes");
  const reason = converted.elements.find(({ attributes }) => attributes.about === "denial");
  assert.deepEqual([reason?.name, reason?.text], ["user", "use a branch"]);
});

Deno.test("a queued prompt that is delivered by an attachment is shown once, as queued", async () => {
  const text = "leave the header out";
  const queue = (operation: string, content?: string) => ({
    type: "queue-operation",
    operation,
    content,
    sessionId: "s",
  });
  const attachment = { type: "queued_command", prompt: [{ type: "text", text }], commandMode: "prompt" };
  const converted = await convertLines([
    userLine("Count"),
    queue("enqueue", text),
    queue("remove", text),
    conversational({ type: "attachment", attachment }),
    assistantLine("Counted."),
  ]);
  assert.deepEqual(said(converted), ["Count", text]);
  assert.equal(converted.elements[1]?.attributes.queued, "yes");
});

const blocks = (...texts: readonly string[]) => texts.map((text) => ({ type: "text", text }));

Deno.test("text blocks of one prompt are parted by a line end, unless white space parts them", async () => {
  const pasted = { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } };
  const converted = await convertLines([
    userLine(blocks("please rename foo", "bar stays")),
    assistantLine("Renamed."),
    userLine(blocks("one\n", "two", " three")),
    assistantLine("Counted."),
    userLine([...blocks("like this"), pasted, ...blocks("or so")]),
    assistantLine("Drawn."),
    conversational({ type: "attachment", attachment: { type: "queued_command", prompt: blocks("a", "b") } }),
  ]);
  assert.deepEqual(said(converted), [
    "please rename foo\nbar stays",
    "one\ntwo three",
    "\nlike this\n\nor so\n",
    "a\nb",
  ]);
});

Deno.test("a queued prompt of several blocks is shown once, in whichever form it was announced and delivered", async () => {
  const queue = (operation: string, content?: unknown) => ({ type: "queue-operation", operation, content });
  const attached = (prompt: unknown) =>
    conversational({ type: "attachment", attachment: { type: "queued_command", prompt } });
  const forms = ["first\n\nsecond", blocks("first", "second")];
  for (const announced of forms) {
    for (const delivery of forms) {
      for (const line of [attached(delivery), userLine(delivery)]) {
        const converted = await convertLines([
          userLine("Count"),
          queue("enqueue", announced),
          queue("remove", announced),
          line,
          assistantLine("Counted."),
        ]);
        const words = said(converted).map((text) => text.replace(/\s+/g, " "));
        assert.deepEqual(words, ["Count", "first second"], JSON.stringify([announced, line]));
      }
    }
  }
});

Deno.test("a queued prompt that was dequeued into a user line is shown there alone", async () => {
  const queue = (operation: string, content?: string) => ({ type: "queue-operation", operation, content });
  const converted = await convertLines([
    queue("enqueue", "Go"),
    queue("dequeue"),
    userLine("Go"),
    assistantLine("Gone."),
  ]);
  assert.deepEqual(said(converted), ["Go"]);
  assert.equal(converted.elements[0]?.attributes.ref, "L3");
});

Deno.test("the client's filler between a prompt that left the queue and its delivery makes no second prompt", async () => {
  const queue = (operation: string, content?: string) => ({ type: "queue-operation", operation, content });
  const filler = conversational({
    type: "assistant",
    message: {
      model: "<synthetic>",
      role: "assistant",
      content: [{ type: "text", text: "No response requested." }],
    },
  });
  const converted = await convertLines([
    queue("enqueue", "Go on"),
    queue("dequeue"),
    filler,
    userLine("Go on"),
    assistantLine("Gone."),
  ]);
  assert.deepEqual(said(converted), ["Go on"]);
});

Deno.test("a queued command is shown as the command it became", async () => {
  const queue = (operation: string, content?: string) => ({ type: "queue-operation", operation, content });
  const command =
    "<command-message>check</command-message>\n<command-name>/check</command-name>\n<command-args>src/a.js</command-args>";
  const converted = await convertLines([
    queue("enqueue", "/check src/a.js"),
    queue("dequeue"),
    userLine(command),
    assistantLine("Ok."),
  ]);
  assert.deepEqual(converted.elements.map(({ name, text }) => [name, text]), [["command", "src/a.js"], [
    "assistant",
    "Ok.",
  ]]);
  assert.equal(converted.elements[0]?.attributes.name, "/check");
});

Deno.test("a prompt that still waits when the log ends is not lost", async () => {
  const line = { type: "queue-operation", operation: "enqueue", content: "one more thing" };
  assert.deepEqual(said(await convertLines([userLine("Go"), line])), ["Go", "one more thing"]);
});

Deno.test("answers to questions are a person's", async () => {
  const call = assistantLine({
    type: "tool_use",
    id: "t1",
    name: "AskUserQuestion",
    input: { questions: [{ question: "Where?", options: [{ label: "Here" }] }] },
  });
  const result = userLine([{
    type: "tool_result",
    tool_use_id: "t1",
    content: 'User has answered your questions: "Where?"="Here"',
  }], {
    toolUseResult: { questions: [{ question: "Where?" }], answers: { "Where?": "Here" } },
  });
  const converted = await convertLines([userLine("Go"), call, result]);
  assert.deepEqual(said(converted), ["Go", "Where? → Here"]);
  assert.equal(converted.elements.find(({ name }) => name === "tool_result")?.text, "");
});

Deno.test("a person's prompt is neither shortened nor deduplicated", async () => {
  const long = "Please read this carefully. ".repeat(200).trim();
  assert.deepEqual(said(await convertLines([userLine(long), assistantLine("Ok."), userLine(long)])), [
    long,
    long,
  ]);
});

Deno.test("a person's prompt longer than a part goes on in the next one", async () => {
  const long = "Please read this carefully. ".repeat(2000).trim();
  const { elements, parts } = await convertLines([userLine(long)], { maxTokens: 1000 });
  assert.ok(parts.length > 5);
  assert.equal(elements.map(({ text }) => text).join(""), long);
});

Deno.test("a person's image is a placeholder with type and size", async () => {
  const image = { type: "image", source: { type: "base64", media_type: "image/png", data: "aGVsbG8=" } };
  const { elements, xml } = await convertLines([userLine([{ type: "text", text: "See" }, image])]);
  assert.deepEqual(elements[1]?.attributes, { type: "image/png", bytes: "5" });
  assert.doesNotMatch(xml, /aGVsbG8/);
});

Deno.test("a prompt that a hook kept from the agent is a person's, as it was typed", async () => {
  const prompt = "Use pnpm here, never npm.\n\nOriginal prompt: not this one. ".padEnd(9000, "It matters. ");
  const blocked = conversational({
    type: "system",
    subtype: "informational",
    level: "warning",
    content:
      `UserPromptSubmit operation blocked by hook:\n[./check.sh]: say which ticket\n\nOriginal prompt: ${prompt}`,
  });
  const converted = await convertLines([userLine("Go"), assistantLine("Ok."), blocked, userLine("For #7")]);
  assert.deepEqual(said(converted), ["Go", prompt, "For #7"]);
  const event = converted.elements.find(({ name }) => name === "event");
  assert.equal(event?.text, "UserPromptSubmit operation blocked by hook:\n[./check.sh]: say which ticket");
  assert.deepEqual([event?.attributes.ref, event?.attributes.level], ["L3", "warning"]);
  assert.equal(converted.report.ledger.grown, 0);
});
