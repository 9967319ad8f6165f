import { html } from '../../app/html.js';
import { saveFile } from '../../app/save-file.js';
import { t } from '../../app/text.js';
import { openDialog } from '../../components/dialog/open-dialog.js';
import { announce } from '../../components/toast/toast.js';

/** Signs out; what exists on this device only is offered as a file first. @param {import('../../app/app.js').App} app */
export async function signOut(app) {
  await app.sync?.run(); // what can be sent is
  const count = app.store?.commands.length ?? 0;
  if (count > 0 && !(await isSure(app, count))) return;
  await app.signOut();
  location.assign('/app/sign-in');
}

/** @param {import('../../app/app.js').App} app @param {number} count @returns {Promise<boolean>} */
async function isSure(app, count) {
  for (;;) {
    const choice = await openDialog({
      title: t('sign-out.title'),
      body: html`<p>${t('sign-out.hint', { count })}</p>`,
      submit: t('sign-out.anyway'),
      isDanger: true,
      more: html`<button type="button" class="button" data-choice="export">${t('action.export')}</button>`,
    });
    if (choice !== 'export') return choice === 'submit';
    saveFile('goalixa-unsent.json', app.store?.commands ?? []);
    announce(t('sign-out.saved'));
  }
}
