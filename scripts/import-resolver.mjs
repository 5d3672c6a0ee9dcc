import { dirname, join, resolve as resolvePath } from 'node:path';
import { root } from './command.mjs';

const lib = join(root, 'web', 'src', 'lib');

export const interfaceVersion = 2;

/**
 * Where an import leads, for eslint-plugin-boundaries. Ours carry their extension, so a relative path is the file; `$lib` is
 * SvelteKit's word; everything else is a package, however it is installed.
 * @param {string} source
 * @param {string} file
 */
export function resolve(source, file) {
  if (source.startsWith('.')) return { found: true, path: resolvePath(dirname(file), source) };
  if (source === '$lib' || source.startsWith('$lib/'))
    return { found: true, path: join(lib, source.slice('$lib'.length)) };
  return { found: false };
}
