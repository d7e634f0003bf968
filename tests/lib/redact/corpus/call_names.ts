/** Functions that are given a secret as another one is: a line for each of their names. */
import { each, spokenWord } from "./command_names.ts";
import { type Line, makers } from "./commands.ts";
import { DIGITS, type RandomText } from "./random_text.ts";

export function callNameLines(random: RandomText): Line[] {
  return [
    ...connections(random),
    ...hashes(random),
    ...keys(random),
    ...fields(random),
    ...wrapped(random),
    ...headers(random),
  ];
}

function connections(random: RandomText): Line[] {
  const { chosen, plain } = makers(random);
  const numbered = () => `${spokenWord(random)}${random.of(DIGITS, 2)}`;
  return [
    ...each(
      "mysqli_real_connect, mysql_connect, mysql_pconnect",
      plain,
      (f, s) => `${f}('db', 'app', '${s}')`,
    ),
    ...each("PDO->, PDO::, mysqli->, mysqli::", plain, (f, s) => `${f}__construct('db', 'app', '${s}')`),
    ...each("DBI->, DBI., DriverManager.", numbered, (f, s) => `${f}connect("db", "app", "${s}")`),
    ...each("client., $client->, Client::", chosen, (f, s) => `${f}connect("db", "app", "${s}")`),
    ...each(
      "PSCredential, HTTPDigestAuth, HttpBasicAuth, BasicAuth, BasicAWSCredentials, UsernamePasswordCredentials, " +
        "setBasicAuth, SetBasicAuth, BasicCredentials, PasswordAuthenticator, basic_auth",
      plain,
      (f, s) => `${f}("kim", "${s}")`,
    ),
    ...each("Credential, Auth, Login", plain, (f, s) => `${f}::new("kim", "${s}")`),
    ...each(
      "red:auth, redis.auth, client.auth, conn.auth, r.auth, rdb.auth, jedis.auth, redis->auth, redis.AUTH",
      chosen,
      (f, s) => `${f}("${s}")`,
    ),
    ...each(
      "x.passwd, x.withPassword, x.setPassword, x->password, X::password",
      chosen,
      (f, s) => `${f}("${s}")`,
    ),
    ...each("set_password, setPassword", chosen, (f, s) => `${f}("kim", "${s}")`),
    ["create_user", plain(), (s) => `create_user("kim", "", "${s}")`],
  ];
}

function hashes(random: RandomText): Line[] {
  const { chosen } = makers(random);
  return [
    ["Hash::check", chosen(), (s) => `Hash::check('${s}', $user->hash)`],
    ...each(
      "hash, hashpw, compare, compareSync, checkpw",
      chosen,
      (f, s) => `bcrypt.${f}('${s}', x)`,
    ),
    ...each("make_password, generate_password_hash", chosen, (f, s) => `${f}('${s}')`),
    ["check_password_hash", chosen(), (s) => `check_password_hash(user.hash, '${s}')`],
  ];
}

function keys(random: RandomText): Line[] {
  const { chosen, key } = makers(random);
  const words = () => `${spokenWord(random)} ${spokenWord(random)}`;
  return [
    ...each(
      "jwt.signAsync, jwt.verifyAsync, jsonwebtoken.sign, Jwt::decode",
      key,
      (f, s) => `${f}(x, '${s}')`,
    ),
    ["jwt.sign with several words", words(), (s) => `jwt.sign(x, '${s}')`],
    ["hmac.New with a password", chosen(), (s) => `hmac.New(sha256.New, []byte("${s}"))`],
    ...each("createCipheriv, createDecipheriv", () => key(16), (f, s) => `${f}('aes-128-cbc', '${s}', iv)`),
    ["decrypt", key(16), (s) => `CryptoJS.AES.decrypt(data, "${s}")`],
    ...each(
      "pgp_sym_encrypt, PGP_SYM_ENCRYPT, PGP_SYM_DECRYPT, aes_encrypt, aes_decrypt, AES_ENCRYPT, AES_DECRYPT",
      chosen,
      (f, s) => `SELECT ${f}(x, '${s}')`,
    ),
    ...each("hmac, secret, sign, cipher, aes", key, (f, s) => `${f}(x, []byte("${s}"))`),
    ...each("Client, RestApi, SDK", key, (f, s) => `new Shop${f}("shop", "${s}")`),
    ...each("ShopApi, ShopSDK", key, (f, s) => `new ${f}("${s}")`),
    ["credentials", key(), (s) => `NewCredentials("${s}")`],
    ...each("OAuthHandler, OAuth1", key, (f, s) => `${f}("a", "b", "c", "${s}")`),
    ...each(["", '"a", ', '"a", "b", '], key, (first, s) => `OAuth1(${first}"${s}")`),
    ...each(["", '"a", ', '"a", "b", '], key, (first, s) => `new ShopGateway(${first}"${s}")`),
    [
      "a module that is called with a key alone",
      `a1${random.of("0123456789abcdef", 30)}`,
      (s) => `require('twilio')('${s}')`,
    ],
  ];
}

function fields(random: RandomText): Line[] {
  const { chosen, key } = makers(random);
  return [
    ...each(
      "pass, passwd, passphrase, passcode, pwd, secret, token, otp, pin",
      chosen,
      (field, s) => `page.fill("#${field}", "${s}")`,
    ),
    ...each("sendKeys, fill_in, setValue", chosen, (f, s) => `x.${f}("#password", "${s}")`),
    ["type", chosen(), (s) => `page.type("#password", "${s}")`],
    ...each("put, setItem, setenv, setEnv, set", key, (f, s) => `x.${f}("api_token", "${s}")`),
    ["resValue", key(), (s) => `resValue("string", "api_token", "${s}")`],
  ];
}

/** What stands around a text that is an argument. */
function wrapped(random: RandomText): Line[] {
  const { key } = makers(random);
  return [
    ...each(
      [
        'Bytes("§")',
        'Byte("§")',
        '[]byte("§")',
        'String::from("§")',
        'SecretString::new("§")',
        'new TextEncoder().encode("§")',
        'Buffer.from("§", "hex")',
        'Buffer.from("§", "utf8")',
        'Buffer.from("§", "utf-8")',
        '"§".to_string()',
        '"§".into()',
        '"§".encode("utf-8")',
        '"§".as_bytes()',
      ],
      key,
      (argument, s) => `jwt.encode(claims, ${argument.replace("§", s)}, options)`,
    ),
  ];
}

function headers(random: RandomText): Line[] {
  const { key } = makers(random);
  return [
    ...each("name, Name, key, Key", key, (name, s) => `{"${name}": "Proxy-Authorization", "value": "${s}"}`),
    ["HAR's header of a proxy", key(), (s) => JSON.stringify({ name: "proxy-authorization", value: s })],
    ...each("X-Auth-Token, X-Session-Secret, x-session-secret", key, (name, s) => `["${name}", "${s}"]`),
    ["config.Get", key(), (s) => `config.Get("API_TOKEN", "${s}")`],
  ];
}
