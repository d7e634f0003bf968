/** The name of a `value`, where both are fields of one object, attributes of one element or lines of one item. */
import { valueAt } from "./assigned_value.ts";

/** The name in `name: DB_PASSWORD\n value: …`, `{"name": "…", "value": "…"}` or `<add key="…" value="…"/>`, in either order; "" if there is none. */
export function siblingName(text: string, nameStart: number, valueStart: number): string {
  if (OF_VAULT.test(text.slice(Math.max(0, nameStart - OBJECT_CHARACTERS), nameStart))) return "vault_secret";
  const near = PAIR.exec(text.slice(Math.max(0, nameStart - NEAR_CHARACTERS), nameStart))?.[1];
  if (near !== undefined) return near;
  if (ACCOUNT_KEY.test(text.slice(Math.max(0, nameStart - NEAR_CHARACTERS), nameStart))) return "account_key";
  const element = ELEMENT.exec(text.slice(Math.max(0, nameStart - NEAR_CHARACTERS), nameStart))?.[1];
  if (element !== undefined) return element;
  const value = valueAt(text, valueStart);
  if (value === undefined || value.text.length < MIN_VALUE_CHARACTERS) return "";
  const end = value.start + value.text.length + value.terminator.length;
  const behind = NAME_BEHIND.exec(text.slice(end, end + NEAR_CHARACTERS))?.[1];
  if (behind !== undefined) return behind;
  // With other fields between: no word is looked for so far away.
  if (!/[0-9!@#$%^&*+?]/.test(value.text)) return "";
  return nameBefore(text, nameStart) || (value.terminator === "" ? "" : nameBehind(text, end));
}

/** Of Azure's accounts: `"keyName": "key1", "permissions": "FULL", "value": …` */
const ACCOUNT_KEY = /["']keyName["']\s?:\s?["']key[1-4]["'],\s{0,20}["']permissions["'][^{}]{0,40}$/i;

/**
 * Of Azure's vaults: the address of a secret, and its value among what else is said of it. Of 1Password's: a field that it hides.
 * Of AWS: a parameter that is stored encrypted, whatever its path.
 */
const OF_VAULT =
  /(?:\.vault\.azure\.net\/secrets\/|"CONCEALED")[^{}]{0,300}$|\bSecureString(?:[\\"',\s]|[0-9]{1,6}[→\t]|\n[+-]|\\n|\n[\w.-]{1,40}[ \t]{0,8}\|){1,60}$/;

/** How far away a name stands that is right beside its value. */
const NEAR_CHARACTERS = 160;

const MIN_VALUE_CHARACTERS = 4;

/** So much of an object is looked at on each side. */
const OBJECT_CHARACTERS = 400;

function nameBefore(text: string, end: number): string {
  const head = text.slice(Math.max(0, end - OBJECT_CHARACTERS), end);
  return ITEM.exec(head)?.[1] ?? ON_LINE.exec(head.slice(head.lastIndexOf("\n") + 1))?.[1] ??
    FIELD.exec(head.slice(1 + Math.max(head.lastIndexOf("{"), head.lastIndexOf("}"))))?.[1] ?? "";
}

/** Between the lines there may be the numbers of a file that was read (`12→`), or the signs of a diff. */
const PAIR =
  /(?:name|key|Name|Key|variable|parameter|setting|option|var|long|env|type(?=[\\"']{0,8}[ \t]{0,4}[:=][ \t]{0,4}[\\"']{0,8}(?:password|secret)))[\\"']{0,8}[ \t]{0,4}[:=][ \t]{0,4}[\\"']{0,8}([A-Za-z0-9_.-]{2,80})(?:[\\"',\s]|[0-9]{1,6}[→\t]|\n[+-]){0,60}$/;

/** `<password value="…">` */
const ELEMENT = /<(?:[\w-]{1,20}:)?([A-Za-z][\w.-]{1,60})\s{1,8}(?:[\w:-]{1,30}="[^"<>]{0,60}"\s{1,4}){0,3}$/;

/** Other fields may stand between; of a path the last part is the name. */
const FIELD =
  /["'][A-Za-z]{0,12}(?:name|key|Name|Key|variable|Variable|parameter|(?:param|property|field|path)(?=["'\\\s:]{2,12}[\w.\/-]{0,60}(?:[Pp]ass|[Pp]wd|[Ss]ecret))|label)\\{0,7}["']\s{0,4}:\s{0,4}\\{0,7}["'](?:[\w.-]{0,80}\/){0,8}([A-Za-z0-9_.-]{2,80})\\{0,7}["']/;

/** On a line: `Name: DB_PASSWORD  Type: SecureString  Value: …` */
const ON_LINE =
  /(?:^|[\s,;])(?:name|key|Name|Key|NAME|KEY) ?[:=] ?(?:[\w.-]{0,80}\/){0,8}([A-Za-z0-9_.-]{2,80})[ \t,;]{1,8}(?:[A-Za-z]{2,20} ?[:=] ?[\w-]{1,40}[ \t,;]{1,8}){1,3}$/;

/** The same in YAML: up to three lines. */
const ITEM =
  /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[+ \t-]{0,40}(?:name|key): ?["']?([A-Za-z0-9_.-]{2,80})["']?[ \t]{0,8}\r?\n(?:(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{1,40}[A-Za-z]{2,20}: ?[^\n:-]{0,60}\n){1,3}(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{1,40}$/;

function nameBehind(text: string, end: number): string {
  return FIELD.exec(text.slice(end, end + OBJECT_CHARACTERS).split(/[{}]/, 1)[0] ?? "")?.[1] ?? "";
}

const NAME_BEHIND =
  /^[\\"',\s]{1,40}(?:(?:WHERE|where|AND|and)\s{1,20}[`"[]?[a-z_]{0,30}(?:name|key|path|param|parameter|setting|option|variable|code)[`"\]]?\s{0,4}=\s{0,4}[\\"']{1,8}(?:[\w.-]{0,80}\/){0,8}(?=[A-Za-z0-9_.-]{2,80}[\\"'])|(?:name|key|Name|Key)[\\"']{0,8}[ \t]{0,4}[:=][ \t]{0,4}[\\"']{0,8})([A-Za-z0-9_.-]{2,80})/;
