import assert from "node:assert/strict";
import { correctionPoints, isMereApproval } from "../../../../lib/learn/evidence/corrections.ts";

const AROUND = { before: "I've implemented pagination with offset slicing.", answer: "Fine.", thought: "" };

Deno.test("people correct in many ways and languages", () => {
  for (
    const words of [
      "no, use cursor pagination instead",
      "No: keep the name formatCents, other repos import it.",
      "That's not how we do it. Use keyset pagination like in api/users.py",
      "I asked for cursor-based pagination, not offsets",
      "Undo that. The API must stay backward compatible.",
      "Actually, let's not load everything into memory",
      "You forgot the total count",
      "this doesn't work, page 2 returns the same rows",
      "please don't use slicing here",
      "Revert this change, it breaks the mobile app",
      "why are you loading the whole table?",
      "Stop. That file is vendored, never edit it.",
      "wrong file - I meant api/v2/orders.py",
      "that broke the tests in CI, please look again",
      "add the check to the client instead",
      "still failing with the same error",
      "Sorry, but we don't use var in this codebase",
      "a plain function, not a class",
      "You're using the deprecated client.",
      "Nein, das ist falsch. Bitte LIMIT und OFFSET verwenden.",
      "Nicht in Python paginieren, sondern in der Datenbank!",
      "non, il faut utiliser un curseur",
      "Ce n'est pas ce que j'ai demandé",
      "No, así no. Usa paginación por cursor.",
      "eso está mal, hazlo en la consulta SQL",
      "違います。SQLでやってください。",
      "メモリに全部読み込まないでください",
      "不对，应该在数据库里分页",
      "不要一次性加载所有数据，用游标",
      "não, isso está errado: use o cursor",
      "нет, не так: нужен курсор",
      "아니, 커서를 써",
    ]
  ) assert.ok(correctionPoints(words, AROUND) > 0, words);
});

Deno.test("thanks, answers, questions and new tasks are no corrections", () => {
  for (
    const words of [
      "No problem, go on",
      "no worries about the docs, we'll do them later",
      "Great work! Can you also add sorting?",
      "Thanks! Next: add a filter by customer. Never return more than 100 rows.",
      "Don't forget to push.",
      "Actually that looks great",
      "Wait until CI is green, then merge.",
      "Can you explain why you chose slicing?",
      "What happens if the page doesn't exist?",
      "Also make sure errors don't leak stack traces",
      "Now add an undo button to the toolbar",
      "no, this is fine. can you review the docs?",
      "Sieht gut aus, danke! Bitte noch einen Test schreiben.",
      "Kein Problem",
      "Pas de souci, merci",
      "No hay problema, gracias",
      "問題ないです",
      "没问题，不错",
      "> no, that's wrong\n\nI'd answer that reviewer with a link.",
    ]
  ) assert.equal(correctionPoints(words, AROUND), 0, words);
});

Deno.test("an agent that gives in says what the words alone don't, and an answer to its question corrects nothing", () => {
  const words = "The page size should come from settings.PAGE_SIZE";
  assert.equal(correctionPoints(words, AROUND), 0);
  assert.ok(correctionPoints(words, { ...AROUND, answer: "Good catch, I'll use the setting." }) > 0);
  assert.ok(correctionPoints(words, { ...AROUND, thought: "The user is right, there is a setting." }) > 0);
  assert.ok(correctionPoints("no, leave it", AROUND) > 0);
  assert.equal(correctionPoints("no, leave it", { ...AROUND, before: "Shall I rename it?" }), 0);
});

