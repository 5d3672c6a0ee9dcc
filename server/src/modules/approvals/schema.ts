import './schema-asking.ts';
import './schema-deciding.ts';
import './schema-errors.ts';
import './schema-list.ts';
