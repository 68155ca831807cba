// The summary of what to correct, above the form, with a link to each field.
import type { Node, View } from './fields/field.ts';
import { say } from './messages/messages.ts';
import { errorKey } from './validate.ts';
import { getError, labelOf, type Rendering } from './views.ts';

export function summaryOf(nodes: readonly Node[], rendering: Rendering): View | false {
  const { locale } = rendering.context;
  const names = Object.keys(rendering.errors);
  if (names.length === 0 || rendering.readonly) return false;
  const byName = new Map(
    nodes.filter((node) => !node.hidden && errorKey(node)).map((node) => [errorKey(node), node]),
  );
  const order = new Map([...byName.keys()].map((name, index) => [name, index]));
  const errors = names
    .sort((a, b) => (order.get(a) ?? -1) - (order.get(b) ?? -1))
    .map((name) => {
      const node = byName.get(name);
      const message = getError(rendering.errors, name)?.message ?? '';
      return {
        message,
        href: node ? `#${node.id}` : '',
        label: node ? lead(labelOf(node, rendering.context)) : '',
      };
    });
  const title =
    names.length === 1 ? say(locale, 'SUMMARY_ONE') : say(locale, 'SUMMARY_MANY', { count: names.length });
  return { title, errors };
}

/** A question needs no colon after its own mark. */
function lead(label: string): string {
  return /[?!.:…]$/.test(label.trim()) ? label.trim() : `${label}:`;
}
