// JUEL becomes FEEL that gives what JUEL gave, or is named where it cannot.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: JUEL is written so.
import { describe, expect, test } from 'vitest';
import type { Json, Variables } from '../../../../engine/core/index.ts';
import { createPorts } from '../../../../engine/expressions/index.ts';
import { convertJuel, settingIn } from '../../../../engine/model/camunda/juel.ts';
import { checkFeel } from '../../../../engine/runtime/checkFeel.ts';

const ports = createPorts();

function given(juel: string, variables: Variables = {}): Json {
  const { value } = convertJuel(juel);
  if (value === undefined) throw new Error(`${juel} has no FEEL`);
  if (!value.startsWith('=')) return value;
  const feel = value.slice(1);
  expect(checkFeel(feel, 'expression')).toMatchObject({ ok: true });
  const get = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
  const answer = ports.evaluate(feel, { variables: { get }, now: 0, owner: 1, inputs: {} });
  if (answer.kind !== 'value') throw new Error(JSON.stringify(answer));
  return answer.value;
}

describe('a JUEL expression', () => {
  test.each<[string, Variables, Json]>([
    ['${a + b * 2 - 1}', { a: 1, b: 3 }, 6],
    ['${(a + b) * 2}', { a: 1, b: 3 }, 8],
    ['${a - (b - c)}', { a: 9, b: 5, c: 2 }, 6],
    ['${a div 4 + 7 mod 4}', { a: 8 }, 5],
    ['${-a}', { a: 2 }, -2],
    ['${a gt 1 && b le 2 || c ne 3}', { a: 1, b: 2, c: 3 }, false],
    ['${!(a eq 1) or not b}', { a: 1, b: false }, true],
    ["${a == 'it\\'s'}", { a: "it's" }, true],
    ['${a > 1 ? "many" : a == 1 ? "one" : "none"}', { a: 1 }, 'one'],
    ['${(a ? 1 : 2) + 1}', { a: false }, 3],
    ['${order.customer["name"]}', { order: { customer: { name: 'Ana' } } }, 'Ana'],
    ['${order["the name"]}', { order: { 'the name': 'Ana' } }, 'Ana'],
    ['${rows[1].id}', { rows: [{ id: 'a' }, { id: 'b' }] }, 'b'],
    ['${rows[at]}', { rows: ['a', 'b'], at: 0 }, 'a'],
    ['${prices[product]}', { prices: { tea: 3 }, product: 'tea' }, 3],
    ['${rows[loopCounter]}', { rows: ['a', 'b'], loopCounter: 1 }, 'a'],
    ['${loopCounter}', { loopCounter: 1 }, 0],
    [
      '${nrOfCompletedInstances / nrOfInstances >= 0.5}',
      { numberOfCompletedInstances: 1, numberOfInstances: 2 },
      true,
    ],
    ['${execution.getVariable("total") > 5}', { total: 6 }, true],
    ["${execution.hasVariable('total')}", {}, false],
    ['#{a}', { a: [1, 2] }, [1, 2]],
  ])('%s gives its value', (juel, variables, expected) => {
    expect(given(juel, variables)).toEqual(expected);
  });

  test.each<[Json, boolean]>([
    [null, true],
    ['', true],
    [[], true],
    [{}, true],
    ['a', false],
    [[0], false],
    [0, false],
    [false, false],
  ])('finds %j empty: %s', (a, expected) => {
    expect(given('${empty a}', { a })).toBe(expected);
    expect(given('${not empty a}', { a })).toBe(!expected);
  });

  test.each<[string, Variables, Json]>([
    ['${names.size()}', { names: ['a', 'b'] }, 2],
    ['${name.length()}', { name: 'Ana' }, 3],
    ['${names.contains("a")}', { names: ['a', 'b'] }, true],
    ['${names.contains("a")}', { names: 'cba' }, true],
    ['${!names.isEmpty()}', { names: [] }, false],
    ['${name.equals("Ana")}', { name: 'Ana' }, true],
    ['${name.equalsIgnoreCase("ANA")}', { name: 'Ana' }, true],
    ['${name.toUpperCase().startsWith("A")}', { name: 'ana' }, true],
    ['${name.substring(1, 3)}', { name: 'Mariana' }, 'ar'],
    ['${rows.get(0)}', { rows: ['a'] }, 'a'],
    ['${map.containsKey("k")}', { map: { k: 1 } }, true],
    ['${now().toString()}', {}, '1969-12-31T19:00:00-05:00'],
    ['${dateTime().plusDays(2).minusHours(1).toDate()}', {}, '1970-01-02T18:00:00-05:00'],
  ])('%s calls what FEEL has too', (juel, variables, expected) => {
    expect(given(juel, variables)).toEqual(expected);
  });

  test.each<[string, Json]>([
    ["${flag == 'true'}", true],
    ['${flag == "false"}', 'false'],
    ["${flag != '5'}", 6],
  ])('%s compares texts with what was entered as something else', (juel, flag) => {
    expect(given(juel, { flag })).toBe(true);
  });

  test.each([
    ['${execution.processInstanceId}', 'execution.processInstanceId'],
    ['${mailer.send(order)}', 'mailer.send()'],
    ['${currentUser()}', 'currentUser()'],
    ['${task.assignee}', 'task.assignee'],
  ])('%s is named where it has no FEEL', (juel, part) => {
    expect(convertJuel(juel)).toMatchObject({ part });
    expect(convertJuel(juel).value).toBeUndefined();
  });

  test.each([
    '${a',
    '${}',
    '${a b}',
    '${a +}',
    '${a = b}',
    '${1..2}',
    `\${${'('.repeat(9_000)}}`,
    '${a ? b}',
  ])('%s is no JUEL and gives nothing', (juel) => {
    expect(convertJuel(juel).value).toBeUndefined();
  });
});

