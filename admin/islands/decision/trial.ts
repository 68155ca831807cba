// Asks the server what rows give; an answer that was overtaken by a newer question is dropped.
import type { Outcome } from './rowResult.ts';
import type { Column } from './rowsTable.ts';
import type { TestRow } from './testRows.ts';

export interface TriedDecision {
  id: string;
  name: string;
  variables: Column[];
  /** Empty where the decision is no table. */
  rules: { id: string; matched: number }[];
}

export interface Trial {
  /** In the language of the page. */
  problems: { text: string; isError: boolean }[];
  decisions: TriedDecision[];
  outcomes: Outcome[];
}

export interface Trying {
  /** Undefined: overtaken, or without connection. */
  ask(xml: string, rows: readonly TestRow[]): Promise<Trial | undefined>;
}

export function createTrying(address: string, csrf: string): Trying {
  let asked = 0;
  return {
    async ask(xml, rows) {
      asked += 1;
      const own = asked;
      const body = new FormData();
      body.append('_csrf', csrf);
      body.append('rows', JSON.stringify(rows));
      body.append('xml', new Blob([xml], { type: 'application/xml' }), 'decision.dmn');
      try {
        const response = await fetch(address, { method: 'POST', body, credentials: 'same-origin' });
        if (!response.ok || own !== asked) return undefined;
        const trial = (await response.json()) as Trial;
        return own === asked ? trial : undefined;
      } catch {
        // Without connection: the next change asks again.
        return undefined;
      }
    },
  };
}
