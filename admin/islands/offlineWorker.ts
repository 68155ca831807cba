// The service worker: pages of the public that were opened work again without signal; everything else goes to the network.

/** What of the worker's world is used here; the pages' own types know nothing of it. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asking extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface World {
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  /** Written by the server: changes with the build. */
  cauceVersion?: string;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', heard: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', heard: (event: Asking) => void): void;
  addEventListener(type: 'message', heard: (event: Lasting & { data: unknown }) => void): void;
}

const world = self as unknown as World;
const prefix = 'cauce-offline ';
const cacheName = prefix + (world.cauceVersion ?? '');
const base = new URL(world.registration.scope).pathname;
const offlinePage = `${base}sin-conexion`;
/** After so long without an answer, what was kept is shown. */
const PATIENCE_MS = 8000;

world.addEventListener('install', (event) => {
  event.waitUntil(keepWithAssets(offlinePage).then(() => world.skipWaiting()));
});

world.addEventListener('activate', (event) => {
  const forgetOld = caches
    .keys()
    .then((all) =>
      Promise.all(
        all
          .filter((each) => each.startsWith(prefix) && each !== cacheName)
          .map((each) => caches.delete(each)),
      ),
    );
  event.waitUntil(forgetOld.then(() => world.clients.claim()));
});

/** The page tells what it is made of: it was loaded before the worker was there. */
world.addEventListener('message', (event) => {
  const { data } = event;
  if (!Array.isArray(data)) return;
  const addresses = data.filter((each): each is string => typeof each === 'string' && isOurs(each));
  event.waitUntil(Promise.allSettled(addresses.slice(0, 100).map(keepUnlessThere)));
});

world.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method !== 'GET' || !isOurs(request.url)) return;
  if (pathname.startsWith(`${base}assets/`)) event.respondWith(assetOf(request));
  else if (request.mode === 'navigate' && isPublic(pathname)) event.respondWith(pageOf(event));
});

function isOurs(address: string): boolean {
  const url = new URL(address, world.registration.scope);
  return url.origin === location.origin && url.pathname.startsWith(base);
}

function isPublic(path: string): boolean {
  return /^(|radicar|seguimiento|encuesta|autorizaciones)(\/|$)/.test(path.slice(base.length));
}

async function assetOf(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(cacheName)).put(request, answer.clone());
  return answer;
}

async function pageOf(event: Asking): Promise<Response> {
  const { request } = event;
  const coming = fetch(request).then((answer) => {
    // Only what the server says is the same for everybody.
    if (answer.ok && answer.headers.get('X-Cauce-Keep') === '1')
      event.waitUntil(caches.open(cacheName).then((cache) => cache.put(request.url, answer.clone())));
    return answer.clone();
  });
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
  const first = await Promise.race([coming, late]).catch(() => undefined);
  if (first) return first;
  const kept = await caches.match(request.url);
  if (kept) return kept;
  return coming.catch(async () => (await caches.match(offlinePage)) ?? Response.error());
}

async function keepUnlessThere(address: string): Promise<void> {
  const cache = await caches.open(cacheName);
  if (await cache.match(address)) return;
  const answer = await fetch(address);
  const isKept = new URL(address, location.href).pathname.startsWith(`${base}assets/`);
  if (answer.ok && (isKept || answer.headers.get('X-Cauce-Keep') === '1')) await cache.put(address, answer);
}

async function keepWithAssets(address: string): Promise<void> {
  const cache = await caches.open(cacheName);
  const answer = await fetch(address);
  if (!answer.ok) return;
  const text = await answer.clone().text();
  await cache.put(address, answer);
  const assets = [...text.matchAll(/(?:href|src)="([^"]*\/assets\/[^"]+)"/g)].map(([, each]) => each ?? '');
  await Promise.allSettled(assets.map(keepUnlessThere));
}

export {};
