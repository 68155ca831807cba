// Models that would take everything for themselves, each with the element that an incident has to name.
import {
  call,
  drawing,
  element,
  end,
  extensions,
  script,
  start,
  userTask,
} from '../engine/runtime/drawings.ts';

export interface Culprit {
  id: string;
  drawing: string;
  /** Undefined: nothing is wrong with it, it is only large. */
  culprit?: string;
}

const each = `<bpmn:multiInstanceLoopCharacteristics>${extensions(
  '<zeebe:loopCharacteristics inputCollection="=items" inputElement="item"/>',
)}</bpmn:multiInstanceLoopCharacteristics>`;

export const culprits: Culprit[] = [
  {
    id: 'endless',
    drawing: drawing(
      'endless',
      [start(), element('exclusiveGateway', 'again'), script('turn', '1', 'x'), end()],
      ['start>again>turn', 'turn>again'],
    ),
    culprit: 'again',
  },
  {
    id: 'spinning',
    drawing: drawing(
      'spinning',
      [start(), script('spin', 'count(for a in 1..100000, b in 1..100000 return a * b)', 'x'), end()],
      ['start>spin>end'],
    ),
    culprit: 'spin',
  },
  {
    id: 'itself',
    drawing: drawing('itself', [start(), call('self', 'itself'), end()], ['start>self>end']),
    culprit: 'self',
  },
  {
    id: 'wide',
    drawing: drawing('wide', [start(), userTask('many', each), end()], ['start>many>end']),
  },
];
