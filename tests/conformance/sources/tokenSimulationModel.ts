// What the token simulation's models need before they run: the simulator evaluates no condition, so every gateway that
// splits asks, and the test's choice answers.

/** Without conditions and default flows; nothing else is touched. */
export function asksAtEverySplit(xml: string): string {
  return xml
    .replace(/<(\w+:)?conditionExpression\b[^>]*?(\/>|>[\s\S]*?<\/(\w+:)?conditionExpression>)/g, '')
    .replace(/(<(?:\w+:)?(?:exclusive|inclusive)Gateway\b[^>]*?)\sdefault="[^"]*"/g, '$1');
}

/** Targets of the message flows, by the flow's id. */
export function messageFlowsOf(xml: string): Map<string, string> {
  return new Map(
    [...xml.matchAll(/<(?:\w+:)?messageFlow\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'id'),
      attribute(tag, 'targetRef'),
    ]),
  );
}

export function poolsOf(xml: string): Set<string> {
  return new Set([...xml.matchAll(/<(?:\w+:)?participant\b[^>]*>/g)].map(([tag]) => attribute(tag, 'id')));
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
