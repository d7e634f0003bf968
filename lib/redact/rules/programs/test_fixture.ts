/** Passwords of tests: of fields that a browser fills in, of steps in words, of users in a list. */
import type { Report } from "../../finding.ts";
import { isChosen } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isLikelyPassword } from "../judgement/likely_password.ts";
import { finder } from "../pattern_finder.ts";
import { reportUsers } from "../report.ts";
import { isNoName } from "../spoken/spoken_value.ts";
import { findUsersInBraces } from "../lists/user_map.ts";

const QUOTED = `\\\\{0,3}["']([^"'\\\\\\s]{4,128})(?=\\\\{0,3}["'])`;

const FIELD = `\\\\{0,3}["'][^"'\\n]{0,40}(?:[Pp]ass|[Pp]wd|PIN|[Ss]ecret|[Tt]oken)[^"'\\n]{0,40}["'],?`;

const isFilledIn = (text: string) => isChosen(text) || isLikelyPassword(text);

const isOfUser = (text: string) => isChosen(text) && (isNoName(text) || isLikelyPassword(text));

const USERS = /[A-Za-z]{4,5} = [[(]{1,2}/y;
const USER = new RegExp(`\\s{0,40}\\(?["'][\\w.@+-]{1,64}["'], ?${QUOTED}["']\\)?,?(?:\\s{0,40}\\()?`, "y");
const MAX_USERS = 20;

/** `TEST_USER = ("kim", "X")`, `USERS = [("kim", "X"), …]` */
function findUsersInList(text: string, at: number, report: Report): void {
  USERS.lastIndex = at;
  if (!USERS.test(text)) return;
  reportUsers(text, { user: USER, from: USERS.lastIndex, most: MAX_USERS }, isOfUser, report);
}

/** What a test puts into a field: `fireEvent.change(passwordInput, { target: { value: "X" } })`. */
const CHANGED = new RegExp(
  `(?<=(?:[Pp]ass|[Pp]wd)[^\\n]{0,60}\\{ ?)target: ?\\{ ?value: ?${QUOTED}`,
  "y",
);

/** Ruby's assertions: `assert_equal "X", user.password` */
const ASSERTED = new RegExp(
  `assert_(?:not_)?equal ${QUOTED}["'], ?(?=[\\w.@]{0,60}(?:password|passphrase|secret)\\b)`,
  "y",
);

const FIELD_OF_ONE = /^\s*["']?(?:_?id|name|email|title|role|type|count|total|length|page|data|items)\b/;

/** By what stands before them. */
export const TEST_KEYWORDS: readonly Keyword[] = [
  // Capybara, without brackets
  {
    keyword: "fill_in ",
    visit: finder(new RegExp(`fill_in ${FIELD} ?(?:with: ?|:with ?=> ?)${QUOTED}`, "y"), isFilledIn),
  },
  // Cucumber
  {
    keyword: "fill in ",
    visit: finder(
      new RegExp(`fill in (?:the )?${FIELD} (?:field )?with (?:the value )?${QUOTED}`, "y"),
      isFilledIn,
    ),
  },
  ...["USER = (", "user = (", "USERS = [", "users = ["].map((keyword) => ({
    keyword,
    visit: findUsersInList,
  })),
  ...["target: { value:", "target: {value:", "target:{value:"].map((keyword) => ({
    keyword,
    visit: finder(CHANGED, isFilledIn),
  })),
  ...["assert_equal ", "assert_not_equal"].map((keyword) => ({
    keyword,
    visit: finder(ASSERTED, isFilledIn),
  })),
  ...["users = {", "USERS = {"].map((keyword): Keyword => ({
    keyword,
    visit: (text, at, report) => {
      const start = at + keyword.length;
      // What one user has, or a page of them.
      if (!FIELD_OF_ONE.test(text.slice(start, start + 40))) findUsersInBraces(text, start, report);
    },
  })),
];
