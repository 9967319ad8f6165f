/**
 * Runs what a form sends once at a time, however often it is sent.
 * @param {HTMLElement} form
 * @param {() => Promise<unknown>} work
 */
export async function once(form, work) {
  if (form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  try {
    await work();
  } finally {
    form.ariaBusy = 'false';
  }
}
