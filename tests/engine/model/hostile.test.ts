// Damaged and hostile files: whatever is in them, the answer is problems or a model, never an exception.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { around, condition, drawing, flow, parse } from './drawing.ts';

const whole = drawing(
  `<bpmn:laneSet id="ls"><bpmn:lane id="l" name="L"><bpmn:flowNodeRef>x</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
  ${around('userTask', '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=a" target="b"/></zeebe:ioMapping></bpmn:extensionElements>')}
  <bpmn:exclusiveGateway id="g"/>${flow('h', 'x', 'g')}${flow('i', 'g', 'x', condition('=a &gt; 1'))}${flow('j', 'g', 'end')}
  <bpmn:boundaryEvent id="b" attachedToRef="x"><bpmn:timerEventDefinition id="td"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`,
);
const parts = whole.match(/<[^>]*>|[^<]+/g) ?? [];
const words = [
  '',
  '<',
  '"',
  '&#x0;',
  '__proto__',
  'constructor',
  '$type="x"',
  '<bpmn:task id="__proto__"/>',
  '=',
  ']]>',
  '<!--',
  '<bpmn:subProcess>',
];

const change = fc.record({
  at: fc.nat(parts.length - 1),
  from: fc.nat(parts.length - 1),
  kind: fc.nat(3),
  word: fc.constantFrom(...words),
});

test('a drawing with parts lost, repeated, swapped or spoiled is read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
      const copy = [...parts];
      for (const { at, from, kind, word } of changes) {
        if (kind === 0) copy[at] = '';
        else if (kind === 1) copy[at] = `${copy[at]}${parts[from]}`;
        else if (kind === 2) copy[at] = parts[from]!;
        else copy[at] = copy[at]!.replace(/"[^"]*"|\w+$/, word);
      }
      const { processes, problems } = await parse(copy.join(''));
      const refused = problems.some((problem) => problem.severity === 'error');
      expect(processes.length > 0).toBe(!refused);
    }),
    { numRuns: 200 },
  );
});

test('names of JavaScript objects as attributes and prefixes change no object', async () => {
  const odd =
    '<bpmn:extensionElements><y:z constructor="1" __proto__="2" xmlns:y="urn:y"><y:toString/></y:z></bpmn:extensionElements>';
  const { problems } = await parse(drawing(around('task', odd, 'constructor="a" hasOwnProperty="b"')));
  expect(problems.every((problem) => problem.code === 'UNKNOWN_ATTRIBUTE')).toBe(true);
  expect(({} as { z?: unknown }).z).toBeUndefined();
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('1');
});

test('a file with more problems than anybody reads says the first of them', async () => {
  const { problems } = await parse(
    drawing(`<bpmn:task id="t"/>${Array.from({ length: 700 }, (_, n) => flow(`f${n}`, 'a', 'b')).join('')}`),
  );
  expect(problems).toHaveLength(501);
  expect(problems.at(-1)).toMatchObject({ code: 'TOO_MANY_PROBLEMS', values: { limit: 500 } });
});
