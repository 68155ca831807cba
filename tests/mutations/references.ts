// Mutations of ids, references and values: cycles, hostile names, wrong types, huge numbers.
import type { Mutation } from './structure.ts';

const REFERENCES =
  /\b(sourceRef|targetRef|attachedToRef|default|messageRef|errorRef|signalRef|escalationRef|calledElement|processId|processRef|activityRef|dataObjectRef|bpmnElement)="([^"]*)"/g;
const IDS = /\bid="([^"]*)"/g;

export const HOSTILE_NAMES = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '$type',
    '$parent',
    '',
  ],
  ...[
    ' ',
    '0',
    '-1',
    'null',
    'undefined',
    'NaN',
    '../../etc/passwd',
    "'; DROP TABLE cauce_journal; --",
    '%00',
  ],
  ...[
    '#{7*7}',
    '{{7*7}}',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&#1;',
    '&#x202e;abc',
    '😀',
    'é́',
    '\u200b',
    'a b',
  ],
  ...[
    'x'.repeat(300),
    'y'.repeat(100_000),
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'ı',
    'ﬁ',
    '=1',
    '?question 0',
  ],
];

const VALUES = [
  ...[
    '',
    '0',
    '-1',
    '1.5',
    '1e308',
    '1e999',
    '99999999999999999999999',
    'NaN',
    'Infinity',
    'true',
    'maybe',
    'null',
  ],
  ...[
    '2026-02-30T25:61:61Z',
    '0000-00-00',
    '+275760-09-13T00:00:00Z',
    'P1Y',
    'R/PT0S',
    'R-5/PT1S',
    '=',
    '=null',
  ],
  ...['[]', '{}', '=[1,2', 'x'.repeat(70_000), '\u0001', '=function(x) x'],
];

export const referential: { [name: string]: Mutation } = {
  /** Any reference leads to anything, often back to where it came from. */
  rewire(text, random) {
    const references = [...text.matchAll(REFERENCES)];
    const ids = [...text.matchAll(IDS)].map(([, id]) => id ?? '');
    const reference = random.pick(references);
    if (!reference || ids.length === 0) return text;
    const into = random.pick(ids);
    const written = `${reference[1]}="${into}"`;
    return text.slice(0, reference.index) + written + text.slice(reference.index + reference[0].length);
  },
  /** Everything leads to one place. */
  rewireAll(text, random) {
    const attribute = random.pick([
      'sourceRef',
      'targetRef',
      'attachedToRef',
      'default',
      'processId',
      'messageRef',
    ]);
    const ids = [...text.matchAll(IDS)].map(([, id]) => id ?? '');
    if (ids.length === 0) return text;
    const into = random.pick(ids);
    return text.replace(new RegExp(`\\b${attribute}="[^"]*"`, 'g'), () => `${attribute}="${into}"`);
  },
  attachToItself(text, random) {
    const events = [...text.matchAll(/id="([^"]*)" attachedToRef="([^"]*)"/g)];
    const event = random.pick(events);
    if (!event) return text;
    return text.replace(event[0], () => `id="${event[1]}" attachedToRef="${event[1]}"`);
  },
  callItself(text) {
    const process = /<\w*:?process[^>]*\bid="([^"]*)"/.exec(text)?.[1] ?? 'P';
    return text.replace(/\b(processId|calledElement)="[^"]*"/g, () => `processId="${process}"`);
  },
  linkRound: (text, random) =>
    spliced(
      text,
      random,
      (
        id,
      ) => `<bpmn:intermediateThrowEvent id="${id}"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateThrowEvent>
<bpmn:intermediateCatchEvent id="${id}_c"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateCatchEvent>
<bpmn:sequenceFlow id="${id}_f" sourceRef="${id}_c" targetRef="${id}"/>`,
    ),
  sameIds(text, random) {
    const ids = [...text.matchAll(IDS)];
    const [one, two] = [random.pick(ids), random.pick(ids)];
    if (!one || !two) return text;
    return text.slice(0, one.index) + two[0] + text.slice(one.index + one[0].length);
  },
  /** One id, everywhere that it stands. */
  hostileId(text, random) {
    const id = random.pick([...text.matchAll(IDS)])?.[1];
    if (!id) return text;
    const into = random.pick(HOSTILE_NAMES);
    return text.split(`"${id}"`).join(`"${into}"`).split(`>${id}<`).join(`>${into}<`);
  },
  hostileName(text, random) {
    const named = random.pick([
      ...text.matchAll(
        /\b(name|resultVariable|target|source|inputElement|outputCollection|type|key|errorCode|formId)="[^"]*"/g,
      ),
    ]);
    if (!named) return text;
    const written = `${named[1]}="${random.pick(HOSTILE_NAMES)}"`;
    return text.slice(0, named.index) + written + text.slice(named.index + named[0].length);
  },
  value(text, random) {
    const attribute = random.pick([...text.matchAll(/\b([\w:]+)="[^"]*"/g)]);
    if (!attribute) return text;
    const written = `${attribute[1]}="${random.pick(VALUES).replaceAll('"', '&quot;')}"`;
    return text.slice(0, attribute.index) + written + text.slice(attribute.index + attribute[0].length);
  },
  body(text, random) {
    const body = random.pick([...text.matchAll(/>([^<>]+)</g)]);
    if (!body) return text;
    return `${text.slice(0, body.index)}>${random.pick(VALUES)}<${text.slice(body.index + body[0].length)}`;
  },
  attribute(text, random) {
    const tag = random.pick([...text.matchAll(/<[\w:]+/g)]);
    if (!tag) return text;
    const end = tag.index + tag[0].length;
    return `${text.slice(0, end)} ${random.pick(ATTRIBUTES)}${text.slice(end)}`;
  },
};

const ATTRIBUTES = [
  ...[
    'constructor="1"',
    '__proto__="x"',
    'toString="x"',
    'triggeredByEvent="true"',
    'isForCompensation="true"',
  ],
  ...['isSequential="maybe"', 'cancelActivity="false"', 'instantiate="true"', 'startQuantity="999999999"'],
  ...[
    'completionQuantity="100000000"',
    'xsi:type="bpmn:tProcess"',
    'xmlns:bpmn="urn:other"',
    'parallelMultiple="true"',
  ],
  ...[
    'eventGatewayType="Parallel"',
    'isInterrupting="false"',
    'isExecutable="no"',
    'zeebe:modelerTemplate="x"',
  ],
];

/** Puts new nodes, the first of which is `id`, into the middle of a sequence flow. */
export function spliced(
  text: string,
  random: Parameters<Mutation>[1],
  content: (id: string) => string,
): string {
  const flow = random.pick([...text.matchAll(/<(\w+:)?sequenceFlow\b[^>]*\btargetRef="([^"]*)"/g)]);
  if (!flow) return text;
  const id = `spliced_${random.upTo(1_000_000)}`;
  const prefix = flow[1] ?? '';
  const into = flow[0].replace(/\btargetRef="[^"]*"/, () => `targetRef="${id}"`);
  const added = `${content(id)}<bpmn:sequenceFlow id="${id}_on" sourceRef="${id}" targetRef="${flow[2]}"/>`;
  const own = prefix === 'bpmn:' ? added : added.replaceAll('bpmn:', prefix);
  return text.slice(0, flow.index) + own + into + text.slice(flow.index + flow[0].length);
}
