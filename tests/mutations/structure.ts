// Mutations of what stands where: parts cut, swapped, repeated, nested, renamed.
import type { Random } from './random.ts';

export type Mutation = (text: string, random: Random, other: string) => string;

const TAG = /<\/?[A-Za-z_][^<>]*>/g;

function tags(text: string): { at: number; end: number; text: string }[] {
  return [...text.matchAll(TAG)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
}

/** An element with its contents, if its end is found. */
function elementAt(text: string, random: Random): { at: number; end: number } | undefined {
  const open = tags(text).filter((tag) => !tag.text.startsWith('</'));
  const tag = open.length > 0 ? random.pick(open) : undefined;
  if (!tag) return undefined;
  if (tag.text.endsWith('/>')) return { at: tag.at, end: tag.end };
  const name = /^<([^\s/>]+)/.exec(tag.text)?.[1] ?? '';
  const end = text.indexOf(`</${name}>`, tag.end);
  return end < 0 ? undefined : { at: tag.at, end: end + name.length + 3 };
}

export const structural: { [name: string]: Mutation } = {
  cutEnd: (text, random) => text.slice(0, random.upTo(text.length)),
  cutStart: (text, random) => text.slice(random.upTo(text.length)),
  cutMiddle(text, random) {
    const at = random.upTo(text.length);
    return text.slice(0, at) + text.slice(at + random.upTo(400));
  },
  cutTag(text, random) {
    const tag = random.pick(tags(text));
    return tag ? text.slice(0, tag.at) + text.slice(tag.end) : text;
  },
  cutElement(text, random) {
    const found = elementAt(text, random);
    return found ? text.slice(0, found.at) + text.slice(found.end) : text;
  },
  repeatElement(text, random) {
    const found = elementAt(text, random);
    if (!found) return text;
    const times = random.pick([1, 2, 30]);
    return text.slice(0, found.end) + text.slice(found.at, found.end).repeat(times) + text.slice(found.end);
  },
  moveElement(text, random) {
    const found = elementAt(text, random);
    if (!found) return text;
    const rest = text.slice(0, found.at) + text.slice(found.end);
    const place = random.pick(tags(rest));
    if (!place) return text;
    return rest.slice(0, place.end) + text.slice(found.at, found.end) + rest.slice(place.end);
  },
  swapTags(text, random) {
    const list = tags(text);
    const [one, two] = [random.pick(list), random.pick(list)].sort((a, b) => (a?.at ?? 0) - (b?.at ?? 0));
    if (!one || !two || one.at === two.at) return text;
    return text.slice(0, one.at) + two.text + text.slice(one.end, two.at) + one.text + text.slice(two.end);
  },
  graft(text, random, other) {
    const found = elementAt(other, random);
    const place = random.pick(tags(text));
    if (!found || !place) return text;
    return text.slice(0, place.end) + other.slice(found.at, found.end) + text.slice(place.end);
  },
  nest(text, random) {
    const found = elementAt(text, random);
    if (!found) return text;
    const depth = random.pick([3, 20, 90, 101, 1_000, 20_000]);
    const tag = random.pick(['bpmn:subProcess', 'bpmn:extensionElements', 'bpmn:lane', 'bpmn:incoming', 'x']);
    const open = Array.from({ length: depth }, (_, at) => `<${tag} id="n${at}">`).join('');
    const inside = text.slice(found.at, found.end);
    return text.slice(0, found.at) + open + inside + `</${tag}>`.repeat(depth) + text.slice(found.end);
  },
  rename(text, random) {
    const names = [...text.matchAll(/<([a-zA-Z0-9]+:)?([a-zA-Z]+)[\s/>]/g)];
    const name = random.pick(names)?.[2];
    const into = random.pick(TYPES);
    if (name === undefined) return text;
    return text.replace(new RegExp(`(</?[a-zA-Z0-9]*:?)${name}(?=[\\s/>])`, 'g'), `$1${into}`);
  },
  noise(text, random) {
    const at = random.upTo(text.length);
    return text.slice(0, at) + random.pick(NOISE) + text.slice(at);
  },
};

const TYPES = [
  ...[
    'process',
    'subProcess',
    'transaction',
    'adHocSubProcess',
    'callActivity',
    'startEvent',
    'endEvent',
    'lane',
  ],
  ...[
    'boundaryEvent',
    'intermediateCatchEvent',
    'intermediateThrowEvent',
    'complexGateway',
    'eventBasedGateway',
  ],
  ...['sequenceFlow', 'messageFlow', 'dataObject', 'definitions', 'collaboration', 'conversation', 'nothing'],
  ...[
    'timerEventDefinition',
    'linkEventDefinition',
    'compensateEventDefinition',
    'conditionalEventDefinition',
  ],
  ...[
    'cancelEventDefinition',
    'standardLoopCharacteristics',
    'inclusiveGateway',
    'parallelGateway',
    'userTask',
  ],
];

const NOISE = [
  ...[
    '<',
    '>',
    '&',
    '"',
    "'",
    ']]>',
    '<!--',
    '<![CDATA[',
    '<?x',
    '&#0;',
    '&#x1;',
    '&lt',
    '&x;',
    '=',
    '\u0000',
  ],
  ...[
    '\u0008',
    '\ufffe',
    '\ud800',
    '\u202e',
    '\r\r\n',
    '<a/>',
    '</bpmn:process>',
    ' id="again"',
    ' xmlns=""',
  ],
];
