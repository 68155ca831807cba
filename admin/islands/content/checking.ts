// Asks the server what it would say of the file as it stands; a question overtaken by a newer one is dropped.

export interface Found {
  text: string;
  isError: boolean;
  /** Of a table: the line of the file, and the name of the column. */
  row?: number;
  name?: string;
}

export interface CheckAnswer {
  problems: Found[];
  /** Of a mail. */
  names?: string[];
  subject?: string;
  text?: string;
}

export interface Checking {
  /** Undefined: overtaken, or without connection. */
  ask(text: string, more?: { [field: string]: string }): Promise<CheckAnswer | undefined>;
}

const PAUSE_MS = 300;

export function createChecking(address: string, csrf: string): Checking {
  let newest = 0;
  return {
    async ask(text, more = {}) {
      newest += 1;
      const own = newest;
      await new Promise((resume) => setTimeout(resume, own === 1 ? 0 : PAUSE_MS));
      if (own !== newest) return undefined;
      const body = new FormData();
      body.append('_csrf', csrf);
      for (const [name, value] of Object.entries(more)) body.append(name, value);
      body.append('content', new Blob([text], { type: 'text/plain' }), 'content');
      try {
        const response = await fetch(address, { method: 'POST', body, credentials: 'same-origin' });
        if (!response.ok || response.redirected || own !== newest) return undefined;
        const answer = (await response.json()) as CheckAnswer;
        return own === newest ? answer : undefined;
      } catch {
        // Without connection: the next change asks again.
        return undefined;
      }
    },
  };
}
