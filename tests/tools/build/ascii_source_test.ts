import assert from "node:assert/strict";
import fc from "fast-check";
import { asciiSource } from "../../../tools/build/ascii_source.ts";

/** What the program's default export is. */
async function valueOf(source: string): Promise<unknown> {
  return (await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`)).default;
}

Deno.test("a program in ASCII does what it did, wherever the other characters stood", async () => {
  const source = String.raw`
    const größe = { "é": "\ü\\ü\\\ü", 'ключ': ${"`ja ${`日本${1}`} 😀`"} };
    const tag = (strings, ...values) => strings.join("|") + values.join("|");
    // Ein Kommentar: größer
    export default [
      größe,
      ${"String.raw`[“”]\\s${größe.é}…\\n😀`"},
      ${"tag`Größe ${1} →`"},
      /[‘’]+\ä(?<ö>ß|€)/.test("‘’’äß"),
      /^[😀-😂]$/u.test("😁"),
      /^[^\P{L}é]$/u.test("ж"),
    ];`;
  const converted = asciiSource(source);
  assert.match(converted, /^[\0-\x7f]*$/);
  assert.deepEqual(await valueOf(converted), await valueOf(source));
  assert.deepEqual((await valueOf(source) as unknown[]).slice(3), [true, true, true]);
});

Deno.test("any text means the same as a string, a template and a raw template", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
      const written = JSON.stringify(text);
      const template = text.replace(/[\\`$\r]/g, "").toWellFormed();
      const source = `export default [${written}, \`${template}\`, String.raw\`${template}\`];`;
      assert.deepEqual(await valueOf(asciiSource(source)), [text, template, template]);
    }),
    { numRuns: 200 },
  );
});

Deno.test("a raw template that can't be written in ASCII is named", () => {
  assert.throws(() => asciiSource("export default String.raw`\\ä`;"), /a backslash before "ä"/);
});

Deno.test("a program in ASCII stays what it is, and isn't parsed for that", () => {
  assert.equal(asciiSource("export default {"), "export default {");
});
