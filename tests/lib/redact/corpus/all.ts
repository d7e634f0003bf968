/** All of the corpus, as it stands in the files beside this one. */

import { ARGUMENT_AND_DUMP_BENIGN_TEXTS, argumentsAndDumps } from "./arguments_and_dumps.ts";
import { ASSIGNED_BENIGN, assignedSamples } from "./assigned.ts";
import { ASKED_FOR_BENIGN_TEXTS, askedForSamples } from "./asked_for.ts";
import { BENIGN_TEXTS, benignIdentifiers } from "./benign.ts";
import { BESIDE_BENIGN_TEXTS, besideSamples } from "./beside.ts";
import { COMMAND_BENIGN_TEXTS } from "./command_benign.ts";
import { CHECKED_VALUE_BENIGN_TEXTS, checkedValueSamples } from "./checked_values.ts";
import { CALL_BENIGN_TEXTS } from "./call_benign.ts";
import { CALL_RESULT_BENIGN_TEXTS, callResultSamples } from "./call_results.ts";
import { ARGUMENT_BENIGN_TEXTS } from "./command_arguments.ts";
import { COMMAND_WRITE_BENIGN_TEXTS, commandWriteSamples } from "./command_writes.ts";
import { CLOUD_AND_CALL_BENIGN_TEXTS, cloudsAndCalls } from "./clouds_and_calls.ts";
import { commandSamples } from "./commands.ts";
import { CONDITION_AND_HEADER_BENIGN_TEXTS, conditionsAndHeaders } from "./conditions_and_headers.ts";
import { contextualSamples } from "./contextual.ts";
import { KNOWN_FORM_BENIGN_TEXTS } from "./known_form_benign.ts";
import { DEFINED_BENIGN_TEXTS, definedAndOffered } from "./defined_and_offered.ts";
import { ESCAPED_BENIGN_TEXTS, escapedValues } from "./escaped_values.ts";
import { FILE_AND_ROW_BENIGN_TEXTS, filesAndRows } from "./files_and_rows.ts";
import { furtherPrefixes, prefixLookAlikes } from "./further_prefixes.ts";
import { furtherSpellings } from "./further_spellings.ts";
import { furtherPlaces } from "./further_places.ts";
import { FURTHER_PLACE_BENIGN_TEXTS } from "./further_places_benign.ts";
import { FURTHER_STRUCTURE_BENIGN_TEXTS, furtherStructures } from "./further_structures.ts";
import { knownFormSamples } from "./known_forms.ts";
import { LINE_BELOW_BENIGN_TEXTS, lineBelowSamples } from "./line_below.ts";
import { NAME_OF_CODE_BENIGN_TEXTS } from "./names_of_code.ts";
import { namedLookAlikes, namedSamples } from "./named.ts";
import { prefixSamples } from "./token_prefixes.ts";
import { GIVEN_LIST_BENIGN_TEXTS, givenListSamples } from "./given_lists.ts";
import { GIVEN_KEY_BENIGN_TEXTS, givenKeys } from "./given_keys.ts";
import { givenSamples } from "./given.ts";
import { ONE_LEVEL_AWAY_BENIGN_TEXTS, oneLevelAway } from "./one_level_away.ts";
import { otherForms } from "./other_forms.ts";
import { OTHER_FORM_BENIGN_TEXTS } from "./other_forms_benign.ts";
import { recentLookAlikes, recentTokens } from "./recent_tokens.ts";
import { otherServices } from "./other_services.ts";
import { placedSamples } from "./placed.ts";
import { PLACED_BENIGN_TEXTS } from "./placed_benign.ts";
import { harmlessValues, nearlyHarmless } from "./harmless_values.ts";
import { JUMBLED_BENIGN_TEXTS, jumbledSamples } from "./jumbled.ts";
import { LOGIN_AND_DUMP_BENIGN_TEXTS, loginsAndDumps } from "./logins_and_dumps.ts";
import { type RandomText, randomText } from "./random_text.ts";
import { SET_VALUE_BENIGN_TEXTS, setValueSamples } from "./set_values.ts";
import { spokenSamples } from "./spoken.ts";
import { FORMED_KEY_BENIGN_TEXTS, formedKeys } from "./formed_keys.ts";
import { PRINTED_BENIGN_TEXTS, printedSecrets } from "./printed.ts";
import { SEARCHED_BENIGN_TEXTS, searchedAndShown } from "./searched_and_shown.ts";
import { SHELL_AND_ROW_BENIGN_TEXTS, shellsAndRows } from "./shells_and_rows.ts";
import { SPOKEN_APART_BENIGN_TEXTS, spokenApartSamples } from "./spoken_apart.ts";
import { SPOKEN_AROUND_BENIGN_TEXTS, spokenAroundSamples } from "./spoken_around.ts";
import { furtherSpokenSamples } from "./spoken_more.ts";
import { SPOKEN_BENIGN_TEXTS } from "./spoken_benign.ts";
import { SPOKEN_CODE_BENIGN_TEXTS } from "./spoken_code_benign.ts";
import { spokenWordSamples } from "./spoken_words.ts";
import { STRUCTURE_BENIGN_TEXTS, structureLookAlikes } from "./structure_benign.ts";
import { structureSamples } from "./structures.ts";
import { tokenSamples } from "./tokens.ts";
import { TESTED_BENIGN_TEXTS, testedSamples } from "./tested.ts";
import { TOLD_WORD_BENIGN_TEXTS, toldWordSamples } from "./told_words.ts";
import { TOLD_IN_NOTE_BENIGN_TEXTS, toldInNotes } from "./told_in_notes.ts";
import { TOLD_IN_USE_BENIGN_TEXTS, toldInUse } from "./told_in_use.ts";
import { TOLD_PAIR_BENIGN_TEXTS, toldPairs } from "./told_pairs.ts";
import { shownBeside } from "./shown_beside.ts";
import { SHOWN_FILE_BENIGN_TEXTS, shownFiles } from "./shown_files.ts";
import { TYPED_BENIGN_TEXTS, typedAndKept } from "./typed_and_kept.ts";
import { TYPED_AND_GIVEN_BENIGN_TEXTS, typedAndGiven } from "./typed_and_given.ts";
import { WORD_PASSWORD_BENIGN_TEXTS, wordPasswords } from "./word_passwords.ts";
import { TOLD_BESIDE_BENIGN_TEXTS, toldBeside } from "./told_beside.ts";
import { TOLD_APART_BENIGN_TEXTS, toldApart } from "./told_apart.ts";
import { SIGN_AMONG_LETTERS_BENIGN_TEXTS, signsAmongLetters } from "./signs_among_letters.ts";
import { TOLD_SHAPE_BENIGN_TEXTS, toldShapes } from "./told_shapes.ts";
import { FURTHER_OUTPUT_BENIGN_TEXTS, furtherOutputs, typedAndProtected } from "./further_outputs.ts";
import { LISTED_BENIGN_TEXTS, listedSamples } from "./listed.ts";
import type { ContextualSample } from "./contextual.ts";

