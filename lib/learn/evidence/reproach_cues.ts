/**
 * Words that say how a project does things, what is lacking or what became worse, and questions that hold a reproach:
 * weaker than a contradiction (correction_cues.ts), they correct where the agent has just done the thing.
 */

import { type Cue, cue, startCue } from "./cue.ts";

/** By what they say, in English, German, French, Spanish, Portuguese, Italian, Dutch and Russian. */
export const REPROACH_CUES: readonly Cue[] = [
  // How things are done here, where the sentence says nothing else.
  startCue(
    String
      .raw`(?:we|our \w+|this (?:repo|repository|project|code ?base|team)|in this (?:repo|repository|project|code ?base)|(?:all |the |every )?[\w./@-]+(?: \w+)?) (?:(?:\w+ )?(?:is|are) (?:banned|forbidden|deprecated|off[- ]limits|frozen|vendored|generated|read-?only|not allowed)|(?:always|never) (?:use|go|goes|live|put|call|do|does|touch|edit|import)\w*|has to (?:live|stay|be|go)|have to (?:live|stay|be|go)|belongs? (?:in|to|into|under|on)|must (?:stay|live|go|be|not)|needs? to (?:stay|live|go|remain))\b`,
    2,
  ),
  startCue(
    String
      .raw`(?:wir|hier|bei uns|in diesem (?:projekt|repo)|das|die|der|dieser?|dieses)\b[^.!?\n]{0,50} (?:nie(?:mals)?|immer|verboten|generiert|veraltet|gehör(?:t|en)|müssen|muss|soll(?:te)?n?|dürfen|darf)\b`,
    2,
  ),
  startCue(
    String
      .raw`(?:on|ici|chez nous|dans ce (?:projet|dépôt)|nous)\b[^.!?\n]{0,40}(?:\bjamais\b|\btoujours\b|\bpas\b|interdit)|(?:ce|cette|cet|le|la|les)\b[^.!?\n]{0,50} (?:doit|doivent|devrait|devraient|va|vont|reste|restent) (?:rester|être|aller|dans|côté|\S+er)\b`,
    2,
  ),
  startCue(
    String
      .raw`(?:aquí|en este (?:proyecto|repo)|nosotros|nunca|siempre)\b[^.!?\n]{0,40}(?:\bnunca\b|\bsiempre\b|\bno\b|\busamos\b|prohibid\w)|nunca (?:usamos|se)\b|(?:el|la|los|las|eso|esto)\b[^.!?\n]{0,50} (?:debe|deben|debería|deberían|tiene que|tienen que|va en|van en)\b`,
    2,
  ),
  startCue(
    String
      .raw`(?:aqui|neste (?:projeto|repo)|a gente|nunca|sempre)\b[^.!?\n]{0,40}(?:\bnunca\b|\bsempre\b|\bnão\b|\busamos\b|\busa\b|proibid\w)|(?:isso|o|a|os|as)\b[^.!?\n]{0,50} (?:deve|devem|deveria|deveriam|tem que|têm que|tem de|precisa)\b`,
    2,
  ),
  startCue(
    String
      .raw`(?:qui|da noi|in questo (?:progetto|repo)|noi)\b[^.!?\n]{0,40}(?:\bmai\b|\bsempre\b|\bnon\b|\busiamo\b|vietat\w)|(?:il|la|lo|i|gli|le|questo|questa)\b[^.!?\n]{0,50} (?:deve|devono|dovrebbe|dovrebbero|va (?:in|nel|nella|sotto)|vanno)\b`,
    2,
  ),
  startCue(
    String
      .raw`(?:we gebruiken|hier)\b[^.!?\n]{0,40}(?:nooit|altijd|niet)|(?:мы|у нас|здесь)[^.!?\n]{0,40}(?:никогда|всегда|не )`,
    2,
  ),
  // What is lacking although it was asked for, or was there before.
  cue(
    String
      .raw`(?:like|as) (?:i|we) (?:asked|said|told|mentioned|wrote|discussed|agreed)|as (?:asked|agreed|discussed|specified|described|requested)(?= )|(?:the )?(?:plan|spec|issue|ticket|docs?|readme|contributing\S*|claude\.md|agents\.md) (?:clearly |explicitly )?(?:says?|asks?|wants?|requires?|specif\w+)|wie (?:besprochen|gesagt|vereinbart|verlangt|beschrieben)|hatten wir (?:doch |das )?|comme (?:demandé|convenu|prévu|je l['’]ai dit)|como (?:te )?(?:pedí|dije|acordamos|hablamos|quedamos)|como (?:eu )?(?:tinha pedido|pedi|disse|combinamos|falei)|come (?:ti )?(?:avevo|ho) (?:detto|chiesto)|come (?:concordato|richiesto|d'accordo)|zoals (?:gezegd|afgesproken)|как (?:я )?(?:просил|говорил|договаривались)`,
    2,
  ),
  startCue(
    String
      .raw`(?:you (?:still )?(?:need|have) to|still missing|missing\b|(?:the|there'?s|there is) (?:\S+ ){0,4}(?:is |are )?(?:still )?(?:missing|gone|lost)\b|what about (?:the|our)|where (?:is|did|are|has) (?:the|my|our)(?= \S+(?: \S+)? (?:go|gone|now|vanish\w*))|es fehl(?:t|en)|da fehl(?:t|en)|(?:hier|noch) fehl(?:t|en)|fehl(?:t|en) noch|il manque|manque\b|ça manque|falta(?:n|m|ou|ram|ba)?\b|te faltó|has olvidado|olvidaste|esqueceu|você (?:esqueceu|não)|ti sei (?:dimenticat\w|scordat\w)|hai (?:dimenticato|saltato|sbagliato|rotto)|manca(?:no)?\b|non hai|no has|tu n['’]as pas|du hast\b[^.!?\n]{0,40}(?:nicht|kein)|je bent\b[^.!?\n]{0,30}vergeten|ты (?:забыл|не|сломал)|не хватает)`,
    2,
  ),
  // Questions that hold a reproach.
  startCue(
    String
      .raw`(?:why|how come)(?: \w+)? (?:not|isn'?t|aren'?t|doesn'?t|don'?t|didn'?t|another|a (?:new|second|separate)|is (?:there|this|that|it) (?:a |now |still |in )|are (?:there|these|those|we))\b|(?:shouldn'?t|couldn'?t|wouldn'?t|doesn'?t|isn'?t|aren'?t|didn'?t|haven'?t|hasn'?t|don'?t(?= we (?:already|have|need|use|want|do|usually|normally)| you)) (?:we|you|this|that|it|there|they|the)\b|(?:do|did) (?:we|you) really need\b|is (?:that|this|it) really\b|are you sure\b|since when\b|what happened to\b`,
    2,
  ),
  startCue(
    String
      .raw`(?:warum|wieso|weshalb) (?:nicht|nimmst|benutzt|verwendest|ist|sind|wird|machst|so|noch|ein|eine|du|steht|brauchen)\b|(?:sollte|müsste|gibt es|haben wir|gab es|wäre)\b[^.!?\n]{0,60}\b(?:nicht|schon|bereits)\b|pourquoi (?:pas|ne|un|une|as|est|tu|encore|on|c['’]est)\b|(?:on n['’]a|il n['’]y a|n['’]y a-t-il|est-ce qu['’](?:on|il) n['’])[^.!?\n]{0,20} pas (?:déjà)?|¿?por qué (?:no|un|una|hay|otr\w|está|tocas|cambi\w+|us\w+)\b|¿no (?:teníamos|tenemos|hay|había|deberíamos|debería|era|sería)\b|por que (?:não|um|uma|você|outr\w)\b|(?:a gente|já|nós) não t(?:em|inha|emos)\b|não (?:deveria|era|seria|tínhamos|temos)\b|perch[éè] (?:non|hai|un|una|è|stai|usi)\b|non (?:abbiamo|avevamo|c'è|c'era|dovrebbe|dovremmo|sarebbe)\b|waarom (?:niet|een|heb|gebruik)\b|почему (?:не|бы|ты)|разве`,
    2,
  ),
  // What became worse.
  cue(
    String
      .raw`(?:now|since (?:your|that|the) \w+|after (?:your|that) \w+)(?:,)? (?:\S+ ){1,6}?(?:fails?|broken|breaks?|crash(?:es|ed)?|doesn'?t|don'?t|no longer|is gone|are gone|is empty|is slower|throws?|is missing|won'?t|can'?t|twice)\b|(?:this|that|it|which) (?:would|will|might|makes?|leaks?|breaks?|drops?|loses?|ignores?) (?:break|leak|drop|lose|fail|it (?:slower|impossible)|the|every|all|our|existing)|(?:jetzt|seitdem) (?:\S+ ){1,6}?(?:nicht|kaputt|weg|leer|langsamer)|(?:das|es) (?:bricht|zerstört|verliert|leakt)|(?:maintenant|du coup) (?:\S+ ){1,6}?(?:ne |plus|cassé)|(?:ahora|así) (?:\S+ ){0,4}?(?:no |se rompe|falla|roto)|(?:agora|assim) (?:\S+ ){0,4}?(?:não |quebra|falha)|(?:adesso|così|ora) (?:\S+ ){0,4}?(?:non |si rompe|fallisce)|quebrou|rompiste|rompe\b|hai rotto|ça casse|casse\b|сломал`,
    2,
  ),
  // As everywhere else; what exists already.
  cue(
    String
      .raw`(?:as|like) (?:everywhere|anywhere|elsewhere|(?:in|with|for) (?:all |the |every )?(?:others?|rest|existing)|we (?:do|did|have)|the others?)\b|wie (?:überall|sonst|bei den anderen|in den anderen)|comme (?:partout|ailleurs|dans les autres)|como en (?:todas partes|el resto|los demás|los otros)|como (?:nos|em todos os|no resto)|come (?:altrove|ovunque|negli altri|dappertutto)|(?:exists|is there) already|wir haben (?:doch |schon |bereits |dafür )|gibt es (?:doch |schon |bereits )|on (?:a|avait) déjà|il (?:y a|existe) déjà|ya (?:tenemos|existe|hay|está)|já (?:temos|existe|tem|há)|abbiamo già|esiste già|c['’]è già|réutilis\w+|wiederverwend\w+|reutiliza\w*|riusa\w*|riutilizz\w+|re-?use (?:the|that|our|what|it)`,
    2,
  ),
  startCue(
    String.raw`we(?:'ve got| have| had)(?: already)? (?!to\b|an? (?:meeting|problem|deadline|issue)|time)\S+`,
    1,
  ),
  // What nobody asked for, or had better not been done.
  cue(
    String
      .raw`(?:i |we |nobody |no one )(?:didn'?t|never|did not|hadn'?t)? ?(?:asked?|wanted?|requested|ordered) (?:for |you |that|this|any)(?! (?:to|about))|(?:didn'?t|wasn'?t|not) (?:ask(?:ed)?|request(?:ed)?|want(?:ed)?) (?:for|to)\b|only (?:one|two|the \S+) (?:was|were) (?:asked|requested|needed)|(?:needn'?t|shouldn'?t|should|must(?:n'?t)?|could|would) have (?:been|had|stayed|kept|used|gone|done|to)|didn'?t (?:have|need) to (?:be |change|touch)|(?:was|were) (?:perfectly |totally |just )?(?:fine|ok(?:ay)?|right|good|correct) (?:as|before|the way|where|already)|(?:name|it|that|one) was (?:perfectly |totally |just )?fine\b(?=[.,;!])|(?:hab(?:e)?|hatte|haben) (?:ich |wir )?(?:das |darum |danach )?nicht (?:verlangt|gebeten|gefragt|bestellt|gewollt)|(?:hätte|hättest|wäre|müsste|sollte) \S+(?: \S+){0,4} (?:müssen|sollen|gewesen|bleiben|dürfen)|war (?:doch )?(?:gut|richtig|okay|in ordnung) (?:so|wie|da)|je n['’](?:ai|avais) (?:pas|rien|jamais) demandé|(?:aurais|aurait|auraient) (?:pas )?(?:dû|pu)|était (?:très )?bien (?:comme|là|avant)|il n['’]y avait pas besoin|no (?:te |lo |la )?(?:pedí|había pedido|pedía)|nadie (?:te )?pidió|no (?:había|hacía|hubo) (?:que|falta)|(?:debiste|deberías|debería|habría que|tendrías) haber|estaba(?:n)? (?:bien|mejor)|não (?:pedi|precisava|era (?:para|pra))|(?:devia|deveria) ter|estava(?:m)? (?:bem|bom|certo|melhor)|non (?:ho|avevo) chiesto|non (?:serviva|bisognava|andava|dovevi)|avresti dovuto|andava(?:no)? bene|era(?:no)? giust\w`,
    3,
  ),
  // How much is too much; what a rule forbids; what another text says.
  cue(
    String
      .raw`(?:way |far |much )?too (?:long|short|slow|fast|much|many|big|small|large|complex|complicated|verbose|strict|loose|broad|narrow|early|late|high|low|deep|wide|generic|specific|expensive|noisy|clever|risky|aggressive|fragile)|viel zu|zu (?:lang|kurz|langsam|groß|klein|hoch|niedrig|streng|komplex|kompliziert|viel)|trop (?:long|court|lent|grand|petit|haut|bas|complexe|compliqué|strict)|demasiad\w|(?:longo|lento|grande|complicado|complexo) demais|troppo (?:lungo|lento|grande|alto|basso|compless\w|complicat\w)`,
    2,
  ),
  startCue(
    String
      .raw`no (?:new|more|extra|additional|third-party|external|custom|global|magic|raw|inline) \w+|no \S+ (?:in (?:this|our|the)|here|please|allowed|anywhere)\b|(?:the|our) (?:design|spec\w*|plan|ticket|issue|mockup|figma|rfc|contract|api|docs?|readme|style ?guide)\b(?: \w+)? (?:says?|shows?|wants?|has|have|requires?|asks?|specif\w+|expects?)\b|always \w+|(?:\S+ ){1,4}(?:lives?|belongs?|goes|go|sits?) (?:in|into|to|under|on|inside|with) (?:the |our )?\S+|(?:\S+ ){1,3}is (?:protected|banned|forbidden|frozen|generated|deprecated|vendored|reserved|shared|public api|immutable|append-only|read-?only)|(?:it|this|that|the \w+) (?:just |now |also )?(?:dropped|lost|resets?|swallow(?:s|ed)|hides|hid|ignores?d?|skips|skipped|leaks?|locks?|doubles?|duplicates?d?|breaks?|broke|removes|removed|deletes|deleted|changes|changed|blocks?|mutates?)\b|(?:it|this|that|the \w+)(?:'s| is|'re| are) still (?:\w+)|(?:that|this|your) \w+ (?:doesn'?t|does not|isn'?t|can'?t|won'?t|didn'?t)\b`,
    2,
  ),
  startCue(
    String
      .raw`(?:immer|nie(?:mals)?|keine?n? (?:neuen?|weiteren?|zusätzlichen?|globalen?))\b|(?:pas|jamais|aucune?|plus) (?:de |d['’])(?:nouve\w+|dépendance\w*)|toujours\b|sin (?:nuev\w+|dependencias|librerías)\b|nada de\b|sem (?:nov\w+|dependências|bibliotecas)\b|nessun\w?\b|niente\b|(?:si|non si|no se|não se|on ne|man) \w+|(?:\S+ ){1,5}(?:non si|no se|não se|non va|non vanno|no va|não vai) \w+|(?:\S+ ){1,6}(?:wird|werden|est|sont|è|sono|es|son|é|são|está|se) (?:\S+ )?(?:generiert|généré\w*|generat\w+|generad\w+|gerad\w+|verboten|interdit\w*|vietat\w+|prohibid\w+|proibid\w+|geschützt|protégé\w*|protegid\w+|protett\w+|veraltet|obsol\w+)|(?:im|in der) (?:plan|ticket|issue|entwurf|design|spezifikation)\b[^.!?\n]{0,40}(?:steht|sind|ist|war)|(?:le|la) (?:plan|ticket|maquette|spec\w*) (?:dit|montre|demande|prévoit)|el (?:plan|diseño|ticket) (?:dice|muestra|pide)|o (?:plano|design|ticket) (?:diz|mostra|pede)|il (?:piano|design|ticket) (?:dice|mostra|chiede)`,
    2,
  ),
  cue(
    String
      .raw`(?:gonna|going to|will|would|could|might) (?:break|fail|crash|lose|leak|overwrite|corrupt|confuse|block|slow|lock|deadlock|race|conflict|duplicate)\b|(?:hides|masks|defeats|violates|bypasses|corrupts|deadlocks|(?:creates|causes|makes for|leads to) (?:a |an |the )?(?:duplicates?|race|deadlock|loop|leak|conflict|bug|problem|regression|trouble))\b`,
    2,
  ),
  startCue(
    String
      .raw`(?:this |that |it )?(?:could|would|might) (?:just )?be (?:a |an |much |way |far )?(?:one-?liner|better|nicer|simpler|cleaner|easier|shorter|faster|enough)|(?:better|simpler|cleaner|easier) (?:to|with|if|just)\b`,
    2,
  ),
  startCue(
    String
      .raw`you (?:just |also |only |even )?(?!nailed|saved|helped|fixed|solved|rocked|managed|deserved|earned|asked|mentioned|wanted|need)(?:\w+ed|put|left|wrote|took|ran|set|made)\b`,
    1,
  ),
  cue(
    String
      .raw`(?:waren?|sind|ist) (?:schon |doch |völlig )?(?:richtig|korrekt|falsch|verkehrt)|(?:était|étaient|est) (?:déjà )?(?:juste|correcte?s?|fausse?s?|faux)|(?:estaba|era)n? (?:correct\w+|bien)|(?:estava|era)m? (?:certos?|corret\w+)|era(?:no)? (?:giust\w|corrett\w|sbagliat\w)`,
    1,
  ),
  // What should have been chosen.
  startCue(
    String
      .raw`(?:(?:i|we)'?d rather|(?:i|we) (?:would )?(?:rather|prefer)|better(?: to)?\b|rather\b|let'?s (?:not|keep|stick|stay|leave|use (?:the|our) (?:existing|old))|(?:keep|leave|stick (?:to|with)|stay (?:on|with|at)) \S|(?:use|take|prefer|go with) (?:the|our) (?:existing|shared|old|original|one|same|built-?in|official|helper)|too (?:much|many|big|broad|long|clever|early)\b|only (?:the|for|in)\b|just the\b|the (?:right|correct|real|actual) \w+ (?:is|lives|would be)|(?:this|that|it|these|those|they) (?:belongs?|was|were|is|are) (?:to be |in |supposed |not |meant )|(?:this|that|it)'?s (?:supposed|meant|not|overkill|too|the other)|you (?:should|can'?t|cannot|must)\b)`,
    2,
  ),
  startCue(
    String
      .raw`(?:this|that|it|these|those|they|the \S+(?: \S+)?) (?:should|needs?|has|have|must) (?:to )?(?:be|go|live|stay|come|use|not)\b`,
    1,
  ),
  startCue(
    String
      .raw`(?:nimm|benutze?|verwende|nutze|mach|lass|behalte|bleib)\b[^.!?\n]{1,60}\b(?:nicht|statt|stattdessen|lieber|bestehende\w*|vorhandene\w*|alte\w*|wie (?:vorher|zuvor|es ist|es war|in))\b|(?:zu|viel zu) (?:viel|kompliziert|groß|umständlich|breit)|das (?:richtige|eigentliche)|nur (?:die|den|das|im|in)\b|(?:garde|laisse|reste|prends|utilise|utilisons|gardons)\b[^.!?\n]{1,60}|trop (?:compliqué|gros|large|long)|c['’]est trop|seulement (?:le|la|les)|il (?:faut|faudrait|fallait|vaut mieux)\b|(?:deja|mantén|quédate|usa|utiliza|déjalo)\b[^.!?\n]{1,60}|demasiado\b|solo (?:el|la|los|las)\b|sólo\b|hay que\b|es mejor\b|mejor\b|(?:deixa|mantém|mantenha|use|usa|fica|deixe)\b[^.!?\n]{1,60}|demais\b|só (?:o|a|os|as)\b|é melhor\b|melhor\b|era (?:para|pra|o|a)\b|(?:lascia|tieni|usa|usiamo|mantieni|resta)\b[^.!?\n]{1,60}|troppo\b|solo (?:il|la|i|gli|le)\b|è meglio\b|meglio\b|bisogna\b|(?:il|la) \S+ giust[oa]\b|ma no\b|используй|оставь|лучше|слишком`,
    1,
  ),
  // Contrast in one breath.
  cue(
    String
      .raw`not (?:the|in|on|a|an|to|for|with|from|via|by|like) [^.!?\n]{1,40}, but\b|nicht [^.!?\n]{1,60},? sondern|kein\w* [^.!?\n]{1,60},? sondern|und nicht\b|,? (?:et )?(?:non )?pas (?:le|la|les|un|une|dans|en|avec|sur|par|à|de)\b|y no\b|,? no (?:el|la|los|las|un|una|en|con|por)\b|e não\b|,? não (?:o|a|os|as|um|uma|em|no|na|com|por)\b|e non\b|,? non (?:il|la|lo|i|gli|le|un|una|in|nel|con|per)\b|а не\b`,
    2,
  ),
];

