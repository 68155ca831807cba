// Repairs of ways: starts and ends that are not drawn, gateways too many or too few, flows where none may be.
import { childOf, textOf } from '../../../../engine/model/sourceNode.ts';
import type { Change, Fix, FixOf } from './change.ts';
import { idOf, incomingOf, type Node, nameOf, outgoingOf, siblingsOf, within } from './tree.ts';

const once = (label: string, changes: (elementId: string) => Change[]): FixOf => {
  return ({ elementId }) => [{ label, changes: () => changes(elementId) }];
};

const remove = once('lint.fix.delete', (element) => [{ do: 'remove', elements: [element] }]);
const removeGateway = once('lint.fix.deleteGateway', (element) => [{ do: 'remove', elements: [element] }]);
const drop = once('lint.fix.deleteFromFile', (element) => [{ do: 'drop', element }]);
const end = once('lint.fix.end', (after) => [{ do: 'append', after, type: 'bpmn:EndEvent' }]);

const withoutFlows =
  (...sides: ('incoming' | 'outgoing')[]): FixOf =>
  ({ elementId }, tree) => {
    const node = tree.find(elementId);
    if (!node) return [];
    const flows = [
      ...(sides.includes('incoming') ? incomingOf(node) : []),
      ...(sides.includes('outgoing') ? outgoingOf(node) : []),
    ].map(idOf);
    return flows.length === 0
      ? []
      : [{ label: 'lint.fix.deleteFlows', changes: () => [{ do: 'remove', elements: flows }] }];
  };

const isStep = (node: Node) =>
  node.$instanceOf?.('bpmn:FlowNode') === true &&
  node.$type !== 'bpmn:BoundaryEvent' &&
  !['isForCompensation', 'triggeredByEvent'].some((mark) => textOf(node, mark) === 'true');

/** Steps of the container, or of the process that a file's only pool shows. */
function stepsIn(container: Node | undefined): Node[] {
  if (!container) return [];
  const first = [...within(container)].find((node) => node !== container && isStep(node));
  return first ? siblingsOf(first).filter(isStep) : [];
}

const draw =
  (label: string, isOpen: (node: Node) => boolean, change: (id: string) => Change): FixOf =>
  ({ elementId }, tree) => {
    const open = stepsIn(tree.find(elementId)).filter(isOpen).map(idOf);
    return open.length === 0 ? [] : [{ label, changes: () => open.map(change) }];
  };

/** A start leads on what came back to it. */
const leadOn: FixOf = ({ elementId }, tree) => {
  const start = tree.find(elementId);
  const first = start && outgoingOf(start).length === 1 ? outgoingOf(start)[0] : undefined;
  const target = first && childOf(first, 'targetRef');
  if (!start || !target) return [];
  const changes = incomingOf(start).map(
    (flow): Change => ({ do: 'reconnect', flow: idOf(flow), target: idOf(target) }),
  );
  return [{ label: 'lint.fix.leadOn', values: { name: nameOf(target) }, changes: () => changes }];
};

const gateway = (side: 'before' | 'after', type: string, label: string): Fix & { at(id: string): Fix } => {
  const at = (id: string): Fix => ({ label, changes: () => [{ do: 'gateway', at: id, side, type }] });
  return { ...at(''), at };
};
const joins = [
  gateway('before', 'bpmn:ExclusiveGateway', 'lint.fix.joinAny'),
  gateway('before', 'bpmn:ParallelGateway', 'lint.fix.joinAll'),
];
const splits = [
  gateway('after', 'bpmn:ParallelGateway', 'lint.fix.splitAll'),
  gateway('after', 'bpmn:ExclusiveGateway', 'lint.fix.splitOne'),
];

/** The join that waits too long becomes one that lets each through, or the other way round. */
const otherJoin =
  (type: string, label: string): FixOf =>
  ({ elementId, values }, tree) => {
    const named = typeof values.merge === 'string' ? values.merge : elementId;
    const node = tree.find(named) ?? tree.find(elementId);
    if (!node?.$instanceOf?.('bpmn:Gateway')) {
      const isJoined = node && incomingOf(node).length > 1;
      return isJoined && joins[1] ? [joins[1].at(idOf(node))] : [];
    }
    return node.$type === type
      ? []
      : [{ label, changes: () => [{ do: 'replace', element: idOf(node), type }] }];
  };

export const pathFixes: { [code: string]: FixOf } = {
  NODE_UNREACHABLE: remove,
  SOUNDNESS_DEAD_NODE: remove,
  STYLE_LANE_EMPTY: remove,
  GATEWAY_WITHOUT_PURPOSE: removeGateway,
  EVENT_GATEWAY_SINGLE: removeGateway,
  EVENT_GATEWAY_WITHOUT_EVENTS: removeGateway,
  FLOW_WITHOUT_SOURCE: drop,
  FLOW_WITHOUT_TARGET: drop,
  FLOW_END_NOT_NODE: drop,
  BOUNDARY_WITHOUT_HOST: drop,
  STYLE_DEFINITION_UNUSED: drop,
  STYLE_NOT_DRAWN: drop,
  FLOW_CROSSES_BORDER: once('lint.fix.deleteFlow', (element) => [{ do: 'remove', elements: [element] }]),
  STYLE_IMPLICIT_END: end,
  BOUNDARY_WITHOUT_FLOW: end,
  END_MISSING: draw(
    'lint.fix.ends',
    (node) => outgoingOf(node).length === 0,
    (after) => ({ do: 'append', after, type: 'bpmn:EndEvent' }),
  ),
  START_MISSING: draw(
    'lint.fix.starts',
    (node) => incomingOf(node).length === 0,
    (before) => ({ do: 'prepend', before, type: 'bpmn:StartEvent' }),
  ),
  START_WITH_INCOMING: leadOn,
  END_WITH_OUTGOING: withoutFlows('outgoing'),
  BOUNDARY_WITH_INCOMING: withoutFlows('incoming'),
  EVENT_SUBPROCESS_WITH_FLOWS: withoutFlows('incoming', 'outgoing'),
  HANDLER_WITH_FLOWS: withoutFlows('incoming', 'outgoing'),
  COMPENSATION_WITH_FLOWS: withoutFlows('outgoing'),
  INSTANTIATE_NOT_FIRST: withoutFlows('incoming'),
  STYLE_IMPLICIT_JOIN: ({ elementId }) => joins.map((join) => join.at(elementId)),
  STYLE_IMPLICIT_SPLIT: ({ elementId }) => splits.map((split) => split.at(elementId)),
  STYLE_GATEWAY_JOINS_AND_SPLITS: ({ elementId }, tree) => {
    const type = tree.find(elementId)?.$type;
    return type
      ? [
          {
            label: 'lint.fix.separate',
            changes: () => [{ do: 'gateway', at: elementId, side: 'before', type }],
          },
        ]
      : [];
  },
  SOUNDNESS_DEADLOCK: otherJoin('bpmn:ExclusiveGateway', 'lint.fix.toExclusive'),
  SOUNDNESS_NOT_SYNCHRONIZED: otherJoin('bpmn:ParallelGateway', 'lint.fix.toParallel'),
};