/** Secrets with a form of their own. */
export function allTokenSamples(random: RandomText): { readonly kind: string; readonly secret: string }[] {
  return [
    ...tokenSamples(random),
    ...prefixSamples(random),
    ...furtherPrefixes(random),
    ...recentTokens(random),
  ];
}

/** Secrets that are known by the words around them, by where they stand. */
export const KNOWN_BY_WORDS: Readonly<Record<string, (random: RandomText) => readonly ContextualSample[]>> = {
  "names and syntax": (random: RandomText) => [...contextualSamples(random), ...assignedSamples(random)],
  "names of many kinds and words": namedSamples,
  "fields, tables and the syntax of single programs": besideSamples,
  "statements that set a value": setValueSamples,
  "calls of further libraries, lists and tuples": givenListSamples,
  "commands of any name": commandWriteSamples,
  "checks, tests and databases": checkedValueSamples,
  "the line below": lineBelowSamples,
  "prose": spokenSamples,
  "prose, set apart": spokenApartSamples,
  "prose of further languages, codes and lists": furtherSpokenSamples,
  "prose, by each of its words": spokenWordSamples,
  "labels, answers and lists": spokenAroundSamples,
  "the output of commands": callResultSamples,
  "command lines, calls and what stands beside databases": commandSamples,
  "places of many kinds": placedSamples,
  "given in code": givenSamples,
  "structures and pieces": structureSamples,
  "hashes, wallets, addresses and prompts": knownFormSamples,
  "further spellings": furtherSpellings,
  "escaped quotes, brackets and signs": escapedValues,
  "fields of pages, cookies, logins and files of programs": typedAndKept,
  "code, files and sentences of further kinds": furtherPlaces,
  "further tables, objects, headers and values": furtherStructures,
  "other forms, colours and words": otherForms,
  "other services and programs": otherServices,
  "encoded logins, dumps, keys as bytes": loginsAndDumps,
  "places of what is nearly harmless": nearlyHarmless,
  "prose, as words and a number": toldWordSamples,
  "tests, commands and tables": testedSamples,
  "shells, headers and rows without a header": shellsAndRows,
  "places of passwords, of words alone": wordPasswords,
  "pairs, errors and sentences, with signs": toldPairs,
  "told by what is done with them": toldInUse,
  "prompts, files and outputs of one value": askedForSamples,
  "arguments, sets and what debuggers show": argumentsAndDumps,
  "searches, masks and labels that say little": searchedAndShown,
  "fields, variables and constructors": typedAndGiven,
  "words before keys of one form": formedKeys,
  "what is printed when it is asked for by its name": printedSecrets,
  "definitions, offers and logins": definedAndOffered,
  "conditions and headers": conditionsAndHeaders,
  "logins beside, names of an environment, keys with a dash": toldBeside,
  "sentences that leave no doubt, in every shape": toldShapes,
  "values with signs among letters, keys of services, seeds and gems": signsAmongLetters,
  "sentences that tell it apart from its noun, and pairs without one": toldApart,
  "lists, arguments and what stands behind prefixes": listedSamples,
  "names and sentences, though it has few digits or is of words": jumbledSamples,
  "structures with the value a level away, dumps and logs": oneLevelAway,
  "files of programs, sections, tables and logs of statements": filesAndRows,
  "arguments of functions for keys, wallets, cookies": givenKeys,
  "files known by their names, outputs and further commands": shownFiles,
  "lists of logins, comparisons and logs of statements": toldInNotes,
  "sentences about a password that was typed or that protects": typedAndProtected,
  "rows of tests, sections, dumps and lists in environments": furtherOutputs,
  "outputs of clouds, pipes and functions with long names": cloudsAndCalls,
};

