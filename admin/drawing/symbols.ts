// The small signs inside shapes: what kind of work a task is, what an event is about, how a gateway decides.

type Draw = (x: number, y: number) => string;

const path = (d: string, fill = 'none', width = 1): string =>
  `<path d="${d}" stroke="var(--ink)" stroke-width="${width}" fill="${fill}"/>`;

const envelope: Draw = (x, y) => path(`M${x - 7} ${y - 5}h14v10h-14zl7 5l7 -5`);
const clock: Draw = (x, y) =>
  `<circle cx="${x}" cy="${y}" r="8" fill="none" stroke="var(--ink)"/>${path(`M${x} ${y - 5}v5l4 2`)}`;

/** Inside an event, at its middle. */
export const eventSigns: { readonly [event: string]: Draw } = {
  timer: clock,
  message: envelope,
  signal: (x, y) => path(`M${x - 7} ${y + 5}h14l-7 -12z`),
  error: (x, y) => path(`M${x - 7} ${y + 6}l4 -12l5 7l5 -8l-4 12l-5 -7z`),
  escalation: (x, y) => path(`M${x} ${y - 8}l6 14l-6 -6l-6 6z`),
  conditional: (x, y) =>
    path(`M${x - 6} ${y - 7}h12v14h-12zM${x - 4} ${y - 3}h8M${x - 4} ${y}h8M${x - 4} ${y + 3}h8`),
  link: (x, y) => path(`M${x - 7} ${y - 3}h7v-4l7 7l-7 7v-4h-7z`),
  compensate: (x, y) => path(`M${x - 7} ${y}l7 -5v10zM${x} ${y}l7 -5v10z`),
  cancel: (x, y) => path(`M${x - 5} ${y - 5}l10 10M${x + 5} ${y - 5}l-10 10`),
  terminate: (x, y) => `<circle cx="${x}" cy="${y}" r="9" fill="var(--ink)"/>`,
};

/** Inside a gateway, at its middle. */
export const gatewaySigns: { readonly [type: string]: Draw } = {
  exclusiveGateway: (x, y) => path(`M${x - 6} ${y - 7}l12 14M${x + 6} ${y - 7}l-12 14`, 'none', 2),
  parallelGateway: (x, y) => path(`M${x - 9} ${y}h18M${x} ${y - 9}v18`, 'none', 2),
  inclusiveGateway: (x, y) =>
    `<circle cx="${x}" cy="${y}" r="9" fill="none" stroke="var(--ink)" stroke-width="2"/>`,
  complexGateway: (x, y) =>
    path(`M${x - 9} ${y}h18M${x} ${y - 9}v18M${x - 6} ${y - 6}l12 12M${x + 6} ${y - 6}l-12 12`),
  eventBasedGateway: (x, y) =>
    `<circle cx="${x}" cy="${y}" r="10" fill="none" stroke="var(--ink)"/>${path(`M${x} ${y - 6}l6 4l-2 7h-8l-2 -7z`)}`,
};

/** In the upper left corner of a task. */
export const taskSigns: { readonly [type: string]: Draw } = {
  userTask: (x, y) =>
    `<circle cx="${x}" cy="${y - 3}" r="3" fill="none" stroke="var(--ink)"/>${path(`M${x - 6} ${y + 6}c0 -8 12 -8 12 0z`)}`,
  serviceTask: (x, y) =>
    `<circle cx="${x}" cy="${y}" r="3" fill="none" stroke="var(--ink)"/>${path(`M${x} ${y - 6}v3M${x} ${y + 3}v3M${x - 6} ${y}h3M${x + 3} ${y}h3`)}`,
  scriptTask: (x, y) =>
    path(`M${x - 5} ${y - 6}h10v12h-10zM${x - 3} ${y - 3}h6M${x - 3} ${y}h6M${x - 3} ${y + 3}h6`),
  businessRuleTask: (x, y) =>
    path(`M${x - 7} ${y - 5}h14v10h-14zM${x - 7} ${y - 2}h14M${x - 7} ${y + 2}h14M${x - 3} ${y - 2}v7`),
  sendTask: (x, y) => path(`M${x - 7} ${y - 5}h14v10h-14zl7 5l7 -5`, 'var(--line)'),
  receiveTask: envelope,
  manualTask: (x, y) => path(`M${x - 6} ${y + 4}v-6l4 -3h7M${x - 6} ${y + 4}h10`),
};
