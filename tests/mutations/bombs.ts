// Mutations that want to eat time and memory: entities, sizes, expressions, repetitions.
import { spliced } from './references.ts';
import type { Mutation } from './structure.ts';

const laughs = (levels: number, each: number): string => {
  const entity = (at: number) => `<!ENTITY l${at} "${at === 0 ? 'ha' : `&l${at - 1};`.repeat(each)}">`;
  return `<!DOCTYPE b [${Array.from({ length: levels }, (_, at) => entity(at)).join('')}]>`;
};

const ENTITIES: readonly (readonly [string, string])[] = [
  [laughs(10, 10), '&l9;'],
  [laughs(3, 1_000), '&l2;'],
  [`<!DOCTYPE b [<!ENTITY big "${'A'.repeat(100_000)}">]>`, '&big;'.repeat(1_000)],
  ['<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'],
  ['<!DOCTYPE b [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>', '&x;'],
  ['<!DOCTYPE b [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>', ''],
  ['<!DOCTYPE b [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', '&a;'],
  ['', '&undeclared;'],
  ['', '&#x110000;&#xD800;&#0;'],
];

export const FEEL_BOMBS: readonly string[] = [
  `${'('.repeat(4_000)}1${')'.repeat(4_000)}`,
  `${'['.repeat(2_000)}${']'.repeat(2_000)}`,
  `${'if true then '.repeat(1_500)}1${' else 2'.repeat(1_500)}`,
  `${'not('.repeat(1_500)}true${')'.repeat(1_500)}`,
  `1${' + 1'.repeat(20_000)}`,
  'for i in 1..1000000000 return i',
  'for i in 1..100000, j in 1..100000 return i * j',
  'count(for i in 1..3000000 return i)',
  'sum(for i in 1..1000, j in 1..1000 return i)',
  '{f: function(x) f(x + 1), r: f(1)}.r',
  '(function(g) g(g))(function(g) g(g))',
  'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
  'replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "(a|aa)*b", "$0$0$0$0")',
  'string join(for i in 1..100000 return "xxxxxxxxxxxxxxxxxxxx")',
  'for s in ["x"] return string length(replace(s, "x", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"))',
  'concatenate(for i in 1..1000 return for j in 1..1000 return j)',
  '9 ** 9 ** 9 ** 9',
  '2 ** 100000',
  '1e999999',
  '9'.repeat(5_000),
  'duration("P999999999999999Y")',
  'date(999999999, 12, 31)',
  'date and time("2026-01-01T00:00:00") + duration("P99999999999D")',
  'some x in 1..1000000000 satisfies x = -1',
  'every x in 1..1000000000 satisfies x > 0',
  'sort(for i in 1..200000 return 200000 - i, function(a, b) a < b)',
  'distinct values(for i in 1..100000 return i)',
  '{__proto__: 1, constructor: 2}.__proto__',
  'get value({}, "__proto__")',
  'context put({}, "__proto__", {a: 1})',
  '"unclosed',
  '/* unclosed',
  'a.b.c.d[item.e[item.f[item > 1]]]',
  '"\\uD800"',
  '?question 0',
  `"${'\\u0041'.repeat(10_000)}"`,
];

const REPETITIONS = ['1000000000', '100000', '99999', '20000', '-1', '1.5', '=1e12', '=100000', '"many"', ''];
const COLLECTIONS = ['=1..100000000', '=for i in 1..60000 return i', '=null', '=5', '={}', '=[[[[]]]]'];
const TIMES = [
  'R/PT1S',
  'R99999999/PT1S',
  'R/PT0.0001S',
  'PT0S',
  '-PT5S',
  'P99999999999Y',
  'R/2020-01-01T00:00:00Z/PT1S',
];

