// Repairs of choices: conditions that lack or say nothing, default flows, and expressions that cannot be read.
import { childOf, textOf } from '../../../../engine/model/sourceNode.ts';
import type { Fix, FixOf } from './change.ts';
import { idOf, type Node, nameOf, outgoingOf } from './tree.ts';

const NEW_CONDITION = '=';
/** Longer ones are told cut. */
const WHOLE = 200;
const MOST_DEFAULTS = 4;
const OTHERWISE = /^(no|otro|otra|else|otherwise|si no|en otro caso|other)\b/i;

const write = (flow: string, initial: string): Fix => ({
  label: 'lint.fix.condition',
  ask: { label: 'lint.ask.condition', initial },
  changes: (text) => [{ do: 'condition', flow, text }],
});

const byDefault = (of: Node, flow: Node): Fix => {
  const target = childOf(flow, 'targetRef');
  const name = textOf(flow, 'name')?.trim() || (target ? nameOf(target) : idOf(flow));
  return {
    label: 'lint.fix.default',
    values: { name },
    changes: () => [
      ...(childOf(flow, 'conditionExpression')
        ? [{ do: 'condition', flow: idOf(flow), text: null } as const]
        : []),
      { do: 'default', of: idOf(of), flow: idOf(flow) },
    ],
  };
};

const withoutCondition: FixOf = ({ elementId }) => [
  {
    label: 'lint.fix.deleteCondition',
    changes: () => [{ do: 'condition', flow: elementId, text: null }],
  },
];

const withoutDefault: FixOf = ({ elementId }) => [
  { label: 'lint.fix.deleteDefault', changes: () => [{ do: 'default', of: elementId, flow: null }] },
];

/** An expression is corrected where it stands, with the cursor at the place that was not understood. */
const expression =
  (begin: (text: string) => string = (text) => text): FixOf =>
  ({ elementId, values }) => {
    const from = values.expression ?? values.condition;
    if (typeof from !== 'string' || from.length >= WHOLE) return [];
    const position = typeof values.position === 'number' ? values.position : undefined;
    return [
      {
        label: 'lint.fix.expression',
        ask: {
          label: 'lint.ask.expression',
          initial: begin(from),
          // Positions count from 1, behind the "=".
          ...(position !== undefined && { at: position }),
        },
        changes: (to) => [{ do: 'text', element: elementId, from, to }],
      },
    ];
  };

const asFeel = expression((text) => (text.trimStart().startsWith('=') ? text : `=${text}`));

export const conditionFixes: { [code: string]: FixOf } = {
  FLOW_WITHOUT_CONDITION: ({ elementId }, tree) => {
    const flow = tree.find(elementId);
    const gateway = flow && childOf(flow, 'sourceRef');
    const isFree = gateway && !childOf(gateway, 'default');
    return [
      ...(flow && gateway && isFree ? [byDefault(gateway, flow)] : []),
      write(elementId, NEW_CONDITION),
    ];
  },
  STYLE_DEFAULT_MISSING: ({ elementId }, tree) => {
    const gateway = tree.find(elementId);
    if (!gateway) return [];
    const flows = outgoingOf(gateway);
    // What reads as "otherwise" first, the others in the order that they were drawn in, last ones first.
    const likely = flows.filter((flow) => OTHERWISE.test(textOf(flow, 'name') ?? ''));
    const others = flows.filter((flow) => !likely.includes(flow)).reverse();
    return [...likely, ...others].slice(0, MOST_DEFAULTS).map((flow) => byDefault(gateway, flow));
  },
  CONDITION_IGNORED: withoutCondition,
  EVENT_GATEWAY_CONDITION: withoutCondition,
  DEFAULT_WITH_CONDITION: withoutCondition,
  DEFAULT_NOT_OUTGOING: withoutDefault,
  CONDITION_NOT_FEEL: asFeel,
  CONDITION_NEVER_BOOLEAN: asFeel,
  CORRELATION_NOT_FEEL: asFeel,
  LOOP_NOT_FEEL: asFeel,
  ASSOCIATION_NOT_FEEL: asFeel,
  FEEL_SYNTAX: expression(),
  FEEL_UNKNOWN_FUNCTION: expression(),
  FEEL_BAD_TEMPORAL: expression(),
  FEEL_BAD_ENTRY: expression(),
  FEEL_EXTERNAL_FUNCTION: expression(),
  COMPLEX_WITHOUT_CONDITION: ({ elementId }) => [
    {
      label: 'lint.fix.condition',
      ask: { label: 'lint.ask.condition', initial: '=activationCount >= 2' },
      changes: (text) => [
        {
          do: 'set',
          element: elementId,
          properties: { activationCondition: { $type: 'bpmn:FormalExpression', body: text } },
        },
      ],
    },
  ],
};
