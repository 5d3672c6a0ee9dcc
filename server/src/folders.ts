import { resolve } from 'node:path';

// From here, because this file is as deep in the sources as what is built from it.
const checkout = resolve(import.meta.dirname, '../..');

/** Where the dashboard's files are once they are built. */
export const dashboardDir = resolve(checkout, 'web/build');

/** What an app of the same machine installs. */
export const sdkDir = resolve(checkout, 'sdk');
