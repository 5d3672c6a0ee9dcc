import type { Places } from './places.ts';

export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
}

/**
 * Holds what one looks at in its place while rows come and go above it: the focused row if it is in view, else the first
 * row in view. At the very top, with no row focused, nothing is held: what is new comes into view.
 */
export class ScrollAnchor {
  #id: string | undefined;
  #index = 0;

  remember(rows: Places, focused: number | undefined, { scrollTop, height, rowHeight }: Viewport): void {
    const first = Math.ceil(scrollTop / rowHeight);
    const last = Math.floor((scrollTop + height) / rowHeight) - 1;
    const isFocusSeen = focused !== undefined && focused >= first && focused <= last;
    this.#index = isFocusSeen ? focused : first;
    this.#id = isFocusSeen || scrollTop >= rowHeight ? rows.at(this.#index)?.id : undefined;
  }

  /** By how many pixels to scroll so that nothing seems to have moved. */
  shift(rows: Places, rowHeight: number): number {
    if (this.#id === undefined || rows.at(this.#index)?.id === this.#id) return 0;
    const index = rows.indexOf(this.#id);
    if (index === -1) return 0;
    const shift = (index - this.#index) * rowHeight;
    this.#index = index;
    return shift;
  }
}
