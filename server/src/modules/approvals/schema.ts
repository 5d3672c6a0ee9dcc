import './schema-asking.ts';
import './schema-deciding.ts';
import './schema-errors.ts';
import './schema-grants.ts';
import './schema-list.ts';
import './schema-rules.ts';
