/** Where a reader goes on when what had the focus is gone, or was never there. */
export function focusHeading() {
  const heading = document.querySelector('main h1');
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
}
