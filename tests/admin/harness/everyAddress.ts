// Addresses of every page, with the keys of real things behind them: a case with a document and a claimed task, a draft of
// the deployed flow, a report, an indicator.
import type { PageRoute } from '../../../admin/route.ts';
import { claimTask, type Filed, fileRequest } from './pqrs.ts';
import { lanes, type Product } from './product.ts';
import { createVisitor, type Visitor } from './visitor.ts';

export interface EveryAddress {
  filing: Filed;
  of(route: PageRoute): string;
}

const nameOf = (name: string) => `nombre=${encodeURIComponent(name)}`;

/** What an address is asked with. */
const asked: { readonly [path: string]: string } = {
  '/admin/grupos/ver': `grupo=${encodeURIComponent(lanes.desk)}`,
  '/tablero/:report/exportar': 'format=csv',
  '/tablero/indicador/:id/exportar': 'format=csv',
  '/tablero/tiempos/casos': 'process=pqrs_tobe&element=p03_classify',
  '/borradores/:key/dibujo': nameOf('to-be.bpmn'),
  '/borradores/:key/decision': nameOf('decisions/due-term.dmn'),
  '/borradores/:key/formulario': nameOf('forms/p03_classify.form'),
  '/borradores/:key/contenido': nameOf('catalogs/topics.csv'),
  '/borradores/:key/archivo': nameOf('to-be.bpmn'),
  '/borradores/:key/archivo/descarga': nameOf('to-be.bpmn'),
  '/borradores/:key/publicado': nameOf('to-be.bpmn'),
  '/despliegues/:key/archivo': nameOf('to-be.bpmn'),
};

/** `holder` claims the case's first task. */
export async function everyAddress(product: Product, holder: Visitor): Promise<EveryAddress> {
  const { engine } = product.cauce;
  const filing = await fileRequest(createVisitor(product.url));
  const found = await engine.store.find('cases', { number: filing.number });
  const first = async (table: string, column = 'key', where = {}): Promise<string> =>
    String((await engine.store.reader(`cauce_${table}`).where(where).first(column))?.[column] ?? '1');
  const deployment = await first('deployments');
  const files = await engine.store.reader('cauce_resources').where({ deployment_key: deployment });
  const made = await engine.drafts.create({
    name: 'PQRS',
    by: 'diana',
    basedOn: Number(deployment),
    files: files.map(({ name, content }) => ({ name, content })),
  });
  if (!made.ok) throw new Error(JSON.stringify(made));
  const claimed = await claimTask(holder, filing.number);
  const keys: { readonly [name: string]: string } = {
    '/casos/:key': String(found?.key),
    '/tareas/:key': /\d+/.exec(claimed.path)?.[0] ?? '',
    '/procesos/:key': await first('process_definitions', 'key', { process_id: 'pqrs_tobe' }),
    '/despliegues/:key': deployment,
    ':deployment': deployment,
    '/borradores/:key': String(made.draft.key),
    '/documentos/:id': await first('documents', 'id'),
    ':clock': await first('sla_clocks'),
    ':username': 'bruno',
    ':processId': 'pqrs_tobe',
    '/seguimiento/:code': filing.code,
    '/calendarios/:id': await first('calendar_versions', 'calendar_id'),
    '/catalogos/:id': await first('catalog_versions', 'catalog_id'),
    '/tablero/indicador/:id': 'F1',
    ':report': 'lider',
  };
  return {
    filing,
    of({ path }) {
      const query = path === '/ayuda/guia' ? `ref=${deployment}/guides/canales.md` : asked[path];
      const address = path.replace(
        /:\w+/g,
        (name, at: number) => keys[path.slice(0, at) + name] ?? keys[name] ?? '1',
      );
      return query === undefined ? address : `${address}?${query}`;
    },
  };
}
