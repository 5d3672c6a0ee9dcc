import {
  type VirtualItem,
  Virtualizer,
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
} from '@tanstack/svelte-virtual';
import { untrack } from 'svelte';

/** Arguments that change are functions. */
export interface VirtualRowsOptions {
  readonly count: () => number;
  readonly rowHeightPx: () => number;
  /** Kept free above the rows, for what sticks there. */
  readonly headPx: () => number;
  readonly scroller: () => HTMLElement | undefined;
  /** A row that is rendered wherever one scrolls: the one with the focus. */
  readonly kept: () => number | undefined;
}

/** Which rows of a long list are rendered, and where; rows are equally high. Made while a component initialises. */
export class VirtualRows {
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  #version = $state(0);

  constructor(options: VirtualRowsOptions) {
    const current = () => {
      const kept = options.kept();
      const headPx = options.headPx();
      const rowHeightPx = options.rowHeightPx();
      return {
        count: options.count(),
        // Asked for every row there is, whenever there is one more.
        estimateSize: () => rowHeightPx,
        getScrollElement: () => options.scroller() ?? null,
        rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
          const indexes = defaultRangeExtractor(range);
          const isMissing = kept !== undefined && kept < range.count && !indexes.includes(kept);
          return isMissing ? [...indexes, kept].sort((left, right) => left - right) : indexes;
        },
        paddingStart: headPx,
        scrollPaddingStart: headPx,
        overscan: 5,
        observeElementRect,
        observeElementOffset,
        scrollToFn: elementScroll,
        onChange: () => (this.#version += 1),
      };
    };
    const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(untrack(current));
    this.#virtualizer = virtualizer;

    $effect(() => virtualizer._didMount());
    $effect.pre(() => {
      const next = current();
      options.scroller();
      untrack(() => {
        virtualizer.setOptions(next);
        virtualizer._willUpdate();
        this.#version += 1;
      });
    });
    $effect.pre(() => {
      options.rowHeightPx();
      untrack(() => virtualizer.measure());
    });
  }

  get items(): readonly VirtualItem[] {
    return this.#version < 0 ? [] : this.#virtualizer.getVirtualItems();
  }

  get heightPx(): number {
    return this.#version < 0 ? 0 : this.#virtualizer.getTotalSize();
  }

  /** What of it is in view, as last scrolled: asking the element itself would lay the page out in the midst of a change. */
  get viewport(): { readonly top: number; readonly height: number } {
    return { top: this.#virtualizer.scrollOffset ?? 0, height: this.#virtualizer.scrollRect?.height ?? 0 };
  }

  /** Brings a row into view, moving as little as needed. */
  reveal(index: number): void {
    this.#virtualizer.scrollToIndex(index, { align: 'auto' });
  }
}
