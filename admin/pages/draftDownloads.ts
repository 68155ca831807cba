// Files taken along: one state of one file, and the whole folder of a draft or of a deployment as a ZIP.
import { filesOfDeployment, processesOfDeployment } from '../desk/deployed.ts';
import { idOf, writeArchive } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';
import { anyDraftOf } from './draft.ts';
import { fileNameOf } from './draftFiles.ts';

/** Whatever the file holds, a browser only keeps it. */
function send(visit: Visit, name: string, content: Buffer): void {
  const plain = name.split('/').at(-1) ?? name;
  visit.response.attachment(plain).type('application/octet-stream').send(content);
}

async function sendFile(visit: Visit): Promise<void> {
  const { key } = await anyDraftOf(visit);
  const { drafts } = visit.engine;
  const name = fileNameOf(visit);
  const revision = visit.query('revision');
  const content =
    revision === undefined
      ? (await drafts.read(key, name))?.content
      : await drafts.revision(key, name, Number(revision) || 0);
  if (!content) throw notFound();
  send(visit, name, content);
}

async function sendDraft(visit: Visit): Promise<void> {
  const draft = await anyDraftOf(visit);
  const contents = await visit.engine.drafts.contents(draft.key);
  const folder = draft.flow ? idOf(draft.flow) : idOf(draft.name);
  send(visit, `${folder}.zip`, writeArchive(folder, contents));
}

async function sendDeployment(visit: Visit): Promise<void> {
  const key = visit.key('deployment');
  const files = await filesOfDeployment(visit, key);
  if (files.length === 0) throw notFound();
  const [first] = await processesOfDeployment(visit, key);
  const folder = idOf(first?.flow || first?.id || String(key));
  send(visit, `${folder}.zip`, writeArchive(folder, files));
}

export const draftDownloadPages: PageRoute[] = [
  get('/borradores/:key/archivo/descarga', 'draft:read', sendFile),
  get('/borradores/:key/carpeta.zip', 'draft:read', sendDraft),
  get('/despliegues/:deployment/carpeta.zip', 'definition:read', sendDeployment),
];
