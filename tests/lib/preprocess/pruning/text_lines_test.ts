import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { ERROR_NUMBERS, hashOf, linesOf } from "../../../../lib/preprocess/pruning/text_lines.ts";

/** The same, found in plain steps. */
function plainLines(text: string): { ends: number[]; extraBytes: number[] } {
  const ends: number[] = [];
  for (let at = 0; at < text.length;) {
    const next = text.indexOf("\n", at);
    at = next < 0 ? text.length : next + 1;
    ends.push(at);
  }
  return { ends, extraBytes: ends.map((end) => Buffer.byteLength(text.slice(0, end)) - end) };
}

function found(text: string) {
  const { count, ends, extraBytes, errors, errorCount } = linesOf(text, { withErrors: true });
  return {
    ends: [...ends.slice(0, count)],
    extraBytes: [...extraBytes.slice(0, count)],
    errors: Array.from({ length: errorCount }, (_, index) => [
      ...errors.slice(ERROR_NUMBERS * index, ERROR_NUMBERS * (index + 1)),
    ]),
  };
}

/** The lines that report errors. */
function errorLines(text: string): number[] {
  return [...new Set(found(text).errors.map(([line = -1]) => line))];
}

/** What one line tells of: 0, 1 or 2. */
function told(line: string): number {
  return found(line).errors.at(-1)?.[2] ?? 0;
}

const piece = fc.oneof(
  fc.constantFrom(
    "\n",
    "\n",
    "é",
    "日",
    "🚢",
    "\ud83d",
    "\udea2",
    "error",
    "x".repeat(100),
    " ",
    "\u0000",
    "✗",
  ),
  fc.string({ maxLength: 20 }),
);
const text = fc.tuple(fc.array(piece, { maxLength: 60 }), fc.constantFrom(1, 1, 1, 400))
  .map(([pieces, times]) => pieces.join("").repeat(times));

Deno.test("the ends of lines and their bytes are those of the text, however long it is", () => {
  fc.assert(fc.property(text, (text) => {
    const { ends, extraBytes } = found(text);
    assert.deepEqual({ ends, extraBytes }, plainLines(text));
    const quick = linesOf(text);
    assert.deepEqual([...quick.ends.slice(0, quick.count)], ends);
    assert.deepEqual([...quick.extraBytes.slice(0, quick.count)], extraBytes);
    assert.equal(quick.errorCount, 0);
  }));
  assert.deepEqual(found(""), { ends: [], extraBytes: [], errors: [] });
});

Deno.test("a line that holds a word of errors is told of wherever that stands, in texts of one and of two bytes a character", () => {
  fc.assert(
    fc.property(
      fc.nat(70_000),
      fc.constantFrom("", "→"),
      fc.constantFrom("fatal", "No such file", "✖"),
      (at, wide, word) => {
        const line = "abcd efgh ijkl mnop qrst\n";
        const before = wide + line.repeat(Math.ceil(at / line.length)).slice(0, at);
        const sets = before.endsWith("\n") || before === "" ? "" : " ";
        const whole = `${before}${sets}${word} happened\nnext`;
        const { errors } = found(whole);
        assert.deepEqual(errors.map(([, place]) => place), [before.length + sets.length]);
        assert.deepEqual(errorLines(whole), [before.split("\n").length - 1]);
      },
    ),
    { numRuns: 300 },
  );
});

/** Units of a window (assembly/preprocess/text_lines/layout.ts). */
const WINDOW = 0x8000;

Deno.test("what stands before a word is seen beyond the beginning of a window", () => {
  const filled = (text: string, at: number) => `${"-".repeat(WINDOW - at)}${text}${" -".repeat(30)}`;
  for (const [text, at] of [["x failed", 2], ["failed", 3]] as const) {
    assert.deepEqual(errorLines(filled(text, at)), [0], text);
  }
  for (const [text, at] of [["qfailed", 1], [" 0 errors", 3], [" no errors", 4]] as const) {
    assert.deepEqual(errorLines(filled(text, at)), [], text);
  }
});

Deno.test("nothing stands before a text, whatever its length and what was gone through before", () => {
  // How V8 writes a length comes before the text: for some it ends with a byte that is a letter.
  for (let length = 2000; length < 16_000; length += 97) {
    assert.deepEqual(errorLines(`failed ${"-".repeat(length - 7)}`), [0], `${length}`);
  }
  assert.deepEqual(errorLines(`failed ${"-".repeat((0x61 << 7) - 7)}`), [0]);
});

Deno.test("a text is gone through as it is after a longer one, too", () => {
  const short = "one\ntwo failed\nthree\n";
  const first = found(short);
  linesOf("other words\n".repeat(10_000), { withErrors: true });
  assert.deepEqual(found(short), first);
  const hash = [...hashOf(short)];
  hashOf("other words\n".repeat(10_000));
  assert.deepEqual([...hashOf(short)], hash);
});

