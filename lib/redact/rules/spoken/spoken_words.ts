/** What the words mean that stand between a noun such as "password" and its value. */

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** Say that the value is next. */
export const LINKS = wordsOf(
  "is was are был была equals becomes remains reads lautet heißt heisst ist war c'est est était es era é è zijn är je jest это este sunt adalah ialah là yra este estas është és ay е є је це είναι היא הוא هي है คือ",
);

/** Say that something is changed, before or after the noun. */
export const CHANGE_BEFORE =
  /(?:\b|\s)(?:chang|set|mis |puesto|puse|gezet|reset|rotat|updat|switch|setz|änder|cambi|alter|défini|modifi|mud|wijzig)/i;
export const CHANGES = wordsOf(
  "changed set reset rotated updated switched geändert gesetzt changé défini cambiado cambiada alterada alterado " +
    "cambiata gewijzigd ändrat",
);

/** Say that the value is next where something is changed. */
export const CHANGE_LINKS = wordsOf("to auf en a por para naar till na in à zu på");

/** Say that the value comes before the noun. */
export const INVERSE_LINKS = wordsOf(
  "that's thats это је je jest adalah är as is was als comme como come som jako ist est es é è for be как zum",
);

/** May stand between the linking word and the value. */
export const FILLERS = wordsOf(
  "now still both currently just simply probably always this following the set as again going be by default here jetzt nun " +
    "aktuell ahora maintenant agora adesso nu teraz literally actually die",
);

/** May follow the noun where more is said about it: any other word there makes another noun of it ("token count"). */
export const QUALIFIERS = wordsOf(
  "for of on in at that which we i you they there from has have been will should must needs used found base recovered cracked decrypted got gets using with header word für fürs von im zum zur " +
    "des der auf bei pour du de sur la le para del en el do da dos das nos nas em ao no na al dal dello pelo per di della van voor het op för på till dla pro k " +
    "prod production stage staging dev test live admin root db от для к на за до від од з в у za od z ze ku til fra pentru din için untuk bagi cho của kwa atual nova novo actual " +
    "nueva nuevo actuel nouveau attuale новый нова новая текущий both " +
    "generated created issued retrieved obtained received saved stored successfully",
);

/** End the search: what follows tells of a quality, or denies. */
export const STOPS = wordsOf(
  "not never nicht pas no non niet inte nie between than least most more less too neither either nor invalid",
);
