import { connect, createServer, type Socket } from 'node:net';

/** A line to the server that can be cut like a cable, and mended. */
export async function openLine(address: string) {
  const { port } = new URL(address);
  const sockets = new Set<Socket>();
  let cut = false;
  const server = createServer((near) => {
    if (cut) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), 'localhost');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const own = server.address();
  if (own === null || typeof own === 'string') throw new Error('The line has no port.');
  return {
    address: `http://localhost:${own.port}`,
    cut() {
      cut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      cut = false;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
