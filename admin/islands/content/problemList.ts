// What is wrong with the file, as a list below its editor, said by a screen reader when it changes.
import type { Say } from '../words/speak.ts';
import type { Found } from './checking.ts';

export interface ProblemList {
  element: HTMLElement;
  show(found: readonly Found[]): void;
}

const MOST_SHOWN = 50;

export function createProblemList(say: Say): ProblemList {
  const element = document.createElement('section');
  element.className = 'content-problems';
  element.setAttribute('aria-live', 'polite');
  return {
    element,
    show(found) {
      const list = document.createElement('ul');
      list.append(
        ...found.slice(0, MOST_SHOWN).map(({ text, isError }) => {
          const item = document.createElement('li');
          item.className = isError ? 'state incident' : 'state atRisk';
          item.textContent = text;
          return item;
        }),
      );
      const more = found.length - MOST_SHOWN;
      const rest = document.createElement('p');
      rest.className = 'quiet';
      rest.textContent = more > 0 ? say('content.moreProblems', { count: more }) : '';
      const fine = document.createElement('p');
      fine.className = 'quiet small';
      fine.textContent = say('content.fine');
      element.replaceChildren(...(found.length > 0 ? [list, rest] : [fine]));
    },
  };
}
