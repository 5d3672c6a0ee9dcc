import './schema-errors.ts';
import './schema-joining.ts';
import './schema-list.ts';
import './schema-managing.ts';
import './schema-remote.ts';
import './schema-work.ts';
