/**
 * Keeps the app itself on the device. Rows are not its business: it answers no request of the API and caches none.
 *
 * @type {ServiceWorkerGlobalScope}
 */
const worker = /** @type {any} */ (self);
const prefix = 'goalixa-shell-';
const current = `${prefix}${VERSION}`;
const [shell = '/app/'] = PRECACHE;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith('/app/')) return;
  if (request.mode === 'navigate') {
    event.respondWith(answer(shell, request));
    event.waitUntil(forgetUnused());
  } else if (PRECACHE.includes(url.pathname) || url.pathname.startsWith('/app/assets/')) {
    event.respondWith(answer(url.pathname, request));
  }
});

worker.addEventListener('message', ({ data, ports }) => {
  if (data === 'activate') void worker.skipWaiting(); // the user wants it
  if (data === 'version') ports[0]?.postMessage(VERSION);
});

/** All files or none: a version with a hole in it is worse than the one before. */
async function install() {
  const cache = await caches.open(current);
  try {
    await cache.addAll(PRECACHE);
  } catch (error) {
    await caches.delete(current);
    throw error;
  }
}

/** Takes the tabs over; theirs are the files of the version before, which stay while they are open. */
async function activate() {
  await worker.clients.claim();
  await forgetUnused();
}

/**
 * Removes what other versions have left, each as soon as no tab runs it any more: its tabs hold the lock of its name.
 * Not while a newer version is on its way here: its files look the same.
 */
async function forgetUnused() {
  const names = await caches.keys();
  if (isNewerHere()) return;
  for (const name of names.filter((name) => name.startsWith(prefix) && name !== current)) {
    void navigator.locks.request(name, () => isNewerHere() || caches.delete(name));
  }
}

const isNewerHere = () => Boolean(worker.registration.installing ?? worker.registration.waiting);

/** @param {string} url @param {Request} request */
async function answer(url, request) {
  const own = await caches.open(current).then((cache) => cache.match(url));
  return own ?? (await caches.match(url)) ?? fetch(request); // of an older version that a tab still runs, or evicted
}
