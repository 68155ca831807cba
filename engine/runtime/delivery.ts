// Carries routed commands to their streams: right after the commit, and again at boot for those a crash left over.
import type { Routed } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { RoutedRow } from '../store/routed.ts';
import type { CallLimits } from './callLimits.ts';
import { createChildDelivery } from './childDelivery.ts';
import { tooEarly } from './claims.ts';
import type { Definitions } from './definitions.ts';
import type { Outcome } from './engine.ts';
import { createGate } from './gate.ts';
import { createLines } from './lines.ts';
import type { Messages } from './messages.ts';
import { createRedelivery } from './redelivery.ts';
import type { Signals } from './signals.ts';
import { system } from './submission.ts';
import type { Work } from './work.ts';

export interface Delivery {
  /**
   * Work for the queue where the target is one live instance; anything else is done beside, or is in hand already, and gives
   * undefined.
   */
  workFor(id: string, command: Routed, at: number): Work | undefined;
  /** At boot. */
  recover(): Promise<void>;
  /** Those that another node left. */
  carryOn(rows: RoutedRow[]): void;
  /** What is done beside the queue and not yet handed over. */
  readonly pending: number;
  /** Resolves when what is done beside the queue has been handed over. */
  settled(): Promise<void>;
  /** What fails from now on is left to the next start. */
  close(): void;
}

export interface DeliveryOptions {
  store: OpenStore;
  definitions: Definitions;
  messages: Messages;
  signals: Signals;
  calls: CallLimits;
  submit(work: Work): void;
  /** Told of failures, which are tried again. */
  failed(error: unknown): void;
}

/** Deliveries that read from the database at a time: there are few connections, and who waits too long fails. */
const AT_ONCE = 16;
/** Read at once of what comes before something. */
const MOST_EARLIER = 100;

export function createDelivery(options: DeliveryOptions): Delivery {
  const { store, messages, signals, submit } = options;
  const beside = new Set<Promise<void>>();
  const gate = createGate(AT_ONCE);
  const redelivery = createRedelivery();
  const lines = createLines();
  const children = createChildDelivery({ ...options, work: quiet, forget });
  /** Where other nodes might have left something: what this one is about. */
  const inHand = new Set<string>();
  let closed = false;

  const delivery: Delivery = {
    workFor(id, command, at) {
      if (store.shared) inHand.add(id);
      return lines.enter(id, () => begin(id, command, at)) ? workOf(id, command, at) : undefined;
    },
    async recover() {
      delivery.carryOn(await store.readRouted(Number.MAX_SAFE_INTEGER));
    },
    carryOn(rows) {
      for (const { id, payload, createdAt } of rows) {
        if (closed || inHand.has(id)) continue;
        const work = delivery.workFor(id, payload as unknown as Routed, createdAt);
        if (work) submit(work);
      }
    },
    get pending() {
      return beside.size;
    },
    async settled() {
      while (beside.size > 0) await Promise.all(beside);
    },
    close() {
      closed = true;
      redelivery.close();
    },
  };
  return delivery;

  function workOf(id: string, command: Routed, at: number): Work | undefined {
    if (
      command.type === 'completeChild' ||
      command.type === 'failChild' ||
      command.type === 'escalateChild' ||
      command.type === 'continue'
    ) {
      const { instanceKey, ...rest } = command;
      return quiet(id, command, at, { target: { kind: 'instance', key: instanceKey }, commands: [rest] });
    }
    apart(id, command, at, () => gate.pass(() => deliver(id, command, at)));
    return undefined;
  }

  function begin(id: string, command: Routed, at: number): void {
    const work = workOf(id, command, at);
    if (work) submit(work);
  }

  function apart(id: string, command: Routed, at: number, done: () => Promise<void>): void {
    const task = done().catch((error) => again(error, id, command, at));
    beside.add(task);
    void task.finally(() => beside.delete(task));
  }

  /** A rejection is the end of a routed command: its target is gone. The queue forgets it. */
  function quiet(
    id: string,
    command: Routed,
    at: number,
    work: Pick<Work, 'target' | 'commands' | 'guard' | 'reads'>,
  ): Work {
    return {
      ...work,
      principal: system.username,
      routedId: id,
      behind: lines.before,
      done: (outcome: Outcome) =>
        outcome === tooEarly ? apart(id, command, at, () => earlierFirst(id)) : over(id),
      failed: (error) => again(error, id, command, at),
    };
  }

  function again(error: unknown, id: string, command: Routed, at: number): void {
    if (closed) return;
    options.failed(error);
    redelivery.later(id, () => begin(id, command, at));
  }

  /** What another node routed before it is delivered later or never there: so it is done here too, by whoever is first. */
  async function earlierFirst(id: string): Promise<void> {
    if (store.shared) delivery.carryOn(await store.readRouted(MOST_EARLIER, id));
    lines.back(id);
  }

  async function deliver(id: string, command: Routed, at: number): Promise<void> {
    switch (command.type) {
      case 'createChild':
        return children.create(id, command, at);
      case 'cancelChildren':
        return children.cancel(id, command, at);
      case 'publishMessage': {
        const { type: _, hops, inCase, ...message } = command;
        await messages.publish({ ...message, principal: system }, { id, hops, inCase });
        return forget(id);
      }
      case 'broadcastSignal': {
        const { name, variables, from, hops } = command;
        await signals.broadcast({ name, variables, principal: system, commandId: id }, { at, from, hops });
        return forget(id);
      }
      default:
        // An erased case routes nothing any more.
        return forget(id);
    }
  }

  async function forget(id: string): Promise<void> {
    await store.writeGroup({ instances: [], routed: [] }, (db) =>
      db('cauce_routed').where({ tenant_id: store.tenant, id }).del(),
    );
    over(id);
  }

  function over(id: string): void {
    redelivery.over(id);
    if (store.shared) inHand.delete(id);
    lines.over(id);
  }
}
