// The picture is complete and tidy: every element has its place, nothing overlaps, every line runs straight.
import { BpmnModdle } from 'bpmn-moddle';
import { describe, expect, test } from 'vitest';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import cauce from '../../engine/model/cauce.json' with { type: 'json' };
import { factsOf } from './facts.ts';
import { shipped, xmlOf } from './shipped.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Point {
  x: number;
  y: number;
}
/** What the best known arrangement of each diagram has; a lane above another is where its people stand. */
const mostCrossings: { [process in (typeof shipped)[number]['process']]: number } = {
  relationship_asis: 12,
  relationship_tobe: 6,
  relationship_tobe_closed_loop: 6,
  pqrs_asis: 2,
  pqrs_tobe: 6,
  incident_asis: 8,
  incident_tobe: 8,
  incident_tobe_proactive: 4,
};

interface Picture {
  boxes: Map<string, Box>;
  labels: Map<string, Box>;
  lines: Map<string, Point[]>;
}

function pictureIn(xml: string): Picture {
  const picture: Picture = { boxes: new Map(), labels: new Map(), lines: new Map() };
  for (const [, id = '', body = ''] of xml.matchAll(
    /<bpmndi:BPMN(?:Shape|Edge) id="[^"]+" bpmnElement="([^"]+)"[^>]*>([\s\S]*?)<\/bpmndi:BPMN(?:Shape|Edge)>/g,
  )) {
    const [own = '', label] = body.split('<bpmndi:BPMNLabel>');
    const box = boxIn(own);
    const labelBox = label === undefined ? undefined : boxIn(label);
    if (box) picture.boxes.set(id, box);
    if (labelBox) picture.labels.set(id, labelBox);
    const points = [...own.matchAll(/<di:waypoint x="([^"]+)" y="([^"]+)"/g)];
    const line = points.map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
    if (line.length > 0) picture.lines.set(id, line);
  }
  return picture;
}

function boxIn(part: string): Box | undefined {
  const found = /<dc:Bounds x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/.exec(part);
  if (!found) return undefined;
  return { x: Number(found[1]), y: Number(found[2]), width: Number(found[3]), height: Number(found[4]) };
}

function touch(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function segments(points: Point[]): Box[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const width = Math.max(Math.abs(to.x - from.x), 0.1);
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width,
      height: Math.max(Math.abs(to.y - from.y), 0.1),
    };
  });
}

describe.each(shipped)('the picture $folder/$file', (diagram) => {
  const facts = factsOf(diagram.process);
  const xml = xmlOf(diagram);
  const { boxes, labels, lines } = pictureIn(xml);

  test('opens with the standard descriptors without a warning', async () => {
    const moddle = new BpmnModdle({ zeebe, cauce });
    const { warnings } = await moddle.fromXML(xml);
    expect(warnings).toEqual([]);
  });

  test('places every node and draws every flow', () => {
    expect(facts.nodes.filter(({ id }) => !boxes.has(id))).toEqual([]);
    expect(facts.flows.filter(({ id }) => !lines.has(id))).toEqual([]);
  });

  test('keeps every node inside the band of its lane', () => {
    for (const { id, lane } of facts.nodes) {
      const laneId = [...xml.matchAll(/<bpmn:lane id="([^"]+)" name="([^"]+)"/g)].find(
        (each) => each[2] === lane,
      )?.[1];
      const band = boxes.get(laneId ?? '');
      const box = boxes.get(id);
      const inside = band && box && box.y >= band.y && box.y + box.height <= band.y + band.height;
      expect([id, inside]).toEqual([id, true]);
    }
  });

  test('draws lines that run only across or down, and through no node of others', () => {
    const boundary = new Map(facts.nodes.map(({ id, attachedTo }) => [id, attachedTo]));
    for (const { id, source, target } of facts.flows) {
      const points = lines.get(id) ?? [];
      for (const [index, to] of points.slice(1).entries()) {
        const from = points[index];
        expect([id, from?.x === to.x || from?.y === to.y]).toEqual([id, true]);
      }
      const ends = [source, target, boundary.get(source)];
      for (const node of facts.nodes) {
        const box = boxes.get(node.id);
        if (!box || ends.includes(node.id)) continue;
        expect([id, node.id, segments(points).some((segment) => touch(segment, box))]).toEqual([
          id,
          node.id,
          false,
        ]);
      }
    }
  });

  test('lets no node lie on another, and no label on a label or a line', () => {
    const events = new Set(facts.nodes.filter(({ attachedTo }) => attachedTo).map(({ id }) => id));
    const nodes = facts.nodes.flatMap(({ id }) => (events.has(id) ? [] : [[id, boxes.get(id)] as const]));
    const clashes: string[] = [];
    for (const [index, [a, boxA]] of nodes.entries())
      for (const [b, boxB] of nodes.slice(index + 1))
        if (boxA && boxB && touch(boxA, boxB)) clashes.push(`${a} ${b}`);
    const all = [...labels];
    for (const [index, [a, boxA]] of all.entries()) {
      for (const [b, boxB] of all.slice(index + 1)) if (touch(boxA, boxB)) clashes.push(`label ${a} ${b}`);
      for (const [b, points] of lines)
        if (segments(points).some((segment) => touch(segment, boxA))) clashes.push(`label ${a} line ${b}`);
    }
    expect(clashes).toEqual([]);
  });

  test('crosses lines no more often than its shape needs', () => {
    const all = [...lines].flatMap(([id, points]) => segments(points).map((segment) => ({ id, segment })));
    const crossings = all.flatMap((a, index) =>
      all.slice(index + 1).filter((b) => a.id !== b.id && crosses(a.segment, b.segment)),
    );
    expect(crossings.length).toBeLessThanOrEqual(mostCrossings[diagram.process]);
  });
});

/** One runs across, the other down, and they meet inside both. */
function crosses(a: Box, b: Box): boolean {
  const [across, down] = a.height < a.width ? [a, b] : [b, a];
  if (across.height > 1 || down.width > 1) return false;
  return (
    across.x + 1 < down.x &&
    down.x < across.x + across.width - 1 &&
    down.y + 1 < across.y &&
    across.y < down.y + down.height - 1
  );
}
