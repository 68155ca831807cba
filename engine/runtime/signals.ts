// Signals: to every instance that waits for the name now, and to every process that starts with it.
import type { Command, Json } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Engine, Refused } from './engine.ts';
import { createPublications, onceAmongNodes } from './publications.ts';
import { notStorable } from './storable.ts';
import type { Submitter } from './submission.ts';
import type { Start, Subscribers, Waiter } from './subscribers.ts';
import type { Target } from './work.ts';

export type SignalRequest = Parameters<Engine['broadcastSignal']>[0];

export interface Signals {
  broadcast(request: SignalRequest, thrown?: Thrown): Promise<{ ok: true; signalKey: number } | Refused>;
  /** Before closing: whoever asked for a signal is answered. What instances threw is left to the next start. */
  answered(): Promise<void>;
}

/** A signal that an instance threw. */
export interface Thrown {
  /** Who began to wait later than this instant is left out, as far as clocks can tell. */
  at: number;
  /** The instance that threw it and heard it already. */
  from: number | undefined;
  /** Of the instances that it starts. */
  hops: number | undefined;
}

export interface SignalsOptions {
  store: OpenStore;
  subscribers: Subscribers;
  submitter: Submitter;
  /** Milliseconds by which the clocks of nodes may differ, where there are several. */
  lease: number;
  now(): number;
}

interface Receiver {
  /** Within the signal; the same when it is broadcast again. */
  name: string;
  target: Target;
  commands: Command[];
}

/** Receivers in the command queue at a time. What others ask meanwhile gets between two portions, not behind them all. */
const PORTION = 200;

export function createSignals({ store, subscribers, submitter, lease, now }: SignalsOptions): Signals {
  const publications = createPublications(store, now);
  // Another node's clock says when somebody began to wait: nobody may miss what was thrown after that.
  const apart = store.shared ? lease : 0;

  const asked = new Set<Promise<unknown>>();

  return {
    broadcast(request, thrown) {
      const broadcasting = submitter.alone(request, () => onceAmongNodes(() => broadcast(request, thrown)));
      if (!thrown) {
        asked.add(broadcasting);
        const over = () => void asked.delete(broadcasting);
        broadcasting.then(over, over);
      }
      return broadcasting;
    },
    async answered() {
      await Promise.allSettled(asked);
    },
  };

  async function broadcast(
    request: SignalRequest,
    thrown?: Thrown,
  ): Promise<{ ok: true; signalKey: number } | Refused> {
    const { name, variables, principal, commandId } = request;
    const rejection = notStorable([name, variables]);
    if (rejection) return { ok: false, rejection };
    const body = { name, variables } as Json;
    const seen = await publications.seen('signal', request, body);
    if (seen) return 'ok' in seen ? seen : { ok: true, signalKey: seen.key };
    const signalKey = await store.reserve('record', 1);
    const receivers = await receiversOf(request, thrown);
    for (let from = 0; from < receivers.length; from += PORTION) {
      const portion = receivers.slice(from, from + PORTION).map(({ name: receiver, target, commands }) =>
        submitter.submit(target, commands, {
          principal,
          // A broadcast that a crash cut short is asked again: each receiver knows what it had.
          ...(commandId !== undefined && { commandId: `${commandId} ${receiver}` }),
        }),
      );
      // Where one fails, it is done again when none is under way any more: those would refuse to be asked twice.
      for (const outcome of await Promise.allSettled(portion))
        if (outcome.status === 'rejected') throw outcome.reason;
    }
    if (commandId !== undefined)
      await store.write((db) => publications.remember(db, 'signal', request, body, { key: signalKey }));
    return { ok: true, signalKey };
  }

  /** Instances, oldest first; then what is started. */
  async function receiversOf(
    { name, variables, principal }: SignalRequest,
    thrown: Thrown | undefined,
  ): Promise<Receiver[]> {
    const waiting = await subscribers.hearing(name);
    const starts = await subscribers.starts('signal', name);
    // An instance that has begun and waits for this too at its start is meant, not another one.
    const begun = new Set(waiting.map(placeOf));
    const toWaiter = ({ key, instance_key: instanceKey }: Waiter): Receiver => ({
      name: String(key),
      target: { kind: 'instance', key: instanceKey },
      commands: [{ type: 'broadcastSignal', subscription: key, variables }],
    });
    const toStart = (start: Start): Receiver => {
      const hops = thrown?.hops === undefined ? {} : { hops: thrown.hops };
      const create = { ...start.at, variables, ...hops };
      const { definition } = start;
      const target: Target = { kind: 'new', definition, startedBy: principal.username, create };
      return { name: startOf(start), target, commands: [] };
    };
    const heard = waiting.filter(
      (each) => !thrown || (each.created_at <= thrown.at + apart && each.instance_key !== thrown.from),
    );
    // Those who stand for a start come last: a broadcast that is cut short finds them still there, and starts no other.
    const stand = new Set(starts.map(startOf));
    return [
      ...heard.filter((each) => !stand.has(placeOf(each))).map(toWaiter),
      ...starts.filter((start) => !begun.has(startOf(start))).map(toStart),
      ...heard.filter((each) => stand.has(placeOf(each))).map(toWaiter),
    ];
  }
}

function placeOf({ process_id: processId, element_id: element }: Waiter): string {
  return `${processId} ${element}`;
}

function startOf({ definition, at }: Start): string {
  return `${definition.processId} ${at.startElement}`;
}
