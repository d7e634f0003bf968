/** Values under names of secrets that everybody may know. */

import { isNameOfRequest } from "./secret_name.ts";

/** What is numbered: a project, a way of a message. */
const NAME_OF_THING = /(?:project|routing)_?key$/i;

/** Of reCAPTCHA, hCaptcha and Turnstile. */
const SITE_KEY_NAME = /site[-_]?key$/i;
const SITE_KEY = /^(?:6L[A-Za-z0-9_-]{38}|0x4[A-Za-z0-9_-]{20,40})$/;

/** Of Stripe, Mapbox and PostHog, which the pages that use them send. */
const PUBLISHED = /^pk_(?:test|live)_|^pk\.eyJ|^phc_[A-Za-z0-9]{40,50}$/;

/** Whether a key is published, as its prefix says. */
export function isPublished(text: string): boolean {
  return PUBLISHED.test(text);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * An account of Ethereum, whose tokens are other things; the id of a key of PGP, as settings of git name it; what a page
 * shows to whoever visits it; a machine by its key; a request's own number, by which a server knows that it comes again.
 */
export function isPublicId(name: string, text: string): boolean {
  return isPublished(text) || /^0x[0-9a-fA-F]{40}$/.test(text) ||
    (SITE_KEY_NAME.test(name) && (SITE_KEY.test(text) || UUID.test(text))) ||
    (UUID.test(text) && (isNameOfRequest(name) || NAME_OF_THING.test(name))) ||
    (/(?:gpg|pgp)[_-]?key$/i.test(name) && /^[0-9a-f]{40}$/.test(text)) ||
    (/(?:^|[_.-])host[_-]?key$/i.test(name) && /^[0-9a-f]{32,128}$/i.test(text)) ||
    (/(?:sign(?:ing)?|gpg|pgp)[_-]?key$/i.test(name) &&
      /^(?:0x)?(?:[0-9A-F]{8}|[0-9A-Fa-f]{16}|[0-9A-F]{40})!?$/.test(text));
}
