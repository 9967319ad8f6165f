/**
 * An element of the page by its id.
 * @template {typeof HTMLElement} T
 * @param {string} id
 * @param {T} type what it has to be
 * @returns {InstanceType<T>}
 */
export function element(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} "${id}".`);
  return /** @type {InstanceType<T>} */ (found);
}

/** Shows what went wrong, and has it read out at once. @param {string} sentence empty: nothing did */
export function alarm(sentence) {
  element('notice', HTMLElement).textContent = sentence;
}

/** Has something read out that is seen anyway. @param {string} sentence */
export function announce(sentence) {
  element('news', HTMLElement).textContent = sentence;
}

/**
 * Runs the work of a control once at a time; what fails is shown, never thrown.
 * @param {HTMLElement} control a form or a button
 * @param {() => Promise<unknown>} work
 * @param {(error: unknown) => void} failed
 */
export async function once(control, work, failed) {
  if (control.ariaBusy === 'true') return;
  control.ariaBusy = 'true';
  alarm('');
  try {
    await work();
  } catch (error) {
    failed(error);
  } finally {
    control.ariaBusy = 'false';
  }
}

/**
 * Calls back with a form's fields at each submit.
 * @param {string} id
 * @param {(fields: Record<string, string>, form: HTMLFormElement) => Promise<unknown>} work
 * @param {(error: unknown) => void} failed
 */
export function onSubmit(id, work, failed) {
  const form = element(id, HTMLFormElement);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
    void once(form, () => work(fields, form), failed);
  });
}
