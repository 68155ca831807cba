// What may be asked of instances that run in memory.
import type { Command } from '../core/commands.ts';
import type {
  Event,
  InstanceState,
  Json,
  Lookup,
  Ports,
  ProcessModel,
  Routed,
  Variables,
} from '../core/index.ts';
import type { Waiting } from './memoryWaiting.ts';

export type Message = Extract<Routed, { type: 'publishMessage' }>;

/** A message or signal that may start an instance. */
export type Thrown = Pick<Message, 'name' | 'variables'> &
  Partial<Pick<Message, 'correlationKey' | 'inCase'>> & { hops?: number | undefined };

export interface MemoryOptions {
  models: ProcessModel[];
  ports: Ports;
  /** Versions that instances can be migrated to, by key. */
  versions?: ReadonlyMap<number, ProcessModel>;
  /** Answers what the core asks for; undefined ends the command with an error. */
  resolve?(lookup: Lookup, at: number): Json | undefined;
  /** Epoch milliseconds at the start. */
  now: number;
  /** So many events in all, and nothing moves any more. Default: without end. */
  mostEvents?: number;
  /** So many events, and a step yields. Default: the core's. */
  budget?: number;
  /** Called for every event, in order. */
  onEvent?(event: Event, instanceKey: number, at: number): void;
}

export type Done =
  | { ok: true; instanceKey: number }
  | { ok: false; code: string; values: { [name: string]: Json } };

export interface MemoryRuntime {
  now: number;
  start(
    processId: string,
    variables: Variables,
    options?: { startElement?: string; startDefinition?: number; businessKey?: string; rootKey?: number },
  ): Done;
  submit(instanceKey: number, command: Command): Done;
  /**
   * Gives a message to the first who waits for it, or to a message start event. False: nobody does; it is then kept for
   * a late receiver, for so many milliseconds as it lives. Default 0.
   */
  publish(name: string, correlationKey: string, variables: Variables, timeToLive?: number): boolean;
  /** Gives a signal to everybody who waits for it, and to signal start events. False: nobody does. */
  broadcast(name: string, variables: Variables): boolean;
  state(instanceKey: number): InstanceState;
  instances(): number[];
  waiting(): Waiting[];
  /** The instance that made the last of the most events; undefined while there is room. */
  stopped(): number | undefined;
}
