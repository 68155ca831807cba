// What a server answers to each kind of request: those that need the disk, and those that do not.
type Kind = 'large' | 'ready' | 'health' | 'case' | 'task' | 'start' | 'lists';
/** What each may be answered. */
export type Answers = Record<Kind, number[]>;

interface Asked {
  /** Adds to `wrong` what is answered otherwise. */
  compare(expected: Answers, when: string, wrong: string[]): Promise<void>;
}

/** Begins a case whose task and data are asked for; `person` reads, and that is recorded. */
export async function askEverything(url: string, person: string, service: string): Promise<Asked> {
  const start = { processDefinitionId: 'waits', variables: { caseId: 'asked' } };
  const begun = await call('POST', '/v2/process-instances', service, start);
  const { processInstanceKey } = JSON.parse(begun.text) as { processInstanceKey: string };
  const filter = { processInstanceKey, state: 'CREATED' };
  const found = await call('POST', '/v2/user-tasks/search', service, { filter });
  const task = (JSON.parse(found.text) as { items: { userTaskKey: string }[] }).items[0]?.userTaskKey;
  const requests: Record<Kind, () => Promise<number>> = {
    /** More than the log has room for by itself. */
    large: () =>
      status('POST', '/v2/process-instances', service, {
        ...start,
        variables: { caseId: 'large', text: 'x'.repeat(250_000) },
      }),
    ready: () => status('GET', '/ready', undefined),
    health: () => status('GET', '/health', undefined),
    case: () => status('POST', '/v2/variables/search', person, { filter: { processInstanceKey } }),
    task: () => status('POST', `/v2/user-tasks/${task}/completion`, service, {}),
    start: () => status('POST', '/v2/process-instances', service, start),
    async lists() {
      const lists = ['user-tasks', 'process-definitions', 'process-instances', 'incidents'];
      const answers = await Promise.all(
        lists.map((list) => status('POST', `/v2/${list}/search`, person, {})),
      );
      return answers.find((answer) => answer !== 200) ?? 200;
    },
  };
  return {
    async compare(expected, when, wrong) {
      for (const [kind, request] of Object.entries(requests)) {
        const answered = await request();
        const due = expected[kind as Kind];
        if (!due.includes(answered)) wrong.push(`${when}: ${kind} answered ${answered} and not ${due}`);
      }
    },
  };

  async function call(method: string, path: string, token: string | undefined, body?: unknown) {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }

  async function status(method: string, path: string, token: string | undefined, body?: unknown) {
    return (await call(method, path, token, body)).status;
  }
}
