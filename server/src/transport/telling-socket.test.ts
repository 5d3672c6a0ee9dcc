import { describe, expect, it } from 'vitest';
import { TellingSocket } from './telling-socket.ts';

function createSocket() {
  const told: string[] = [];
  const hearer = {
    failed: (error: unknown) => told.push(`failed: ${String(error)}`),
    pinged: (data: unknown) => told.push(`pinged: ${String(data)}`),
    ponged: () => told.push('ponged'),
    received: (data: unknown, isBinary: boolean) => told.push(`received: ${String(data)} ${isBinary}`),
    closed: () => told.push('closed'),
  };
  // As ws makes it for whoever connects, which its types leave out.
  const socket: unknown = Reflect.construct(TellingSocket, [null, undefined, {}]);
  if (!(socket instanceof TellingSocket)) throw new Error('ws made another socket');
  return { socket, hearer, told };
}

describe('a socket that tells', () => {
  it('tells its hearer everything, without one who listens', () => {
    const { socket, hearer, told } = createSocket();
    socket.tell(hearer);
    socket.emit('message', 'hello', false);
    socket.emit('ping', 'a');
    socket.emit('pong');
    socket.emit('error', 'broken');
    socket.emit('close');
    expect(told).toEqual(['received: hello false', 'pinged: a', 'ponged', 'failed: broken', 'closed']);
  });

  it('has its end heard by who listened before, and by who listens later, until they do no more', () => {
    const { socket, hearer, told } = createSocket();
    socket.once('close', () => told.push('heard by one before'));
    socket.tell(hearer);
    const other = createSocket();
    other.socket.tell(other.hearer);
    const gone = (): void => void other.told.push('heard by one gone');
    other.socket.on('close', gone).once('close', () => other.told.push('heard by one later'));
    other.socket.off('close', gone);
    for (const each of [socket, other.socket, other.socket]) each.emit('close');
    expect(told).toEqual(['closed', 'heard by one before']);
    expect(other.told).toEqual(['closed', 'heard by one later', 'closed']);
    expect(other.socket.listenerCount('close')).toBe(0);
  });
});
