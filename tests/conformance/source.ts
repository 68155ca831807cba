// What a source of other people's models is to the conformance run, and what it tells of each case.

export interface ConformanceSource {
  /** The folder of the source inside the conformance folder. */
  name: string;
  /** Runs every case of the source in `folder`, which exists. Ids are unique within the source and stable. */
  run(folder: string, report: Report): Promise<void>;
}

export interface Report {
  passed(id: string): void;
  /** A case that `departures.ts` lists counts as a departure, with the sentence that stands there. */
  failed(id: string, why: string): void;
  /** `reason` is true of this case: what it judges that BPMN does not have. Never what the engine lacks. */
  notApplicable(id: string, reason: string): void;
  /** A share that is measured and does not fail: models of which not all have to be refused, say. `missed` lists the rest. */
  rate(what: string, hits: number, all: number, missed?: string[]): void;
  /** A line of figures under the table. */
  note(line: string): void;
}

export interface Tally {
  name: string;
  passed: string[];
  failed: { id: string; why: string }[];
  departed: { id: string; why: string; sentence: string }[];
  notApplicable: { id: string; reason: string }[];
  rates: { what: string; hits: number; all: number; missed: string[] }[];
  notes: string[];
}

/** Case id to the specification's sentence and section that asks for what the engine does. */
export interface Departures {
  [source: string]: { [id: string]: string };
}
