// Repairs of events: marks, times with their zone, names of what is awaited, and keys of messages.
import { childOf, childrenOf, textOf } from '../../../../engine/model/sourceNode.ts';
import type { Change, FixOf } from './change.ts';
import { idOf, nameOf, siblingsOf } from './tree.ts';

/** Colombia's; the panel takes any other. */
const ZONE = '-05:00';
const KINDS = ['timeDuration', 'timeDate', 'timeCycle'] as const;

const set =
  (label: string, properties: { [name: string]: string | boolean | null }): FixOf =>
  ({ elementId }) => [{ label, changes: () => [{ do: 'set', element: elementId, properties }] }];

const interrupts = set('lint.fix.interrupt', { cancelActivity: true });

const retimed: FixOf = ({ elementId, values }) => {
  const { text } = values;
  if (typeof text !== 'string') return [];
  return [
    {
      label: 'lint.fix.time',
      ask: { label: 'lint.ask.time', initial: text },
      changes: (to) => [{ do: 'text', element: elementId, from: text, to }],
    },
  ];
};

/** Duration, date or cycle, by how it is written. */
export function kindOfTime(text: string): (typeof KINDS)[number] {
  if (/^R\d*\//.test(text) || text.trim().split(/\s+/).length >= 5) return 'timeCycle';
  return /^\d{4}-/.test(text) ? 'timeDate' : 'timeDuration';
}

export const eventFixes: { [code: string]: FixOf } = {
  CANCEL_MUST_INTERRUPT: interrupts,
  ERROR_MUST_INTERRUPT: interrupts,
  ERROR_START_INTERRUPTS: set('lint.fix.interrupt', { isInterrupting: true }),
  BEHAVIOR_GOES_ON: set('lint.fix.notInterrupt', { cancelActivity: false }),
  EVENT_SUBPROCESS_REPEATED: set('lint.fix.notRepeated', { loopCharacteristics: null }),
  HANDLER_NOT_MARKED: ({ elementId, values }, tree) => {
    const event = tree.find(elementId);
    const handler = event && siblingsOf(event).find((each) => nameOf(each) === values.handler);
    if (!handler) return [];
    const properties = { isForCompensation: true };
    return [
      {
        label: 'lint.fix.handler',
        changes: () => [{ do: 'set', element: idOf(handler), properties }],
      },
    ];
  },
  TIMER_WITHOUT_ZONE: ({ elementId, values }) => {
    const { text } = values;
    if (typeof text !== 'string') return [];
    const change: Change = { do: 'text', element: elementId, from: text, to: withZone(text) };
    return [{ label: 'lint.fix.zone', values: { zone: ZONE }, changes: () => [change] }];
  },
  TIMER_WITHOUT_TIME: ({ elementId }) => [
    {
      label: 'lint.fix.time',
      ask: { label: 'lint.ask.time', initial: 'PT2H' },
      changes: (text) => [{ do: 'timer', event: elementId, kind: kindOfTime(text), text }],
    },
  ],
  TIMER_AMBIGUOUS: ({ elementId }, tree) => {
    const event = tree.find(elementId);
    const definition =
      event && childrenOf(event, 'eventDefinitions').find((each) => /Timer/.test(each.$type));
    if (!definition) return [];
    return KINDS.flatMap((kind) => {
      const holder = childOf(definition, kind);
      const text = holder && textOf(definition, kind);
      return text
        ? [
            {
              label: 'lint.fix.keepTime',
              values: { text },
              changes: (): Change[] => [{ do: 'timer', event: elementId, kind, text }],
            },
          ]
        : [];
    });
  },
  TIMER_INVALID: retimed,
  TIMER_TOO_SHORT: retimed,
  CRON_FIELD: retimed,
  CRON_FIELDS: retimed,
  CRON_MACRO: retimed,
  CRON_NEVER: retimed,
  SOUNDNESS_TIMER_IN_PAST: retimed,
  SOUNDNESS_TIMER_ZERO_TIMES: retimed,
  EVENT_WITHOUT_REFERENCE: ({ elementId, values }) => {
    const { definition } = values;
    if (typeof definition !== 'string') return [];
    return [
      {
        label: 'lint.fix.reference',
        ask: { label: 'lint.ask.reference', initial: '' },
        changes: (name) => [{ do: 'reference', element: elementId, definition, name }],
      },
    ];
  },
  MESSAGE_WITHOUT_KEY: ({ elementId }, tree) => {
    const node = tree.find(elementId);
    const holder =
      node && (childOf(node, 'messageRef') ? node : childrenOf(node, 'eventDefinitions').find(hasMessage));
    const message = holder && childOf(holder, 'messageRef');
    if (!message) return [];
    return [
      {
        label: 'lint.fix.key',
        ask: { label: 'lint.ask.key', initial: '=' },
        changes: (correlationKey) => [
          {
            do: 'extension',
            element: idOf(message),
            type: 'zeebe:Subscription',
            properties: { correlationKey },
          },
        ],
      },
    ];
  },
};

const hasMessage = (definition: Parameters<typeof childOf>[0]) =>
  childOf(definition, 'messageRef') !== undefined;

/** Of a date, or of the first date of a cycle. */
function withZone(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\d(T[\d:.]+)?/, (date, time) =>
    time ? `${date}${ZONE}` : `${date}T00:00:00${ZONE}`,
  );
}
