/** Words that people make passwords of, as those who advise them say: things to picture, colours, tempers. */
import { isOrdinaryWord } from "./ordinary_words.ts";

/** None of them is a word of settings, messages or code. */
const PICTURES: ReadonlySet<string> = new Set(
  // animals
  ("ant ape badger bat bear beaver bee beetle bison boar buffalo bull bunny butterfly calf camel canary cardinal cat cheetah chicken cobra condor cow coyote crab crane cricket " +
    "crocodile crow deer dingo dog dolphin donkey dove dragon duck eagle eel elephant elk falcon ferret finch fish flamingo fox frog gazelle gecko giraffe goat goose gorilla " +
    "grizzly hamster hare hawk hedgehog heron hippo hornet horse hyena ibis iguana impala jackal jaguar jellyfish kangaroo kestrel kitten koala lamb lark lemur leopard lion " +
    "lizard llama lobster lynx magpie mammoth marmot meerkat mink mole monkey moose mosquito moth mouse mule narwhal newt octopus orca oriole osprey ostrich otter owl ox oyster " +
    "panda panther parrot peacock pelican penguin pheasant pig pigeon pony poodle puffin puma puppy python quail rabbit raccoon ram raven reindeer rhino robin rooster salamander " +
    "salmon scorpion seahorse seal shark sheep shrimp skunk sloth snail snake sparrow spider squid squirrel stallion stork swallow swan tiger toad tortoise trout tuna turkey " +
    "turtle viper vulture walrus wasp weasel whale wolf wolverine wombat woodpecker yak zebra " +
    // plants and food
    "acorn almond apple apricot aspen avocado bacon bagel bamboo banana basil beech berry birch biscuit blackberry blossom blueberry bramble bread broccoli burger burrito " +
    "butter cabbage cactus cake candy caramel carrot cashew cedar celery cheese cherry chestnut chili chocolate cinnamon clover cocoa coconut coffee corn cranberry cream " +
    "cucumber cupcake daffodil daisy dandelion donut elm espresso fennel fern fig flower garlic ginger gooseberry grape hazel hazelnut heather hemlock hickory holly honey ivy " +
    "jasmine juniper kale kiwi larch lavender leek lemon lentil lettuce lilac lily lime linden lotus mango maple marigold marzipan melon mint moss muffin mushroom mustard nectar " +
    "noodle nutmeg oak olive onion orange orchid oregano palm pancake papaya parsley pasta pasture peach peanut pear pecan pepper petunia pickle pine pineapple pistachio pizza plum " +
    "poppy potato prairie pretzel pudding pumpkin quince radish raisin raspberry reed rhubarb rice rosemary rose rosewood rye saffron sage salad sausage sesame sorrel spinach spruce " +
    "strawberry sugar sunflower sycamore taco thistle thyme toast toffee tomato tulip turnip vanilla vine violet waffle walnut watermelon wheat willow yam yarrow " +
    // stones, metals, colours, cloth
    "agate amber amethyst azure beryl black blue brass bronze brown charcoal cobalt copper coral cotton crimson crystal cyan denim diamond ebony emerald flannel flint garnet gold " +
    "golden granite gravel gray green indigo iron ivory jade jasper lace leather linen magenta marble maroon mauve mercury mosaic nickel obsidian onyx opal pearl pebble peridot pewter " +
    "pink platinum purple quartz red ruby sapphire satin scarlet silk silver slate steel suede tan teal tin titanium topaz turquoise velvet white wool yellow zinc zircon " +
    // land, water, weather, sky, times
    "alpine aurora autumn avalanche bay bayou beach blizzard breeze brook canyon cave cavern cinder cliff cloud comet cove crater creek dawn delta desert dune dusk earth eclipse ember " +
    "equinox estuary evening fjord flame flood fog forest frost galaxy geyser glacier glade gorge grove gulf harbor harbour heath hill horizon hurricane iceberg island jungle lagoon lake " +
    "lava lightning lunar marsh meadow mesa meteor midnight mist monsoon moon moonlight morning mountain nebula nimbus night north oasis ocean orbit peak peninsula planet plateau pond " +
    "puddle rain rainbow rainfall ravine reef ridge river sahara sand savanna sea shadow shore sky snow snowball snowflake solar solstice south spring star starlight storm summer " +
    "summit sun sunlight sunrise sunset sunshine swamp thunder tide tornado tropic tsunami tundra twilight typhoon valley volcano waterfall wave west wind winter zenith zephyr " +
    "monday tuesday wednesday thursday friday saturday sunday january february april august september october november december " +
    // things and buildings
    "accordion anchor anvil apron arrow attic axe backpack bagpipe ball balloon banjo barn barrel basket beacon bell bench bicycle blanket boat bonfire boot bottle boulder bowl bracelet " +
    "brick broom cabin candle candlestick cannon canoe canvas carpet castle catapult cello chair chapel chimney clarinet cloak clock coat compass cottage cradle crayon crown cup curtain dagger " +
    "doorbell drum easel envelope feather fence fiddle fireplace flag flute fork fountain garden glove goblet guitar hammer hammock harmonica harp harvest hat hatchet helmet house jacket " +
    "jar jewel jigsaw kettle kite kitchen knife ladder lamp lantern lighthouse locket magnet mailbox mandolin mansion marker mill mirror mitten monocle muffler napkin necklace needle " +
    "oven paddle palace paper parasol pencil pendant piano pillow plank plate plow pocket pottery propeller pyramid quilt radio raft ribbon rocket rope sail sandal satchel " +
    "saucer saxophone scarf scissors scooter shovel skate sled slipper sofa spoon stapler statue suitcase sweater sword table tango teapot telescope tent thimble timber toaster tower tractor train " +
    "treasure trombone trumpet tunnel ukulele umbrella unicorn vase violin vortex wagon wallet waltz wardrobe window zeppelin zipper " +
    // people and tales
    "angel archer baker captain carpenter cowboy doctor dwarf elf emperor fairy farmer giant goblin gypsy hermit hunter jester juggler king knight magician mermaid monk ninja ogre phoenix pilot pirate " +
    "poet prince princess queen ranger sailor samurai sorcerer troll vampire viking warrior witch wizard yeti zombie " +
    // towns and countries
    "amsterdam athens bali barcelona beijing berlin bombay boston brazil brooklyn cairo canada chicago cuba dallas denver dublin egypt florence geneva havana helsinki iceland istanbul italy " +
    "japan kenya kyoto lima lisbon london madrid malta manila mexico miami milan monaco montana moscow munich nairobi naples nepal nevada norway oslo paris peru prague rome samoa scotland seattle " +
    "seoul sevilla siberia sicily spain sydney tahiti texas tokyo toronto vegas venice verona vienna warsaw zanzibar zurich " +
    // tempers and kinds
    "angry awesome bashful bitter bold brave bright calm cheerful chilly clever cloudy clumsy cold cosy cozy crazy crispy cuddly curious daring dapper dizzy dusty eager elegant fancy fluffy " +
    "foggy frosty funky funny fuzzy gentle giddy gloomy graceful grumpy happy hungry icy jolly jumpy lazy little lively lonely lovely lucky mellow merry mighty misty mystic nimble noble peaceful " +
    "playful proud quick quiet rainy rapid rusty salty shiny shy silent silly sleepy slippery smooth sneaky snowy sour spicy spotted stormy striped sturdy sunny sweet swift tall tasty thirsty tiny vivid " +
    "warm wild windy wise witty wobbly young zesty").split(" "),
);

