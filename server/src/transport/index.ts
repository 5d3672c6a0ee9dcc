export { createTransport, type Transport } from './transport.ts';
export type { Credentials, OwnerConnection, SignInProof, SignIns, TransportLogger, TransportPorts } from './ports.ts';
