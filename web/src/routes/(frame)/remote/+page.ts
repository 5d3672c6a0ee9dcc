/** Its shell names the code it needs, so that a browser fetches all of it at once. */
export const prerender = true;
