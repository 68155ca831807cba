// What of a promise matters to a drawing's soundness: that it may be broken at any time, where something follows from it.
import type { ElementModel, Ports, ProcessModel } from '../../core/index.ts';

type Slas = NonNullable<ElementModel['slas']>;

export function breakableModel(model: ProcessModel, original: ProcessModel): ProcessModel {
  const drawn = new Map(original.elements.map(({ id, slas }) => [id, slas]));
  return withSlas(
    { ...model, elements: model.elements.map((each) => withSlas(each, drawn.get(each.id))) },
    original.slas,
  );
}

function withSlas<T extends { slas?: Slas }>(holder: T, drawn: Slas | undefined): T {
  const { slas: _, ...rest } = holder;
  const kept = (drawn ?? []).flatMap(({ id, name, metric, escalation }) =>
    escalation === undefined ? [] : [{ ...PLAIN, id, name, metric, escalation }],
  );
  return (kept.length > 0 ? { ...rest, slas: kept } : rest) as T;
}

const PLAIN = {
  target: 'P1D',
  mode: 'clock',
  warnAt: [],
  pauseWhen: [],
  stopWhen: [],
  cancelWhen: [],
  restartWhen: [],
  extendWhen: [],
};

/** Due at once, and broken once: whenever that is explored, it is after whatever came before. */
export const breakable: NonNullable<Ports['sla']> = ({ entries, now }) => {
  const isBroken = entries.some(({ kind }) => kind === 'breached');
  const then = { kind: 'breached' } as const;
  return { kind: 'value', count: isBroken ? {} : { next: { at: now, then } } };
};
