/** Functions to which keys are given: of wallets, of signatures, of ciphers. */
import {
  given,
  isNoNameOfKey,
  isPassword,
  isPrivateKey,
  isRandomKey,
  isSigningKey,
  type Judge,
  signers,
} from "./call_judges.ts";
import { hasDigitAndLetter, looksLikePlaceholder } from "../judgement/placeholder.ts";
import { reportKey } from "../report.ts";

/** What a function is called, what must stand before its name, and how its arguments are judged. */
export type CallRule = readonly [names: string, before: RegExp | undefined, judge: Judge];

/** Keys of components that are bought: what people are told to fill in holds no digits, nor do names of free licences. */
const isLicence = ({ text }: { readonly text: string }) =>
  text.length >= 16 && hasDigitAndLetter(text) && !looksLikePlaceholder(text) &&
    !/^[a-z]+(?:[-./][a-z0-9]+)*$/i.test(text) ||
  /^[0-9A-F]{4,8}(?:-[0-9A-F]{4,8}){3,7}$/.test(text);

export const KEY_CALLS: readonly CallRule[] = [
  [
    "Wallet from_key fromKey fromPrivateKey from_private_key privateKeyToAccount privateKeyToAddress privateToAddress privateToPublic " +
    "HexToECDSA SigningKey HDWalletProvider PrivateKeyProvider PrivateKeySigner PrivateKeyAccount accountFromPrivateKey " +
    "PrivateKey importPrivateKey keyFromPrivate keyPairFromPrivateKey",
    undefined,
    given(0, isPrivateKey, reportKey),
  ],
  [
    "from fromHex from_hex fromString from_str parse",
    /PrivateKey(?:::|\.)$/,
    given(0, isPrivateKey, reportKey),
  ],
  ["add", /\b[wW]allet\.$/, given(0, isPrivateKey, reportKey)],
  ["create", /\bCredentials\.$/, given(0, isPrivateKey, reportKey)],
  ["create", /\bAws(?:Basic|Session)Credentials\.$/, given(1, isRandomKey, reportKey)],
  ["BasicSessionCredentials", undefined, given(1, isRandomKey, reportKey)],
  [
    "NewStaticV4 NewStaticV2 NewStatic NewStaticCredentials NewStaticCredentialsProvider StaticProvider",
    undefined,
    given(1, isPassword),
  ],
  [
    "sign verify encode decode signAsync verifyAsync",
    /(?:jwt|jsonwebtoken)(?:\\{0,3}["']\))?(?:\.|::)$/i,
    given(1, isSigningKey, reportKey),
  ],
  ["new", /\bAES\.$/, given(0, isSigningKey, reportKey)],
  ["setSigningKey verifyWith", /(?:\.|->|::)$/, given(0, isSigningKey, reportKey)],
  ["hmacShaKeyFor cookieParser", undefined, given(0, isSigningKey, reportKey)],
  ["from_secret from_base64_secret from_hmac_secret", /Key::$/, given(0, isSigningKey, reportKey)],
  [
    "URLSafeTimedSerializer URLSafeSerializer TimedSerializer TimestampSigner JSONWebSignatureSerializer TimedJSONWebSignatureSerializer " +
    "SignedCookieSessionFactory",
    undefined,
    given(0, isSigningKey, reportKey),
  ],
  [
    "verify_signature verifySignature validate_signature validateSignature check_signature checkSignature verify_webhook verifyWebhook",
    undefined,
    given(2, isNoNameOfKey, reportKey),
  ],
  [
    "sign_payload signPayload compute_signature computeSignature generate_signature generateSignature create_signature createSignature",
    undefined,
    given([0, 1], isRandomKey, reportKey),
  ],
  [
    "setLicenseKey set_license_key SetLicenseKey setLicenceKey registerLicense RegisterLicense register_license setLicense SetLicense activateLicense",
    undefined,
    given(0, isLicence, reportKey),
  ],
  ["cookieSession Keygrip", undefined, signers],
  ["new", /\bhmac\.$/, given(0, isSigningKey, reportKey)],
  ["New", /\bhmac\.$/, given(1, isSigningKey, reportKey)],
  ["setVapidDetails", undefined, given(2, ({ text }) => /^[A-Za-z0-9_-]{43}$/.test(text), reportKey)],
  [
    "hash_hmac openssl_encrypt openssl_decrypt sodium_crypto_secretbox sodium_crypto_secretbox_open",
    undefined,
    given(2, isSigningKey, reportKey),
  ],
  ["HMAC256 HMAC384 HMAC512", /\bAlgorithm\.$/, given(0, isSigningKey, reportKey)],
  [
    "createHmac createCipheriv createDecipheriv createCipher createDecipher mcrypt_encrypt mcrypt_decrypt",
    undefined,
    given(1, isSigningKey, reportKey),
  ],
  [
    "HmacMD5 HmacSHA1 HmacSHA256 HmacSHA384 HmacSHA512 HmacSHA3",
    undefined,
    given(1, isSigningKey, reportKey),
  ],
  ["SecretKeySpec SymmetricSecurityKey createSecretKey", undefined, given(0, isSigningKey, reportKey)],
  ["encrypt decrypt", /\b(?:AES|DES|TripleDES|Rabbit|RC4|Blowfish)\.$/, given(1, isSigningKey, reportKey)],
];
