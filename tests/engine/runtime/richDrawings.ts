import {
  boundary,
  call,
  catching,
  drawing,
  element,
  end,
  error,
  escalated,
  escalation,
  eventSubprocess,
  extensions,
  failed,
  heard,
  message,
  onEvent,
  script,
  serviceTask,
  start,
  timer,
  userTask,
  when,
} from './drawings.ts';

const each = `<bpmn:multiInstanceLoopCharacteristics>${extensions(
  '<zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="all" outputElement="=n"/>',
)}</bpmn:multiInstanceLoopCharacteristics>`;

/** Runs a task when that happens, beside or instead of what its scope does. */
const handler = (id: string, definition: string, interrupting: boolean) =>
  eventSubprocess(
    id,
    [onEvent(`${id}_on`, definition, interrupting), userTask(`${id}_task`)],
    [`${id}_on>${id}_task`],
  );

/** Forks, joins, timers, jobs, messages, iterations, calls, and handlers of what happens. */
export const drawings = [
  drawing(
    'forked',
    [
      start(),
      element('parallelGateway', 'fork'),
      userTask('a'),
      boundary('late', 'a', timer('timeDuration', 'PT30M'), false),
      userTask('reminded'),
      serviceTask('s', 'do', 2),
      boundary('bad', 's', failed('BAD')),
      catching('hear', heard('news')),
      element('parallelGateway', 'join'),
      script('sum', 'n + 1', 'sum'),
      end(),
    ],
    ['start>fork>a>join>sum>end', 'fork>s>join', 'fork>hear>join', 'bad>join', 'late>reminded>end'],
    message('news', '=id') + error('BAD'),
  ),
  drawing(
    'looped',
    [
      start(),
      userTask('a', each),
      boundary('timeout', 'a', timer('timeDuration', 'PT2H')),
      element('exclusiveGateway', 'gw', '', 'default="f5"'),
      call('c', 'forked'),
      end(),
      end('given_up'),
    ],
    ['start>a>gw', 'timeout>given_up', 'gw[=n = 3]>end', 'c>end', 'gw>c'],
  ),
  drawing(
    'handled',
    [
      start(),
      call('told', 'tells'),
      boundary('hears', 'told', escalated('X'), false),
      userTask('other'),
      end(),
      handler('remind', timer('timeCycle', 'R2/PT40M'), false),
      handler('many', when('=n &gt; 3'), false),
      handler('stop', heard('news'), true),
    ],
    ['start>told>end', 'hears>other'],
    message('news', '=id') + escalation('X'),
  ),
  drawing(
    'tells',
    [
      start(),
      serviceTask('work', 'do', 2),
      element('intermediateThrowEvent', 'throws', escalated('X')),
      userTask('a'),
      end(),
      handler('mend', failed('BAD'), true),
    ],
    ['start>work>throws>a>end'],
    escalation('X') + error('BAD'),
  ),
];
