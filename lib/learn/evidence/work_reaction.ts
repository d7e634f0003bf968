/**
 * Whether a person's words are about what the agent has just done, and whether the agent then did it anew. Neither
 * depends on the words by which people correct: most corrections are plain statements ("retries live in the client").
 */

import { REDOING } from "./reproach_cues.ts";

/** What stands around the words; undefined where nothing does. */
export interface WorkAround {
  /** What the agent said it did, and the text of its last edits. */
  readonly done: string;
  readonly answer: string;
  /** Whether edits after the words took away what edits before them had put. */
  readonly isReworked: boolean;
  /** Whether they brought back what those had taken away. */
  readonly isTakenBack: boolean;
}

/** Words of a language that say nothing of the matter, and such that reports of work are full of. */
const GENERAL = new Set(
  ("the and for that this with now has have had was were are not you your from into all but its it's can will just done add added also used use using new one two out about there here then than file files code test tests change changed changes " +
    "der die das und ist ich sie wir nicht ein eine mit für den dem les des une est pas pour dans que qui los las una por para con del está como não uma com sono che per non nel della")
    .split(" "),
);

/** Requests begin with a verb that asks for something to be done, in the languages that sessions are held in. */
const REQUEST =
  /^\W*(?:(?:ok(?:ay)?|so|and|then|und|dann|et|puis|y|luego|e|poi|please|bitte|por favor)[,.]*\s+)*(?:add|append|implement|create|write|build|make|set up|run|rerun|execute|start|commit|push|merge|deploy|release|open|close|delete|remove|clean|rename|move|update|upgrade|bump|fix|repair|check|look|see|show|list|print|tell|give|send|explain|describe|summari[sz]e|review|test|try|find|search|read|generate|draft|document|refactor|extract|split|convert|port|translate|install|configure|enable|disable|support|let'?s|go|continue|proceed|do|ship|apply|rebase|squash|format|lint|measure|profile|compare|investigate|figure|help|ask|wait|stop|file|post|label|assign|tag|skip|ignore|pick|choose|finish|copy|merge|pull|set|increase|decrease|raise|lower|sort|group|mark|note|remember|mach|füge?|schreib|erstell|zeig|lauf|starte|prüf|teste|lösch|entfern|bau|öffne|erklär|ergänz|ajoute|fais|écris|crée|lance|montre|vérifie|supprime|corrige|explique|passe|on passe|añade|agrega|haz|escribe|crea|ejecuta|muestra|revisa|borra|corrige|explica|abre|sube|adiciona|faz|faça|escreve|escreva|cria|crie|roda|rode|mostra|mostre|verifica|apaga|explica|abre|aggiungi|fai|scrivi|crea|esegui|mostra|controlla|elimina|correggi|spiega|apri)(?![\p{L}])|^(?:请|請|帮|幫|写|寫|加|添加|增加|运行|運行|跑|提交|推送|看|检查|檢查|解释|解釋|继续|繼續|接下来|再|然后|把)|(?:お願いします|お願い|もらえますか|いただけますか|作って(?:ください)?|追加して(?:ください)?|書いて(?:ください)?|見せて(?:ください)?|教えて(?:ください)?)[。.!]*$/iu;

/** Statements about the speaker's own doings and feelings, further subjects, and what is said for information. */
const ABOUT_ELSE =
  /^\W*(?:let me\b|i(?:'ll|'m|'ve| will| am| have| had| just| can| think i| need to| was| also)\b|(?:we|they)(?:'ll| will| are going)\b|(?:fyi|btw|by the way|for context|note(?: that)?|heads[- ]up|fwiw)\b|(?:there is|there's|here is|here's|here are|one more|another|another thing|also|next|now|later|tomorrow|today|after that|for the next|the next|interesting|hm+ ok|got it|understood|makes sense|i see|fair|no (?:problem|need|worries)|not (?:sure|now))\b|ich (?:werde|bin|habe|mache)\b|je (?:vais|suis)\b|j['’]ai\b|voy a\b|he \w+ado\b|vou\b|io\b|ho\b|私は|我(?:会|會|来|先|已经|已經|要))/iu;

/** What comes on top of what was done. */
const ADDITION =
  /\b(?:also|too(?=[.,!]|$)|as well|additionally|in addition|auch noch|zusätzlich|aussi|également|también|además|também|além|anche|inoltre)\b|も(?:お願|追加|欲)|还(?:要|需要)|還要|另外/iu;

/** A request to do otherwise, put elsewhere or leave what there is. */
const CHANGE_REQUEST =
  /^\W*(?:(?:ok(?:ay)?|so|please|bitte|por favor)[,.]*\s+)*(?:(?:can|could|would) you(?: please)? |(?:kannst|könntest) du |(?:peux|pourrais)-tu |(?:puedes|podrías) |(?:pode|poderia|você pode) |(?:puoi|potresti) )?(?:put|move|place|keep|use|store|change|switch|leave|make|rename|call|drop|limit|restrict|pass|only|die|das|den|les?|la|los?|las|il|gli|mettre|garder|utiliser|usar|dejar|poner|mover|usare|mettere|lasciare|passa|era)(?![\p{L}])|^只|だけ/iu;

/** Statements that deny or narrow something. */
const DENIAL_OR_LIMIT =
  /n['’]t\b|\b(?:not|no|never|without|only|nothing|nicht|kein\w*|nie|nur|ohne|pas|jamais|aucune?|seulement|sans|nunca|sólo|solo|sin|não|só|sem|non|mai|niente|soltanto|senza)\b|ない|ません|だけ|不|没|別|别|只/iu;

/** What others would like to have: a task, not a word on the work. */
const WISH =
  /\b(?:wants?|would like|wish(?:es)?|asked for|möchten?|wünsch\w+|voudrai\w+|quier\w+|querem?|vuole|vorrebbe\w*)\b/i;

/** An agent that does something to what there is, said in the first person or by a participle. */
const ACTING =
  /^\W*(?:(?:ok(?:ay)?|sure|right|understood|gut|klar|vale|claro|certo|好的?|はい)[,.!。、，]*\s+)?(?:i(?:'|’)?ll \w|i will \w|\p{L}{2,}ing (?:it|them|the|that|this|to|back|\S+ (?:back|instead|out|off|with|from|to|into))\b|(?:ich|je) \p{L}|j['’]\p{L}|(?:lo|la|li|le|los|las) \p{L}+o\b|vou \p{L}|.{2,30}ます)/iu;

/** Work that begins: nothing that was done is done otherwise. */
const BEGINNING =
  /^\W*(?:\S+ ){0,2}(?:start|begin|look|check|add|creat|writ(?!e it)|implement|tag|commit|push|investigat|continu|open|run|work|füge|schreibe|erstelle|ajoute|écris|crée|regarde|añad|escrib|adicion|escrev|aggiung|scriv)\w*\b|^.{0,20}(?:追加し|作成し|書き|実装し|確認し)ます/iu;

function isActing(answer: string): boolean {
  const head = answer.slice(0, 200);
  return ACTING.test(head) && !BEGINNING.test(head);
}

/**
 * Points from 0 to 2 that the surrounding work gives to a person's words without a correction cue, or with a weak
 * one.
 */
export function reactionPoints(text: string, { done, answer, isReworked, isTakenBack }: WorkAround): number {
  if (text.length > 300 || ABOUT_ELSE.test(text) || ADDITION.test(text)) return 0;
  const redoes = isReworked || REDOING.test(answer.slice(0, 200));
  const isAboutIt = sharesMatter(text, done);
  if (isQuestion(text) || REQUEST.test(text) || CHANGE_REQUEST.test(text)) {
    return CHANGE_REQUEST.test(text) && redoes && isAboutIt ? 2 : 0;
  }
  if (isTakenBack) return 2;
  if (WISH.test(text)) return 0;
  const acts = redoes || isActing(answer);
  const isObeyed = acts && (sharesMatter(text, answer) || sharesMatter(answer, done));
  // Another wish changes what was done, too; a statement that only touches it may be praise.
  return (acts || (isAboutIt && DENIAL_OR_LIMIT.test(text)) ? 1 : 0) +
    (isAboutIt || isObeyed ? 1 : 0);
}

/** Whether a text is a short, surprised question that repeats what was done: "floats for money?" */
export function isAstonished(text: string, done: string): boolean {
  const first = /^[^.!?。！？\n]{2,40}[?？]/.exec(text)?.[0];
  if (first === undefined || first.split(/\s+/).length > 5 || OPENS_QUESTION.test(first)) return false;
  return sharesMatter(first, done);
}

const OPENS_QUESTION =
  /^\W*(?:what|where|how|which|who|when|is|are|was|were|does|do|did|can|could|will|would|should|has|have|any|and|was|wo|wie|wer|ist|sind|kann|gibt|et|où|quel|est|cómo|qué|dónde|como|o que|onde|come|dove|cosa)\b|[吗嗎么麼か][?？]$|什么|什麼/iu;

function isQuestion(text: string): boolean {
  return /[?？]\W*$/.test(text) || /^\W*(?:what|where|how|which|who|when|why|can|could|would)\b/i.test(text);
}

/** Whether two texts speak of the same thing: a word, or two signs of a script without spaces, that is not general. */
function sharesMatter(one: string, other: string): boolean {
  const [few, many] = [matterOf(one.slice(0, 300)), matterOf(other.slice(0, 2_000))];
  for (const word of few) if (many.has(word)) return true;
  return false;
}

/** Stems of words: the first letters are enough to know them by. */
const STEM_CHARACTERS = 5;

function matterOf(text: string): Set<string> {
  const matter = new Set<string>();
  for (
    const [run] of text.toLowerCase().matchAll(
      /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]+|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Hangul}\p{N}]+/gu,
    )
  ) {
    if (/[\p{Script=Han}\p{Script=Katakana}]/u.test(run)) {
      for (const [word] of run.matchAll(/\p{Script=Katakana}{2,}/gu)) matter.add(word);
      for (const [word] of run.matchAll(/\p{Script=Han}(?=[はをがにの])/gu)) matter.add(word);
      for (const [, pair = ""] of run.matchAll(/(?=(\p{Script=Han}{2}))/gu)) matter.add(pair);
      continue;
    }
    if (run.length < 3 || GENERAL.has(run)) continue;
    matter.add(run.replace(/s$/, "").replace(/y$/, "i").slice(0, STEM_CHARACTERS));
  }
  return matter;
}
