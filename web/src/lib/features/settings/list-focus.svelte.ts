import { tick } from 'svelte';

interface Focusable {
  focus(): void;
}

/** Arguments that change are functions. */
export interface ListFocusOptions {
  readonly openId: () => string | undefined;
  readonly list: () => Focusable | undefined;
  readonly panel: () => Focusable | undefined;
}

/**
 * Where the focus goes between a list and what is open beside it: into a detail that is a page of its own, and back to
 * the row when that is gone. Made while a component initialises.
 */
export function keepListFocus({ openId, list, panel }: ListFocusOptions): void {
  let lastId: string | undefined;
  $effect(() => {
    const opened = panel();
    if (openId() !== undefined && matchMedia('(width < 1100px)').matches) void tick().then(() => opened?.focus());
  });
  $effect(() => {
    const hasClosed = lastId !== undefined && openId() === undefined;
    lastId = openId();
    if (!hasClosed) return;
    // What was in the detail has lost the focus by now; what is elsewhere keeps it.
    void tick().then(() => {
      if (document.activeElement === document.body) list()?.focus();
    });
  });
}

/** Whether keys speak to what is open, rather than to the list. */
export function isOnDetail(): boolean {
  return document.activeElement?.closest('[data-detail]') != null;
}