Deno.test("words are whole ones, in any case, and others may end with some of them", () => {
  const errors = [
    ...[
      "error: x",
      "TypeError",
      "3 errors found",
      "NullPointerException",
      "FAILED tests/a.py",
      "it fails",
      "thread panicked",
    ],
    ...[
      "bash: foo: command not found",
      "cat: x: No such file or directory",
      "Exit code 1",
      "process exited with code 137",
    ],
    ...[
      "CrashLoopBackOff",
      "npm ERR! code",
      "error[E0382]: moved",
      "connect ECONNREFUSED 127.0.0.1",
      "10 errors",
      "expected 3, got 4",
    ],
    ...['"GET /pay HTTP/1.1" 502 17', "Severity: high", "hint: run it first"],
    ...["can't open it", "✗ adds", "✖ 2 problems", "0.10 errors a run", "CONFLICT (content): a.ts"],
    "No test files found",
  ];
  for (const line of errors) assert.deepEqual(errorLines(`ok\n${line}\nok`), [1], line);
  const others = [
    ...[
      "terrorism",
      "failover",
      "unabortedly",
      "0 errors",
      "no errors",
      "found 0 failures",
      "Failures: 0",
      "errors=0, skipped",
    ],
    ...[
      "src/error.ts",
      "test_error.py::test_a PASSED",
      "exit code 0",
      "exited with code 0",
      '"GET /pay HTTP/1.1" 200 512',
      "a scanner",
      "undefinedness",
      "failed: 0",
    ],
    ...[
      "terrorism, failover and unabortedly",
      "No error",
      "xerrored",
      "underscore_errorless",
      "rejectedness",
      "killedx",
    ],
    "?   \tacme.example/cart\t[no test files]",
  ];
  for (const line of others) assert.deepEqual(errorLines(`ok\n${line}\nok`), [], line);
});

Deno.test("the codes of compilers and linters may tell of an error, in capitals alone", () => {
  const errors = [
    ...["src/a.c(3): C2065: 'x'", "a.cs(1,2): CS1002", "a.ts(1,2): TS2322", "E0382 borrow of moved value"],
    ...[
      "a.go:3:2: SA4006 value of x is never used",
      "a.py:1:1: F401 `os` imported",
      "a.py:9:80: E501 (90 > 88)",
    ],
    ...["tests/a.py::test_b XFAIL", "XPASS(strict) tests/a.py", "== 3 xfailed, 1 xpassed in 2s =="],
  ];
  for (const line of errors) assert.deepEqual(errorLines(`ok\n${line}\nok`), [1], line);
  const others = [
    "c2065ab Add a cart",
    "e0382f1 Fix it",
    "#e501aa",
    "E5012",
    "ATS2322",
    "f4012",
    "0 xfailed",
  ];
  for (const line of others) assert.deepEqual(errorLines(`ok\n${line}\nok`), [], line);
});

Deno.test("a nought that ends a place or a time counts no errors", () => {
  for (
    const line of ["src/a.ts:3:0 error unexpected token", "12:04:0 ERROR [worker-3] order 0 is not stored"]
  ) {
    assert.deepEqual(errorLines(`ok\n${line}\nok`), [1], line);
  }
  for (const line of ["lint: 0 errors", "a.ts:0 errors"]) {
    assert.deepEqual(errorLines(`ok\n${line}\nok`), [], line);
  }
});

Deno.test("what may be a matter of course is told apart from what is none", () => {
  assert.deepEqual(["12 errors", "unexpected", "error: x", "FAIL a.test.ts", "fine"].map(told), [
    1,
    1,
    2,
    2,
    0,
  ]);
  // Both are told of where a line holds both.
  assert.deepEqual(found("unexpected end: fatal").errors.map(([, place, weight]) => [place, weight]), [
    [0, 1],
    [16, 2],
  ]);
});

Deno.test("compilers, shells and databases are understood in other languages", () => {
  const strong = [
    ...[
      "Fehler: Datei fehlt",
      "Der Import ist fehlgeschlagen.",
      "erreur : type attendu",
      "Échec de la compilation",
    ],
    ...["zsh : commande introuvable", "Falló la conexión", "Impossibile aprire il file", "O teste falhou"],
    ...[
      "De taak is mislukt",
      "Ошибка: нет связи",
      "Не удалось открыть",
      "Помилка: немає доступу",
      "ビルドに失敗しました",
    ],
    ...["连接失败", "連線失敗", "빌드 실패", "derleme başarısız oldu", "make[2]: *** [Makefile:7: x.o]"],
  ];
  assert.deepEqual(strong.filter((line) => told(line) !== 2), []);
  const weak = [
    ...[
      "3 Fehler gefunden",
      "Modul nicht gefunden",
      "ungültiges Argument",
      "fichier inconnu",
      "no se encontró nada",
    ],
    ...[
      "Il file non esiste",
      "acesso negado",
      "não foi possível abrir",
      "het bestand is niet gevonden",
      "Znaleziono błąd",
    ],
    ...[
      "nie można otworzyć",
      "geçersiz seçenek",
      "2 ошибки",
      "файл не найден",
      "ファイルが見つかりません",
      "找不到模块",
    ],
    ...["未定义的引用", "無法開啟檔案", "파일을 찾을 수 없습니다"],
  ];
  assert.deepEqual(weak.filter((line) => told(line) !== 1), []);
  const none = [
    "Die Werte sind da",
    "les cas réussis",
    "всё прошло",
    "テスト完了",
    "测试通过",
    "완료",
    "0 Fehler",
    "→ done ✓",
  ];
  assert.deepEqual(none.filter((line) => told(line) !== 0), []);
});

