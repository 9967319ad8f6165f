/**
 * Makes the children of a live node those of another one, and keeps what can be kept. Elements with the same `id` or
 * `data-key` are the same; others are when they follow each other in the same order with the same name.
 * @param {Node} live
 * @param {Node} wanted its children are used up
 */
export function morph(live, wanted) {
  const wantedNodes = [...wanted.childNodes];
  const wantedKeys = new Set(wantedNodes.map(keyOf));
  /** @type {Map<string, ChildNode>} */
  const keyed = new Map();
  for (const child of live.childNodes) {
    const key = keyOf(child);
    if (key) keyed.set(key, child);
  }
  let cursor = live.firstChild;
  const skipGone = () => {
    while (cursor && keyOf(cursor) && !wantedKeys.has(keyOf(cursor))) cursor = removed(cursor);
  };
  for (const next of wantedNodes) {
    skipGone();
    const key = keyOf(next);
    const match = key ? keyed.get(key) : cursor && !keyOf(cursor) ? cursor : undefined;
    if (!match || !isAlike(match, next)) {
      live.insertBefore(next, cursor);
      continue;
    }
    if (match === cursor) cursor = cursor.nextSibling;
    else live.insertBefore(match, cursor);
    morphNode(match, next);
  }
  while (cursor) cursor = removed(cursor);
}

/** @param {ChildNode} node @returns {ChildNode | null} the one after it */
function removed(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

/** @param {Node} node */
function keyOf(node) {
  return node instanceof Element ? node.id || node.getAttribute('data-key') || '' : '';
}

/** @param {Node} live @param {Node} next */
function isAlike(live, next) {
  return live.nodeType === next.nodeType && live.nodeName === next.nodeName;
}

/** @param {Node} live @param {Node} next */
function morphNode(live, next) {
  if (!(live instanceof Element) || !(next instanceof Element)) {
    if (live.nodeValue !== next.nodeValue) live.nodeValue = next.nodeValue;
    return;
  }
  // A form keeps what was typed, and what is wrong with it.
  if (live.hasAttribute('data-own')) return;
  morphAttributes(live, next);
  // What is inside a custom element is its own.
  if (!live.localName.includes('-')) morph(live, next);
  if (live instanceof HTMLSelectElement) syncSelect(live);
}

/** @param {Element} live @param {Element} next */
function morphAttributes(live, next) {
  for (const { name } of [...live.attributes]) {
    if (!next.hasAttribute(name) && !isOfTheUser(live, name)) live.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
  if (!(live instanceof HTMLInputElement)) return;
  if (live.type === 'checkbox' || live.type === 'radio') live.checked = next.hasAttribute('checked');
}

/** Opened, styled or hidden by what runs, not by markup. @param {Element} element @param {string} name */
function isOfTheUser(element, name) {
  return name === 'style' || (name === 'open' && /^(details|dialog)$/.test(element.localName));
}

/** @param {HTMLSelectElement} select */
function syncSelect(select) {
  if (select === document.activeElement) return;
  const chosen = select.querySelector('option[selected]');
  if (chosen instanceof HTMLOptionElement) select.value = chosen.value;
}
