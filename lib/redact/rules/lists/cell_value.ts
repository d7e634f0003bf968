/** What cells of a table say about a password or a token: how long something took, how many, since when. */

const UNIT =
  "(?:[nuµm]?s|[mhdwy]|mins?|hrs?|[kmgt]i?b?|%|px|x|[rq]ps|(?:[a-z]{3,12}/s)|(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|bytes?|bits?|chars?|characters?|digits?|times?|users?|tests?))";

/** `340ms`, `+12.4%`, `1.2s ± 0.3`, `8–64 characters`, `1h30m`, `$12.50`, `#142`, `passed (12)` */
const MEASURED = new RegExp(
  [
    // Digits alone may be a password.
    `^(?![0-9]+(?:[-–/. :][0-9]{3,}){0,3}$)[~<>=≤≥±+-]{0,2} ?[$€£]?[0-9]+(?:[.,:][0-9]+){0,3} ?${UNIT}?(?: ?(?:±|–|-|/|to|of) ?[0-9]+(?:[.,][0-9]+)? ?${UNIT}?)?$`,
    "^(?:[0-9]{1,4}(?:\\.[0-9]+)?[nuµm]?[smhdwy] ?){2,5}$",
    "^#[0-9]{1,6}$",
    "^[A-Za-z]{2,12} \\([0-9]{1,6}\\)$",
  ].join("|"),
  "i",
);

/** A state with a footnote or with when it began: `optional2`, `rotated-2026`, `expires 2026-05-01`. */
const STATE =
  /^(?:yes|no|none|null|n\/a|optional|required|missing|present|absent|unset|set|invalid|valid|expired|expires|unknown|hidden|masked|default|enabled|disabled|active|inactive|revoked|rotated|changed|updated|created|issued|reset|pending|weak|strong|ok|failed|passed|skipped)[ _-]?(?:[0-9¹²³]|20[0-9]{2}(?:-[0-9]{2}){0,2})?$/i;

/** Whether a cell holds a measurement, a count or a state, instead of a secret. */
export function isAboutSecret(cell: string): boolean {
  return cell.length <= 40 && (MEASURED.test(cell) || STATE.test(cell));
}
