/**
 * Secrets that a rule has found, remembered: wherever else one stands, without a name or a form that tells of it, it is
 * the same secret. `DB_PASSWORD=…` in a file, and later the value alone in an error.
 */
import { Buffer } from "node:buffer";
import { type Finding, WEIGHT } from "./finding.ts";
import { ownCopy } from "./own_copy.ts";
import { isLetterMess, isPassphrase } from "./rules/passphrase.ts";
import { hasDigitAndLetter, looksLikePlaceholder } from "./rules/placeholder.ts";
import { isRandom } from "./rules/random_value.ts";

/** Shorter ones stand in other words and numbers by chance. */
const MIN_CHARACTERS = 8;

/** Longer ones have a form of their own, by which they are found anyway. */
const MAX_CHARACTERS = 1024;

/** Random ones of this length are found inside of other words, too. */
const FREE_CHARACTERS = 20;

/** Two words and a number may name anything. */
const MIN_WORDS = 3;

/** In all their forms, five or six each; a log rarely holds more than a hundred secrets. */
const MAX_KNOWN = 16_384;

/** More with the same beginning have a prefix in common, by which they are found anyway: each is tried where it stands. */
const MAX_ALIKE = 64;

const HASH_BITS = 0x8000;

type KnownFinding = Pick<Finding, "kind" | "weight">;

/** A secret in one of its forms, to be handed to another thread or another `KnownSecrets`. Never to be written anywhere in the open. */
export interface KnownSecret extends KnownFinding {
  readonly text: string;
}

/** What was found so far in texts that belong together. */
export class KnownSecrets {
  readonly #found = new Map<string, KnownFinding>();
  /** By the hashes of the first three characters of each. */
  readonly #beginnings = new Uint8Array(HASH_BITS);
  /** By their first characters, the longest first. */
  readonly #byBeginning = new Map<string, string[]>();
  readonly #spared = new Set<string>();
  #isClosed = false;

  /** How many secrets are known, each of its forms counted: grows, and never shrinks. */
  get size(): number {
    return this.#found.size;
  }

  /** Remembers what a finding takes out, and the other forms in which it is written. */
  note(secret: string, { kind, weight, replacement }: Finding): void {
    // Addresses and home directories are found by their form; a share of a secret is not the secret.
    if (weight < WEIGHT.context || replacement !== undefined || !isTelling(secret)) return;
    const known = this.#found.get(secret);
    if (known !== undefined && !isSurer({ kind, weight }, known)) return;
    if (this.#isClosed || this.#found.size >= MAX_KNOWN) return;
    for (const form of formsOf(secret)) this.#add(form, { kind, weight });
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
    return [...this.#found].map(([text, finding]) => ({ text, ...finding }));
  }

  /** Takes over what another one knows. */
  learn(secrets: readonly KnownSecret[]): void {
    for (const { text, kind, weight } of secrets) {
      if (this.#isClosed || this.#found.size >= MAX_KNOWN) return;
      this.#add(text, { kind, weight });
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
      findings.push(finding);
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
      if (!isFree(secret) && !standsAlone(text, start, end)) continue;
      if (!this.#isSpared(text, start, secret)) return { ...finding, start, end };
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

/** Of two kinds of the same secret one is kept, whichever is found first: texts come in any order. */
function isSurer(candidate: KnownFinding, known: KnownFinding): boolean {
  if (candidate.weight !== known.weight) return candidate.weight > known.weight;
  return candidate.kind < known.kind;
}

/** Of the last three characters. */
function hashAt(text: string, at: number, before: number): number {
  return ((before << 5) ^ text.charCodeAt(at)) & (HASH_BITS - 1);
}

function standsAlone(text: string, start: number, end: number): boolean {
  return !(isWordPart(text, start - 1) && isWordPart(text, start)) &&
    !(isWordPart(text, end - 1) && isWordPart(text, end));
}

function isWordPart(text: string, at: number): boolean {
  return /^[A-Za-z0-9]$/.test(text.charAt(at));
}

function isFree(secret: string): boolean {
  return secret.length >= FREE_CHARACTERS && isRandom(secret);
}

/** Whether a value says nothing else where it stands somewhere else: no word, name, number or path. */
function isTelling(value: string): boolean {
  if (value.length < MIN_CHARACTERS || value.length > MAX_CHARACTERS || looksLikePlaceholder(value)) {
    return false;
  }
  if (isLetterMess(value)) return true;
  if (isPassphrase(value) && (value.match(/[a-z]{3,}/g) ?? []).length >= MIN_WORDS) return true;
  if (/\s|^[~./\\]|^[0-9.,:/+-]*$|:\/\//.test(value)) return false;
  // No word is so long.
  if (/^[a-z]{18,}$/.test(value)) return true;
  // `user_name2`, `max-retries-3`, `getToken2`: words with a number, as `Copper_otter71` is not written.
  if (/^[A-Z][a-z]+[_.-]?[A-Za-z][a-z]+[0-9]{2}$/.test(value)) return true;
  if (/^[A-Za-z]+(?:[_.-][A-Za-z]+)*[_.-]?[0-9]{0,2}$/.test(value)) return false;
  return hasDigitAndLetter(value) || /[^A-Za-z0-9\s_.:/-]/.test(value);
}

/** As it stands, as it is written in an address and in JSON, as base64; decoded, where it is one of these already. */
function formsOf(secret: string): string[] {
  const forms = [secret];
  for (const plain of plainFormsOf(secret)) {
    forms.push(plain, JSON.stringify(plain).slice(1, -1), base64Of(plain), base64Of(`${plain}\n`));
    if (plain.isWellFormed()) forms.push(encodeURIComponent(plain));
  }
  return forms.filter((form) => form === secret || isTelling(form));
}

function plainFormsOf(secret: string): string[] {
  const decoded = textOfBase64(secret);
  const beforeEnd = decoded?.replace(/\r?\n$/, "");
  const password = beforeEnd === undefined ? undefined : /^[^\s:]{1,64}:(\S+)$/.exec(beforeEnd)?.[1];
  return [secret, decodePercent(secret), beforeEnd, password].filter((form) => form !== undefined);
}

/** What printable text base64 stands for; undefined where it is something else. */
function textOfBase64(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]{10,}={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const decoded = Buffer.from(text, "base64").toString("latin1");
  return /^[\x20-\x7e]+(?:\r?\n)?$/.test(decoded) ? decoded : undefined;
}

function base64Of(text: string): string {
  return Buffer.from(text).toString("base64");
}

function decodePercent(text: string): string | undefined {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
