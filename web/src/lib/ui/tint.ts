import type { Attachment } from 'svelte/attachments';

/** Lets an element light up for a second when what it shows changes; not when it first appears. */
export function tintOnChange(value: () => unknown): Attachment<HTMLElement> {
  let last: { readonly value: unknown } | undefined;
  return (element) => {
    const next = value();
    const isChange = last !== undefined && last.value !== next;
    last = { value: next };
    if (!isChange || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    element.animate([{ backgroundColor: 'var(--tint)' }, { backgroundColor: 'transparent' }], {
      duration: 1_000,
      easing: 'ease-out',
    });
  };
}