test.each([
  ['${'.repeat(100_000)],
  ['${a}'.repeat(10_000)],
  [`\${a${'.b'.repeat(3_900)}}`],
  [`\${a${'+a'.repeat(3_900)}}`],
  [`\${${'!'.repeat(7_000)}a}`],
  [`\${${'a[b'.repeat(40)}${']'.repeat(40)}}`],
  [`\${a${'.get(b)'.repeat(40)}}`],
])('what is longer or deeper than people write gives nothing', (juel) => {
  expect(convertJuel(juel).value).toBeUndefined();
});

describe('a text with expressions in it', () => {
  test('makes text of every part, and nothing of null', () => {
    expect(given('Order ${id} of ${name}${none}: #{a + 1}!', { id: 7, name: 'Ana', a: 1 })).toBe(
      'Order 7 of Ana: 2!',
    );
  });

  test('without expressions is itself, also where it looks like FEEL', () => {
    expect(convertJuel('just words').value).toBe('just words');
    expect(given('=not FEEL')).toBe('=not FEEL');
    expect(given('costs \\${a}')).toBe('costs ${a}');
  });

  test('finds the end of an expression behind braces in quotes', () => {
    expect(given('${a == "}"} or not', { a: '}' })).toBe('true or not');
  });
});

test('names that FEEL would read otherwise are still names', () => {
  expect(given('${for + my$total}', { for: 1, my$total: 2 })).toBe(3);
  expect(given('${execution.getVariable("my-name")}', { 'my-name': 5 })).toBe(5);
});

test('setting a variable is told from other calls', () => {
  expect(settingIn('${execution.setVariable("total", a + 1)}')).toEqual({
    name: 'total',
    value: '${ a + 1}'.replace(' ', ''),
  });
  expect(settingIn('${execution.setVariable(name, 1)}')).toBeUndefined();
  expect(settingIn('${execution.getVariable("a")}')).toBeUndefined();
});