/** A word of the list is no longer. */
const MAX_WORD_CHARACTERS = 11;
const JOINED = /^([a-z]{8,40})[0-9]{0,4}[!?]?$/;

/** Whether a word is one of them. */
export function isPicture(word: string): boolean {
  return PICTURES.has(word);
}

/** `fernforest`, `hungrytigerlamp42`: such words and nothing else, two at least. */
export function isJoinedPictures(text: string): boolean {
  const letters = JOINED.exec(text)?.[1];
  return letters !== undefined && countAt(letters, 0) >= 2;
}

/** How many words make up the rest of a text; 0 if none do. */
function countAt(letters: string, start: number): number {
  for (let end = Math.min(letters.length, start + MAX_WORD_CHARACTERS); end >= start + 3; end--) {
    if (!PICTURES.has(letters.slice(start, end))) continue;
    if (end === letters.length) return 1;
    const rest = countAt(letters, end);
    if (rest > 0) return rest + 1;
  }
  return 0;
}

const DOTTED =
  /^(?!(?:props|state|opts|args|self|ctx|cfg|conf|params|env|req|res|app|vars|session|window|document|event)\.)[a-z]{3,11}(?:\.[a-z]{3,11}){2,6}(?:[0-9]{1,4}[!?]?|[!?])$/;

