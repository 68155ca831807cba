// That an instance became one of another version; a part of the journal's format.

export interface MigrationEvent {
  type: 'instanceMigrated';
  definitionKey: number;
  processId: string;
  /** Elements and flows that are called otherwise from now on. */
  ids: { [before: string]: string };
  flows: { [before: string]: string };
  /** By key, everything that is live, with its element in the target. */
  elements: [number, string][];
  subscriptions: [number, string][];
  jobs: [number, string][];
  userTasks: [number, string][];
  incidents: [number, string][];
  reason?: string;
}