/** The shapes of a text's lines. */
function shapesOf(text: string): number[] {
  const { shapes, count } = linesOf(text, { withErrors: true });
  return [...shapes.slice(0, count)];
}

Deno.test("lines of one routine have one shape, whatever their words, their numbers and how many of either", () => {
  const routines = [
    ["Compiling serde v1.0.12", "Compiling tokio-util v0.7"],
    ["[12/300] gcc -c src/a.c -o a.o", "[113/300] gcc -c lib/deep/long_name.c -o b.o"],
    ["✓ adds (3 ms)", "✓ takes the last of many rows (12 ms)"],
    ["10:00:01 INFO sync: ok=12", "10:14:59 DEBUG prune: left=3"],
    ["========", "===="],
    ["", "   \t"],
  ];
  for (const [one = "", other = ""] of routines) {
    const [first, second] = shapesOf(`${one}\n${other}\nend`);
    assert.equal(first, second, `${one} / ${other}`);
  }
  const others = [["Compiling serde", "    Compiling serde"], ["a: 1", "a 1"], ["a: b", "a: 1"], [
    "a(b)",
    "a[b]",
  ], ["x", ""]];
  for (const [one = "", other = ""] of others) {
    const [first, second] = shapesOf(`${one}\n${other}\nend`);
    assert.notEqual(first, second, `${one} / ${other}`);
  }
});

Deno.test("an error has another shape than warnings that look like it", () => {
  const [error, warning, more] = shapesOf(
    "  3:1  error  no name\n  4:2  warning  unexpected any\n  5:1  warning  long",
  );
  assert.notEqual(error, warning);
  assert.equal(warning, more);
});

Deno.test("a line's shape does not depend on where it stands, nor on what stands far behind in it", () => {
  const line = "at x (a.ts:1:2)";
  const [alone] = shapesOf(line);
  const words = "some words ".repeat(6);
  const [long] = shapesOf(words);
  fc.assert(
    fc.property(fc.integer({ min: 32_600, max: 33_000 }), fc.constantFrom("", "→"), (length, wide) => {
      const before = `${wide}${"-".repeat(length)}\n`;
      assert.deepEqual(shapesOf(`${before}${line}\n${words}(a) [b] {c}`).slice(1), [alone, long]);
      assert.equal(shapesOf(`${before}${line}`)[1], alone);
    }),
  );
});

Deno.test("a hash differs with every character, and is the same for one and two bytes a character", () => {
  fc.assert(fc.property(text, fc.nat(), (text, at) => {
    fc.pre(text !== "");
    const place = at % text.length;
    const changed = `${text.slice(0, place)}${text[place] === "x" ? "y" : "x"}${text.slice(place + 1)}`;
    const hash = [...hashOf(text)];
    for (const other of [changed, `${text}\0`]) {
      const [one, two] = hashOf(other);
      assert.notEqual(one, hash[0]);
      assert.notEqual(two, hash[1]);
    }
    // A slice of a text with a wider character is held with two bytes each.
    assert.deepEqual([...hashOf(`→${text}`.slice(1))], hash);
  }));
});

Deno.test("what programs say where something has to be done or will be lost may tell of an error", () => {
  const told = (line: string) => {
    const { errors, errorCount } = linesOf(line, { withErrors: true });
    return errorCount === 0 ? 0 : errors[2];
  };
  const weak = [
    ...["× lint:docs", "want 5, have 6", "status code 502", "HTTP 500 from /v1/items", "would reformat a.py"],
    ...[
      "undeclared identifier x",
      "self signed certificate",
      "zero tests collected",
      "coverage 71% below threshold",
    ],
    ...[
      "aws_vpc.main must be replaced",
      "it will be destroyed",
      "# forces replacement",
      "drift detected",
      "flaky: retry 2/3",
    ],
    ...[
      "requires node >=20",
      "implicit declaration of function",
      "To fix: run `make setup`",
      "detached HEAD",
    ],
  ];
  assert.deepEqual(weak.filter((line) => told(line) !== 1), []);
  const strong = [
    ...[
      "externally-managed-environment",
      "Warning  FailedScheduling  5m",
      "had untolerated taint",
      "-- TYPE MISMATCH --",
    ],
    ...['{"level":50,"msg":"gone"}', '{"level": 60}', "E       assert None == 4"],
  ];
  assert.deepEqual(strong.filter((line) => told(line) !== 2), []);
  const none = ['{"level":30}', "4×6 tiles", "status 200", "HTTP 200", "want more", "belongs to"];
  assert.deepEqual(none.filter((line) => told(line) !== 0), []);
});
