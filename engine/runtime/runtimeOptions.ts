// What the durable runtime is given.
import type { Problem } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';

export interface RuntimeOptions {
  store: OpenStore;
  /** Zone of dates without an offset, of series' years and quotas' months. Default America/Bogota. */
  zone?: string;
  /** Connector types that are configured here; the others are work for people. */
  connectors: ReadonlySet<string>;
  /** Whether each secret that a drawing's address names is configured here. Default: none is. */
  knowsSecretsOf?(address: string): boolean;
  /** Epoch milliseconds. Default: the system's clock. */
  now?(): number;
  /** Judges a form's JSON at deployment; forms are not the engine's to read. */
  checkForm(content: unknown, resourceName: string): Problem[];
  /** Told of failures that nobody waits for; they are tried again. */
  failed(error: unknown): void;
  /** Live instances kept in memory. Default 20,000. */
  instancesInMemory?: number;
  /** Where several nodes share the store: milliseconds after which what a silent one holds is taken over. Default 10,000. */
  nodeLease?: number;
  /** Release of this program, for the list of nodes. */
  release?: string;
  /** Newest format of events that this program reads. Default: today's. */
  eventFormat?: number;
  /** Milliseconds after which who waits for jobs, or for an instance's end, looks without having heard of any. Default 1000. */
  lookAgain?: number;
  /** Batches between two snapshots of one instance. Default 50. */
  snapshotEvery?: number;
}

/** Whether a connector is configured here, with the secrets that its address names. */
export const connectsBy =
  ({ connectors, knowsSecretsOf }: RuntimeOptions) =>
  (type: string, address = ''): boolean =>
    connectors.has(type) && (!address.includes('{{') || knowsSecretsOf?.(address) === true);
