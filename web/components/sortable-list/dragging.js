/** Near the edge of the screen the page scrolls along. */
const edgePx = 72;
const scrollStepPx = 10;

/** A row that follows the pointer, and the others that make room for it. Works with mouse, pen and finger. */
export class Dragging {
  /** Place of the first drawn row among all. */
  offset = 0;
  #list;
  #onDrop;
  /** @type {{ row: HTMLElement, rows: HTMLElement[], from: number, to: number, startY: number, middles: number[] } | null} */
  #state = null;

  /**
   * @param {HTMLElement} list its children are the rows
   * @param {(id: string, place: number) => void} onDrop place among all rows but this one
   */
  constructor(list, onDrop) {
    this.#list = list;
    this.#onDrop = onDrop;
  }

  get isActive() {
    return this.#state !== null;
  }

  /** @param {PointerEvent} event */
  begin(event) {
    const grip = event.target instanceof Element ? event.target.closest('.grip') : null;
    const row = grip?.closest('li');
    if (!(grip instanceof HTMLElement) || !row || event.button !== 0 || this.#state) return;
    event.preventDefault(); // no text is selected, no page is panned
    grip.focus();
    const rows = /** @type {HTMLElement[]} */ ([...this.#list.children]);
    const from = rows.indexOf(row);
    const middles = rows.map((other) => middleOf(other));
    this.#state = { row, rows, from, to: from, startY: event.pageY, middles };
    grip.setPointerCapture(event.pointerId);
    row.classList.add('dragged');
    grip.onpointermove = (move) => this.#follow(move);
    grip.onpointerup = () => this.#end(grip, true);
    grip.onpointercancel = () => this.#end(grip, false);
  }

  /** @param {PointerEvent} event */
  #follow({ pageY, clientY }) {
    const state = this.#state;
    if (!state) return;
    const moved = pageY - state.startY;
    const middle = (state.middles[state.from] ?? 0) + moved;
    const isAbove = (/** @type {number} */ other, /** @type {number} */ index) =>
      index !== state.from && other < middle;
    state.to = state.middles.filter(isAbove).length;
    const height = state.row.offsetHeight;
    for (const [index, row] of state.rows.entries()) {
      const isBetween = index > state.from ? index <= state.to : index >= state.to;
      const shift = index === state.from ? moved : !isBetween ? 0 : index > state.from ? -height : height;
      row.style.transform = shift === 0 ? '' : `translateY(${shift}px)`;
    }
    if (clientY < edgePx) scrollBy(0, -scrollStepPx);
    if (clientY > innerHeight - edgePx) scrollBy(0, scrollStepPx);
  }

  /** @param {HTMLElement} grip @param {boolean} isDropped */
  #end(grip, isDropped) {
    const state = this.#state;
    this.#state = null;
    grip.onpointermove = grip.onpointerup = grip.onpointercancel = null;
    if (!state) return;
    for (const row of state.rows) row.style.transform = '';
    state.row.classList.remove('dragged');
    if (isDropped && state.to !== state.from)
      this.#onDrop(state.row.dataset['key'] ?? '', this.offset + state.to);
  }
}

/** @param {HTMLElement} element @returns {number} px from the top of the page */
function middleOf(element) {
  const { top, height } = element.getBoundingClientRect();
  return top + scrollY + height / 2;
}
