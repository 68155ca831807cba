// Sample values for a template's names: likely ones at first, then what somebody typed, kept in this browser.
import type { Say } from '../words/speak.ts';
import { labeled } from './controls.ts';

export interface MailSamples {
  element: HTMLElement;
  /** True where one of the names had no sample before. */
  show(names: readonly string[]): boolean;
  values(): { [name: string]: string | boolean };
}

const LIKELY: readonly [RegExp, string][] = [
  [/case_?number|radicado/i, 'PQRS-2026-000123'],
  [/mail|correo/i, 'maria.gomez@example.com'],
  [/url|link/i, 'https://tramites.example.com/caso/8F3K'],
  [/name|nombre/i, 'María Gómez'],
  [/date|deadline|due|_at$|fecha/i, '2026-11-30'],
  [/phone|telefono/i, '300 123 4567'],
  [/count|days|number|score/i, '3'],
  [/^(is|has|are|replies_are)_|_read$/i, 'true'],
];

function likely(name: string): string {
  return LIKELY.find(([pattern]) => pattern.test(name))?.[1] ?? name.replaceAll('_', ' ');
}

export function createSamples(say: Say, storageName: string, changed: () => void): MailSamples {
  const element = document.createElement('section');
  element.className = 'mail-samples';
  const heading = document.createElement('h2');
  heading.textContent = say('content.mailSamples');
  const hint = document.createElement('p');
  hint.className = 'quiet small';
  hint.textContent = say('content.mailSamplesHint');
  const fields = document.createElement('div');
  element.append(heading, hint, fields);
  const held = new Map(Object.entries(kept(storageName)));
  let shown = '';
  return {
    element,
    show(names) {
      const isNew = names.some((name) => !held.has(name));
      for (const name of names) if (!held.has(name)) held.set(name, likely(name));
      element.hidden = names.length === 0;
      if (names.join() === shown) return isNew;
      shown = names.join();
      fields.replaceChildren(
        ...names.map((name) => {
          const input = document.createElement('input');
          input.type = 'text';
          input.value = held.get(name) ?? '';
          input.addEventListener('input', () => {
            held.set(name, input.value);
            keep(storageName, held);
            changed();
          });
          return labeled(name, input);
        }),
      );
      return isNew;
    },
    values: () =>
      Object.fromEntries(
        [...held].map(([name, text]) => [name, text === 'false' ? false : text === 'true' ? true : text]),
      ),
  };
}

/** A browser that keeps nothing is no reason to stop anybody. */
function kept(name: string): { [sample: string]: string } {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name) ?? '{}');
    const entries = Object.entries(found ?? {}).filter((entry): entry is [string, string] => {
      return typeof entry[1] === 'string';
    });
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

function keep(name: string, held: ReadonlyMap<string, string>): void {
  try {
    localStorage.setItem(name, JSON.stringify(Object.fromEntries(held)));
  } catch {
    // As above.
  }
}
