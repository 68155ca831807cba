// Repairs of work: who does it, in which lane, what is called, and what is there without effect.
import { childOf, childrenOf, extensionsOf, textOf } from '../../../../engine/model/sourceNode.ts';
import type { Change, Fix, FixOf, FixTree, Where } from './change.ts';
import { idOf, type Node, nameOf, within } from './tree.ts';

const MOST_LANES = 6;
const MOST_CHOICES = 5;

type Finding = Parameters<FixOf>[0];

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

/** The service level that a finding names; where it names none, the only one. */
function promiseOf({ elementId, values }: Finding, tree: FixTree) {
  const owner = tree.find(elementId);
  const slas = owner ? extensionsOf(owner).filter(({ $type }) => $type === 'cauce:Sla') : [];
  const { sla: named } = values;
  if (named === undefined) return slas.length === 1 && slas[0] ? { sla: slas[0] } : undefined;
  for (const property of ['id', 'name']) {
    const sla = slas.find((each) => textOf(each, property) === named);
    if (sla) return { sla, where: { property, value: String(named) } };
  }
  return undefined;
}

const promise = (
  elementId: string,
  where: Where | undefined,
  properties: { [name: string]: string },
): Change[] => [
  { do: 'extension', element: elementId, type: 'cauce:Sla', ...(where && { where }), properties },
];

const promised =
  (property: string, initial: string): FixOf =>
  (finding, tree) => {
    const found = promiseOf(finding, tree);
    if (!found) return [];
    return [
      {
        label: 'lint.fix.promise',
        ask: { label: 'lint.ask.promise', initial: textOf(found.sla, property) ?? initial },
        changes: (value) => promise(finding.elementId, found.where, { [property]: value }),
      },
    ];
  };

/** One of those that the finding tells. */
const chosen =
  (property: string): FixOf =>
  (finding, tree) => {
    const found = promiseOf(finding, tree);
    const { known } = finding.values;
    const values = Array.isArray(known) ? known : typeof known === 'string' ? known.split(/,\s*/) : [];
    if (!found) return [];
    return values.slice(0, MOST_CHOICES).map((value) => ({
      label: 'lint.fix.choose',
      values: { value: String(value) },
      changes: () => promise(finding.elementId, found.where, { [property]: String(value) }),
    }));
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
  SLA_METRIC_UNKNOWN: chosen('metric'),
  SLA_MODE_UNKNOWN: chosen('mode'),
  SLA_CALENDAR_NOT_NAMED: promised('calendar', 'co-legal'),
  SLA_TARGET_MALFORMED: promised('target', 'PT8H'),
  TERM_MALFORMED: promised('target', 'PT8H'),
  TERM_NOT_OF_MODE: promised('target', '15'),
  TERM_NOT_POSITIVE: promised('target', '15'),
  TERM_TOO_LONG: promised('target', '15'),
  DRAFT_LINK_MISSING: ({ elementId, values }) => {
    const { kind, known } = values;
    const [type, property] =
      kind === 'form' ? ['zeebe:FormDefinition', 'formId'] : ['zeebe:CalledDecision', 'decisionId'];
    return (Array.isArray(known) ? known : []).slice(0, MOST_CHOICES).map((id) => ({
      label: 'lint.fix.choose',
      values: { value: String(id) },
      changes: () => [{ do: 'extension', element: elementId, type, properties: { [property]: String(id) } }],
    }));
  },
  GATEWAY_DIRECTION: cleared('gatewayDirection'),
  FLOW_NOT_IMMEDIATE: cleared('isImmediate'),
  TRANSACTION_COMPENSATES: cleared('method'),
  TRANSACTION_METHOD: cleared('method'),
  QUANTITY_INVALID: named,
  UNKNOWN_ATTRIBUTE: named,
};