/** The same in scripts without spaces between words: Japanese, Chinese, Korean. */
export const UNSPACED_REPROACH_CUES: readonly Cue[] = [
  [
    /(?:頼んで|お願いして|指示して)(?:い)?(?:ない|ません)|(?:すぎ|過ぎ)(?:ます|る|です)|(?:されて|できて|なって|して)い(?:ない|ません)(?!か)|(?:既に|すでに|もう).{0,20}(?:ある|あり|存在)|再利用|他と同じ|必要(?:は)?(?:なかった|ありませんでした)|(?:仕様|設計|計画|デザイン)(?:書)?(?:では|には)|自動生成|だけで(?:十分|いい)/,
    2,
  ],
  [/だけで/, 1],
  [
    /(?:没|沒)(?:让|讓|叫|要求|说要)|(?:已经|已經|本来|早就).{0,6}有|已有|现成|現成|复用|復用|重用|重复了|(?:设计|文档|需求|计划|規格|设计稿)(?:图|书)?(?:里|上|中)?.{0,4}(?:写|是|说|要求)|和其他.{0,6}(?:一样|一致)|自动生成|又(?:用|加|改|写|是|把)/,
    2,
  ],
  [
    /(?:ここ|この(?:プロジェクト|リポジトリ)|うち|弊社)では?.{0,30}(?:使わ|使い|禁止|しない|ません|ルール|決ま)|禁止(?:です|して|され)|必ず.{1,30}(?:ください|する|です)|絶対に?.{1,20}(?:ない|で)/,
    2,
  ],
  [
    /抜けて|漏れて|足りな|足りて|忘れて|壊れ|動かなく|効いてい?な|変わってしま|消えて|(?:前|さっき|先ほど)に?.{0,10}(?:言|頼|お願い|伝え)|(?:ない|なかった)(?:の|ん)?(?:でしょうか|ですか|では|じゃ)|必要(?:ない|ありません|は?ない)|余計|そのまま(?:に|で|残)|残して/,
    2,
  ],
  [/(?:は|を|に|が).{1,20}(?:ではない|じゃない|ではありません|のほうが|の方が|べき)/, 1],
  [
    /(?:我们|咱们|这里|这个项目|本项目|團隊|我們|這裡).{0,15}(?:不用|从来不|從來不|不能|禁止|一直|统一|統一|规定|規定|都用|只用)|禁止|必须(?!要).{0,10}(?:用|在|放|保|走)/,
    2,
  ],
  [
    /(?:忘了|漏了|漏掉|少了|缺了|缺少|没有?加|没处理|没考虑|弄坏|搞坏|挂了|崩了|丢了)|之前(?:说|讲|约定)|(?:为什么|怎么|為什麼|怎麼)(?:不|没|沒|又|还|還|会|會|要|用|改)|难道|不是(?:有|已经|已經|应该|應該|说|說)|没必要|沒必要|不需要|多余|太(?!好|棒|感谢|谢谢|赞)[\p{Script=Han}]|保持(?:不变|原样|原樣)|保留/u,
    2,
  ],
  [/(?:우리는|여기서는|이 프로젝트).{0,20}(?:안|않|금지|항상)|빠졌|빼먹|깨졌|필요 ?없|그대로/, 2],
];