export const bombs: { [name: string]: Mutation } = {
  entities(text, random) {
    const [doctype, use] = random.pick(ENTITIES);
    const body = text.replace(
      />([^<]{0,40})<\/\w*:?(documentation|outgoing|incoming|text|process)>/,
      () => `>${use}</bpmn:text>`,
    );
    const used = body === text ? text.replace(/ name="[^"]*"/, () => ` name="${use}"`) : body;
    return used.replace(/(<\?xml[^>]*\?>)?/, (head) => head + doctype);
  },
  feel(text, random) {
    const bomb = random
      .pick(FEEL_BOMBS)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;');
    const expressions = [...text.matchAll(/"=[^"]*"|>=[^<]*</g)];
    if (expressions.length === 0 || random.chance(0.5)) {
      const name = random.pick(['a', 'n', 'items', '__proto__']);
      return spliced(
        text,
        random,
        (id) =>
          `<bpmn:scriptTask id="${id}"><bpmn:extensionElements><zeebe:script xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" expression="=${bomb}" resultVariable="${name}"/></bpmn:extensionElements></bpmn:scriptTask>`,
      );
    }
    const place = random.pick(expressions);
    const written = place[0].startsWith('"') ? `"=${bomb}"` : `>=${bomb}<`;
    return text.slice(0, place.index) + written + text.slice(place.index + place[0].length);
  },
  repetitions: (text, random) =>
    spliced(text, random, (id) => {
      const sequential = random.pick(['true', 'false']);
      const tag = random.pick([
        'scriptTask',
        'userTask',
        'task',
        'serviceTask',
        'subProcess',
        'callActivity',
      ]);
      return `<bpmn:${tag} id="${id}"><bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:loopCardinality>${random.pick(REPETITIONS)}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:${tag}>`;
    }),
  collections: (text, random) =>
    spliced(
      text,
      random,
      (id) =>
        `<bpmn:subProcess id="${id}"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" inputCollection="${random.pick(COLLECTIONS)}" inputElement="x" outputCollection="y" outputElement="=x"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics><bpmn:task id="${id}_t"/></bpmn:subProcess>`,
    ),
  loops: (text, random) =>
    spliced(
      text,
      random,
      (id) =>
        `<bpmn:scriptTask id="${id}"><bpmn:extensionElements><zeebe:script xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" expression="=1" resultVariable="r"/></bpmn:extensionElements><bpmn:standardLoopCharacteristics testBefore="${random.pick(['true', 'false'])}" loopMaximum="${random.pick(['1000000000', '0', '-5', 'x', '5000'])}"><bpmn:loopCondition>${random.pick(['=true', '=false', '=1', '=loopCounter &lt; 1000000'])}</bpmn:loopCondition></bpmn:standardLoopCharacteristics></bpmn:scriptTask>`,
    ),
  times: (text, random) =>
    spliced(text, random, (id) => {
      const kind = random.pick(['timeDate', 'timeDuration', 'timeCycle']);
      return `<bpmn:intermediateCatchEvent id="${id}"><bpmn:timerEventDefinition><bpmn:${kind}>${random.pick(TIMES)}</bpmn:${kind}></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
    }),
  multiply: (text, random) =>
    spliced(
      text,
      random,
      (id) =>
        `<bpmn:parallelGateway id="${id}"/><bpmn:sequenceFlow id="${id}_a" sourceRef="${id}" targetRef="${id}"/><bpmn:sequenceFlow id="${id}_b" sourceRef="${id}" targetRef="${id}"/>`,
    ),
  calls: (text, random) =>
    spliced(text, random, (id) => {
      const process = /<\w*:?process[^>]*\bid="([^"]*)"/.exec(text)?.[1] ?? 'P';
      return `<bpmn:callActivity id="${id}"><bpmn:extensionElements><zeebe:calledElement xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" processId="${process}"/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>20</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:callActivity>`;
    }),
  wide: (text, random) =>
    spliced(text, random, (id) => {
      const count = random.pick([50, 500, 3_000, 6_000]);
      const tag = random.pick(['parallelGateway', 'exclusiveGateway', 'inclusiveGateway']);
      const each = (at: number) =>
        `<bpmn:task id="${id}_${at}"/><bpmn:sequenceFlow id="${id}_i${at}" sourceRef="${id}" targetRef="${id}_${at}"/><bpmn:sequenceFlow id="${id}_o${at}" sourceRef="${id}_${at}" targetRef="${id}_j"/>`;
      return `<bpmn:${tag} id="${id}"/><bpmn:${tag} id="${id}_j"/>${Array.from({ length: count }, (_, at) => each(at)).join('')}`;
    }),
  long: (text, random) =>
    spliced(text, random, (id) => {
      const count = random.pick([100, 2_000, 9_000]);
      const tag = random.pick(['exclusiveGateway', 'task', 'scriptTask', 'inclusiveGateway', 'subProcess']);
      const each = (at: number) =>
        `<bpmn:${tag} id="${id}_${at}"/><bpmn:sequenceFlow id="${id}_f${at}" sourceRef="${at === 0 ? id : `${id}_${at - 1}`}" targetRef="${id}_${at}"/>`;
      return `<bpmn:exclusiveGateway id="${id}"/>${Array.from({ length: count }, (_, at) => each(at)).join('')}`;
    }),
  huge(text, random) {
    const bytes = random.pick([500_000, 1_900_000, 2_200_000, 8_000_000, 52_000_000]);
    const [open, unit, close] = random.pick([
      ['<!--', 'x', '-->'],
      ['', ' ', ''],
      ['<bpmn:documentation>', 'y', '</bpmn:documentation>'],
      ['', '<bpmn:task/>', ''],
      ['', '<bpmn:dataObject id="a"/>', ''],
      ['<bpmn:task id="a" name="', '&lt;', '"/>'],
      ['<a', ' b="c"', '/>'],
      ['', '<x:y xmlns:x="urn:x"/>', ''],
    ] as const);
    const filling = open + unit.repeat(Math.ceil(bytes / unit.length)) + close;
    return text.replace(/<(\w+:)?process[^>]*>/, (tag) => tag + filling);
  },
};
