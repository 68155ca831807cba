// What a deployment is told about a drawing: everything at once, each with its element, and how it reads.
import { expect, test } from 'vitest';
import { problemTexts } from '../../../engine/model/index.ts';
import { placeholdersOf, problemCatalogs, problemTextOf } from '../../../engine/problemCatalog.ts';
import { around, codesOf, condition, drawing, file, flow, parse, problemsOf } from './drawing.ts';

const LETTER_A = 'a'.repeat(2 * 1024 * 1024);
const timer = (inside: string) => `<bpmn:timerEventDefinition id="td">${inside}</bpmn:timerEventDefinition>`;
const messageRoots = '<bpmn:message id="m" name="mensaje"/><bpmn:error id="err" errorCode="E1"/>';

const nobody = ['warning TASK_WITHOUT_PEOPLE x'];
const listening = (event: string, type = 'mail', kind = 'execution') =>
  `<bpmn:extensionElements><zeebe:${kind}Listeners><zeebe:${kind}Listener eventType="${event}" type="${type}"/></zeebe:${kind}Listeners></bpmn:extensionElements>`;

/** Name of the case, the file, what is said about it: nothing more, nothing less. */
const cases: [string, string, string[]][] = [
  ['a file that is not XML', 'hello', ['error XML_MALFORMED']],
  ['an empty file', '', ['error XML_MALFORMED']],
  [
    'an unclosed tag',
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">',
    ['error XML_ENDS_EARLY'],
  ],
  ['another root', '<svg xmlns="http://www.w3.org/2000/svg"/>', ['error NOT_BPMN']],
  ['BPMN without its namespace', '<definitions><process id="p"/></definitions>', ['error NOT_BPMN']],
  [
    'a document type',
    `<!DOCTYPE x [<!ENTITY e "e">]>${drawing(around('task'))}`,
    ['error DOCTYPE_FORBIDDEN'],
  ],
  [
    'the words of a document type in a comment',
    drawing(`<!-- <!DOCTYPE --><bpmn:task id="t" name="&lt;!DOCTYPE"/>`),
    [],
  ],
  ['elements nested too deeply', `${'<a>'.repeat(101)}${'</a>'.repeat(101)}`, ['error XML_TOO_DEEP']],
  ['a file over 2 MB', drawing(`<!-- ${LETTER_A} -->`), ['error FILE_TOO_LARGE']],
  ['a file without a process', file('<bpmn:message id="m"/>'), ['error NO_PROCESS']],
  ['an empty process', drawing(''), ['error PROCESS_EMPTY P']],
  ['a process without an id', file('<bpmn:process><bpmn:task id="t"/></bpmn:process>'), ['error ID_MISSING']],
  ['a task without an id', drawing('<bpmn:task name="Sin id"/>'), ['error ID_MISSING P']],
  ['an accented id', drawing('<bpmn:task id="t"/><bpmn:task id="petición"/>'), ['error INVALID_ID petición']],
  [
    'a duplicate id',
    drawing('<bpmn:task id="t" name="Uno"/><bpmn:userTask id="t"/>'),
    ['error DUPLICATE_ID t'],
  ],
  ['an unknown element', drawing('<bpmn:task id="t"/><bpmn:robotTask id="r"/>'), ['error UNKNOWN_ELEMENT r']],
  [
    'an element in the wrong place',
    file('<bpmn:userTask id="u"/><bpmn:process id="P"><bpmn:task id="t"/></bpmn:process>'),
    ['error MISPLACED_ELEMENT u'],
  ],
  [
    'an element of another tool outside the extensions',
    drawing('<bpmn:task id="t"/><other:x xmlns:other="urn:other"/>'),
    ['warning ELEMENT_IGNORED'],
  ],
  [
    'an unknown extension',
    drawing(around('task', '<bpmn:extensionElements><zeebe:nope/></bpmn:extensionElements>')),
    ['warning UNKNOWN_EXTENSION'],
  ],
  ['an unknown attribute', drawing(around('task', '', 'color="red"')), ['warning UNKNOWN_ATTRIBUTE x']],
  ['loose text', drawing('<bpmn:task id="t"/>hola'), ['warning UNEXPECTED_TEXT']],
  [
    'an undeclared attribute prefix',
    drawing(around('task', '', 'bizagi:x="1"')),
    ['warning PREFIX_UNDECLARED'],
  ],
  ['an attribute given twice', drawing(around('task', '', 'name="otra"')), ['error XML_ATTRIBUTE_MALFORMED']],
  ['NUL in a name', drawing('<bpmn:task id="t" name="a&#x0;b"/>'), ['error INVALID_CHARACTER t']],
  [
    'half a surrogate pair in a name',
    drawing('<bpmn:task id="t" name="a&#xD800;b"/>'),
    ['error INVALID_CHARACTER t'],
  ],
  ['a whole surrogate pair in a name', drawing('<bpmn:task id="t" name="&#x1F600;"/>'), []],
  [
    'a flow to nowhere',
    drawing(`<bpmn:task id="t"/>${flow('f', 't', 'gone')}`),
    ['error FLOW_WITHOUT_TARGET f'],
  ],
  [
    'a flow from nowhere',
    drawing('<bpmn:task id="t"/><bpmn:sequenceFlow id="f" targetRef="t"/>'),
    ['error FLOW_WITHOUT_SOURCE f'],
  ],
  [
    'a flow to a data object',
    drawing(`<bpmn:task id="t"/><bpmn:dataObject id="d"/>${flow('f', 't', 'd')}`),
    ['error FLOW_END_NOT_NODE f'],
  ],
  [
    'a flow to the file itself',
    drawing(`<bpmn:task id="t"/>${flow('f', 't', 'definitions')}`),
    ['error FLOW_END_NOT_NODE f'],
  ],
  [
    'a flow into a subprocess',
    drawing(
      `<bpmn:task id="t"/><bpmn:subProcess id="s"><bpmn:task id="i"/></bpmn:subProcess>${flow('f', 't', 'i')}`,
    ),
    ['error FLOW_CROSSES_BORDER f'],
  ],
  [
    'a flow to another pool',
    file(
      `<bpmn:process id="A"><bpmn:task id="a"/>${flow('f', 'a', 'b')}</bpmn:process><bpmn:process id="B"><bpmn:task id="b"/></bpmn:process>`,
    ),
    ['error FLOW_LEAVES_PROCESS f'],
  ],
  [
    'a default flow of another element',
    drawing(`<bpmn:exclusiveGateway id="g" default="f"/><bpmn:task id="t"/>${flow('f', 't', 'g')}`),
    ['error DEFAULT_NOT_OUTGOING g'],
  ],
  [
    'a default flow that does not exist',
    drawing(around('exclusiveGateway', '', 'default="gone"')),
    ['error UNRESOLVED_REFERENCE x'],
  ],
  [
    'a message that does not exist',
    drawing(around('receiveTask', '', 'messageRef="gone"')),
    ['error UNRESOLVED_REFERENCE x'],
  ],
  [
    'an error where a message belongs',
    drawing(around('receiveTask', '', 'messageRef="err"'), messageRoots),
    ['error WRONG_REFERENCE x', 'warning MESSAGE_WITHOUT_KEY x'],
  ],
  [
    'a pool of a process that does not exist',
    file(
      '<bpmn:collaboration id="c"><bpmn:participant id="p" processRef="gone"/></bpmn:collaboration><bpmn:process id="P"><bpmn:task id="t"/></bpmn:process>',
    ),
    ['error UNRESOLVED_REFERENCE p'],
  ],
  [
    'a lane of an element that does not exist',
    drawing(
      '<bpmn:laneSet id="ls"><bpmn:lane id="l" name="L"><bpmn:flowNodeRef>gone</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:task id="t"/>',
    ),
    ['warning UNRESOLVED_REFERENCE l'],
  ],
  [
    'a lane without a name',
    drawing(
      '<bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:task id="t"/>',
    ),
    ['warning LANE_WITHOUT_NAME l'],
  ],
  [
    'a boundary event on nothing',
    drawing(
      `<bpmn:task id="t"/><bpmn:boundaryEvent id="b" attachedToRef="gone">${timer('<bpmn:timeDuration>PT1H</bpmn:timeDuration>')}</bpmn:boundaryEvent>`,
    ),
    ['error BOUNDARY_WITHOUT_HOST b'],
  ],
  [
    'a boundary event on a gateway',
    drawing(
      `<bpmn:exclusiveGateway id="g"/><bpmn:boundaryEvent id="b" attachedToRef="g">${timer('<bpmn:timeDuration>PT1H</bpmn:timeDuration>')}</bpmn:boundaryEvent>`,
    ),
    ['error BOUNDARY_WITHOUT_HOST b'],
  ],
  [
    'an error that does not interrupt',
    drawing(
      `<bpmn:task id="t"/><bpmn:boundaryEvent id="b" attachedToRef="t" cancelActivity="false"><bpmn:errorEventDefinition id="d"/></bpmn:boundaryEvent>`,
    ),
    ['error ERROR_MUST_INTERRUPT b'],
  ],
  [
    'a boundary event that waits for nothing',
    drawing('<bpmn:task id="t"/><bpmn:boundaryEvent id="b" attachedToRef="t"/>'),
    ['warning EVENT_WITHOUT_DEFINITION b'],
  ],
  [
    'a flow into the start',
    drawing(`<bpmn:startEvent id="s"/><bpmn:task id="t"/>${flow('f', 's', 't')}${flow('g', 't', 's')}`),
    ['error START_WITH_INCOMING s'],
  ],
  [
    'a flow out of the end',
    drawing(`<bpmn:endEvent id="e"/><bpmn:task id="t"/>${flow('f', 't', 'e')}${flow('g', 'e', 't')}`),
    ['error END_WITH_OUTGOING e'],
  ],
  [
    'two plain starts',
    drawing(
      `<bpmn:startEvent id="s"/><bpmn:startEvent id="s2"/><bpmn:task id="t"/>${flow('f', 's', 't')}${flow('g', 's2', 't')}`,
    ),
    ['warning START_AMBIGUOUS s2'],
  ],
  [
    'a timer that is thrown',
    drawing(
      around('endEvent', timer('<bpmn:timeDuration>PT1H</bpmn:timeDuration>')).replace(
        flow('f2', 'x', 'end'),
        '',
      ),
    ),
    ['error EVENT_MISPLACED x', 'warning NODE_UNREACHABLE end'],
  ],
  [
    'a message start in a subprocess',
    drawing(
      `<bpmn:subProcess id="p"><bpmn:startEvent id="s"><bpmn:messageEventDefinition id="d" messageRef="m"/></bpmn:startEvent></bpmn:subProcess>`,
      messageRoots,
    ),
    ['error EVENT_MISPLACED s'],
  ],
  [
    'an event-based gateway before a task',
    drawing(`<bpmn:eventBasedGateway id="g"/><bpmn:task id="t"/>${flow('f', 'g', 't')}`),
    ['error EVENT_GATEWAY_SINGLE g', 'error EVENT_GATEWAY_TARGET g'],
  ],
  [
    'an event-based gateway before nothing',
    drawing('<bpmn:eventBasedGateway id="g"/>'),
    ['error EVENT_GATEWAY_WITHOUT_EVENTS g'],
  ],
  [
    'a message catch without a correlation key',
    drawing(
      around('intermediateCatchEvent', '<bpmn:messageEventDefinition id="d" messageRef="m"/>'),
      messageRoots,
    ),
    ['warning MESSAGE_WITHOUT_KEY x'],
  ],
  [
    'a message catch without a message',
    drawing(around('intermediateCatchEvent', '<bpmn:messageEventDefinition id="d"/>')),
    ['warning EVENT_WITHOUT_REFERENCE x'],
  ],
  [
    'a timer with date and duration',
    drawing(
      around(
        'intermediateCatchEvent',
        timer(
          '<bpmn:timeDate>2026-05-01T08:00:00Z</bpmn:timeDate><bpmn:timeDuration>PT1H</bpmn:timeDuration>',
        ),
      ),
    ),
    ['error TIMER_AMBIGUOUS x'],
  ],
  [
    'a timer in plain words',
    drawing(around('intermediateCatchEvent', timer('<bpmn:timeDuration>dos horas</bpmn:timeDuration>'))),
    ['error TIMER_INVALID x'],
  ],
  [
    'a timer without a time',
    drawing(around('intermediateCatchEvent', timer(''))),
    ['warning TIMER_WITHOUT_TIME x'],
  ],
  [
    'a timer date without a zone',
    drawing(around('intermediateCatchEvent', timer('<bpmn:timeDate>2026-05-01T08:00:00</bpmn:timeDate>'))),
    ['warning TIMER_WITHOUT_ZONE x'],
  ],
  [
    'a timer cycle',
    drawing(
      around(
        'intermediateCatchEvent',
        timer('<bpmn:timeCycle>R3/2026-05-01T08:00:00-05:00/P1D</bpmn:timeCycle>'),
      ),
    ),
    [],
  ],
  [
    'a timer cycle by cron',
    drawing(
      around('intermediateCatchEvent', timer('<bpmn:timeCycle>0 0/5 9-17 ? * MON-FRI</bpmn:timeCycle>')),
    ),
    [],
  ],
  ...(
    [
      ['four fields', '0 9 * *', 'CRON_FIELDS'],
      ['an hour of 25', '0 0 25 * * *', 'CRON_FIELD'],
      ['an abbreviation that is none', '@nightly', 'CRON_MACRO'],
      ['a 30 February', '0 0 0 30 2 ?', 'CRON_NEVER'],
    ] as const
  ).map(([what, text, code]): [string, string, string[]] => [
    `cron with ${what}`,
    drawing(around('intermediateCatchEvent', timer(`<bpmn:timeCycle>${text}</bpmn:timeCycle>`))),
    [`error ${code} x`],
  ]),
  [
    'cron as a duration',
    drawing(around('intermediateCatchEvent', timer('<bpmn:timeDuration>0 0 9 * * *</bpmn:timeDuration>'))),
    ['error TIMER_INVALID x'],
  ],
  [
    'a timer of bad FEEL',
    drawing(around('intermediateCatchEvent', timer('<bpmn:timeDuration>=duration(</bpmn:timeDuration>'))),
    ['error FEEL_SYNTAX x'],
  ],
  [
    'a condition of bad FEEL',
    drawing(`<bpmn:exclusiveGateway id="g"/><bpmn:task id="t"/>${flow('f', 'g', 't', condition('=1 +'))}`),
    ['error FEEL_SYNTAX f'],
  ],
  [
    'a mapping of bad FEEL',
    drawing(
      around(
        'userTask',
        '<bpmn:extensionElements><zeebe:assignmentDefinition assignee="=a b ("/><zeebe:ioMapping><zeebe:input source="=)" target="a"/></zeebe:ioMapping></bpmn:extensionElements>',
      ),
    ),
    ['error FEEL_SYNTAX x', 'error FEEL_SYNTAX x'],
  ],
  [
    'a script of bad FEEL',
    drawing(
      around(
        'scriptTask',
        '<bpmn:extensionElements><zeebe:script expression="=for" resultVariable="r"/></bpmn:extensionElements>',
      ),
    ),
    ['error FEEL_SYNTAX x'],
  ],
  [
    'a correlation key of bad FEEL',
    drawing(
      around('receiveTask', '', 'messageRef="n"'),
      '<bpmn:message id="n" name="n"><bpmn:extensionElements><zeebe:subscription correlationKey="=(("/></bpmn:extensionElements></bpmn:message>',
    ),
    ['error FEEL_SYNTAX n'],
  ],
  [
    'a function that nobody knows',
    drawing(
      around(
        'scriptTask',
        '<bpmn:extensionElements><zeebe:script expression="=nope(1)" resultVariable="r"/></bpmn:extensionElements>',
      ),
    ),
    ['error FEEL_UNKNOWN_FUNCTION x'],
  ],
  [
    'a header that begins with the sign',
    drawing(
      around(
        'serviceTask',
        '<bpmn:extensionElements><zeebe:taskDefinition type="t"/><zeebe:taskHeaders><zeebe:header key="k" value="=("/></zeebe:taskHeaders></bpmn:extensionElements>',
      ),
    ),
    [],
  ],
  ['an ad-hoc subprocess without activities', drawing(around('adHocSubProcess')), ['warning AD_HOC_EMPTY x']],
  [
    'a loop with a condition',
    drawing(
      around(
        'task',
        '<bpmn:standardLoopCharacteristics><bpmn:loopCondition>again</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
      ),
    ),
    [],
  ],
  [
    'a loop with a negative maximum',
    drawing(around('task', '<bpmn:standardLoopCharacteristics loopMaximum="-1"/>')),
    ['error LOOP_MAXIMUM_INVALID x', 'warning REPETITION_WITHOUT_COUNT x'],
  ],
  [
    'a loop marker alone',
    drawing(around('task', '<bpmn:standardLoopCharacteristics/>')),
    ['warning REPETITION_WITHOUT_COUNT x'],
  ],
  [
    'a parallel event with a definition that ends what it is attached to',
    drawing(
      `${around('task')}<bpmn:boundaryEvent id="b" attachedToRef="x" parallelMultiple="true"><bpmn:errorEventDefinition id="d"/><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`,
    ),
    ['error PARALLEL_MULTIPLE_ENDS b'],
  ],
  [
    'an instantiating task that something leads to',
    drawing(around('receiveTask', '', 'instantiate="true"')),
    ['error INSTANTIATE_NOT_FIRST x'],
  ],
  [
    'an event with two definitions',
    drawing(
      around(
        'intermediateCatchEvent',
        '<bpmn:messageEventDefinition id="d" messageRef="m"/><bpmn:signalEventDefinition id="e"/>',
      ),
      messageRoots,
    ),
    ['warning MESSAGE_WITHOUT_KEY x', 'warning EVENT_WITHOUT_REFERENCE x'],
  ],
  ['a listener at the end of a user task', drawing(around('userTask', listening('end'))), nobody],
  ['a listener at the start of a user task', drawing(around('userTask', listening('start'))), nobody],
  ['a listener on another element', drawing(around('task', listening('end'))), []],
  [
    'a listener without a type',
    drawing(around('userTask', listening('end', ''))),
    [...nobody, 'warning LISTENER_NOT_EXECUTED x'],
  ],
  [
    'a listener to something that no element does',
    drawing(around('task', listening('take'))),
    ['warning LISTENER_NOT_EXECUTED x'],
  ],
  [
    'a listener to the start of a boundary event, which has happened when it begins',
    drawing(
      `${around('task')}<bpmn:boundaryEvent id="b" attachedToRef="x">${listening('start')}${timer('<bpmn:timeDuration>PT1H</bpmn:timeDuration>')}</bpmn:boundaryEvent>`,
    ),
    ['warning LISTENER_NOT_EXECUTED b'],
  ],
  ['a task listener', drawing(around('userTask', listening('completing', 'mail', 'task'))), nobody],
  [
    'a task listener to a cancellation, which nobody waits for',
    drawing(around('userTask', listening('canceling', 'mail', 'task'))),
    [...nobody, 'warning LISTENER_NOT_EXECUTED x'],
  ],
  [
    'an extension that does nothing here',
    drawing(
      around(
        'serviceTask',
        '<bpmn:extensionElements><zeebe:jobPriorityDefinition priority="5"/></bpmn:extensionElements>',
      ),
    ),
    ['warning EXTENSION_WITHOUT_EFFECT x'],
  ],
  [
    'a decision bound to something else than its deployment',
    drawing(
      around(
        'businessRuleTask',
        '<bpmn:extensionElements><zeebe:calledDecision decisionId="d" resultVariable="r" bindingType="versionTag" versionTag="v"/></bpmn:extensionElements>',
      ),
    ),
    ['warning BINDING_WITHOUT_EFFECT x'],
  ],
  ['a user task that is nobody’s', drawing(around('userTask')), ['warning TASK_WITHOUT_PEOPLE x']],
  [
    'a task that nothing leads to',
    drawing(`${around('task')}<bpmn:task id="lost"/>`),
    ['warning NODE_UNREACHABLE lost'],
  ],
  ['a call of nothing', drawing(around('callActivity')), ['warning CALL_WITHOUT_PROCESS x']],
  [
    'half a variant',
    file(
      '<bpmn:process id="P"><bpmn:extensionElements><cauce:variant flow="pqrs"/></bpmn:extensionElements><bpmn:task id="t"/></bpmn:process>',
    ),
    ['warning VARIANT_INCOMPLETE P'],
  ],
];

