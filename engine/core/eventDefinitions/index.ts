// The registry of event definitions: the only list. A new one is a file and a line here.
import type { EventDefinitionBehavior } from '../behavior.ts';
import type { EventDefinitionType } from '../model.ts';
import { cancel } from './cancel.ts';
import { compensate } from './compensate.ts';
import { conditional } from './conditional.ts';
import { error } from './error.ts';
import { escalation } from './escalation.ts';
import { link } from './link.ts';
import { message } from './message.ts';
import { multiple } from './multiple.ts';
import { signal } from './signal.ts';
import { terminate } from './terminate.ts';
import { timer } from './timer.ts';

export const eventDefinitions = {
  timer,
  message,
  signal,
  error,
  escalation,
  terminate,
  conditional,
  compensate,
  cancel,
  link,
  multiple,
} satisfies Record<EventDefinitionType, EventDefinitionBehavior> as Record<
  EventDefinitionType,
  EventDefinitionBehavior
>;
