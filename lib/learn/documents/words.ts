/** Text → the words that documents are searched by. */

/** Words that stand in every text. */
const STOP_WORDS = new Set(
  ("a about above after again all also an and any are as at be because been before being below between both but by can could did do " +
    "does doing done down during each else etc even every few first following for from further get gets give given go goes had has " +
    "have having her here him his how i if in into is it its itself just last let like look made make makes many may me might more " +
    "most must my need needs new next no nor not now of off on once one only onto or other our out over own per please same see set " +
    "should since so some still such take takes than that the their them then there these they thing things this those through to " +
    "too two under until up upon use used uses using very via was way we well were what when where whether which while who whose why " +
    "will with within without would yes yet you your " +
    "add added adds change changed changes create created file files fix fixed implement implementation implemented issue plan " +
    "pull request step steps todo update updated " +
    // Of paths and file names.
    "app index js json lib main md mod packages pkg py src test tests ts tsx yaml yml")
    .split(" "),
);

/** UTF-16 units. Single letters tell nothing; what is longer is data, no word. */
const SHORTEST = 2;
const LONGEST = 60;

/**
 * The words of a text in lower case, in order, with repetitions: letters and digits of any script. Names such as
 * `retryUpload` and `max_tokens` also give their parts, paths their segments; text without spaces (Chinese, Japanese) gives
 * pairs of characters.
 */
export function* wordsOf(text: string): Generator<string> {
  for (const [run] of text.normalize("NFC").matchAll(/[\p{L}\p{M}\p{N}_$]+/gu)) {
    if (UNSPACED.test(run)) {
      yield* pairsOf(run);
      continue;
    }
    const parts = run.split(/[_$]+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
    const words = parts.length > 1 ? [run, ...parts] : parts;
    for (const word of words) if (word.length >= SHORTEST && word.length <= LONGEST) yield word.toLowerCase();
  }
}

/** Whether a word tells anything about a text. */
export function isTelling(word: string): boolean {
  return !STOP_WORDS.has(word) && !/^\d+$/.test(word);
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u;

function* pairsOf(run: string): Generator<string> {
  const characters = Array.from(run);
  if (characters.length === 1) yield run.toLowerCase();
  for (let at = 0; at + 1 < characters.length; at++) {
    yield `${characters[at]}${characters[at + 1]}`.toLowerCase();
  }
}
