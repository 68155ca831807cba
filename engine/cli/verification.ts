// Everything that `cauce verify` checks of a database, with how far it is and what it checked in words.
import type { Locale } from '../problemCatalog.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Check, Checked, Verified } from '../verification/finding.ts';
import { verifyEverything } from '../verification/verifyEverything.ts';
import type { Progress } from './progress.ts';

const far: { readonly [check in Check]: (count: number) => [es: string, en: string] } = {
  chain: (count) => [`cadena: ${count} lotes`, `chain: ${count} batches`],
  again: (count) => [`${count} lotes ejecutados de nuevo`, `${count} batches executed again`],
  models: (count) => [`proyecciones: ${count} lotes`, `projections: ${count} batches`],
  documents: (count) => [`${count} documentos`, `${count} documents`],
  deployments: (count) => [`${count} despliegues`, `${count} deployments`],
};

export function audit(store: OpenStore, progress: Progress): Promise<Verified> {
  return verifyEverything(store, (check, done) => progress.at(...far[check](done)));
}

/** The first line says how it ended, those after it what was looked at. */
export function lines(checked: Checked, ok: boolean, locale: Locale): string[] {
  const { streams, batches, reexecuted, chainOnly, anchors, pastLastAnchor } = checked;
  const { documents, documentsErased, deployments, resources, catalogs, calendars, projectionRows } = checked;
  if (locale === 'es') {
    const rows = projectionRows === null ? 'no se compararon' : `${projectionRows} filas comparadas`;
    return [
      `${ok ? 'Correcto' : 'ALTERADO'}: ${streams} historiales, ${batches} lotes; ` +
        `${reexecuted} ejecutados de nuevo con los mismos eventos, ${chainOnly} solo con su cadena revisada`,
      `Anclas: ${anchors}; lotes posteriores a la última: ${pastLastAnchor}`,
      `Documentos: ${documents}, de ellos ${documentsErased} suprimidos; despliegues: ${deployments}, con ${resources} archivos; versiones de catálogos: ${catalogs}; de calendarios: ${calendars}`,
      `Proyecciones: ${rows}`,
    ];
  }
  const rows = projectionRows === null ? 'not compared' : `${projectionRows} rows compared`;
  return [
    `${ok ? 'ok' : 'FAILED'}: ${streams} streams, ${batches} batches; ` +
      `${reexecuted} executed again with the same events, ${chainOnly} chain checked only`,
    `Anchors: ${anchors}; batches past the last one: ${pastLastAnchor}`,
    `Documents: ${documents}, ${documentsErased} of them erased; deployments: ${deployments}, with ${resources} files; versions of catalogs: ${catalogs}; of calendars: ${calendars}`,
    `Projections: ${rows}`,
  ];
}
