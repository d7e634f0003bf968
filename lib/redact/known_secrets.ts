/**
 * Secrets that a rule has found, remembered: wherever else one stands, without a name or a form that tells of it, it is
 * the same secret. `DB_PASSWORD=…` in a file, and later the value alone in an error.
 */
import { type Finding, WEIGHT } from "./finding.ts";
import { KnownNames } from "./known_names.ts";
import { ownCopy } from "./own_copy.ts";
import { isChosenWord, isChosenWords, isNumberedCase } from "./rules/judgement/chosen_words.ts";
import { isLetterMess, isPassphrase } from "./rules/judgement/passphrase.ts";
import { hasDigitAndLetter, looksLikePlaceholder } from "./rules/judgement/placeholder.ts";
import type { Stretch } from "./rules/report.ts";
import { isRandom } from "./rules/judgement/random_value.ts";
import { isSeedPhrase } from "./rules/judgement/secret_value.ts";
import { wordScore } from "./rules/judgement/word_score.ts";
import { base64Forms, formsOf, linesOfKey } from "./secret_forms.ts";
import { brokenEnd, cutEnd } from "./shortened_secret.ts";

/** Shorter ones stand in other words and numbers by chance. */
const MIN_CHARACTERS = 8;

/** Longer ones have a form of their own, by which they are found anyway. */
export const MAX_KNOWN_CHARACTERS = 1024;

/** Random ones of this length are found inside of other words, too. */
const FREE_CHARACTERS = 20;

/** Two words and a number may name anything. */
const MIN_WORDS = 3;

/** Fewer letters may be a name that is shortened. */
const MIN_MESS_CHARACTERS = 10;

/** 0.3 % of names are likelier, by more bits than this, as random letters. */
const NAME_BITS = 6;

/** In all their forms, ten or more each; a log rarely holds more than a hundred secrets. */
const MAX_KNOWN = 16_384;

/** More with the same beginning have a prefix in common, by which they are found anyway: each is tried where it stands. */
const MAX_ALIKE = 64;

const HASH_BITS = 0x8000;

/** So much of base64 on each side of what is known is taken out with it. */
const MAX_BASE64_CHARACTERS = 512;

interface KnownFinding extends Pick<Finding, "kind" | "weight"> {
  /** Base64, alone or of a longer text, which goes whole. */
  readonly within?: "base64" | undefined;
}

/**
 * A secret in one of its forms, or the name of an account, to be handed to another thread or another `KnownSecrets`. Never to
 * be written anywhere in the open.
 */
export interface KnownSecret extends KnownFinding {
  readonly text: string;
  /** A name of which this is true is surely an account's; undefined: no name. */
  readonly isSureName?: boolean | undefined;
}

/** Remembers the secrets that were found in texts which belong together, and finds them again. */
export class KnownSecrets {
  readonly #found = new Map<string, KnownFinding>();
  /** By the hashes of the first three characters of each. */
  readonly #beginnings = new Uint8Array(HASH_BITS);
  /** By their first characters, the longest first. */
  readonly #byBeginning = new Map<string, string[]>();
  readonly #spared = new Set<string>();
  readonly #names = new KnownNames();
  #isClosed = false;
  /** The size when a secret was added last. */
  #sizeWithSecret = 0;

  /** How many secrets and names are known, each of their forms counted: grows, and never shrinks. */
  get size(): number {
    return this.#found.size + this.#names.size;
  }

  /** Names of people's accounts; to be added to while this isn't closed. */
  get names(): KnownNames {
    return this.#names;
  }

  /**
   * Whether a text may hold something of what became known since the size was another: secrets have many forms and are taken
   * to stand in it, names are looked for.
   */
  mayStandIn(text: string, since = 0): boolean {
    return this.#sizeWithSecret > since || (this.size > since && this.#names.standsIn(text));
  }

  /** Remembers what a finding takes out, and the other forms in which it is written. */
  note(secret: string, { kind, weight, replacement }: Finding): void {
    // Addresses and home directories are found by their form; a share of a secret is not the secret.
    if (weight < WEIGHT.context || replacement !== undefined || this.#isClosed) return;
    if (kind === "private-key") this.#noteLines(secret, { kind, weight });
    if (
      !(isTelling(secret) || (kind === "password" && isLongNumber(secret))) ||
      !this.#isNew(secret, { kind, weight })
    ) return;
    for (const form of formsOf(secret)) {
      if (form === secret || isTelling(form)) this.#add(form, { kind, weight });
    }
    for (const form of base64Forms(secret)) this.#add(form, { kind, weight, within: "base64" });
  }

  /** One of a private key may stand alone. */
  #noteLines(key: string, finding: KnownFinding): void {
    for (const line of linesOfKey(key)) {
      if (isTelling(line) && this.#isNew(line, finding)) this.#add(line, finding);
    }
  }

  #isNew(form: string, finding: KnownFinding): boolean {
    const known = this.#found.get(form);
    return (known === undefined || isSurer(finding, known)) && this.#found.size < MAX_KNOWN;
  }

