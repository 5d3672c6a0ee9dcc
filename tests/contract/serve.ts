import { parseArgs } from 'node:util';
import { live, seed } from './seed.ts';
import { startContractServer } from './server.ts';

/** Serves the contract with sessions that live, to develop a dashboard or an SDK against. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    sessions: { type: 'string', default: '40' },
    'step-ms': { type: 'string', default: '500' },
  },
});

const secrets = { key: 'rck_contract_for-development', adminToken: 'rca_for-development' };
const server = await startContractServer({ port: Number(values.port), secrets });
seed(server.registry, Number(values.sessions));
let step = 0;
const timer = setInterval(() => live(server.registry, (step += 1)), Number(values['step-ms']));

console.log(`Contract server    ${server.url}/graphql`);
console.log(`App key            ${server.secrets.key}`);
console.log(`Admin token        ${server.secrets.adminToken}`);
console.log('Sign in            as ada, grace or linus, with any password');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    clearInterval(timer);
    void server.close();
  });
}
