// The drawings of the scenarios, each as small as what it is for.
import {
  call,
  catching,
  drawing,
  element,
  end,
  heard,
  message,
  script,
  serviceTask,
  signal,
  signaled,
  start,
  timer,
  userTask,
} from '../../engine/runtime/drawings.ts';

export const plain = drawing('plain', [start(), userTask('work'), end()], ['start>work>end']);
export const corrected = drawing(
  'plain',
  [start(), userTask('work'), userTask('more'), end()],
  ['start>work>more>end'],
);
export const numbered = drawing(
  'numbered',
  [start(), script('n', 'next in series("PQRS")', 'number'), userTask('work'), end()],
  ['start>n>work>end'],
);
export const timed = drawing(
  'timed',
  [start(), catching('pause', timer('timeDuration', 'PT1M')), userTask('work'), end()],
  ['start>pause>work>end'],
);
export const called = drawing('called', [start(), script('s', '1 + 1', 'two'), end()], ['start>s>end']);
export const caller = drawing(
  'caller',
  [start(), call('c', 'called'), userTask('work'), end()],
  ['start>c>work>end'],
);
export const startedByMessage = drawing(
  'startedByMessage',
  [start(heard('go')), userTask('work'), end()],
  ['start>work>end'],
  message('go'),
);
export const heardLater = drawing(
  'heardLater',
  [start(), element('receiveTask', 'wait', '', 'messageRef="m_later"'), userTask('work'), end()],
  ['start>wait>work>end'],
  message('later', '=key'),
);
export const signalTwo = drawing(
  'signalTwo',
  [start(), catching('wait', signaled('all')), userTask('work'), end()],
  ['start>wait>work>end'],
  signal('all'),
);
export const worked = drawing(
  'worked',
  [start(), serviceTask('job', 'work'), userTask('work'), end()],
  ['start>job>work>end'],
);
/** No flow can be chosen until somebody says an amount. */
export const failing = drawing(
  'failing',
  [start(), element('exclusiveGateway', 'choose'), userTask('work'), end()],
  ['start>choose', 'choose[=amount &gt; 1]>work>end', 'choose[=amount &lt; 0]>end'],
);
export const personal = drawing('personal', [start(), userTask('work'), end()], ['start>work>end']).replace(
  'isExecutable="true">',
  '$&<bpmn:extensionElements><cauce:dataSubject/></bpmn:extensionElements>',
);
export const endless = drawing('endless', [start(), userTask('work'), end()], ['start>work>end']);
