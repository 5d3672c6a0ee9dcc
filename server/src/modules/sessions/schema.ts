import './schema-list.ts';
import './schema-upkeep.ts';
import './schema-mutations.ts';
import './schema-watch.ts';
