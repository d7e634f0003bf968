import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { createRedactor, PartialText, PartialTextBuilder, type RawText } from "../../../lib/redact/mod.ts";

const NAME = ["DB_PASS", "WORD"].join("");
const password = ["Vn9.k_", "A.7lGlY3W"].join("");
const MARK = /\[redacted:password:[0-9a-f]{4}\]/;

type Step = { readonly show: string } | { readonly note: string; readonly hidden: readonly string[] };

const word = fc.string({ unit: fc.constantFrom("a", "B", "7", " ", "\n", "ü", "🌊"), maxLength: 8 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ show: word }),
  fc.record({
    note: fc.constantFrom("[… 3 lines …]\n", "[…]"),
    hidden: fc.array(word, { minLength: 1, maxLength: 2 }),
  }),
);

function built(steps: readonly Step[]): RawText {
  const builder = new PartialTextBuilder();
  for (const step of steps) {
    if ("show" in step) builder.show(step.show);
    else builder.leaveOut(step.note, step.hidden[0] ?? "", step.hidden[1]);
  }
  return builder.build();
}

const shownOf = (steps: readonly Step[]) =>
  steps.map((step) => "show" in step ? step.show : step.note).join("");

Deno.test("what is shown is what was added, with notes in the place of what is hidden", async () => {
  const redactor = await createRedactor();
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
    const [text, shown] = [built(steps), shownOf(steps)];
    assert.equal(`${text}`, shown);
    assert.equal(text.length, shown.length);
    if (text instanceof PartialText) assert.equal(text.byteLength(), Buffer.byteLength(shown));
    else assert.ok(steps.every((step) => "show" in step));
    assert.deepEqual(await redactor.redactAll([text]), [shown]);
  }));
});

Deno.test("a part of what is shown is the part of its text, and can be shown again", () =>
  fc.assert(fc.property(fc.array(step, { maxLength: 6 }), fc.nat(40), fc.nat(40), (steps, one, other) => {
    const [text, shown] = [built(steps), shownOf(steps)];
    const [start, end] = [Math.min(one, other), Math.max(one, other)];
    const part = text.slice(start, end);
    assert.equal(`${part}`, shown.slice(start, end));
    const builder = new PartialTextBuilder();
    builder.show("before ");
    builder.show(part);
    assert.equal(`${builder.build()}`, `before ${shown.slice(start, end)}`);
    if (text instanceof PartialText) {
      assert.equal(
        `${text.map((piece) => piece.replaceAll("a", ""))}`,
        built(steps.map((step) => "show" in step ? { show: step.show.replaceAll("a", "") } : step))
          .toString(),
      );
    }
  })));

/** What is shown of them, redacted. */
async function redacted(...texts: RawText[]): Promise<string[]> {
  return await (await createRedactor()).redactAll(texts);
}

Deno.test("a value whose name is left out is found, and half of one whose other half is", async () => {
  const cases: Step[][] = [
    [{ note: "[… 9 lines …]\n", hidden: ["", "password:\n"] }, { show: `  ${password}\nplain` }],
    [{ show: "go " }, { note: "[… 20 chars …]", hidden: [`${NAME}=`] }, { show: `${password} on` }],
    [{ show: `go ${NAME}='Vn9.k_!#` }, { note: "[… +99 chars]", hidden: ["A.7lGlY3W' and so on"] }],
    [{ show: "x " }, { note: "[…]", hidden: [`${NAME}='Vn9.k_!#`] }, { show: "A.7lGlY3W' on" }],
    [{ show: `${NAME}='Vn9.k_!#` }, { note: "[…]", hidden: ["zzz#"] }, { show: "A.7lGlY3W' on" }],
    [{ show: `${NAME}=Vn9k_A7lGlY3W` }, { note: "[… +406 chars]", hidden: [" and so on"] }],
  ];
  for (const steps of cases) {
    const [text = ""] = await redacted(built(steps));
    assert.match(text, MARK);
    assert.doesNotMatch(text, /Vn9|lGlY3W/);
    for (const step of steps) if ("note" in step) assert.ok(text.includes(step.note), text);
  }
});

Deno.test("what is found in hidden text alone is not counted, but known from then on", async () => {
  const redactor = (await createRedactor()).remembering();
  const text = built([{ show: "one " }, { note: "[…]", hidden: [`${NAME}=${password}\n`] }, { show: "two" }]);
  assert.deepEqual(await redactor.redactAll([text]), ["one […]two"]);
  assert.deepEqual(redactor.receipt(), {});
  assert.match(await redactor.redact(`rejected ${password}`), MARK);
  assert.deepEqual(redactor.receipt(), { password: 1 });
});

Deno.test("nothing reaches over what the rules don't see", async () => {
  const text = built([{ show: "password:\n" }, { note: "[…]", hidden: ["", ""] }, {
    show: "  Vn9.k_A.7lGlY3W\n",
  }]);
  assert.deepEqual(await redacted(text), ["password:\n[…]  Vn9.k_A.7lGlY3W\n"]);
});