/** What the agent said it did, what the person said, and how the agent answered: no word need say that it is a correction. */
const STATEMENTS: readonly (readonly [before: string, words: string, answer: string])[] = [
  ["I put the retry logic into the controller.", "retries live in the client layer", "Moving them."],
  ["I've used requests to call the API.", "httpx!", "Switching to httpx."],
  [
    "All done, 3 files changed.",
    "you touched three files, only one was asked for",
    "I'll restore the other two.",
  ],
  [
    "Ich habe die Konfiguration in YAML abgelegt.",
    "Bitte TOML, wie überall sonst auch",
    "Ich ändere es auf TOML.",
  ],
  ["J'ai ajouté un nouveau composant.", "On a déjà un composant Modal, réutilise-le", "Je l'utilise."],
  ["He movido la función.", "La función estaba bien donde estaba", "La devuelvo."],
  ["Adicionei a dependência.", "Sem dependências novas, por favor.", "Removo."],
  ["Ho cambiato la firma.", "Così rompi i client esistenti, la firma deve restare uguale", "Ripristino."],
  ["キャッシュを追加しました。", "このキャッシュ、期限切れが考慮されていません", "期限を追加します。"],
  ["我加了一个新接口。", "接口已经有了，复用就行", "好的。"],
  ["The migration is done.", "it dropped the index on email", "I'll add the index back."],
  ["I set the timeout to 60 s.", "60s is way too long, 5 max", "Set to 5 s."],
  ["I created src/helpers/date2.ts.", "date2? we have date.ts", "I'll merge it."],
  ["I've put it behind a flag.", "I didn't ask for a flag", "Removing the flag."],
  [
    "The job runs every minute.",
    "every minute? the upstream API allows 10 calls per hour",
    "Once per hour then.",
  ],
  ["Die Spalte heißt jetzt user_name.", "Die Spaltennamen sind in camelCase", "Ich benenne sie um."],
  ["我删了旧接口。", "旧接口还有客户在用", "我恢复它。"],
  ["I've bumped the Node version to 22.", "prod still runs 20, can't bump yet", "Reverting to 20."],
  ["I created a Dockerfile.", "we deploy with nixpacks, no docker", "Deleting the Dockerfile."],
  ["Removi o campo.", "esse campo é usado pelo app mobile", "Vou restaurá-lo."],
  ["Ho tradotto i commenti.", "i commenti nel codice sono in inglese", "Li riporto in inglese."],
  ["The feature is on by default.", "off by default until QA signs off", "Turning it off."],
  ["Added retries.", "POST isn't idempotent, retrying it creates duplicates", "Only retrying GETs."],
];

/** The same of statements, wishes and questions that correct nothing. */
const OTHER_WORDS: readonly (readonly [before: string, words: string, answer: string])[] = [
  ["Done.", "Can you rename the variable foo to bar while you're at it?", "Renamed."],
  ["Done.", "I'll review it tomorrow, don't merge yet", "OK."],
  ["Hecho.", "Genial, ¿puedes explicar cómo funciona el caché?", "Claro."],
  ["Feito.", "Valeu! Agora falta só o README, pode escrever?", "Posso."],
  ["Fatto.", "Ottimo lavoro, non cambierei nulla", "Grazie."],
  ["完了しました。", "テストも追加してもらえますか？", "はい。"],
  ["完成了。", "这个函数是做什么的？", "它读取配置。"],
  ["I found 3 usages.", "Delete all of them, they are dead code", "Deleted."],
  ["The server runs on port 8080.", "Make the port configurable via PORT", "Done."],
  ["Done.", "There is another issue: users can't log in with Google. Please fix that too.", "Looking."],
  ["It's 40% faster.", "wow, 40% is more than I expected", "It is the cache."],
  ["Deployed.", "customers report the new page loads quickly now", "Good."],
  ["I can do A or B.", "A sounds good", "Doing A."],
  ["I need the password.", "it's in .env", "I'll read it from .env."],
  ["The report is ready.", "Our CFO wants the totals in the report as well", "Adding totals."],
  ["Which one, A or B?", "B, the queue is too much for this", "Using B."],
];

Deno.test("a statement about the work corrects where the agent then does it anew", () => {
  for (const [before, words, answer] of STATEMENTS) {
    assert.ok(correctionPoints(words, { before, answer, thought: "" }) > 0, words);
  }
  for (const [before, words, answer] of OTHER_WORDS) {
    assert.equal(correctionPoints(words, { before, answer, thought: "" }), 0, words);
  }
  const words = "os textos da interface ficam em português";
  const around = { before: "O menu agora diz Logout.", answer: "", thought: "" };
  assert.equal(correctionPoints(words, around), 0);
  assert.ok(correctionPoints(words, { ...around, isReworked: true, isTakenBack: true }) > 0);
});

Deno.test("assent is told from a wish", () => {
  for (
    const words of [
      "looks good, continue",
      "thanks!",
      "go on",
      "続けて",
      "好的",
      "👍",
      "no rush, keep it up",
      "いいですね、続けてください",
      "sieht gut aus, mach weiter so",
    ]
  ) {
    assert.ok(isMereApproval(words), words);
  }
  for (
    const words of [
      "ok, but skip the docs",
      "stop",
      "add a test please",
      "yes, and use the memo helper for the second one too",
    ]
  ) {
    assert.ok(!isMereApproval(words), words);
  }
});
