/** Secrets in files of programs whose name for them stands in another element, in the head of a section, or nowhere. */
import type { Report } from "../../finding.ts";
import { reportIfSecret } from "../named/assignment.ts";
import { findInSection } from "../named/child_value.ts";
import { isChosen, isChosenStrictly, isKeyLike } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { finder } from "../pattern_finder.ts";
import { reportKey, reportPassword } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";

const SECTION = /\[(secret|password|token)s(?:\.[\w-]{1,40})?\](?=[ \t]{0,8}(?:#[^\n]{0,160})?\r?\n)/y;

/** `[secrets]`, and the settings below it. */
function findBelowSection(text: string, at: number, report: Report): void {
  SECTION.lastIndex = at;
  const name = SECTION.exec(text)?.[1];
  if (name !== undefined) findInSection(text, SECTION.lastIndex, name, report);
}

const TAG_CHARACTERS = 300;
const ANDROID_NAME = /android:name="(?:[\w-]{1,60}\.){0,8}([\w-]{1,60})"\s{1,40}and$/;

/** `<meta-data android:name="com.acme.API_KEY" android:value="…"/>` */
function findInMetadata(text: string, at: number, report: Report): void {
  const name = ANDROID_NAME.exec(text.slice(Math.max(0, at - TAG_CHARACTERS), at))?.[1];
  if (name !== undefined) reportIfSecret(text, name, at + "roid:value=".length, report);
}

const ARGUMENT = /ment\.value">([^<>\s]{4,256})(?=<)/y;
const ARGUMENT_NAME =
  /<elementProp name="([\w.-]{1,60})"[^<>]{0,120}>\s{0,80}(?:<boolProp [^<>]{1,80}>\w{4,5}<\/boolProp>\s{0,80}){0,2}<stringProp name="Argu$/;

/** An argument of JMeter's, by the name of its element. */
function findArgument(text: string, at: number, report: Report): void {
  ARGUMENT.lastIndex = at;
  const value = ARGUMENT.exec(text)?.[1];
  if (value === undefined || !isChosen(value)) return;
  const name = ARGUMENT_NAME.exec(text.slice(Math.max(0, at - 500), at))?.[1] ?? "";
  if (!announcesSecret(classifyName(name))) return;
  reportPassword(report, { start: ARGUMENT.lastIndex - value.length, end: ARGUMENT.lastIndex });
}

const SECOND_KEY = /"(?:key2|secondaryKey)": ?"([A-Za-z0-9+/]{32,88}={0,2})"/y;
const FIRST_KEY =
  /"(?:key1|primaryKey)": ?"([A-Za-z0-9+/]{32,88}={0,2})",\s{0,40}(?:"[A-Za-z]{2,40}": ?"[^"\n]{0,300}",\s{0,40})?$/;
const PAIR_CHARACTERS = 600;

/** Both keys of an account in Azure, as `az … keys list` shows them; a primary key alone may be one of a table. */
function findKeyPair(text: string, at: number, report: Report): void {
  SECOND_KEY.lastIndex = at;
  const second = SECOND_KEY.exec(text)?.[1];
  if (second === undefined) return;
  const before = Math.max(0, at - PAIR_CHARACTERS);
  const first = FIRST_KEY.exec(text.slice(before, at));
  const key = first?.[1];
  if (first === null || key === undefined || ![key, second].every((one) => isKeyLike(one, 32))) return;
  const start = before + first.index + first[0].indexOf(key);
  reportKey(report, { start, end: start + key.length });
  const end = SECOND_KEY.lastIndex - 1;
  reportKey(report, { start: end - second.length, end });
}

/** Where the word tells nothing, the rule looks no further. */
export const FILE_KEYWORDS: readonly Keyword[] = [
  ...["[secrets", "[passwords", "[tokens"].map((keyword) => ({ keyword, visit: findBelowSection })),
  { keyword: 'roid:value="', visit: findInMetadata },
  { keyword: 'ment.value">', visit: findArgument },
  { keyword: '"key2"', visit: findKeyPair },
  { keyword: '"secondaryKey"', visit: findKeyPair },
  // A user of a server for TURN.
  {
    keyword: "user=",
    visit: finder(
      /(?<=^|\n(?:[ \t]{0,12}[0-9]{1,6}→)?)user=[\w.-]{1,64}:([^\s:]{6,128})(?=[ \t]{0,8}(?:\r?\n|$))/y,
      isChosenStrictly,
    ),
  },
];