test.each(cases)('%s', async (_, content, expected) => {
  expect((await problemsOf(content)).sort()).toEqual([...expected].sort());
});

test('all problems come at once, and a file with an error gives no model', async () => {
  const content = drawing(
    `<bpmn:startEvent id="s"/><bpmn:task id="t"/>${flow('f', 's', 'gone')}${flow('g', 't', 's', condition('=1 +'))}<bpmn:choreographyTask id="c"/>`,
  );
  const outcome = await parse(content);
  expect(outcome.processes).toEqual([]);
  expect(codesOf(outcome).sort()).toEqual([
    'ELEMENT_NOT_SUPPORTED',
    'FEEL_SYNTAX',
    'FLOW_WITHOUT_TARGET',
    'NODE_UNREACHABLE',
    'NODE_UNREACHABLE',
    'START_WITH_INCOMING',
  ]);
});

test('malformed XML says where, counting from one', async () => {
  const { problems } = await parse('<?xml version="1.0"?>\n<a>\n  <b></c>\n</a>');
  expect(problems[0]).toMatchObject({ code: 'XML_TAGS_MISMATCHED', values: { line: 3, column: 6 } });
});

test.each([
  ['\n', '<?xml version="1.0"?>\n<a>\n  <b>\n    <c/>'],
  ['\r\n', '<?xml version="1.0"?>\r\n<a>\r\n  <b>\r\n    <c/>'],
])('a file cut off says the line and column where it ends, with lines ended by %j', async (_, text) => {
  const { problems } = await parse(text);
  expect(problems[0]).toMatchObject({ code: 'XML_ENDS_EARLY', values: { line: 4, column: 9 } });
});

