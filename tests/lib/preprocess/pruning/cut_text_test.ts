import assert from "node:assert/strict";
import {
  beginningOf,
  cutBetween,
  cutMiddle,
  cutText,
  LEAST_OMITTED,
} from "../../../../lib/preprocess/pruning/cut_text.ts";

Deno.test("a text is never cut inside a word, so that no half key is left", () => {
  const key = "sk" + "-" + "a1B2".repeat(60);
  for (
    const cut of [
      cutText(`key: ${key} and more words`, 100),
      cutMiddle(`some words then ${key} ${"x ".repeat(200)}`, 100),
    ]
  ) {
    assert.doesNotMatch(`${cut.text}`, /a1B2/);
    assert.ok(cut.omitted > 0);
  }
});

Deno.test("nor is a password with signs, which only another session may tell of", () => {
  const password = "Ha!rb#o".concat("r$Ot&t*e?r^42");
  for (let limit = 20; limit < 60; limit++) {
    const shown = `${cutText(`${"a word ".repeat(4)}${password} ${"and more ".repeat(9)}`, limit).text}`;
    assert.ok(shown.includes(password) || !/Ha|Ot|42/.test(shown.replace(/\[….*/, "")), shown);
  }
});

Deno.test("nor inside a path with blanks, in quotes or behind backslashes", () => {
  const paths = [
    '"/opt/my work/app dir/src lib/money.ts"',
    "'./my work/app dir/money.ts'",
    '"C:\\Program Files\\app dir\\x.ts"',
    "/opt/my\\ work/app\\ dir/money.ts",
  ];
  for (const path of paths) {
    const text = `${"a word ".repeat(4)}${path} ${"and more ".repeat(12)}`;
    for (let limit = 20; limit < 80; limit++) {
      for (const cut of [cutText(text, limit), cutMiddle(text, limit)]) {
        const shown = `${cut.text}`;
        assert.ok(shown.includes(path) || !/work|app|dir|Files|money/.test(shown), shown);
      }
    }
  }
  // A single quote in prose opens nothing.
  assert.match(`${cutText("it's and/or that's and/or ".repeat(9), 50).text}`, /^.{40,50}\[…/);
});

Deno.test("scripts without spaces are cut anywhere but inside a surrogate pair", () => {
  assert.match(`${cutText("東京電力".repeat(100), 50).text}`, /^.{50}\[… \+350 chars\]$/);
  assert.ok(`${cutText("🌊".repeat(100), 51).text}`.isWellFormed());
});

Deno.test("nor inside a path, whatever letters and signs its folders have", () => {
  const paths = [
    "/home/zoë/Übersicht/Größe/años.ts",
    "C:\\Users\\Пётр\\Документы\\отчёт.md",
    "/srv/東京/電力/読み.ts",
    "app/(shop)/[slug]/@modal/page.tsx",
    "routes/blog+/[[...rest]]/{edit}.tsx",
  ];
  for (const path of paths) {
    const text = `${"a word ".repeat(8)}${path} ${"and more ".repeat(12)}`;
    for (let limit = 20; limit < 140; limit++) {
      for (const { text: shown } of [cutText(text, limit), cutMiddle(text, limit)]) {
        const said = `${shown}`.replace(/\[… .*? chars …\]|\[… \+\d+ chars\]/, " ");
        const rest = said.replaceAll(path, " ").replace(/\b(?:a|word|and|more)\b|\s/g, "");
        assert.equal(rest, "", `${shown}`);
      }
    }
  }
});

Deno.test("a text without spaces is no path because a slash stands in it", () => {
  const shown = `${cutText("東京電力/".repeat(1000), 500).text}`;
  assert.ok(shown.length > 450, shown);
});

Deno.test("the beginning of a text ends before the word that crosses the limit", () => {
  assert.equal(beginningOf("some words", 10), "some words");
  assert.equal(beginningOf("some words", 7), "some ");
  assert.equal(beginningOf("someword", 4), "");
});

Deno.test("nothing is cut that takes no more than the note on it", () => {
  const words = "word ".repeat(80);
  for (let more = 0; more < 100; more++) {
    const text = `${words}${"a ".repeat(more)}`;
    for (const { omitted } of [cutText(text, 400), cutMiddle(text, 400)]) {
      assert.ok(omitted === 0 || omitted > LEAST_OMITTED, `${omitted}`);
    }
  }
  assert.equal(`${cutBetween(words, [[0, 100], [150, 200]]).text}`, `${words.slice(0, 200)}[… 200 chars …]`);
});
