// A draft beside a version, or its drawing of tomorrow beside today's: both diagrams, every change in words, and the effect
// that its scenarios let expect.
import { changeSentences, isDrawingName, marksOf } from '../desk/changeList.ts';
import {
  type Choice,
  choicesFor,
  counterpartOf,
  deployedFiles,
  presentOf,
  processIdsIn,
  type Side,
} from '../desk/draftComparison.ts';
import { expectedEffect, type Sides } from '../desk/expectedEffect.ts';
import { textsOf } from '../desk/publishView.ts';
import { compareFiles, type Draft, type VersionFile } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';
import { draftOf } from './draftFiles.ts';

async function compare(visit: Visit): Promise<void> {
  const draft = await draftOf(visit);
  const files = textsOf(await visit.engine.drafts.contents(draft.key));
  const drawing = await drawingAsked(visit, draft, files);
  const choices = await choicesFor(visit, draft, files, drawing);
  const asked = visit.query('con');
  const chosen = choices.find(({ value }) => value === asked) ?? choices[0];
  if (asked !== undefined && chosen?.value !== asked) throw notFound();
  const address = `${visit.base}/borradores/${draft.key}`;
  const after: Side = {
    label: visit.t('comparing.draft', { name: draft.name }),
    files,
    drawing,
    href: drawing && hrefOf(`${address}/archivo`, drawing.name),
  };
  const before = chosen && (await sideOf(visit, address, chosen, after));
  const isVariant = chosen?.value.startsWith('a:') === true;
  const changes = before ? changesBetween(before, after, isVariant) : [];
  visit.show('compareDraft', {
    title: visit.t('differences.title', { name: draft.name }),
    islands: ['differences'],
    name: draft.name,
    choices: choices.map((choice) => ({ ...choice, chosen: choice === chosen })),
    drawings: files
      .filter(({ name }) => isDrawingName(name))
      .map(({ name }) => ({ name, chosen: name === drawing?.name })),
    before: before && { ...before, marks: marksOf(onDrawing(changes, after), ['removed']) },
    after: { ...after, marks: marksOf(onDrawing(changes, after), ['added']) },
    changes: { ...changeSentences(visit, changes), open: true },
    effect:
      before && visit.query('efecto') === '1'
        ? await expectedEffect(visit, effectSides(before, after, isVariant))
        : undefined,
    publishHref: `${address}/publicar`,
    crumbs: [
      { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
      { label: draft.name, href: address },
      { label: visit.t('comparing.crumb') },
    ],
  });
}

/** The drawing that is asked for; else the first that differs from where the draft began, else the first. */
async function drawingAsked(
  visit: Visit,
  { basedOn }: Draft,
  files: VersionFile[],
): Promise<VersionFile | undefined> {
  const asked = visit.query('dibujo');
  const drawings = files.filter(({ name }) => isDrawingName(name));
  if (asked !== undefined) {
    const found = drawings.find(({ name }) => name === asked);
    if (!found) throw notFound();
    return found;
  }
  const base = basedOn === null ? undefined : await deployedFiles(visit, basedOn);
  return drawings.find((file) => base && counterpartOf(base, file)?.text !== file.text) ?? drawings[0];
}

const hrefOf = (address: string, name: string) => `${address}?nombre=${encodeURIComponent(name)}`;

async function sideOf(visit: Visit, address: string, { value, label }: Choice, after: Side): Promise<Side> {
  if (value.startsWith('a:')) {
    const drawing = after.files.find(({ name }) => name === value.slice(2));
    return {
      label,
      files: after.files,
      drawing,
      href: drawing && hrefOf(`${address}/archivo`, drawing.name),
    };
  }
  const key = Number(value.slice(1));
  const files = await deployedFiles(visit, key);
  if (!files) throw notFound();
  const drawing = after.drawing && counterpartOf(files, after.drawing);
  const href = drawing && hrefOf(`${visit.base}/despliegues/${key}/archivo`, drawing.name);
  return { label, files, drawing, href };
}

function changesBetween(before: Side, after: Side, isVariant: boolean) {
  if (!isVariant) return compareFiles(before.files, after.files);
  return before.drawing && after.drawing ? compareFiles([before.drawing], [after.drawing]) : [];
}

/** Ids of several drawings may be the same. */
const onDrawing = (changes: ReturnType<typeof compareFiles>, { drawing }: Side) =>
  changes.filter(({ file }) => file === drawing?.name);

function effectSides(before: Side, after: Side, isVariant: boolean): Sides {
  if (!isVariant) return { before: before.files, after: after.files };
  const [mine, theirs] = [after, before].map(({ drawing }) =>
    drawing ? processIdsIn(drawing)[0] : undefined,
  );
  const replaced: [string, string][] = mine && theirs ? [[mine, theirs]] : [];
  return { before: before.files, after: after.files, replaced };
}

/** The files that the draft began from, or else would take the place of: for who compares in the browser. */
async function sendPublished(visit: Visit): Promise<void> {
  const draft = await draftOf(visit);
  const files = textsOf(await visit.engine.drafts.contents(draft.key));
  const key = draft.basedOn ?? (await presentOf(visit, draft, files));
  const found = key === undefined ? undefined : await deployedFiles(visit, key);
  if (!found) {
    visit.response.status(404).json({ code: 'NOT_FOUND' });
    return;
  }
  visit.response.json({ label: visit.t('comparing.base'), files: found });
}

export const compareDraftPages: PageRoute[] = [
  get('/borradores/:key/publicado', 'draft:read', sendPublished),
  get('/borradores/:key/comparar', 'draft:read', compare, { diagram: true }),
];
