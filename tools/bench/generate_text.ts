/** Texts for generated logs: prose in several scripts, source code, terminal output, base64. */

import { between, pick, type Random } from "./random.ts";

const ENGLISH: readonly [string, ...string[]] = [
  "the",
  "parser",
  "rejects",
  "amounts",
  "with",
  "a",
  "comma",
  "so",
  "we",
  "change",
  "it",
  "and",
  "add",
  "tests",
  "because",
  "import",
  "was",
  "off",
  "by",
  "factor",
  "of",
  "thousand",
  "now",
  "check",
  "callers",
  "before",
  "release",
  "keep",
  "order",
  "columns",
  "that",
  "accounting",
  "reads",
  "failing",
  "result",
  "is",
  "rounding",
  "not",
  "cached",
]; // deno-fmt-ignore-line
const OTHER_SCRIPTS: readonly [string, ...string[]] = [
  "Grüße", "Bäckerei", "für", "größer", "Überprüfung", "ошибка", "проверка", "файл", "исправить", "金額", "テスト",
  "確認しました", "小数点", "错误", "修改", "Łódź", "naïve", "café", "🌊", "✅", "→", "—",
]; // deno-fmt-ignore-line
const NAMES: readonly [string, ...string[]] = [
  "amount", "parseAmount", "formatCents", "row", "cells", "payee", "total", "monthly", "locale", "separator", "index",
  "buffer", "options", "result", "entries", "reader", "writer", "cache", "request", "response", "handler", "config",
]; // deno-fmt-ignore-line

/** Words until about the given number of characters; every eighth or so is not English. */
export function prose(random: Random, characters: number): string {
  const words: string[] = [];
  let length = 0;
  while (length < characters) {
    const word = random() < 0.12 ? pick(random, OTHER_SCRIPTS) : pick(random, ENGLISH);
    words.push(random() < 0.08 ? `${word}.` : word);
    length += word.length + 1;
  }
  return words.join(" ");
}

/** Lines of source code until about the given number of characters. */
export function sourceCode(random: Random, characters: number): string {
  const lines: string[] = [];
  let length = 0;
  while (length < characters) {
    const line = codeLine(random);
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join("\n");
}

function codeLine(random: Random): string {
  const name = () => pick(random, NAMES);
  const indent = "  ".repeat(between(random, 0, 3));
  switch (between(random, 0, 7)) {
    case 0:
      return "";
    case 1:
      return `${indent}// ${prose(random, 50)}`;
    case 2:
      return `export function ${name()}(${name()}: string, ${name()} = ${between(random, 0, 999)}) {`;
    case 3:
      return `${indent}if (${name()}.${name()} < ${
        between(random, 0, 99)
      } && !${name()}) return ${name()}(${name()});`;
    case 4:
      return `${indent}throw new RangeError(\`not an amount: \${JSON.stringify(${name()})}\`);`;
    case 5:
      return `${indent}}`;
    case 6:
      return `import { ${name()}, ${name()} } from "../src/${name()}.js";`;
    default:
      return `${indent}const ${name()} = await ${name()}.${name()}({ ${name()}, ${name()}: "${
        pick(random, OTHER_SCRIPTS)
      }" });`;
  }
}

/** What a program prints, until about the given number of characters: progress, a few errors, a verdict. */
export function terminalOutput(random: Random, characters: number): string {
  const lines: string[] = ["> tidebook@0.4.0 test", "> node --test test/", ""];
  let length = 50;
  for (let row = 1; length < characters; row++) {
    const line = random() < 0.02
      ? `Error: row ${row} has three separators: ${prose(random, 30)}`
      : `[${String(row).padStart(5, "0")}] ok    ${pick(random, NAMES)}.csv 2026-03-${
        between(random, 10, 28)
      } ${prose(random, 20)} ${between(random, 1000, 99999)}`;
    lines.push(line);
    length += line.length + 1;
  }
  return [...lines, `# tests ${lines.length}`, `# fail ${between(random, 0, 2)}`].join("\n");
}

/** Source code with line numbers, as the Read tool returns it. */
export function numberedCode(code: string): string {
  return code.split("\n").map((line, index) => `${String(index + 1).padStart(6)}→${line}`).join("\n");
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Letters and digits as in signatures and images. */
export function base64(random: Random, characters: number): string {
  let text = "";
  while (text.length < characters) text += BASE64[between(random, 0, 63)] ?? "A";
  return text;
}

/** A hexadecimal id of the given length. */
export function hexadecimal(random: Random, characters: number): string {
  let text = "";
  while (text.length < characters) text += between(random, 0, 15).toString(16);
  return text;
}
