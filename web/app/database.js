/**
 * @typedef {'rows' | 'outbox' | 'kept' | 'meta'} StoreName
 * @typedef {(name: StoreName) => IDBObjectStore} Stores
 */

/** @param {string} userId one database per user, so nobody sees or sends what is another's */
export const databaseName = (userId) => `goalixa-${userId}`;

/**
 * Opens a user's database.
 * @param {string} userId
 * @param {() => void} onClosed it was taken away: deleted by a sign-out, upgraded by a newer version, or by the browser
 * @returns {Promise<IDBDatabase>}
 */
export async function openDatabase(userId, onClosed) {
  const request = indexedDB.open(databaseName(userId), 1);
  request.onupgradeneeded = () => {
    const database = request.result;
    database.createObjectStore('rows', { keyPath: ['type', 'id'] });
    // Commands are sent in the order of their numbers.
    database.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
    database.createObjectStore('kept', { keyPath: 'id' });
    database.createObjectStore('meta');
  };
  const database = await result(request);
  // An open connection would block the other side's upgrade or deletion for ever.
  database.onversionchange = () => {
    database.close();
    onClosed();
  };
  database.onclose = onClosed;
  return database;
}

/** @param {string} userId */
export async function deleteDatabase(userId) {
  await result(indexedDB.deleteDatabase(databaseName(userId)));
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The database did not answer.'));
  });
}

/**
 * Runs work in one transaction: all of it is stored, or nothing.
 * Only requests of the database may be awaited inside: anything else would let it commit before its time.
 * @template T
 * @param {IDBDatabase} database
 * @param {StoreName[]} names
 * @param {'readonly' | 'readwrite'} mode
 * @param {(stores: Stores) => Promise<T>} work
 * @param {IDBTransactionDurability} [durability]
 * @returns {Promise<T>} once it is committed
 * @throws DOMException `QuotaExceededError` when the device is full
 */
export async function transaction(database, names, mode, work, durability = 'default') {
  const running = database.transaction(names, mode, { durability });
  const committed = new Promise((resolve, reject) => {
    running.oncomplete = resolve;
    running.onabort = () => reject(running.error ?? new Error('The transaction was given up.'));
  });
  committed.catch(() => undefined); // told below
  try {
    const value = await work((name) => running.objectStore(name));
    await committed;
    return value;
  } catch (error) {
    abort(running);
    throw running.error ?? error;
  }
}

/** @param {IDBTransaction} running */
function abort(running) {
  try {
    running.abort();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error; // it has ended already
  }
}
