import type { HandleClientError } from '@sveltejs/kit';

/** An address nobody has is no fault of the page, which says so itself: only what failed goes to the console. */
export const handleError: HandleClientError = ({ error, status, message }) => {
  if (status !== 404) reportError(error);
  return { message };
};
