/** Cues: words by which people correct, and how much each says. */

/** A cue and its points. */
export type Cue = readonly [pattern: RegExp, points: 1 | 2 | 3];

/** Where a sentence begins. */
const START = String
  .raw`(?:^|[.!?:;,。！？、，\n]\s*|^(?:(?:hm+|ah+|oh|uh|um|ok(?:ay)?|hey|hi|sorry|please|kindly|so|but|and|well|just|(?:can|could|would|will) you(?: mind)?|ja|na ja|ach|bitte|aber|also|(?:kannst|könntest|würdest) du|oui|mais|euh|(?:peux|pourrais)-tu|pero|oye|(?:puedes|podrías)|mas|olha|(?:pode|poderia|você pode)|ma|ehi|(?:puoi|potresti)|por favor|s'il te plaît|per favore)[,.]*\s+){1,4})`;

/** A cue at the beginning of a sentence, also behind a word of politeness or hesitation. */
export function startCue(words: string, points: 1 | 2 | 3): Cue {
  return [new RegExp(`${START}(?:${words})`, "iu"), points];
}

/** A cue anywhere, from the beginning of a word on. */
export function cue(words: string, points: 1 | 2 | 3): Cue {
  return [new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})`, "iu"), points];
}
