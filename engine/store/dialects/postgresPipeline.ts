// Statements written one behind the other, without waiting for each answer: one trip to the server for all of them. The
// driver has them as queries in a row, of which the first one's submission sends everything.
import type { Bound } from './dialect.ts';

/** What we use of the driver's connection; it takes whatever submits itself. */
export interface Driver {
  query(submittable: object): void;
}

/** What we use of the driver's protocol. */
interface Protocol {
  readonly stream: { cork(): void; uncork(): void };
  /** Statements that this connection has parsed, by name. */
  readonly parsedStatements: { readonly [name: string]: string };
  query(text: string): void;
  parse(statement: { text: string; name: string; types: [] }): void;
  bind(portal: { statement: string; values: (string | null)[] }): void;
  execute(portal: object): void;
  sync(): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** The cells of a row as the server writes them. */
export type TextRow = (string | null)[];

interface Part {
  readonly sql: string;
  readonly values: (string | null)[];
  readonly prepared: Prepared | undefined;
}

/** By an empty name it is parsed each time. */
interface Prepared {
  readonly name: string;
  readonly text: string;
}

const COMMIT = 'COMMIT';

/**
 * The rows of each statement. After one that is refused the server refuses the others up to the transaction's end, and
 * this rejects with the first refusal once all have ended.
 */
export function sendAll(driver: Driver, statements: readonly Bound[]): Promise<TextRow[][]> {
  const parts = statements.map(partOf);
  const answers: TextRow[][] = parts.map(() => []);
  return new Promise((resolve, reject) => {
    let refused: Error | undefined;
    const submittable = (at: number): object => {
      const { sql, prepared } = parts[at] as Part;
      const ended = () => {
        if (at + 1 < parts.length) driver.query(submittable(at + 1));
        else if (refused) reject(refused);
        else resolve(answers);
      };
      return {
        // By these the driver remembers what its connection has parsed.
        ...prepared,
        submit(protocol: Protocol) {
          if (at === 0) submit(protocol, parts);
          return null;
        },
        handleRowDescription() {},
        handleDataRow({ fields }: { fields: TextRow }) {
          answers[at]?.push(fields);
        },
        handleCommandComplete({ text }: { text: string }) {
          if (sql === COMMIT && text !== COMMIT) refused ??= rolledBack();
        },
        handleCopyInResponse() {},
        handleReadyForQuery: ended,
        handleError(error: Error) {
          refused ??= told(error, sql);
          ended();
        },
      };
    };
    if (parts.length === 0) resolve(answers);
    else driver.query(submittable(0));
  });
}

function submit(protocol: Protocol, parts: readonly Part[]): void {
  const parsed = new Set<string>();
  protocol.stream.cork();
  try {
    for (const { sql, values, prepared } of parts) {
      if (prepared) {
        const { name } = prepared;
        if (!parsed.has(name) && protocol.parsedStatements[name] === undefined)
          protocol.parse({ ...prepared, types: [] });
        if (name !== '') parsed.add(name);
        protocol.bind({ statement: name, values });
        protocol.execute({});
        protocol.sync();
      } else {
        protocol.query(sql);
        if (!isCopy(sql)) continue;
        // The rows follow the statement at once; where it fails, the server passes them over.
        protocol.sendCopyFromChunk(Buffer.from(values[0] ?? ''));
        protocol.endCopyFrom();
      }
    }
  } finally {
    protocol.stream.uncork();
  }
}

function isCopy(sql: string): boolean {
  return sql.startsWith('COPY ');
}

/** What binds nothing is said as it stands, for it differs without end; all else is planned once for a connection. */
function partOf({ sql, bindings }: Bound): Part {
  const values = bindings.map((binding) => (binding === null ? null : String(binding)));
  if (values.length === 0 || isCopy(sql)) return { sql, values, prepared: undefined };
  return { sql, values, prepared: preparedOf(sql) };
}

/** Texts differ by which columns have no value at all; beyond so many they are not worth keeping. */
const MOST_PREPARED = 500;
const known = new Map<string, Prepared>();

function preparedOf(sql: string): Prepared {
  const found = known.get(sql);
  if (found) return found;
  let count = 0;
  // None of our statements has a question mark in a text.
  const text = sql.replace(/\?/g, () => `$${++count}`);
  if (known.size >= MOST_PREPARED) return { text, name: '' };
  const made = { text, name: `cauce_${known.size}` };
  known.set(sql, made);
  return made;
}

/** As knex tells it: with the statement, without what it binds. */
function told(error: Error, sql: string): Error {
  error.message = `${sql} - ${error.message}`;
  return error;
}

function rolledBack(): Error {
  return Object.assign(new Error('Expected a commit but PostgreSQL rolled back'), { code: '40000' });
}
