/** Names of algorithms, encodings and protocols that hold digits: what is said of passwords and keys, and no secret. */

/** The parts that such names are put together from: `PBKDF2-HMAC-SHA256`, `aes-256-gcm`, `utf8mb4`. */
const PARTS = [
  // Hashes and checksums; bits of keys and digests.
  "sha(?:[123](?!\\d)|-?(?:224|256|384|512)d?)?|[1-9]?(?:128|192|224|256|384|512)|(?:1024|2048|3072|4096)|shake(?:128|256)|md[2456]|blake[23](?:[bs]p?)?|keccak|ripemd-?160|crc-?(?:8|16|32|64)c?",
  "xxh(?:ash)?(?:3|32|64|128)?|murmur(?:hash)?[23]?|siphash|fnv1a?|apr1",
  // Of passwords.
  "bcrypt(?:-?2[abxy]?)?|argon2(?:id|i|d)?|pbkdf[12]|scrypt|yescrypt|hkdf|crypt|hmac|cmac|gmac|mac|kdf",
  // Encodings.
  "b(?:ase)?-?(?:16|32|36|45|58|62|64|85|91|122)(?:url|hex|check)?|url|hex|ascii(?:85)?|utf-?(?:7|8|16|32)(?:le|be|mb[34])?|ucs-?[24]|latin-?[1-9]|cp-?(?:437|85[0-9]|125[0-8])|iso|8859-?[0-9]{1,2}|bip-?(?:32|39|44|85)",
  // Ciphers and signatures.
  "aes|cbc|gcm|ctr|ecb|ccm|ocb|siv|xts|cfb|ofb|kw|x?chacha20|x?salsa20|poly1305|[23]?des3?|rc[2456]|blowfish|camellia",
  "rsa|oaep|pss|ssa|pkcs-?#?[0-9]{1,2}(?:v1_?5)?|ecdsa|ecdh(?:-?es)?|dsa|dh|eddsa|ed25519|ed448|x25519|x448|curve25519|secp(?:160|192|224|256|384|521)[kr][12]|prime256v1|nistp(?:224|256|384|521)|ssh|cert|p-?(?:224|256|384|521)|(?:[hrep]s|a)(?:128|192|256|384|512)k?",
  // Protocols.
  "oauth-?[12](?:\\.[01]a?)?|oidc|open-?id2?|saml-?[12](?:\\.[01])?|jw[tsek]|https?[123]?|tls-?v?1(?:[._][0-3])?|ssl-?v?[23]|x\\.?509(?:v3)?|ntlm(?:v[12])?|smbv?[123]|kerberos5?|krb5|ldaps?(?:v[23])?|snmpv[123]c?|scram|digest|cram|eap|mschapv2",
  "wpa[23]?|psk|wep(?:64|128)?|totp|hotp|u2f|fido[12]?|ctap[12]|[23]fa|webauthn|imap4|pop3|ipv[46]|uuid-?(?:v?[1-8])?|snowflake|ulid|cuid2?",
  // Types of values and columns.
  "u?int(?:8|16|32|64|128)|float(?:32|64)|varchar2|bytes?(?:16|32|64)?",
  // What is said of them.
  "hash(?:ed|es)?|encod(?:ed|ing)|encrypt(?:ed|ion)|signed|signature|token|key|string|bits?|only|with|v[12]|plus",
].join("|");

const ALGORITHM = new RegExp(
  `^(?=[^0-9]*[0-9])(?!(?:token|key|string)[0-9])(?:${PARTS})(?:[-_/.+: ]?(?:${PARTS})){0,6}$`,
  "i",
);

/** Longest name of one. */
const MAX_CHARACTERS = 48;

/** True for `argon2id`, `PBKDF2-SHA256`, `base64url`, `OAuth2`. */
export function isAlgorithmName(text: string): boolean {
  return text.length <= MAX_CHARACTERS && ALGORITHM.test(text);
}
