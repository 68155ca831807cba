// Repairs of what has no name: asked from the designer, for nobody else knows it.
import type { FixOf } from './change.ts';
import { nameOf } from './tree.ts';

const named =
  (label: string): FixOf =>
  ({ elementId }) => [
    {
      label,
      ask: { label: 'lint.ask.name', initial: '' },
      changes: (name) => [{ do: 'set', element: elementId, properties: { name } }],
    },
  ];

export const nameFixes: { [code: string]: FixOf } = {
  STYLE_PROCESS_WITHOUT_NAME: named('lint.fix.name'),
  STYLE_ACTIVITY_WITHOUT_NAME: named('lint.fix.name'),
  STYLE_EVENT_WITHOUT_NAME: named('lint.fix.name'),
  STYLE_GATEWAY_WITHOUT_QUESTION: named('lint.fix.question'),
  STYLE_FLOW_WITHOUT_ANSWER: named('lint.fix.answer'),
  LANE_WITHOUT_NAME: named('lint.fix.name'),
  STYLE_NAME_REPEATED: ({ elementId }, tree) => {
    const element = tree.find(elementId);
    return [
      {
        label: 'lint.fix.rename',
        ask: { label: 'lint.ask.name', initial: element ? nameOf(element) : '' },
        changes: (name) => [{ do: 'set', element: elementId, properties: { name } }],
      },
    ];
  },
};