/** `anchor.candle7` */
const DOTTED_PAIR = /^[a-z]{4,11}\.[a-z]{4,11}[0-9]{1,4}[!?]?$/;

/** `linen.marble.coral!`, `anchor.candle7`: no member of code, whose names are of its own words. */
export function isDottedPhrase(text: string): boolean {
  if (DOTTED_PAIR.test(text)) return hasPictures(text, 1);
  return DOTTED.test(text) && !text.split(/[^a-z]+/).some(isOrdinaryWord);
}

/** Whether so many words of a text are such, and none is one of messages and settings. */
function hasPictures(text: string, least: number): boolean {
  const words = text.toLowerCase().split(/[^a-z]+/).filter((word) => word !== "");
  return words.filter((word) => PICTURES.has(word)).length >= least && !words.some(isOrdinaryWord);
}

const PHRASE = /^[a-z]{3,11}(?:([ _.-])[a-z]{3,11})(?:\1[a-z]{3,11}){1,8}(?:\1?[0-9]{1,4})?[!?]?$/;

/** `fjord-mellow-kestrel-30`, `quiet otter lamp`: three words at least, of which two are such. */
export function isPicturePhrase(text: string): boolean {
  return PHRASE.test(text) && hasPictures(text, 2);
}

const AROUND_NUMBER = /^[A-Za-z][a-z]{1,11}(?: [a-z]{2,12}){0,4} [0-9]{1,4}(?: [a-z]{2,12}){1,4}[!?]?$/;

/** What is counted in messages, behind its number. */
const COUNTED =
  /[0-9] (?:zeichen|caract|caratt|znak|tecken|tegn|karakt|merkki|tekens|letr|letter|liter|lettr|digit|cifr|ziffern|chiffres|numer|simbol|symbol|(?:words?|palabras|mots|parole|more|or|of|to|per|and)(?![a-z])|seconds?|minut|hours?|days?|weeks?|months?|years?|times?|tagen?|stunden|jours|heures|horas|giorni|attempts?|tries|versuche|intentos|tentativ|chars?|items?|users?|files?|tests?)/;

/** `Opal meadow 91 juniper!`: words of no message around a number. */
export function isPhraseAroundNumber(text: string): boolean {
  return AROUND_NUMBER.test(text) && !COUNTED.test(text) && (text.match(/[A-Za-z]{3}/g) ?? []).length >= 3 &&
    hasPictures(text, 1);
}

const TO_LINE_END =
  /[A-Za-z][a-z]{1,11}(?: (?:[a-z]{2,12}|[0-9]{1,4})){2,9}[!?]?(?=\.?(?:["'`<]|\\{1,3}[nr"]|[ \t]{0,40}(?:\r?\n|\0|$)))/y;

/** The phrase from a place to the line's end. */
export function picturesToLineEnd(text: string, at: number): string | undefined {
  TO_LINE_END.lastIndex = at;
  const phrase = TO_LINE_END.exec(text)?.[0];
  if (phrase === undefined) return undefined;
  return isPhraseAroundNumber(phrase) || isPicturePhrase(phrase) ? phrase : undefined;
}
