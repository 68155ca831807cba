// How many tokens an activity takes and makes: whole numbers, at least one each.

import type { Gathered } from '../gather.ts';
import { MOST_QUANTITY, QUANTITIES, quantityOf } from '../quantities.ts';
import type { Report } from '../report.ts';
import { textOf } from '../sourceNode.ts';

export function checkQuantities(gathered: Gathered, report: Report): void {
  for (const { source } of gathered.nodes) {
    for (const attribute of QUANTITIES) {
      if (quantityOf(source, attribute) !== undefined) continue;
      const value = textOf(source, attribute) ?? '';
      report.error('QUANTITY_INVALID', { attribute, value, most: MOST_QUANTITY }, source);
    }
  }
}
