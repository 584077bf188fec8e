/**
 * The service worker: assets come from its cache, a page that can't be fetched becomes /offline. It never keeps a page or a figure.
 * /sw.js puts two constants before this code: the hash of the build, which names the cache, and the files the offline page needs.
 */
declare const MINGUS_BUILD: string;
declare const MINGUS_PRECACHE: string[];
const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `mingus-${MINGUS_BUILD}`;
const OFFLINE = "/offline";

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(clearOldBuilds()));
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(asset(event.request));
  else if (event.request.mode === "navigate") event.respondWith(page(event.request));
});

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([OFFLINE, ...MINGUS_PRECACHE]);
  await worker.skipWaiting();
}

async function clearOldBuilds(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("mingus-") && name !== CACHE).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, response.clone());
  }
  return response;
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}
