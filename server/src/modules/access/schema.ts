import './schema-account.ts';
import './schema-errors.ts';
import './schema-keys.ts';
import './schema-people.ts';
import './schema-viewer.ts';
