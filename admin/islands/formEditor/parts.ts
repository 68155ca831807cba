// A choice among a few, as the page of forms shows it.

import { button, part } from '../elements/part.ts';

/** One of a few, as buttons of which one is pressed. */
export function choice<Value extends string>(
  label: string,
  values: readonly { value: Value; label: string }[],
  chosen: Value,
  choose: (value: Value) => void,
): HTMLElement {
  const group = part('span', 'modeler-bar-group');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', label);
  const buttons = values.map(({ value, label }) => {
    const made = button(label, 'modeler-button', () => {
      for (const each of buttons) each.setAttribute('aria-pressed', String(each === made));
      choose(value);
    });
    made.setAttribute('aria-pressed', String(value === chosen));
    return made;
  });
  group.append(...buttons);
  return group;
}
