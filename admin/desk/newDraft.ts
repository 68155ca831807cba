// What a new draft begins with: the files of a deployment, files from other tools, or one empty drawing.
import { blankFile, importFiles, kindOfDraftFile, type Rejection, type Resource } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { filesOfDeployment, processesOfDeployment } from './deployed.ts';

export interface Beginning {
  name: string;
  flow: string;
  basedOn?: number;
  files: Resource[];
  /** Names of drawings that were drawn because they came without coordinates, and of what was left out. */
  drawn: string[];
  left: string[];
}

export type BeginningOutcome = ({ ok: true } & Beginning) | { ok: false; rejection: Rejection };

export async function fromDeployment(visit: Visit, key: number): Promise<Beginning | undefined> {
  const files = await filesOfDeployment(visit, key);
  const processes = await processesOfDeployment(visit, key);
  if (files.length === 0) return undefined;
  const known = new Set(files.map(({ name }) => name));
  const beside = (await besideDeployment(visit, key)).filter(({ name }) => !known.has(name));
  const [first] = processes;
  const flow = processes.find((process) => process.flow !== '')?.flow ?? '';
  const name = first?.name ?? files[0]?.name ?? '';
  return { name, flow, basedOn: key, files: [...files, ...beside], drawn: [], left: [] };
}

/** Scenarios and the like are not deployed: they are in the draft that was published as that. */
async function besideDeployment(visit: Visit, key: number): Promise<Resource[]> {
  const { drafts } = visit.engine;
  const published = (await drafts.list()).find(({ basedOn, publishedAt }) => basedOn === key && publishedAt);
  if (!published) return [];
  const contents = await drafts.contents(published.key);
  return contents
    .filter(({ name }) => ['scenario', 'other'].includes(kindOfDraftFile(name)))
    .map(({ name, content }) => ({ name, content }));
}

export async function fromFiles(visit: Visit): Promise<BeginningOutcome> {
  const uploads = visit.files.filter(({ field, name }) => field === 'files' && name !== '');
  const outcome = await importFiles(uploads.map(({ name, content }) => ({ name, content })));
  if (!outcome.ok) return outcome;
  const { files, drawn, left } = outcome;
  const drawing = files.find(({ name }) => kindOfDraftFile(name) === 'drawing');
  const text = drawing?.content.toString('utf8').slice(0, 400_000) ?? '';
  const flow = attributeOf(text, /<(?:[\w.-]+:)?variant\s[^<>]{0,2000}>/g, 'flow');
  const fileName = uploads[0]?.name.replace(/\.(zip|bpmn|bpmn20\.xml|xml)$/i, '') ?? '';
  const name = attributeOf(text, /<(?:[\w.-]+:)?(?:process|participant)\s[^<>]{0,2000}>/g, 'name');
  return { ok: true, name: name || fileName, flow, files, drawn, left };
}

/** A first guess for a field that people see and may change. */
function attributeOf(text: string, tag: RegExp, attribute: string): string {
  const named = new RegExp(`\\s${attribute}=("([^"]*)"|'([^']*)')`);
  const value = [...text.matchAll(tag)].map(([found]) => named.exec(found)).find((found) => found !== null);
  return (value?.[2] ?? value?.[3] ?? '')
    .replace(/&#x([0-9a-f]{1,6});|&#(\d{1,7});/gi, (_, hex: string, decimal: string) =>
      letterOf(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

const letterOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');

export function fromNothing(name: string): Beginning {
  const blank = blankFile('drawing', name);
  return { name, flow: '', files: blank ? [blank] : [], drawn: [], left: [] };
}