  /**
   * Names that the program needs where they stand, such as ids of sessions: they stay, whatever a text calls them, and so do
   * secrets inside of them.
   */
  spare(names: Iterable<string>): void {
    for (const name of names) this.#spared.add(name);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** From now on nothing is added. */
  close(): void {
    this.#isClosed = true;
  }

  /** All that is known, each form by itself. */
  list(): KnownSecret[] {
    return [
      ...[...this.#found].map(([text, finding]) => ({ text, ...finding })),
      ...this.#names.list().map(({ name, isSure }) => ({
        text: name,
        kind: "user-name",
        weight: WEIGHT.path,
        isSureName: isSure,
      })),
    ];
  }

  /** Takes over what another one knows. */
  learn(secrets: readonly KnownSecret[]): void {
    for (const { text, isSureName, ...finding } of secrets) {
      if (this.#isClosed) return;
      if (isSureName !== undefined) this.#names.add(text, isSureName);
      else if (this.#found.size < MAX_KNOWN) this.#add(text, finding);
    }
  }

  #add(form: string, finding: KnownFinding): void {
    const known = this.#found.get(form);
    if (known !== undefined) {
      if (isSurer(finding, known)) this.#found.set(form, finding);
      return;
    }
    const alike = this.#byBeginning.get(form.slice(0, MIN_CHARACTERS)) ?? [];
    if (alike.length >= MAX_ALIKE) return;
    const own = ownCopy(form);
    this.#found.set(own, finding);
    this.#sizeWithSecret = this.size;
    this.#beginnings[hashAt(own, 2, hashAt(own, 1, own.charCodeAt(0)))] = 1;
    const all = [...alike, own].sort((one, other) => other.length - one.length);
    this.#byBeginning.set(own.slice(0, MIN_CHARACTERS), all);
  }

  /** Where known secrets stand in a text, in its order: 3 ns a character, nothing where none is known. */
  findIn(text: string): Finding[] {
    const findings: Finding[] = [];
    if (this.#found.size === 0) return findings;
    let hash = hashAt(text, 1, text.charCodeAt(0));
    for (let at = 2; at < text.length; at++) {
      hash = hashAt(text, at, hash);
      if (this.#beginnings[hash] === 0) continue;
      const start = at - 2;
      const finding = this.#findAt(text, start);
      if (finding === undefined) continue;
      // One in base64 begins before the place where it is known.
      const previous = findings.at(-1)?.end ?? 0;
      findings.push(finding.start < previous ? { ...finding, start: previous } : finding);
      at = finding.end + 1;
      hash = hashAt(text, at, hashAt(text, at - 1, 0));
    }
    return findings;
  }

  #findAt(text: string, start: number): Finding | undefined {
    for (const secret of this.#byBeginning.get(text.slice(start, start + MIN_CHARACTERS)) ?? []) {
      const finding = this.#found.get(secret);
      if (finding === undefined || !text.startsWith(secret, start)) continue;
      const end = start + secret.length;
      const isAlone = standsAlone(text, start, end);
      if (!isAlone && finding.within === undefined && !isFree(secret)) continue;
      if (this.#isSpared(text, start, secret)) continue;
      const { kind, weight } = finding;
      const around = isAlone || finding.within === undefined
        ? { start, end }
        : base64Around(text, start, end);
      return { kind, weight, ...around };
    }
    return this.#findShortenedAt(text, start);
  }

  /** One that goes on in the next line, or of which only the most is shown. */
  #findShortenedAt(text: string, start: number): Finding | undefined {
    for (const secret of this.#byBeginning.get(text.slice(start, start + MIN_CHARACTERS)) ?? []) {
      const finding = this.#found.get(secret);
      if (finding === undefined || finding.within !== undefined || !beginsAlone(text, start)) continue;
      const broken = brokenEnd(text, start, secret);
      const end = broken !== undefined && endsAlone(text, broken) ? broken : cutEnd(text, start, secret);
      if (end === undefined || this.#isSpared(text, start, text.slice(start, end))) continue;
      return { kind: finding.kind, weight: finding.weight, start, end };
    }
    return undefined;
  }

  /** Whether what stands here is a name that stays, or a part of one. */
  #isSpared(text: string, start: number, secret: string): boolean {
    for (const name of this.#spared) {
      const within = name.indexOf(secret);
      if (within !== -1 && within <= start && text.startsWith(name, start - within)) return true;
    }
    return false;
  }
}

/** Decides which of two kinds of the same secret is kept. The order of texts must not matter. */
function isSurer(candidate: KnownFinding, known: KnownFinding): boolean {
  if (candidate.weight !== known.weight) return candidate.weight > known.weight;
  return candidate.kind < known.kind;
}

/** A hash of the last three characters. */
function hashAt(text: string, at: number, before: number): number {
  return ((before << 5) ^ text.charCodeAt(at)) & (HASH_BITS - 1);
}

function standsAlone(text: string, start: number, end: number): boolean {
  return beginsAlone(text, start) && endsAlone(text, end);
}

function beginsAlone(text: string, start: number): boolean {
  return !(isWordPart(text, start - 1) && isWordPart(text, start)) ||
    ESCAPE_BEFORE.test(text.slice(Math.max(0, start - MAX_ESCAPE_CHARACTERS), start));
}

function endsAlone(text: string, end: number): boolean {
  return !(isWordPart(text, end - 1) && isWordPart(text, end));
}

/** What ends with a letter or a digit and belongs to no word: colours, escapes in JSON and addresses, what `cat -A` shows. */
const ESCAPE_BEFORE =
  /(?:\[[0-9;]{0,20}m|\\(?:[bfnrtv]|u00[0-9a-fA-F]{2}|x[0-9a-fA-F]{2})|%[0-9A-F]{2}|\^[A-Z])$/;
const MAX_ESCAPE_CHARACTERS = 24;

function isWordPart(text: string, at: number): boolean {
  return /^[A-Za-z0-9]$/.test(text.charAt(at));
}

/** Extends a stretch to all adjacent characters of base64. */
function base64Around(text: string, start: number, end: number): Stretch {
  let from = start;
  while (from > Math.max(0, start - MAX_BASE64_CHARACTERS) && isOfBase64(text, from - 1)) from--;
  let to = end;
  while (to < end + MAX_BASE64_CHARACTERS && isOfBase64(text, to)) to++;
  while (to < text.length && text.charCodeAt(to) === 0x3d) to++; // =
  return { start: from, end: to };
}

function isOfBase64(text: string, at: number): boolean {
  return /^[A-Za-z0-9+/_-]$/.test(text.charAt(at));
}

function isFree(secret: string): boolean {
  return secret.length >= FREE_CHARACTERS && isRandom(secret);
}

/** A password of digits: no date, no row of digits that examples have, none with few of them. */
function isLongNumber(secret: string): boolean {
  return /^[0-9]{8,16}$/.test(secret) && !/^(?:19|20)[0-9]{6}$|^0?1234567|^0?9876543/.test(secret) &&
    new Set(secret).size >= 5;
}

/** Whether a value says nothing else where it stands somewhere else: no word, name, number or path. */
function isTelling(value: string): boolean {
  if (value.length < MIN_CHARACTERS || value.length > MAX_KNOWN_CHARACTERS || looksLikePlaceholder(value)) {
    return false;
  }
  if (isLetterMess(value) || isSeedPhrase(value)) return true;
  if (isPassphrase(value) && (value.match(/[a-z]{3,}/g) ?? []).length >= MIN_WORDS) return true;
  if (/\s|^[~./\\]|^[0-9.,:/+-]*$|:\/\//.test(value)) return false;
  // No word is so long.
  if (/^[a-z]{18,}$/.test(value)) return true;
  // `EiIgfXYVbotVhBh2`: random ones that happen to have their only digits at their end.
  if (value.length >= MIN_MESS_CHARACTERS && wordScore(value) < -NAME_BITS) return true;
  // `user_name2`, `max-retries-3`, `getToken2`, `toInt32`: names, as `copperOtter71` and `snake_otter71` are none.
  if (isChosenWords(value) || isChosenWord(value) || isNumberedCase(value)) return true;
  if (/^[A-Za-z]+(?:[_.-][A-Za-z]+)*[_.-]?[0-9]{0,2}$/.test(value)) return false;
  return hasDigitAndLetter(value) || /[^A-Za-z0-9\s_.:/-]/.test(value);
}
