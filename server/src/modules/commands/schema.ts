import './schema-asking.ts';
import './schema-errors.ts';
import './schema-execution.ts';
import './schema-list.ts';
import './schema-output.ts';