/** An agent that does anew, elsewhere or otherwise what it had done: the first words of its answer. One point. */
export const REDOING =
  /^\W*(?:(?:ok(?:ay)?|sure|right|understood|got it|yes|will do|alright|gut|klar|d'accord|bien sûr|vale|claro|certo|va bene|好的?|はい|了解(?:です|しました)?)[,.!:。、，]*\s+)?(?:(?:let me|i(?:'|’)?ll|i will|i(?:'|’)?m|i am|going to)\s+)?(?:now\s+)?(?:switch|mov|revert|remov|delet|replac|restor|undo|redo|rework|swap|renam|put|tak|drop|go|chang|correct|fix|merg|set|us|enabl|disabl|pin|keep|shrink|shorten|simplif|add(?=\S* [^.]{1,40} (?:back|again)))(?:e|es|ed|ing|ting|ping|ning|pping|tting|s|y|ying)?\b(?! (?:on|ahead|through|over)\b)|^\W*(?:d'accord, |ok, |je |j['’]|ich |das |lo |la |le |vou |eu |ora )?(?:\S+ )?(?:(?:l['’])?utilise|supprime|remplace|déplace|retire|corrige|reviens|remets|enlève|change|utilise plutôt|stelle .{1,30} (?:wieder|um|zurück)|lösche|nutze|verwende|nehme|ersetze|verschiebe|entferne|ändere|nehme|stelle|korrigiere|mache|cambio|muevo|quito|corrijo|reemplazo|paso|sustituyo|devuelvo|dejo|uso|vuelvo|mudo|troco|movo|removo|mudar|trocar|mover|remover|corrigir|substituir|tratar|elimino|uso|ripristino|sposto|sostituisco|rimuovo|correggo|tolgo|rimetto)\b|^\W*(?:\S+ ){0,2}(?:verschoben|geändert|ersetzt|entfernt|zurück\w*|umgestellt|umbenannt|korrigiert|déplacée?|remplacée?|retirée?|corrigée?|rétablie?|movid\w|cambiad\w|quitad\w|restaurad\w|revertid\w|corregid\w|spostat\w|sostituit\w|rimoss\w|ripristinat\w|corrett\w|trocad\w|removid\w|corrigid\w)\b|^\W*ich (?:benenne|stelle|baue|setze|nehme|mache)\b[^.]{0,40} (?:um|wieder|zurück|rückgängig|raus|weg)\b|^\W*(?:(?:ok(?:ay)?|sure|right)[,.]? )?(?:i(?:'|’)?ll|i will|let me) [^.]{2,60} (?:there|then|back|again|instead|properly|only|myself)\b|^.{0,25}(?:直し|戻し|移し|移動し|変更し|修正し|置き換え|差し替え|削除し|使い)(?:ます|ました)|^.{0,8}(?:我(?:来|这就|马上)?(?:改|换|換|移|撤|删|刪|修)|(?:已)?改(?:成|为|用|到|回|过来)|换成|換成|(?:我|已)?(?:恢复|恢復|还原|還原|撤回|撤销))/iu;
