// The drawn form within the page: what is typed and pressed in it becomes a post that goes to the worker alone.
import { part } from '../elements/part.ts';

type Body = { [name: string]: string | string[] };

export interface PreviewForm {
  element: HTMLFormElement;
  /** Undefined: nothing can be drawn. Where it was refused, the summary of what is wrong is shown to begin with. */
  show(html: string | undefined, isRefused?: boolean): void;
}

export function previewForm(sendLabel: string, posted: (body: Body) => void): PreviewForm {
  const element = part('form') as HTMLFormElement;
  element.noValidate = true;
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    posted(bodyOf(new FormData(element, event.submitter)));
  });
  // What depends on an answer is there as soon as it is given, as on the page of a task.
  element.addEventListener('change', () => {
    if (!element.querySelector('[name="_form"][value="refresh"]')) return;
    const body = bodyOf(new FormData(element));
    posted({ ...body, _form: 'refresh' });
  });
  return {
    element,
    show(html = '', isRefused = false) {
      const focused = element.contains(document.activeElement) ? document.activeElement?.id : undefined;
      // The renderer escapes whatever people wrote; it is the same that the page of a task holds.
      element.innerHTML = html;
      const send = element.querySelector<HTMLElement>('[name="_form"][value="submit"]');
      if (!send && element.querySelector('input, select, textarea')) element.append(sendButton(sendLabel));
      const wrong = isRefused ? element.querySelector<HTMLElement>('.cf-summary') : undefined;
      if (wrong) wrong.scrollIntoView({ block: 'nearest' });
      if (focused) document.getElementById(focused)?.focus();
    },
  };
}

/** A form without a button of its own gets the task page's. */
function sendButton(label: string): HTMLElement {
  const made = part('button', 'button', label) as HTMLButtonElement;
  made.name = '_form';
  made.value = 'submit';
  return made;
}

/** Files by their names alone: nothing of them goes anywhere. */
function bodyOf(data: FormData): Body {
  const body: Body = Object.create(null);
  for (const [name, value] of data) {
    if (typeof value !== 'string') continue;
    const before = body[name];
    body[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return { ...body };
}
