import { api, ApiError } from './api.js';
import { alarm, element, onSubmit, once } from './page.js';
import { TaskList } from './task-list.js';
import { Timer } from './timer.js';

const signOut = element('sign-out', HTMLButtonElement);
/** @type {TaskList} */
const tasks = new TaskList((taskId) => timer.start(taskId), failed);
/** @type {Timer} */
const timer = new Timer((taskId) => tasks.titleOf(taskId), failed);

onSubmit('sign-in', async (fields, form) => enter(await api.signIn(fields), form), failed);
onSubmit('sign-up', async (fields, form) => enter(await api.signUp(fields), form), failed);
signOut.addEventListener('click', () => {
  const leave = async () => {
    await api.signOut();
    showWelcome(true);
  };
  void once(signOut, leave, failed);
});
void once(document.body, open, failed);

async function open() {
  const user = await api.me().catch((error) => {
    showWelcome(false);
    throw error;
  });
  if (user) await showWorkspace(user);
  else showWelcome(false);
}

/**
 * @param {import('./api.js').User} user
 * @param {HTMLFormElement} form
 */
async function enter(user, form) {
  form.reset(); // the password does not stay on the page
  await showWorkspace(user);
  element('workspace-title', HTMLElement).focus();
}

/** @param {import('./api.js').User} user */
async function showWorkspace(user) {
  element('account-email', HTMLElement).textContent = user.email;
  show('workspace');
  await Promise.all([tasks.load(), timer.load()]);
}

/** @param {boolean} isMoved focus follows only where the user came from another view */
function showWelcome(isMoved) {
  tasks.clear();
  timer.clear();
  show('welcome');
  if (isMoved) element('sign-in-title', HTMLElement).focus();
}

/** @param {'welcome' | 'workspace'} view */
function show(view) {
  element('welcome', HTMLElement).hidden = view !== 'welcome';
  element('workspace', HTMLElement).hidden = view !== 'workspace';
  element('account', HTMLElement).hidden = view !== 'workspace';
}

/** Every failure ends here: the user is told, and signs in again where the session has ended. @param {unknown} error */
function failed(error) {
  if (!(error instanceof ApiError)) {
    alarm('Something went wrong on this page. Reload it and try again.');
    throw error;
  }
  const isWorking = !element('workspace', HTMLElement).hidden;
  if (error.status === 401 && isWorking) showWelcome(true);
  alarm(error.message);
}
