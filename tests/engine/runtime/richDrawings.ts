import {
  boundary,
  call,
  catching,
  drawing,
  element,
  end,
  error,
  extensions,
  failed,
  heard,
  message,
  script,
  serviceTask,
  start,
  timer,
  userTask,
} from './drawings.ts';

const each = `<bpmn:multiInstanceLoopCharacteristics>${extensions(
  '<zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="all" outputElement="=n"/>',
)}</bpmn:multiInstanceLoopCharacteristics>`;

/** Forks, joins, timers, jobs, messages, iterations and calls. */
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
];