test('an element that a cut file leaves half written is named by its place', async () => {
  const { problems } = await parse('<?xml version="1.0"?>\n<a>\n  <b name="x');
  expect(problems[0]).toMatchObject({ code: 'XML_ENDS_EARLY', values: { line: 3, column: 3 } });
});

test('an XML problem is said in one language', async () => {
  const { problems } = await parse('<a>\n<b>');
  expect(problems.map((problem) => problemTextOf(problem, 'es'))).toEqual([
    'Se esperaba XML completo, pero lo que está abierto en la línea 2, columna 4, no se cierra antes del fin del archivo; vuelva a exportarlo o a subirlo completo.',
  ]);
});

test('a duplicate id names both elements', async () => {
  const { problems } = await parse(drawing('<bpmn:task id="t" name="Radicar"/>\n<bpmn:userTask id="t"/>'));
  expect(problems[0]?.values).toMatchObject({
    id: 't',
    first: 'task',
    firstName: 'Radicar',
    tag: 'bpmn:userTask',
    line: 9,
  });
});

test('a problem reads as one sentence with its values in both languages', async () => {
  const { problems } = await parse(drawing(`<bpmn:task id="t"/>${flow('f', 't', 'gone')}`));
  expect(problemTextOf(problems[0]!, 'es')).toBe(
    'Se esperaba un elemento de destino para el flujo, pero gone no existe; conecte el final del flujo o bórrelo.',
  );
  expect(problemTextOf(problems[0]!, 'en')).toBe(
    'Expected a target element for the flow, but gone does not exist; connect where the flow ends, or delete it.',
  );
  const odd = { severity: 'error' as const, code: 'OF_ELSEWHERE', values: { a: 1 } };
  expect(problemTextOf(odd, 'es')).toBe('OF_ELSEWHERE {"a":1}');
});

test('every text says what was expected and what to do', () => {
  for (const [code, { es, en }] of problemTexts) {
    expect(es, code).toMatch(/^Se esperaba.* pero .+\.$/);
    expect(en, code).toMatch(/^Expected .* but .+\.$/);
    expect([...es.matchAll(/\{\w+\}/g)].map(String).sort(), code).toEqual(
      [...en.matchAll(/\{\w+\}/g)].map(String).sort(),
    );
  }
});

test('every value that a text names is given', async () => {
  for (const [name, content] of cases) {
    for (const problem of (await parse(content)).problems) {
      const text = problemTexts.get(problem.code) ?? problemCatalogs.Expressions?.[problem.code];
      expect(text, `${name}: ${problem.code}`).toBeDefined();
      for (const value of placeholdersOf(text!.es).needed)
        expect(problem.values, problem.code).toHaveProperty(value);
    }
  }
});
