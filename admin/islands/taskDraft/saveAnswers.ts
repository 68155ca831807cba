// Sends the answers of a task's form as they are, and says what became of them.

export interface Conflict {
  field: string;
  /** What the form has to have seen before mine may be written over the other answer. */
  mark: string;
  words: string;
}

export type Outcome =
  | { kind: 'saved'; time: string; seen: string; conflicts: Conflict[]; news: string }
  /** Somebody else has the task now, or it is over. */
  | { kind: 'gone'; words: string }
  | { kind: 'ended' }
  | { kind: 'offline' }
  | { kind: 'refused' };

/** Everything but files, which are sent with the form alone. */
export function answersOf(form: HTMLFormElement): FormData {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  body.delete('_do');
  return body;
}

export async function saveAnswers(address: string, body: FormData, keepalive: boolean): Promise<Outcome> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      body,
      keepalive,
      credentials: 'same-origin',
      headers: { Accept: 'application/json' },
    });
    const isJson = response.headers.get('content-type')?.includes('application/json') === true;
    if (response.ok && isJson) return { kind: 'saved', ...(await response.json()) };
    if (response.status === 409 && isJson) return { kind: 'gone', words: (await response.json()).gone };
    // Sent to the door, or with the token of a session that is over.
    if (response.redirected || response.status === 400 || response.status === 401) return { kind: 'ended' };
    return { kind: response.status >= 500 ? 'offline' : 'refused' };
  } catch {
    return { kind: 'offline' };
  }
}
