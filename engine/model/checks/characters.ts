// Characters that no text may hold: NUL and halves of surrogate pairs, which databases and JSON cannot keep.
import type { ModdleElement } from 'bpmn-moddle';
import type { Report } from '../report.ts';
import { walk } from '../walk.ts';

export function checkCharacters(root: ModdleElement, report: Report): void {
  walk(root, (element, texts) => {
    for (const { property, text } of texts) {
      const character = badCharacter(text);
      if (character)
        report.error('INVALID_CHARACTER', { property: property.ns.localName, character }, element);
    }
  });
}

/** As `U+0000`, or undefined. */
function badCharacter(text: string): string | undefined {
  const found = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.exec(text)?.[0];
  return found && `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
