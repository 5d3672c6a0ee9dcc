/** One page, built once; the server has nothing to render. */
export const ssr = false;
export const prerender = false;
