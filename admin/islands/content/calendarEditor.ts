// A calendar by its form: the server reads the fields as it does for calendars in force, and shows the year.
import type { ContentEditor, ContentTold } from './editors.ts';

interface Answer {
  text: string;
  problems: { field: string; code: string; text: string }[];
  /** HTML of our own templates. */
  year?: string;
}

const PAUSE_MS = 300;

export function calendarEditor({ say, host, csrf, changed, tell, isReadOnly }: ContentTold): ContentEditor {
  const form = host.querySelector<HTMLFormElement>('.calendar-form') ?? document.createElement('form');
  const year = form.querySelector<HTMLElement>('.calendar-year');
  const address = host.dataset.calendar ?? '';
  let asked = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  for (const field of form.querySelectorAll('input, textarea'))
    if (isReadOnly && field.getAttribute('name') !== 'year') field.setAttribute('readonly', '');
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', (event) => {
    const isLook = (event.target as HTMLElement).getAttribute('name') === 'year';
    clearTimeout(pause);
    pause = setTimeout(() => void ask(!isLook), PAUSE_MS);
  });

  /** The fields of a text; undefined where the form would lose some of it. */
  async function fieldsOf(text: string): Promise<{ [name: string]: string } | undefined> {
    const body = new FormData();
    body.append('_csrf', csrf);
    body.append('content', new Blob([text], { type: 'text/plain' }), 'content');
    const response = await fetch(address, { method: 'POST', body, credentials: 'same-origin' });
    return ((await response.json()) as { fields?: { [name: string]: string } }).fields;
  }

  async function ask(isChange: boolean): Promise<void> {
    asked += 1;
    const own = asked;
    const body = new FormData(form);
    body.append('_csrf', csrf);
    const response = await fetch(address, { method: 'POST', body, credentials: 'same-origin' }).catch(
      () => undefined,
    );
    if (!response?.ok || own !== asked) return;
    const answer = (await response.json()) as Answer;
    showProblems(answer);
    if (answer.year !== undefined && year) {
      const drawn = new DOMParser().parseFromString(answer.year, 'text/html');
      year.replaceChildren(...drawn.body.childNodes);
    }
    // What cannot be read yet stays in its field; the file keeps what could be.
    if (isChange && answer.problems.length === 0) changed(answer.text);
  }

  function showProblems({ problems }: Answer): void {
    for (const list of form.querySelectorAll<HTMLElement>('ul.error')) {
      const field = list.id.replace(/-error$/, '');
      const own = problems.filter((problem) => problem.field === field);
      list.hidden = own.length === 0;
      list.replaceChildren(
        ...own.map(({ text }) => {
          const item = document.createElement('li');
          item.textContent = text;
          return item;
        }),
      );
      const input = form.querySelector(`#${CSS.escape(field)}`);
      if (own.length > 0) input?.setAttribute('aria-invalid', 'true');
      else input?.removeAttribute('aria-invalid');
    }
    tell(problems.length > 0 ? [{ text: say('content.calendarWrong'), isError: true }] : []);
  }

  return {
    element: form,
    judgesItself: true,
    async read(text) {
      const fields = await fieldsOf(text).catch(() => undefined);
      if (!fields) return false;
      for (const [name, value] of Object.entries(fields)) {
        const field = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
        if (field) field.value = value;
      }
      void ask(false);
      return true;
    },
  };
}
