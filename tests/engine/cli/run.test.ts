// `cauce run`, every option, as a person calls it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { around, condition, drawing, flow } from '../model/drawing.ts';
import { cauce, type Ended, emptyFolder } from './cauceProcess.ts';

interface Printed {
  state: string;
  variables: Record<string, unknown>;
  trace: { element: string; type: string; event: string; at: string }[];
  waiting: { element: string; kind: string }[];
  incidents: { element: string; code: string; message: string }[];
}

const folder = emptyFolder();
const save = (name: string, content: string) => {
  writeFileSync(join(folder.path, name), content);
  return name;
};
const NOW = '2026-03-16T10:00:00-05:00';
const call = (...args: string[]) => cauce(['run', ...args, '--now', NOW], folder.path);
async function run(...args: string[]): Promise<Printed & { code: number | null }> {
  const { code, stdout, stderr } = await call(...args, '--json');
  expect(stderr).toBe('');
  return { code, ...(JSON.parse(stdout) as Printed) };
}
const timer = (id: string, inside: string) =>
  `<bpmn:timerEventDefinition id="${id}_timer">${inside}</bpmn:timerEventDefinition>`;
const every = (cycle: string) =>
  drawing(
    `${around('userTask')}<bpmn:boundaryEvent id="b" attachedToRef="x" cancelActivity="false">${timer('b', `<bpmn:timeCycle>${cycle}</bpmn:timeCycle>`)}</bpmn:boundaryEvent>${flow('f3', 'b', 'end2')}<bpmn:endEvent id="end2"/>`,
  );
const message = (id: string, name: string, next: string) =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:messageEventDefinition id="${id}_d" messageRef="${name}"/></bpmn:intermediateCatchEvent>${flow(`f_${id}`, id, next)}`;
const messageRoot = (name: string) =>
  `<bpmn:message id="${name}" name="${name}"><bpmn:extensionElements><zeebe:subscription correlationKey="=key"/></bpmn:extensionElements></bpmn:message>`;

beforeAll(() => {
  save('task.bpmn', drawing(around('userTask')));
  save(
    'job.bpmn',
    drawing(
      around(
        'serviceTask',
        '<bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements>',
      ),
    ),
  );
  save(
    'loop.bpmn',
    drawing(
      `<bpmn:startEvent id="start"/>${flow('f1', 'start', 'x')}<bpmn:userTask id="x" name="Revisar"/>${flow('f2', 'x', 'g')}
