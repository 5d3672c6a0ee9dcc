import { sep } from 'node:path';

/** Whether a real path is one of the folders or lies in one. */
export function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(folder + sep));
}