/** What looks like a secret and is none; each name begins with how many there are at least. */
export function lookAlikes(seeds: readonly number[]): Readonly<Record<string, readonly string[]>> {
  return {
    "200 look-alikes": [
      ...BENIGN_TEXTS,
      ...ASSIGNED_BENIGN,
      ...seeds.flatMap((seed) => benignIdentifiers(randomText(seed))),
    ],
    "100 sentences about passwords, tokens and keys": [...SPOKEN_BENIGN_TEXTS, ...SPOKEN_CODE_BENIGN_TEXTS],
    "60 answers, labels and outputs": [
      ...SPOKEN_AROUND_BENIGN_TEXTS,
      ...CALL_RESULT_BENIGN_TEXTS,
      ...ARGUMENT_BENIGN_TEXTS,
    ],
    "100 commands and calls": [...COMMAND_BENIGN_TEXTS, ...CALL_BENIGN_TEXTS],
    "60 names and words": seeds.flatMap((seed) => namedLookAlikes(randomText(seed))),
    "40 fields, tables and settings": BESIDE_BENIGN_TEXTS,
    "30 statements that set a value": SET_VALUE_BENIGN_TEXTS,
    "30 sentences of further forms": SPOKEN_APART_BENIGN_TEXTS,
    "25 values that were checked": CHECKED_VALUE_BENIGN_TEXTS,
    "20 commands of any name": COMMAND_WRITE_BENIGN_TEXTS,
    "25 arguments and items of lists": GIVEN_LIST_BENIGN_TEXTS,
    "20 lines below": LINE_BELOW_BENIGN_TEXTS,
    "60 values in places of secrets": PLACED_BENIGN_TEXTS,
    "60 values in further places": FURTHER_PLACE_BENIGN_TEXTS,
    "100 algorithms, constants, types and measures": seeds.flatMap((seed) =>
      harmlessValues(randomText(seed))
    ),
    "50 names of code, words and resources": JUMBLED_BENIGN_TEXTS,
    "70 names and ids that begin like tokens": seeds.flatMap((seed) => [
      ...prefixLookAlikes(randomText(seed)),
      ...recentLookAlikes(randomText(seed)),
    ]),
    "25 conditions and headers": CONDITION_AND_HEADER_BENIGN_TEXTS,
    "20 logins, names and dashes": TOLD_BESIDE_BENIGN_TEXTS,
    "20 values and pairs apart from a noun": TOLD_APART_BENIGN_TEXTS,
    "35 words of the language and of code in clear places": TOLD_SHAPE_BENIGN_TEXTS,
    "7 members, packages and builds of gems": SIGN_AMONG_LETTERS_BENIGN_TEXTS,
    "20 items of lists and arguments": LISTED_BENIGN_TEXTS,
    "30 values in files, sections and rows": FILE_AND_ROW_BENIGN_TEXTS,
    "25 logins, dumps and users": LOGIN_AND_DUMP_BENIGN_TEXTS,
    "50 values in other forms": OTHER_FORM_BENIGN_TEXTS,
    "25 values with escapes and signs": ESCAPED_BENIGN_TEXTS,
    "25 fields, cookies and ids": TYPED_BENIGN_TEXTS,
    "10 names of code in sentences about passwords": TOLD_WORD_BENIGN_TEXTS,
    "75 commands, headers, rows and lines with prefixes": SHELL_AND_ROW_BENIGN_TEXTS,
    "25 pairs, errors and expressions": TOLD_PAIR_BENIGN_TEXTS,
    "25 uses, seconds and labels": TOLD_IN_USE_BENIGN_TEXTS,
    "70 words where a password might stand": WORD_PASSWORD_BENIGN_TEXTS,
    "40 values beside names in listings": seeds.flatMap((seed) => shownBeside(randomText(seed))),
    "10 prompts, files and outputs": ASKED_FOR_BENIGN_TEXTS,
    "35 arguments, sets and what debuggers show": ARGUMENT_AND_DUMP_BENIGN_TEXTS,
    "30 searches, masks and labels": SEARCHED_BENIGN_TEXTS,
    "10 values like keys of one form": FORMED_KEY_BENIGN_TEXTS,
    "20 fields, variables and constructors": TYPED_AND_GIVEN_BENIGN_TEXTS,
    "60 outputs that are no secret": PRINTED_BENIGN_TEXTS,
    "20 definitions, offers and logins": DEFINED_BENIGN_TEXTS,
    "20 arguments, cookies and licences": GIVEN_KEY_BENIGN_TEXTS,
    "15 files, outputs and commands without a secret": SHOWN_FILE_BENIGN_TEXTS,
    "20 outputs of clouds, pipes and calls": CLOUD_AND_CALL_BENIGN_TEXTS,
    "25 items, comparisons and sentences": TOLD_IN_NOTE_BENIGN_TEXTS,
    "10 values of tests": TESTED_BENIGN_TEXTS,
    "15 references, patterns, masks and structures": ONE_LEVEL_AWAY_BENIGN_TEXTS,
    "30 examples of settings, colours, rows and lists": FURTHER_OUTPUT_BENIGN_TEXTS,
    "40 constants, alphabets and public values": NAME_OF_CODE_BENIGN_TEXTS,
    "100 structures": [
      ...KNOWN_FORM_BENIGN_TEXTS,
      ...STRUCTURE_BENIGN_TEXTS,
      ...FURTHER_STRUCTURE_BENIGN_TEXTS,
      ...seeds.flatMap((seed) => structureLookAlikes(randomText(seed))),
    ],
  };
}
