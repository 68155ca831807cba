// What a read model is: the tables it owns and what each event writes into them.
import type { Event, EventOf, EventType } from '../../core/events.ts';
import type { ElementModel } from '../../core/model.ts';
import type { InstanceFacts } from '../commit.ts';
import type { TableSpec, WriteSet } from '../writeSet.ts';

/** Where an event stands: its batch, its instance, and its own plain text. */
export interface Place {
  instance: InstanceFacts;
  tenant: string;
  sequence: number;
  at: number;
  actor: string;
  elements: ReadonlyMap<string, ElementModel>;
  /** Jobs whose worker threw a BPMN error in this batch. */
  thrownJobs: ReadonlySet<number>;
  /** Position of the event in its batch. */
  index: number;
  /** The event before sealing; handlers receive it as it is stored. For columns that are not personal. */
  plain: Event;
}

export type Handlers = {
  [T in EventType]?: (event: EventOf<T>, place: Place, writes: WriteSet) => void;
};

export interface Projection {
  tables: readonly TableSpec[];
  on: Handlers;
}
