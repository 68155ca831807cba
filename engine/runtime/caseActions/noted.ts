// The note that goes with each act: its kind, the reason, and what was before and after.
import type { Command, Json } from '../../core/index.ts';
import type { ActionDetail } from './action.ts';

export function noted(detail: ActionDetail, reason: string, about?: number): Command {
  const { act: kind, ...rest } = detail;
  return {
    type: 'annotate',
    kind,
    text: reason,
    ...(about !== undefined && { about }),
    detail: rest as unknown as Json,
  };
}
