// The events of random drawings: what they wait for and what they throw, as XML.
import type { Boundary } from './fullBlocks.ts';

const timer = (kind: string, text: string) =>
  `<timerEventDefinition><${kind}>${text}</${kind}></timerEventDefinition>`;
const MESSAGE = '<messageEventDefinition messageRef="m1"/>';
const SIGNAL = '<signalEventDefinition signalRef="s1"/>';
const condition = (text: string) =>
  `<conditionalEventDefinition><condition>=${text}</condition></conditionalEventDefinition>`;

/** Event definitions by the name that blocks give them. */
export function definition(event: string): string {
  switch (event) {
    case 'none':
      return '';
    case 'timer':
      return timer('timeDuration', 'PT1H');
    case 'timerDate':
      return timer('timeDate', '2026-01-02T00:00:00Z');
    case 'timerCycle':
      return timer('timeCycle', 'R3/PT1H');
    case 'message':
      return MESSAGE;
    case 'signal':
      return SIGNAL;
    case 'conditional':
      return condition('x &gt; 1');
    case 'conditionalY':
      return condition('y &gt; 1');
    case 'conditionalWrong':
      return condition('if x = 4 then 4 else x &gt; 1');
    case 'multiple':
    case 'parallelMultiple':
      return `<messageEventDefinition messageRef="m2"/><signalEventDefinition signalRef="s2"/>`;
    case 'error':
      return '<errorEventDefinition errorRef="e1"/>';
    case 'escalation':
      return '<escalationEventDefinition escalationRef="x1"/>';
    default:
      return `<${event}EventDefinition/>`;
  }
}

/** Error and compensation always interrupt, so their attribute is left to its default. */
export function mayGoOn({ event, interrupting }: Pick<Boundary, 'event' | 'interrupting'>): boolean {
  return !interrupting && event !== 'error' && event !== 'compensate' && event !== 'cancel';
}
