/** Words that passwords of words hardly have: where one stands, it is a message, a label or a name of a resource. */

/** Words of sentences, and those that names of settings, resources and texts of forms are made of. */
const ORDINARY: ReadonlySet<string> = new Set(
  ("the this that these those and but for from with without into over under your you our their its his her not non are was were " +
    "has have had can could will would should must may might been being does did done any all each every one two new old first " +
    "last next same other more less most least than then when where which who what how why here there only also just too very " +
    "use uses used using set sets get gets got let make made need needs needed want try see say says show hide enter type " +
    "typed choose pick keep give given take taken put add added send sent store stored save saved read write written load find " +
    "found forgot forgotten reset change changed update updated create created delete deleted remove removed missing " +
    "invalid valid incorrect wrong empty blank short long weak strong required optional allowed denied failed expired " +
    "match matches matching contain contains include includes least characters character letters letter digits digit number " +
    "numbers symbol symbols length upper lower case please sorry error warning message text string value values field form " +
    "input output control label button icon title name names user users username login logon email mail account accounts " +
    "password passwords passphrase passcode passwd pass secret secrets token tokens key keys credential credentials creds auth hash " +
    "hashed salt plain encrypted decrypted encoded admin root guest owner public private client server service services app " +
    "application web api database data base store cache queue worker job node host port url path file files folder config " +
    "configuration settings setting option options default example sample demo test testing dev development stage staging " +
    "prod production live local remote internal external main master primary secondary backup cluster region bucket volume " +
    "cert certificate tls ssl ssh http https tcp ldap smtp ftp redis mysql postgres mongo rabbitmq kafka elastic docker kube " +
    "plaintext cleartext anonymous generated sensitive validator validators credential unchanged undefined unknown disabled enabled " +
    "files compat systemd sss nis winbind " +
    "integer boolean object array function nullable writeonly cross site forgery scripting request response header cookie session " +
    "deploy build release version code source git repo branch env environment variable var true false null none undefined " +
    "der die das ein eine und oder mit les des une pour que los las del por con het een van voor")
    .split(" "),
);

/** Whether a word is one of messages, settings and names of resources. */
export function isOrdinaryWord(word: string): boolean {
  return ORDINARY.has(word);
}
