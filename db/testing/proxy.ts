/** A TCP proxy before PostgreSQL that can go away, fall silent, or cut a connection at the moment of its commit. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface DatabaseProxy {
  readonly url: string;
  /** What happens to the next COMMIT: it never reaches the server, or only its answer is lost. */
  cutNextCommit(at: 'before' | 'after'): void;
  /** Cuts every connection and refuses new ones. */
  leave(): Promise<void>;
  /** Accepts connections again, at the same address. */
  comeBack(): Promise<void>;
  /** Goes on accepting, and passes nothing on. */
  fallSilent(): void;
  close(): Promise<void>;
}

export const openProxy = async (target: string): Promise<DatabaseProxy> => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let cut: 'before' | 'after' | null = null;
  let isSilent = false;

  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    keep(near, far);
    keep(far, near);
    let losesAnswer = false;
    near.on('data', (chunk: Buffer) => {
      if (isSilent) return;
      if (cut !== null && chunk.includes('COMMIT\0')) {
        losesAnswer = cut === 'after';
        const isLost = cut === 'before';
        cut = null;
        if (isLost) {
          near.destroy();
          return;
        }
      }
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (isSilent) return;
      if (losesAnswer) near.destroy();
      else near.write(chunk);
    });
  });

  const listen = async (at: number): Promise<void> => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
  };
  const leave = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const url = new URL(target);
  url.port = String(address.port);
  return {
    url: url.href,
    cutNextCommit: (at) => {
      cut = at;
    },
    leave,
    comeBack: () => listen(address.port),
    fallSilent: () => {
      isSilent = true;
    },
    close: leave,
  };
};
