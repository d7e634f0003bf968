/**
 * Words by which people correct an agent, in the languages that sessions are held in. Each cue has points: 3 says it
 * alone; 2 says it in a first sentence; 1 needs another one.
 */

import { type Cue, cue, startCue } from "./cue.ts";

/** Politeness that looks like a correction: taken away before cues are looked for. */
export const HARMLESS: readonly RegExp[] = [
  /\bno,? (?:problems?|worries|rush|need|hurry|questions?|objections?|changes? (?:are )?(?:needed|required)|issues?|idea|thank(?:s| you)|further|more (?:questions|changes)|matter|doubt|biggie|concerns?)\b/gi,
  /\bno,? (?:this|that|it|all|everything)(?:['’]s| is| looks| was| seems) (?:fine|ok(?:ay)?|good|all|right|correct|great|perfect|enough)\b/gi,
  /\b(?:never ?mind|don'?t (?:worry|forget|hesitate|stop|rush|mind|bother)|do not (?:forget|hesitate|worry)|not bad|why not(?=[.!]|$)|whether or not|if not|or not|no longer|no one)\b/gi,
  /\b(?:actually,? (?:this|that|it|yes|yeah|i (?:like|love)|very|quite|pretty|really|looks?|works?)|wait (?:for|until|till)|what'?s wrong|what (?:is|went) wrong)\b[^.!?\n]{0,40}/gi,
  /\b(?:nothing|anything|something) (?:is |was )?wrong\b/gi,
  /\b(?:leave|keep|park|skip|drop|postpone) (?:that|this|it|them)(?: one)? (?:for (?:now|later|another|the next|tomorrow)|aside|open)\b|\b(?:keep|leave) (?:going|it up|me (?:posted|updated)|up the|in mind)\b|\blass (?:das|es) (?:erst ?mal|vorerst|für später)\b/gi,
  /\b(?:don'?t|do not) [^.!?\n]{1,40} (?:yet|until|before|for now)\b|\bnon (?:cambierei|toccherei|cambiare) nulla\b|\bno (?:cambiaría|tocaría) nada\b|\bnão mudaria nada\b|\bje ne changerais rien\b|\bich würde nichts ändern\b|\bwouldn'?t change (?:a thing|anything)\b/gi,
  // What lies further back than the agent's work is a task.
  /\b(?:revert|undo|roll ?back|restore) (?:the )?(?:commit|pr|pull request|merge|release|deploy\w*|migration|version|feature|change) (?!you|that you|we just|from (?:just|before))|\b(?:revert|undo|roll ?back) (?:#\d+|[0-9a-f]{7,40}\b)/gi,
  /\bkein(?:e)? (?:problem|sorge|eile|ursache|einwände|fragen|änderungen)\b|\bnicht (?:schlecht|wahr|vergessen|nötig)\b|\bkeine ahnung\b|\bvergiss nicht\b/gi,
  /\bpas de (?:problème|souci|soucis)\b|\bpas mal\b|\bn'oublie pas\b|\bnon,? (?:rien|merci|c'est (?:bon|tout|parfait))\b/gi,
  /\bno (?:hay (?:problema|prisa)|te preocupes|olvides|pasa nada|importa)\b|\bsin problema\b/gi,
  /\bsem problemas?\b|\bnão (?:se preocupe|esqueça)\b|\bnessun problema\b|\bnon (?:preoccuparti|dimenticare)\b/gi,
  /問題(?:ない|ありません|なさそう)|間違い(?:ない|ありません|なく)|構いません|かまいません/g,
  /没(?:有)?问题|沒(?:有)?問題|不错|不錯|没错|沒錯|不用(?:了|谢|謝|担心|擔心)|别(?:担心|忘)|不客气|对不对|是不是/g,
  /нет проблем|не (?:за что|волнуйся|забудь|беспокойся)|괜찮|문제 ?없/gi,
];

export const CUES: readonly Cue[] = [
  // English
  startCue(
    String
      .raw`no(?:pe|o+)?(?=[,.:;!—–-]|\s+(?:not|don'?t|i|it|that|this|use|keep|we|you|the|stop|wait|please|put|just|leave)\b)`,
    3,
  ),
  startCue(
    String
      .raw`wrong\b|incorrect\b|not (?:like )?that\b|not quite\b|not what\b|not yet\b|hold on\b|stop(?=[,.!:\s]|$)(?! (?:button|words?|sign|hook|after|when|at|the (?:server|timer)))`,
    2,
  ),
  startCue(String.raw`actually,?\s`, 2),
  startCue(String.raw`wait\b`, 2),
  startCue(
    String
      .raw`(?:revert|undo|roll ?back|put (?:it|that|this|them|the .{1,40}) back|change (?:it|that|this|them) back|take (?:it|that|this) (?:back|out)|restore (?:it|that|the (?:old|original|previous)))\b`,
    2,
  ),
  startCue(String.raw`(?:don'?t(?! (?:we|you|they)\b)|do not|never|stop \w+ing)\b`, 2),
  startCue(String.raw`why (?:did|are|do|have|would|on earth did|is it that) you\b|why didn'?t you\b`, 2),
  cue(
    String
      .raw`(?:that|this|it)(?:'s|’s| is| was| looks| seems)(?: (?:still|just|completely|totally|not))? (?:wrong(?! that\b)|incorrect|not (?:right|correct|what|how|true|the (?:right|one|way|point|case|idea|plan))|right, but|broken|backwards?|the wrong)`,
    3,
  ),
  cue(
    String
      .raw`not what i (?:asked|meant|wanted|said|had in mind)|(?:i|we) (?:said|meant|asked (?:you )?(?:for|to)|told you|wanted you|clearly said|already (?:said|told))\b`,
    3,
  ),
  cue(
    String
      .raw`you(?:'ve|’ve| have)? (?:misunderst\w+|misread|forgot(?:ten)?|missed|broke|ignored|skipped|overlooked|were supposed|weren'?t supposed|shouldn'?t have|should have|should not have|got (?:it|that|this) wrong|removed the|deleted the|mixed up|confused)\b`,
    3,
  ),
  startCue(
    String
      .raw`(?:please |just |let's )?(?:use|keep|put|call (?:it|them)|name (?:it|them)|take|go with|do (?:it|this|that))\b(?:(?!\b(?:that|which|why|because|where|how)\b)[^.!?\n]){1,70}(?:,| and)? (?:not|instead of|rather than)\s`,
    3,
  ),
  cue(
    String
      .raw`(?:instead|rather than|the wrong (?:file|place|branch|directory|folder|way|approach|one|path|table|test|version|package|command))\b`,
    2,
  ),
  cue(
    String
      .raw`(?:still|again)(?: \w+){0,2} (?:fail(?:s|ing|ed)?|broken|wrong|red|crash\w*|does(?:n'?t| not)|not (?:work\w*|there|fixed|showing)|get(?:ting)?|see(?:ing)?|missing|happen\w*)\b`,
    2,
  ),
  cue(
    String
      .raw`(?:does|did|is|was|do|are)(?:n'?t| not) (?:work\w*|right|correct|help|what|how|needed|necessary|true|supposed|the (?:right|problem|issue|case))\b`,
    2,
  ),
  cue(
    String
      .raw`(?:should(?:n'?t| not)? (?:have been|be|never)|should'?ve|supposed to|must not|mustn'?t|shouldn'?t)\b`,
    1,
  ),
  cue(
    String
      .raw`we (?:always|never|only|don'?t|do not|already|agreed|use|prefer|decided)\b|in this (?:repo|repository|project|code ?base)\b|our (?:convention|style|rule|policy)\b|house style`,
    1,
  ),
  cue(
    String
      .raw`(?:there(?:'s|’s| is| are) already|already (?:exists?|have|has|got|there)|is (?:auto-?)?generated|are (?:auto-?)?generated|is deprecated|is read-?only|off[- ]limits)\b`,
    2,
  ),
  cue(
    String
      .raw`i (?:don'?t|do not) (?:think|want|like|need|see why|understand why)\b|you don'?t (?:need|have) to\b|no need to have|that'?s not\b|(?:too|way) (?:complicated|complex|much|verbose|broad|invasive)|over-?(?:engineered|complicat\w+|kill)`,
    2,
  ),
  [/,\s*not\s+(?!only|just|to mention|yet|sure|bad|really)/i, 2],
  startCue(String.raw`we (?:always|never|only|don'?t|do not|already|agreed|prefer|decided)\b`, 2),
  cue(
    String
      .raw`that'?s (?:a |the )?(?:bug|regression|mistake)|you'?re (?:wrong|mistaken|overthinking|guessing|editing the wrong)|i disagree|leave (?:it|that|them|the .{1,30}) (?:alone|as (?:it|they)|untouched)|out of scope|not (?:in|part of) (?:the )?(?:scope|plan)`,
    2,
  ),
  startCue(String.raw`no[.!]*$`, 2),
  // Said at its end, even a task is one that replaces another.
  [/(?<!\w)instead\W*$/i, 3],
  cue(
    String
      .raw`(?:that|this|it|you|which|your (?:change|edit|fix|commit)s?)(?:'ve| have| has)? (?:just |now |also )?(?:broke|breaks|broken|crashe[sd]|removed|deleted|wiped|overwrote|undid)\b`,
    2,
  ),
  cue(
    String
      .raw`you(?:'re|’re| are) (?:using|editing|testing|looking at|reading|calling|importing|working (?:in|on)|in|on) (?:the|an?) (?:wrong|old|deprecated|outdated|obsolete|other|stale)\b`,
    3,
  ),
  // German
  startCue(
    String
      .raw`nein\b(?!,? (?:danke|alles|passt|das war))|nee\b|ne,|nicht so\b|falsch\b|halt\b|stopp?\b|moment\b|so nicht\b|doch nicht\b|lass das\b`,
    3,
  ),
  cue(
    String
      .raw`das (?:stimmt (?:so )?nicht|ist (?:so )?(?:nicht (?:richtig|korrekt|was|das)|falsch|verkehrt)|war (?:nicht|falsch)|wollte ich nicht|geht so nicht)|(?:ich )?(?:meinte|hatte (?:doch )?gesagt|habe (?:doch )?gesagt|wollte (?:eigentlich|doch))|rückgängig|zurück(?:setzen|nehmen|drehen)|(?:das|es) (?:funktioniert|geht) (?:immer noch |noch immer |so )?nicht|du (?:hast|solltest|sollst) (?:\S+ ){0,4}(?:vergessen|übersehen|falsch|nicht|missverstanden)|warum hast du`,
    3,
  ),
  cue(
    String
      .raw`stattdessen|anstatt|statt(?:\s)|lieber|sondern|bitte (?:nicht|kein)|nicht (?:verwenden|benutzen|ändern|anfassen|löschen)|eigentlich`,
    2,
  ),
  // French
  startCue(String.raw`non\b(?=[,.:;!\s])|pas comme ça|stop\b|attends\b|arrête\b|en fait,|faux\b`, 3),
  cue(
    String
      .raw`(?:ce n['’]est|c['’]est) (?:pas (?:ça|bon|correct|ce que|comme ça|le bon)|faux|incorrect|une erreur)|j['’]avais (?:dit|demandé)|j['’]ai (?:dit|demandé)|je (?:voulais|parlais)|annule|reviens en arrière|remets|pourquoi (?:as-tu|tu as|avez-vous)|tu (?:as|aurais) (?:oublié|dû|mal|cassé)|tu te trompes|ça ne (?:marche|fonctionne) (?:toujours )?pas`,
    3,
  ),
  cue(
    String
      .raw`plutôt|au lieu d|à la place|n['’](?:utilise|emploie|ajoute|efface) pas|ne (?:\S+ )?(?:touche|change|modifie|supprime|fais|mets|crée) pas|il ne fa(?:ut|llait) pas`,
    2,
  ),
  // Spanish
  startCue(
    String
      .raw`no(?=[,.:;!]|\s+(?:es|era|así|uses?|hagas|quiero|toques|cambies|borres|debes?|debías|lo|la|me|se)\b)|eso no|así no|espera\b|para(?=[,.!])|alto\b|incorrecto\b|mal\b(?=[,.:])`,
    3,
  ),
  cue(
    String
      .raw`(?:eso|esto|está) (?:está )?mal\b|no es (?:correcto|lo que|así|eso)|te (?:equivocas|equivocaste|dije)|dije que|(?:yo )?quería|deshaz|revierte|vuelve a (?:dejar|poner)|por qué (?:has|hiciste|borraste|cambiaste|usaste)|(?:has|te) olvid(?:ado|aste)|sigue (?:sin funcionar|fallando)|no funciona`,
    3,
  ),
  cue(
    String
      .raw`en (?:vez|lugar) de|mejor (?:usa|utiliza|haz)|más bien|sino (?:que|el|la|con|en)|no (?:uses|hagas|toques|cambies|borres|modifiques)`,
    2,
  ),
  // Portuguese, Italian, Dutch
  startCue(
    String
      .raw`não\b(?=[,.:;!]|\s+(?:é|era|use|faça|mexa|assim))|errado\b|espera\b|nee\b|fout\b|sbagliato\b|no,|aspetta\b|fermo\b|wacht\b`,
    3,
  ),
  cue(
    String
      .raw`está errado|não (?:é isso|foi isso|era isso|funciona)|em vez de|ao invés|eu (?:disse|pedi|queria)|desfaça|reverta|por que você|non è (?:quello|corretto|giusto|così)|invece|al posto di|annulla|avevo (?:detto|chiesto)|perché hai|dat (?:klopt niet|is (?:niet|fout))|in plaats van|ik (?:zei|bedoelde)|draai (?:het|dat) terug|waarom heb je`,
    3,
  ),
  // Russian
  startCue(String.raw`нет(?=[,.:;!\s])|не так|неверно|неправильно|стоп|подожди`, 3),
  cue(
    String
      .raw`это (?:не (?:то|так|верно)|неправильно|неверно)|вместо|я (?:же )?(?:сказал|просил|имел)|верни|откати|отмени|зачем ты|почему ты|не надо|не работает`,
    3,
  ),
];

/** Scripts without spaces between words. */
export const UNSPACED_CUES: readonly Cue[] = [
  // Japanese
  [
    /違(?:う|い|って|った)|ちがう|そうじゃな|そうではな|じゃなくて|ではなく|間違(?:って|え|い)|元に戻|戻して|取り消し|なぜ.{0,20}(?:した|です|ました)|どうして.{0,20}(?:した|ました)|と言(?:った|いました)|^(?:いや|いえ|いいえ|待って|ストップ)/,
    3,
  ],
  [
    /代わりに|かわりに|やめて|しないで|ないで(?:ください|欲しい|ほしい)|使わないで|変えないで|消さないで|触らないで|ください.{0,4}ではな|べき(?:では|です|だ)|のはず/,
    2,
  ],
  // Chinese
  [
    /^(?:不[,，。！!\s]|不是|不对|不對|错|錯|等等|停)|不对|不對|错了|錯了|搞错|搞錯|弄错|弄錯|改回|撤销|撤銷|恢复(?:成|到|原)|恢復(?:成|到|原)|还原|還原|为什么(?:你|要)|為什麼(?:你|要)|我(?:说|說)的?是|我(?:要|想要)的(?:不)?是|不是(?:让|讓|叫|这样|這樣|这个|這個)|你(?:忘|漏|误解|誤解|理解错|搞)/,
    3,
  ],
  [
    /而不是|不要|不应该|不應該|应该(?:是|用|改)|應該(?:是|用|改)|别(?:再|用|改|删|动)|別(?:再|用|改|刪|動)|还是(?:不|报错|失败)|還是(?:不|報錯|失敗)|换成|換成|改用|改成/,
    2,
  ],
  // Korean
  [/^(?:아니|아뇨|잠깐|멈춰)|틀렸|잘못|그게 아니|되돌려|취소해|왜 .{0,20}(?:했|한)|말했잖/, 3],
  [/대신|말고|하지 ?마|쓰지 ?마|바꾸지 ?마/, 2],
];

/** How an agent answers when it was corrected: at the beginning of what it says next. */
export const ACKNOWLEDGEMENT =
  /^\W*(?:(?:yes|yeah|ah|oh|indeed|true|hm+|right)[,.!]* )?(?:you(?:'|’)?re (?:absolutely |completely |totally |quite |so )?(?:right|correct)|you are (?:absolutely |completely |quite )?(?:right|correct)|good (?:catch|point|call)|my (?:mistake|bad|apolog\w+)|i(?:'|’)?(?: do|m)? (?:apologi[sz]e|sorry)|apologies|sorry|oops|ah,? (?:i see|you're right|right)|i (?:misunderstood|misread|overlooked|was wrong|shouldn't have|should have|see my mistake|see[,—–-] i)|(?:understood|got it|noted|of course|right|makes sense|fair (?:point|enough)|okay|ok|sure)\b[^.\n]{0,90}\b(?:instead|revert\w*|undo\w*|put(?:ting)? .{0,30}back|won't|will not|rather than|no longer)\b|i(?:'ll| will)? (?:revert|undo)|reverting|that was (?:wrong|a mistake)|thanks for (?:the correction|catching|pointing)|du hast (?:völlig |absolut )?recht|sie haben (?:völlig |absolut )?recht|stimmt[,.!]|entschuldig|mein fehler|verstanden[^.\n]{0,80}(?:statt|stattdessen|rückgängig)|(?:vous avez|tu as) (?:tout à fait |absolument )?raison|désolée?|pardon|mon erreur|au temps pour moi|(?:tienes|tiene) (?:toda la )?razón|perdón|lo siento|disculpa|mi error|você tem razão|desculp|hai ragione|scusa|mi dispiace|(?:вы|ты) прав|извини|прости|おっしゃる(?:通り|とおり)|申し訳|失礼しました|ご指摘|すみません|その通り|[你您](?:说|說)(?:得|的)(?:对|對)|抱歉|对不起|對不起|是我(?:的错|搞错|理解错)|我(?:错|搞错|弄错|理解错)了|맞습니다|죄송)/iu;

/** The same in an agent's thinking. */
export const ACKNOWLEDGING_THOUGHT =
  /\bthe user (?:is (?:right|correct(?:ing)?|pointing out|saying (?:that )?(?:i|it|this) (?:was|is|should)|unhappy|frustrated)|correct(?:ed|s)|point(?:ed|s) out|disagrees|rejected|doesn't want|does not want|didn't want|wants me to (?:stop|not|undo|revert|use .{1,60} instead)|clarif(?:ied|ies) that)|\bi (?:misunderstood|misread|got (?:it|that) wrong|made a mistake|was wrong)\b/i;

/** A prompt that begins a new task, whatever it forbids. */
export const NEW_TASK =
  /^\W*(?:now(?:,| (?!you|it|that|this))|next(?:,| )|also(?:,| )|then |let'?s (?:also |now )?(?:add|implement|create|write|build|move on|start)|(?:please |can you |could you )?(?:also )?(?:implement|add (?:a|an|the|some|tests?|support)|create|write|build|set up|introduce|draft|generate|document|commit|push|open a (?:pr|pull))\b|als nächstes|jetzt |ensuite|maintenant|ahora |次に|次は|接下来|现在)/iu;

/** A prompt that wants to know something. */
export const INQUIRY =
  /^\W*(?:(?:can|could|would) y(?:o)?u (?:please )?(?:clarify|explain|describe|show|tell|summari[sz]e|check|confirm|remind)|what|where|how|which|who|when|is (?:it|there)|are there|does|do we|quick question|question)\b/i;

/** A prompt that approves of what was done. */
export const APPROVAL =
  /^\W*(?:(?:this|that|it|all|everything)(?: all)? looks? (?:good|great|right|fine|correct)|looks? (?:good|great|right|fine)|lgtm|great|perfect|excellent|nice|awesome|thanks?|thank you|well done|good (?:job|work)|yes|yep|yeah|sounds good|approved|exactly|correct|super|prima|danke|gut|ja|merci|parfait|oui|gracias|perfecto|sí|はい|ありがとう|完璧|好的?|谢谢|謝謝|完美)(?![\p{L}])/iu;
