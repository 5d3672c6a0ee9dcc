import { tick } from 'svelte';

/** Puts the focus on the first field of a form that says what is wrong with it, once it does. */
export async function focusFirstProblem(form: HTMLFormElement): Promise<void> {
  await tick();
  form.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem] input')?.focus();
}
