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

Deno.test("assent is told from a wish", () => {
  for (const words of ["looks good, continue", "thanks!", "go on", "続けて", "好的", "👍"]) {
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
