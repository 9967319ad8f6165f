import { trustedTypes } from './trusted-types.js';

/**
 * The only module that knows the worker. It installs by itself; a newer one waits until the user wants it.
 *
 * @typedef {{ offerUpdate(): Promise<boolean>, tellUpdated(): Promise<boolean> }} UpdateView
 *   `offerUpdate`: asks; `tellUpdated`: another tab has taken the new version
 */

/** How often a tab that stays open looks for a newer version. */
const checkMs = 60 * 60_000;

// While this tab is open, the worker keeps the files of its version: pages are loaded when they are needed.
void navigator.locks.request('goalixa-shell-__VERSION__', { mode: 'shared' }, () => new Promise(() => {}));

/** @param {UpdateView} view */
export async function startWorker(view) {
  if (!('serviceWorker' in navigator)) return;
  const workers = navigator.serviceWorker;
  let hadWorker = workers.controller !== null;
  let isAsking = false;
  let isWanted = false;
  workers.addEventListener('controllerchange', () => {
    const isNewer = hadWorker;
    hadWorker = true;
    if (isWanted) location.reload();
    else if (isNewer && !isAsking) void view.tellUpdated().then((isChosen) => isChosen && location.reload());
  });
  const url = trustedTypes.createScriptURL('/app/sw.js');
  const registration = await workers
    .register(url, { scope: '/app/', updateViaCache: 'none' })
    .catch(() => null);
  if (!registration) return; // offline, or a browser that forbids it: the app works without
  const offer = async () => {
    if (!registration.waiting || !workers.controller || isAsking) return;
    isAsking = true;
    const isChosen = await view.offerUpdate();
    isAsking = false;
    if (!isChosen) return;
    if (!registration.waiting) return location.reload(); // another tab was faster
    isWanted = true;
    registration.waiting.postMessage('activate');
  };
  const watch = () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') void offer();
    });
  };
  registration.addEventListener('updatefound', watch);
  watch(); // one may be on its way already
  void offer();
  const check = () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined); // offline
  };
  setInterval(check, checkMs);
  document.addEventListener('visibilitychange', check);
}

/** @returns {Promise<string>} the version that answers this tab; '' without a worker */
export function workerVersion() {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return Promise.resolve('');
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(String(data));
    worker.postMessage('version', [port2]);
  });
}
