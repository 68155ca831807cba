// The data that the preview begins with, as JSON: kept in this browser, and made from the form at a press.
import type { Json, Variables } from '../../../engine/core/json.ts';
import { button, part } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';

export interface SampleData {
  element: HTMLElement;
  /** What was last written that could be read. */
  data(): Variables;
}

export interface SampleActs {
  changed(): void;
  example(): Promise<Variables>;
}

const PAUSE = 400;

export function sampleData(say: Say, keep: string, { changed, example }: SampleActs): SampleData {
  const element = part('details', 'form-preview-data');
  const area = part('textarea', 'mono');
  area.rows = 8;
  area.spellcheck = false;
  area.setAttribute('aria-label', say('formEditor.data'));
  const wrong = part('p', 'field-error');
  wrong.setAttribute('role', 'alert');
  const kept = read(localStorage.getItem(keep) ?? '{}') ?? {};
  let data: Variables = kept;
  area.value = written(kept);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const take = (): void => {
    const found = read(area.value);
    wrong.textContent = found ? '' : say('formEditor.dataUnread');
    area.setAttribute('aria-invalid', String(!found));
    if (!found) return;
    data = found;
    try {
      localStorage.setItem(keep, area.value);
    } catch {
      // A browser that keeps nothing shows it all the same.
    }
    changed();
  };
  area.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(take, PAUSE);
  });
  const fill = button(say('formEditor.fill'), 'button plain', () => {
    void example().then((made) => {
      area.value = written(made);
      take();
    });
  });
  const clear = button(say('formEditor.clear'), 'button link', () => {
    area.value = '{}';
    take();
  });
  const acts = part('p', 'row');
  acts.append(fill, clear);
  element.append(
    part('summary', '', say('formEditor.data')),
    part('p', 'quiet small', say('formEditor.dataHint')),
    acts,
    area,
    wrong,
  );
  return { element, data: () => data };
}

const written = (data: Variables) => JSON.stringify(data, null, 2);

function read(text: string): Variables | undefined {
  if (text.trim() === '') return {};
  try {
    const json = JSON.parse(text) as Json;
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
