// Events: where they may be, and what they wait for.
import { around, drawing, flow } from '../drawing.ts';
import { messageRoots, timer } from './parts.ts';
import type { ProblemCase } from './problemCase.ts';

export const eventCases: ProblemCase[] = [
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
];
