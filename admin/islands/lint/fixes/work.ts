// Repairs of work: who does it, in which lane, what is called, and what is there without effect.
import { childOf, childrenOf, extensionsOf, textOf } from '../../../../engine/model/sourceNode.ts';
import type { Fix, FixOf } from './change.ts';
import { idOf, type Node, nameOf, within } from './tree.ts';

const MOST_LANES = 6;

const cleared =
  (...names: string[]): FixOf =>
  ({ elementId }) => [
    {
      label: 'lint.fix.deleteAttribute',
      values: { name: names[0] ?? '' },
      changes: () => [
        { do: 'set', element: elementId, properties: Object.fromEntries(names.map((name) => [name, null])) },
      ],
    },
  ];

const named: FixOf = ({ elementId, values }) => {
  const { attribute } = values;
  return typeof attribute === 'string' ? cleared(attribute)({ elementId, values, code: '' }, NO_TREE) : [];
};
const NO_TREE = { find: () => undefined };

/** A property of the service level that the finding names. */
const promised =
  (property: string, initial: string): FixOf =>
  ({ elementId, values }, tree) => {
    const owner = tree.find(elementId);
    const slas = owner ? extensionsOf(owner).filter(({ $type }) => $type === 'cauce:Sla') : [];
    const sla = slas.find((each) => [textOf(each, 'id'), textOf(each, 'name')].includes(String(values.sla)));
    const key = ['id', 'name'].find((name) => sla && textOf(sla, name) === values.sla);
    if (!sla || !key) return [];
    return [
      {
        label: 'lint.fix.promise',
        ask: { label: 'lint.ask.promise', initial: textOf(sla, property) ?? initial },
        changes: (value) => [
          {
            do: 'extension',
            element: elementId,
            type: 'cauce:Sla',
            where: { property: key, value: String(values.sla) },
            properties: { [property]: value },
          },
        ],
      },
    ];
  };

const withoutExtension =
  (from: string): FixOf =>
  ({ elementId, values }) => {
    const type = values[from];
    return typeof type === 'string'
      ? [
          {
            label: 'lint.fix.deleteExtension',
            values: { name: type },
            changes: () => [{ do: 'withoutExtension', element: elementId, type }],
          },
        ]
      : [];
  };

function lanesAround(node: Node | undefined): Node[] {
  let process = node;
  while (process && process.$type !== 'bpmn:Process') process = process.$parent;
  if (!process) return [];
  const sets = childrenOf(process, 'laneSets');
  return sets
    .flatMap((set) => [...within(set)])
    .filter((each) => each.$type === 'bpmn:Lane' && !childOf(each, 'childLaneSet'));
}

const intoLane: FixOf = ({ elementId }, tree) =>
  lanesAround(tree.find(elementId))
    .slice(0, MOST_LANES)
    .map(
      (lane): Fix => ({
        label: 'lint.fix.lane',
        values: { name: nameOf(lane) },
        changes: () => [{ do: 'move', element: elementId, into: idOf(lane) }],
      }),
    );

export const workFixes: { [code: string]: FixOf } = {
  TASK_WITHOUT_PEOPLE: (finding, tree) => [
    {
      label: 'lint.fix.group',
      ask: { label: 'lint.ask.group', initial: '' },
      changes: (candidateGroups) => [
        {
          do: 'extension',
          element: finding.elementId,
          type: 'zeebe:AssignmentDefinition',
          properties: { candidateGroups },
        },
      ],
    },
    ...intoLane(finding, tree),
  ],
  STYLE_ELEMENT_WITHOUT_LANE: intoLane,
  CALL_WITHOUT_PROCESS: ({ elementId }) => [
    {
      label: 'lint.fix.called',
      ask: { label: 'lint.ask.called', initial: '' },
      changes: (processId) => [
        { do: 'extension', element: elementId, type: 'zeebe:CalledElement', properties: { processId } },
      ],
    },
  ],
  BINDING_WITHOUT_EFFECT: ({ elementId, values }) => {
    const { extension: type } = values;
    if (typeof type !== 'string') return [];
    return [
      {
        label: 'lint.fix.deleteAttribute',
        values: { name: 'bindingType' },
        changes: () => [
          { do: 'extension', element: elementId, type, properties: { bindingType: null, versionTag: null } },
        ],
      },
    ];
  },
  EXTENSION_WITHOUT_EFFECT: withoutExtension('extension'),
  OPTION_WITHOUT_FLOW: ({ elementId, values }) => [
    {
      label: 'lint.fix.deleteOption',
      changes: () => [
        {
          do: 'withoutExtension',
          element: elementId,
          type: 'cauce:Option',
          where: { property: 'flow', value: String(values.flow) },
        },
      ],
    },
  ],
  SLA_WITHOUT_CALENDAR: promised('calendar', 'co-legal'),
  SLA_TARGET_UNREADABLE: promised('target', 'PT8H'),
  SLA_WARNING_UNREADABLE: promised('warnAt', '75%'),
  SLA_EXTENSION_UNSAID: promised('extendTo', ''),
  SLA_METRIC_UNKNOWN: promised('metric', 'resolution'),
  GATEWAY_DIRECTION: cleared('gatewayDirection'),
  FLOW_NOT_IMMEDIATE: cleared('isImmediate'),
  TRANSACTION_COMPENSATES: cleared('method'),
  TRANSACTION_METHOD: cleared('method'),
  QUANTITY_INVALID: named,
  UNKNOWN_ATTRIBUTE: named,
};