<bpmn:exclusiveGateway id="g" default="f4"/>${flow('f3', 'g', 'x', condition('=again'))}${flow('f4', 'g', 'end')}<bpmn:endEvent id="end"/>`,
    ),
  );
  save(
    'error.bpmn',
    drawing(
      `${around('userTask')}<bpmn:boundaryEvent id="b" attachedToRef="x"><bpmn:errorEventDefinition id="d" errorRef="err"/></bpmn:boundaryEvent>${flow('f3', 'b', 'end2')}<bpmn:endEvent id="end2"/>`,
      '<bpmn:error id="err" errorCode="NO_STOCK"/>',
    ),
  );
  save(
    'messages.bpmn',
    drawing(
      `<bpmn:startEvent id="start"/>${flow('f1', 'start', 'm1')}${message('m1', 'one', 'm2')}${message('m2', 'two', 'end')}<bpmn:endEvent id="end"/>`,
      messageRoot('one') + messageRoot('two'),
    ),
  );
  save(
    'timer.bpmn',
    drawing(
      `<bpmn:startEvent id="start"/>${flow('f1', 'start', 'wait')}<bpmn:intermediateCatchEvent id="wait">${timer('wait', '<bpmn:timeDuration>PT36H</bpmn:timeDuration>')}</bpmn:intermediateCatchEvent>${flow('f2', 'wait', 'end')}<bpmn:endEvent id="end"/>`,
    ),
  );
  save(
    'choice.bpmn',
    drawing(
      `<bpmn:startEvent id="start"/>${flow('f1', 'start', 'g')}<bpmn:exclusiveGateway id="g" name="¿Grande?"/>${flow('f2', 'g', 'end', condition('=amount &gt; 10'))}${flow('f3', 'g', 'end2', condition('=amount &lt; 5'))}<bpmn:endEvent id="end"/><bpmn:endEvent id="end2"><bpmn:terminateEventDefinition id="t"/></bpmn:endEvent>`,
    ),
  );
  save('wrong.bpmn', drawing(`<bpmn:startEvent id="start"/>${flow('f1', 'start', 'gone')}`));
  const one = drawing(around('task')).replace('</bpmn:definitions>', '');
  save(
    'two.bpmn',
    `${one}<bpmn:process id="Q" name="Otro"><bpmn:startEvent id="start_q"/>${flow('fq', 'start_q', 'call')}<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="P"/></bpmn:extensionElements></bpmn:callActivity>${flow('fq2', 'call', 'end_q')}<bpmn:endEvent id="end_q"/></bpmn:process></bpmn:definitions>`,
  );
  save('variables.json', '{"amount": 3, "city": "Medellín"}');
});
afterAll(() => folder.remove());

describe('cauce run', () => {
  it('prints state, variables, trace, waiting and incidents, in that order', async () => {
    const { code, stdout } = await call('task.bpmn', '--json', '--variables', '{"a": 1}');
    expect(code).toBe(0);
    const printed = JSON.parse(stdout) as Printed;
    expect(Object.keys(printed)).toEqual(['state', 'variables', 'trace', 'waiting', 'incidents']);
    const at = '2026-03-16T15:00:00.000Z';
    expect(printed).toEqual({
      state: 'waiting',
      variables: { a: 1 },
      trace: [
        { element: 'start', type: 'startEvent', event: 'activated', at },
        { element: 'start', type: 'startEvent', event: 'completed', at },
        { element: 'f1', type: 'sequenceFlow', event: 'taken', at },
        { element: 'x', type: 'userTask', event: 'activated', at },
      ],
      waiting: [{ element: 'x', kind: 'userTask' }],
      incidents: [],
    });
    expect(Object.keys(printed.trace[0]!)).toEqual(['element', 'type', 'event', 'at']);
  });

  it('completes with an answer, whose variables stay', async () => {
    const done = await run('task.bpmn', '--answers', '{"x": {"approved": true}}');
    expect(done).toMatchObject({ code: 0, state: 'completed', variables: { approved: true }, waiting: [] });
  });

  it('takes a list of answers one by one, and waits when it is used up', async () => {
    const twice = await run('loop.bpmn', '--answers', '{"x": [{"again": true}, {"again": false}]}');
    expect(twice.state).toBe('completed');
    expect(twice.trace.filter(({ element, event }) => element === 'x' && event === 'completed')).toHaveLength(
      2,
    );
    const once = await run('loop.bpmn', '--answers', '{"x": [{"again": true}]}');
    expect(once).toMatchObject({ code: 0, state: 'waiting', waiting: [{ element: 'x', kind: 'userTask' }] });
  });

  it('throws a BPMN error for an answer of {"$error"}', async () => {
    const caught = await run('error.bpmn', '--answers', '{"x": {"$error": "NO_STOCK"}}');
    expect(caught.state).toBe('completed');
    expect(caught.trace).toContainEqual(expect.objectContaining({ element: 'x', event: 'terminated' }));
    expect(caught.trace.at(-2)?.element ?? '').not.toBe('end');
    const uncaught = await run('error.bpmn', '--answers', '{"x": {"$error": "OTHER"}}');
    expect(uncaught).toMatchObject({ code: 1, state: 'incident', incidents: [{ code: 'ERROR_NOT_CAUGHT' }] });
    expect(uncaught.incidents[0]!.message).toContain('OTHER');
  });

  it('publishes messages in order, each as soon as somebody waits for it', async () => {
    const list = (...names: string[]) =>
      JSON.stringify(names.map((name) => ({ name, correlationKey: 'k', variables: { [name]: 1 } })));
    const given = ['--variables', '{"key": "k"}', '--messages'];
    const both = await run('messages.bpmn', ...given, list('one', 'two'));
    expect(both).toMatchObject({ state: 'completed', variables: { one: 1, two: 1 } });
    // Nobody waits for the first of the list, so that the one behind it is not published either.
    const blocked = await run('messages.bpmn', ...given, list('two', 'one'));
    expect(blocked).toMatchObject({ state: 'waiting', waiting: [{ element: 'm1', kind: 'message' }] });
    const other = await run('messages.bpmn', ...given, '[{"name": "one", "correlationKey": "z"}]');
    expect(other.waiting).toEqual([{ element: 'm1', kind: 'message' }]);
  });

  it('completes everything with --auto, answers first', async () => {
    expect((await run('job.bpmn')).waiting).toEqual([{ element: 'x', kind: 'job' }]);
    expect(await run('job.bpmn', '--auto')).toMatchObject({ state: 'completed', variables: {} });
    const answered = await run('job.bpmn', '--auto', '--answers', '{"x": {"price": 3}}');
    expect(answered).toMatchObject({ state: 'completed', variables: { price: 3 } });
  });

  it('lets timers fire in virtual time, unless told not to or not so far', async () => {
    const fired = await run('timer.bpmn');
    expect(fired.state).toBe('completed');
    expect(fired.trace.at(-1)?.at).toBe('2026-03-18T03:00:00.000Z');
    const waiting = { state: 'waiting', waiting: [{ element: 'wait', kind: 'timer' }] };
    expect(await run('timer.bpmn', '--no-timers')).toMatchObject(waiting);
    expect(await run('timer.bpmn', '--until', '2026-03-17T00:00:00Z')).toMatchObject(waiting);
    expect(await run('timer.bpmn', '--until', '2026-03-19T00:00:00Z')).toMatchObject({ state: 'completed' });
  });

  it('stops after 1,000 firings, and after 10 virtual years', async () => {
    save('hourly.bpmn', every('R/PT1H'));
    save('yearly.bpmn', every('R/P365D'));
    const firings = ({ trace }: Printed) =>
      trace.filter(({ element, event }) => element === 'end2' && event === 'completed').length;
    expect(firings(await run('hourly.bpmn'))).toBe(1_000);
    expect(firings(await run('yearly.bpmn'))).toBe(10);
  });

  it('exits with 1 at an incident, and says what to do', async () => {
    const stuck = await run('choice.bpmn', '--variables', '{"amount": 7}');
    expect(stuck).toMatchObject({
      code: 1,
      state: 'incident',
      incidents: [{ element: 'g', code: 'NO_FLOW_CHOSEN' }],
    });
    expect(stuck.incidents[0]!.message).toMatch(/^Expected a true condition, but none of .*amount > 10.* is/);
    expect(Object.keys(stuck.incidents[0]!)).toEqual(['element', 'code', 'message']);
  });

  it('reads variables from @file', async () => {
    const ended = await run('choice.bpmn', '--variables', '@variables.json');
    expect(ended).toMatchObject({ code: 0, state: 'completed', variables: { city: 'Medellín' } });
  });

  it('runs the first of several processes, or the one named, with the others to be called', async () => {
    expect((await run('two.bpmn')).trace.map(({ element }) => element)).not.toContain('call');
    const second = await run('two.bpmn', '--process', 'Q', '--auto');
    expect(second.state).toBe('completed');
    expect(second.trace.map(({ element }) => element)).toEqual(
      expect.arrayContaining(['call', 'x', 'end_q']),
    );
  });

  it('tells people in their language what happened, by name', async () => {
    const ended = await call('choice.bpmn', '--variables', '{"amount": 7}');
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('startEvent start');
    expect(ended.stdout).toContain('! NO_FLOW_CHOSEN g "¿Grande?"\n    Se esperaba una condición verdadera');
    expect(ended.stdout.trimEnd().split('\n').at(-1)).toBe('con incidentes');
    const english = await cauce(['run', 'task.bpmn'], folder.path, { LANG: 'en_US.UTF-8' });
    expect(english.stdout).toMatch(/… waits: user task x "X"\nwaiting\n$/);
  });

  it('exits with 1 for a drawing that cannot run, and lists why', async () => {
    const ended = await call('wrong.bpmn');
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('error FLOW_WITHOUT_TARGET wrong.bpmn f1');
    expect(ended.stderr).toContain('pero wrong.bpmn tiene errores (1)');
  });
});

describe('a call of cauce run that cannot be', () => {
  const refused = (ended: Ended, words: RegExp) => {
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).not.toMatch(/\n {4}at /);
  };

  it.each<[string, string[], RegExp]>([
    ['no file', [], /^Se esperaba como argumento un archivo \.bpmn, pero se dieron 0; use: cauce run/],
    ['two files', ['task.bpmn', 'job.bpmn'], /pero se dieron 2/],
    ['a missing file', ['gone.bpmn'], /^Se esperaba leer .*gone\.bpmn, pero no se pudo \(ENOENT\)/],
    ['an unknown process', ['two.bpmn', '--process', 'Z'], /«?Z»? en two\.bpmn, pero están P, Q; elija/],
    ['malformed JSON', ['task.bpmn', '--variables', '{a: 1}'], /--variables, pero se encontró: \{a: 1\}/],
    ['a list of variables', ['task.bpmn', '--variables', '[1]'], /JSON \{\.\.\.\} en --variables/],
    ['answers of another shape', ['task.bpmn', '--answers', 'null'], /--answers/],
    ['messages of another shape', ['task.bpmn', '--messages', '{}'], /JSON \[\.\.\.\] en --messages/],
    ['a message without a name', ['task.bpmn', '--messages', '[{"nombre": 1}]'], /--messages, pero .*nombre/],
    ['a missing @file', ['task.bpmn', '--answers', '@gone.json'], /gone\.json.*ENOENT/],
    ['a date without an offset', ['task.bpmn', '--until', '2026-04-01T10:00'], /ISO 8601 en --until/],
    ['an unknown option', ['task.bpmn', '--untill', 'x'], /«--untill» no lo es/],
    ['an option without its value', ['task.bpmn', '--until'], /otra forma de usar las opciones/],
  ])('%s exits with 2 and says so', async (_name, args, words) => {
    refused(await cauce(['run', ...args], folder.path), words);
  });
});
