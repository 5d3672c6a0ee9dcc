import { goto } from '$app/navigation';
import { page } from '$app/state';

/** Opens a thing beside its list; closing it is a step back, where it was opened from there. */
export function goBeside(list: string, openId: string | undefined, id: string | undefined): void {
  if (id === openId) return;
  if (id === undefined && page.state.fromList === true) return history.back();
  const state = id === undefined ? {} : { fromList: openId === undefined || page.state.fromList === true };
  const address = id === undefined ? list : `${list}/${id}`;
  void goto(address, {
    replaceState: id !== undefined && openId !== undefined,
    keepFocus: true,
    noScroll: true,
    state,
  });
}
