// What makes the public pages an application of a telephone: its manifest, its service worker, and the page without signal.
import { readFileSync } from 'node:fs';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

function manifest(visit: Visit): void {
  const { base, t, lang } = visit;
  const icon = (size: number, purpose: string) => ({
    src: `${base}/assets/static/icon-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  visit.response.setHeader('Cache-Control', 'public, max-age=3600');
  visit.response.type('application/manifest+json').send(
    JSON.stringify({
      id: `${base}/`,
      name: `${t('filing.appName')} · ${t('product')}`,
      short_name: t('filing.appName'),
      lang,
      start_url: `${base}/`,
      scope: `${base}/`,
      display: 'standalone',
      background_color: '#fbfaf7',
      theme_color: '#0b6e75',
      icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
    }),
  );
}

/** Beside the pages, so that it may speak for all of them; its first line changes with the build. */
function worker(visit: Visit): void {
  const { assets } = visit;
  const built = assets.island('offlineWorker');
  if (!built) throw notFound();
  const version = [assets.styles, built.script, assets.island('filing')?.script].join(' ');
  const source = readFileSync(assets.folder + built.script, 'utf8');
  visit.response.setHeader('Cache-Control', 'no-cache');
  visit.response.type('text/javascript').send(`self.cauceVersion = ${JSON.stringify(version)};\n${source}`);
}

function offline(visit: Visit): void {
  visit.show('offline', { title: visit.t('filing.offlineTitle'), hidden: true });
}

export const installedPages: PageRoute[] = [
  get('/app.webmanifest', 'public', manifest),
  get('/sw.js', 'public', worker),
  get('/sin-conexion', 'public', offline),
];
