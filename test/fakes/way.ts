/** A way to a server that can be cut and mended: while it is cut, connections are refused, as without a network. Understands nothing of what passes. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export type Way = {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  cut: () => Promise<void>;
  mend: () => Promise<void>;
};

/** @param target port of the server on this computer; asked at each connection, so that it may start later. */
export async function openWay(target: () => number): Promise<Way> {
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let port = 0;
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const mend = async (): Promise<void> => {
    server = createServer((socket) => {
      const onward = connect(target(), '127.0.0.1');
      keep(socket, onward);
      keep(onward, socket);
      socket.pipe(onward).pipe(socket);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address !== null && typeof address === 'object') port = address.port;
  };
  await mend();
  return {
    origin: `http://127.0.0.1:${port}`,
    mend,
    async cut() {
      const closing = server;
      if (closing === null) return;
      server = null;
      const closed = once(closing, 'close');
      closing.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
