// What the nodes on one database tell each other: hints to look at the database, which alone says what is so.

/** An empty message says that anything may have happened. */
export interface BusMessage {
  /** The node that tells; it hears itself, too. */
  from?: string;
  /** Types of jobs that were created. */
  jobs?: string[];
  /** Jobs may be there again: a retry, a lease that was given back. */
  anyJob?: true;
  /** Processes, start timers or files have changed. */
  deployed?: true;
  /** Instances that went on, for pages that show them; none named: any may have. */
  changed?: { instances: number[]; tasks: boolean };
}

export interface Bus {
  /** After the commit that it tells of. Never fails; what cannot be told is found by looking. */
  tell(message: BusMessage): void;
  onMessage(listener: (message: BusMessage) => void): void;
  /** Resolves when others are heard, or when it is being tried again. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
