import { api, NoAnswer, Refused } from './api.js';
import { deleteDatabase } from './database.js';
import { Store } from './store.js';

/** @typedef {{ id: string, email: string }} User */

const userKey = 'goalixa-user';
/**
 * There while a sign-out is not done: until then the cookie must not sign anybody in. It names the user whose rows are
 * still to be removed; '' when only the server is to be told.
 */
const leavingKey = 'goalixa-leaving';

/** Who uses this browser. Known without the network; the cookie itself is the server's alone. */
export const session = {
  /** @returns {User | null} whose rows this device shows */
  get user() {
    if (localStorage.getItem(leavingKey) !== null) return null;
    const text = localStorage.getItem(userKey);
    return text === null ? null : JSON.parse(text);
  },

  /** @param {string} email @param {string} password @returns {Promise<User>} @throws Refused, NoAnswer */
  signIn(email, password) {
    return inTurn(async () => {
      const user = await api.signIn({ email, password });
      await removeRows();
      localStorage.removeItem(leavingKey); // this sign-in has replaced the session
      return remember(user);
    });
  },

  /** Signs up and in. @param {string} email @param {string} password @returns {Promise<User>} @throws Refused, NoAnswer */
  async signUp(email, password) {
    const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
    await api.signUp({ email, password, timeZone, locale });
    return session.signIn(email, password);
  },

  /**
   * Signs out and removes all of the user's from this device. Without an answer of the server the rest of it is done
   * at the next chance, and nobody is signed in here before.
   */
  async leave() {
    const { user } = session;
    localStorage.setItem(leavingKey, user?.id ?? '');
    localStorage.removeItem(userKey);
    await session.finishLeaving();
  },

  /** Does what is left of a sign-out, also of one that a crash cut short. */
  async finishLeaving() {
    await removeRows();
    await inTurn(async () => {
      if (localStorage.getItem(leavingKey) === null) return;
      try {
        await api.signOut();
        localStorage.removeItem(leavingKey);
      } catch (error) {
        if (!(error instanceof NoAnswer || error instanceof Refused)) throw error;
      }
    });
  },

  /**
   * Removes the rows of the user before, unless some of them exist nowhere else: those wait for their owner.
   * @param {string} userId whose rows this tab does not hold open
   */
  async forget(userId) {
    const store = await Store.open(userId, () => undefined);
    const isUnsent = store.commands.length > 0;
    store.close();
    if (!isUnsent) await deleteDatabase(userId);
  },

  /** @param {() => void} listener called when another tab has signed somebody else in, or out */
  onChange(listener) {
    addEventListener('storage', ({ key, oldValue, newValue }) => {
      if (key === null || (key === userKey && oldValue !== newValue)) listener();
    });
  },
};

/**
 * One at a time, in all tabs: the answer to a late logout would take the cookie of a new sign-in with it.
 * @template T @param {() => Promise<T>} work @returns {Promise<T>}
 */
const inTurn = (work) => navigator.locks.request('goalixa-session', work);

/** Removes the rows of whoever is signing out. */
async function removeRows() {
  const userId = localStorage.getItem(leavingKey);
  if (!userId) return;
  await deleteDatabase(userId);
  if (localStorage.getItem(leavingKey) === userId) localStorage.setItem(leavingKey, '');
}

/** @param {User} user @returns {User} */
function remember({ id, email }) {
  localStorage.setItem(userKey, JSON.stringify({ id, email }));
  return { id, email };
}
