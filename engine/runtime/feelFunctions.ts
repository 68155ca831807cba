// The functions that FEEL gains in a process: terms and business days, series and quotas, catalogs.
// What can change between two moments is asked by `need` and read from the journaled inputs.
import type { FeelFunction } from '../expressions/index.ts';
import type { Zone } from '../time/index.ts';
import { bogota, dayOf, formatDate, localOf } from '../time/index.ts';
import { calendarFunctions } from './calendarFunctions.ts';
import { answered, instantFrom, isName, kindOf, refused } from './feelArguments.ts';

/** `zone` is the process's: it decides in which month a quota falls and which date a bare date-time has. */
export function feelFunctions(zone: Zone = bogota): { readonly [name: string]: FeelFunction } {
  return {
    ...calendarFunctions(),
    'next in series': {
      params: ['id'],
      call([id], context) {
        if (!isName(id)) return refused('FEEL_NOT_A_NAME', { parameter: 'id', found: kindOf(id) });
        return answered({ kind: 'series', id, owner: context.owner }, context);
      },
    },
    'within quota': {
      params: ['id', 'limit'],
      call([id, limit], context) {
        if (!isName(id)) return refused('FEEL_NOT_A_NAME', { parameter: 'id', found: kindOf(id) });
        if (typeof limit !== 'number' || !Number.isSafeInteger(limit) || limit < 0) {
          return refused('FEEL_NOT_A_COUNT', { parameter: 'limit', found: kindOf(limit) });
        }
        const period = formatDate(dayOf(localOf(context.now, zone))).slice(0, 7);
        return answered({ kind: 'quota', id, period, limit, owner: context.owner }, context);
      },
    },
    catalog: {
      params: ['id'],
      call([id], context) {
        if (!isName(id)) return refused('FEEL_NOT_A_NAME', { parameter: 'id', found: kindOf(id) });
        const answer = answered({ kind: 'catalog', id }, context);
        const isMissing = answer.kind === 'value' && answer.value === null;
        return isMissing ? refused('CATALOG_NOT_FOUND', { catalog: id }) : answer;
      },
    },
    'distinct days': {
      params: ['list'],
      call([list]) {
        if (!Array.isArray(list))
          return refused('FEEL_NOT_A_LIST', { parameter: 'list', found: kindOf(list) });
        const days = new Set<number>();
        for (const item of list) {
          const at = instantFrom(item, zone);
          if (at === undefined)
            return refused('FEEL_NOT_A_DATE_TIME', { parameter: 'list', found: kindOf(item) });
          days.add(dayOf(localOf(at, zone)));
        }
        return { kind: 'value', value: days.size };
      },
    },
  };
}
