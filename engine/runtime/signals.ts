// Signals: to every instance that waits for the name now, and to every process that starts with it.
import type { Json } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Engine, Refused, Submission } from './engine.ts';
import { createPublications, onceAmongNodes } from './publications.ts';
import { notStorable } from './storable.ts';
import type { Submitter } from './submission.ts';
import type { Subscribers } from './subscribers.ts';

export type SignalRequest = Parameters<Engine['broadcastSignal']>[0];

export interface Signals {
  broadcast(request: SignalRequest, thrown?: Thrown): Promise<{ ok: true; signalKey: number } | Refused>;
}

/** A signal that an instance threw. */
export interface Thrown {
  /** Who began to wait later than this instant is left out. */
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
  now(): number;
}

export function createSignals({ store, subscribers, submitter, now }: SignalsOptions): Signals {
  const publications = createPublications(store, now);

  return {
    broadcast: (request, thrown) =>
      submitter.alone(request, () => onceAmongNodes(() => broadcast(request, thrown))),
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
    // A broadcast that a crash cut short is asked again: each receiver knows what it had.
    const toward = (receiver: string): Submission => ({
      principal,
      ...(commandId !== undefined && { commandId: `${commandId} ${receiver}` }),
    });
    const waiting = await subscribers.waiting('signal', name);
    // An instance that has begun and waits for this too at its start is meant, not another one.
    const begun = new Set(waiting.map((each) => `${each.process_id} ${each.element_id}`));
    const starts = (await subscribers.starts('signal', name)).filter(
      ({ definition, at }) => !begun.has(`${definition.processId} ${at.startElement}`),
    );
    await Promise.all([
      ...waiting
        .filter((each) => !thrown || (each.created_at <= thrown.at && each.instance_key !== thrown.from))
        .map(({ key, instance_key: instanceKey }) =>
          submitter.submit(
            { kind: 'instance', key: instanceKey },
            [{ type: 'broadcastSignal', subscription: key, variables }],
            toward(String(key)),
          ),
        ),
      ...starts.map(({ definition, at }) =>
        submitter.submit(
          {
            kind: 'new',
            definition,
            startedBy: principal.username,
            create: { ...at, variables, ...(thrown?.hops !== undefined && { hops: thrown.hops }) },
          },
          [],
          toward(`${definition.processId} ${at.startElement}`),
        ),
      ),
    ]);
    if (commandId !== undefined)
      await store.write((db) => publications.remember(db, 'signal', request, body, { key: signalKey }));
    return { ok: true, signalKey };
  }
}
