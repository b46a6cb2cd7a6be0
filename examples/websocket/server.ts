/**
 * WebSockets: a browser opens one to any server, for any page, and sends the user's cookies along. No preflight comes
 * first, and no header of the answer matters. So the server has to look at `Origin` itself: `isOriginAllowed`.
 *
 * The policy is the one of the HTTP side. A page of the server's own origin has to be listed in it too, and a client
 * that sends no `Origin` (it is no browser) is refused here: let it in by a token where it is wanted.
 */
import { createServer } from 'node:http';
import process from 'node:process';
import { isOriginAllowed } from '@cors-policy/core';
import { definePolicy, withCors } from '@cors-policy/node-http';
import { WebSocketServer } from 'ws';

const policy = definePolicy({
  origins: ['https://app.example.com', 'http://localhost:*'],
  credentials: true,
});

const sockets = new WebSocketServer({ noServer: true });
sockets.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});

const server = createServer(
  withCors(policy, (_request, response) => response.end(`${sockets.clients.size} connected`)),
);

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  if (!isOriginAllowed(policy, request.headers.origin, request.url)) {
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
});

server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log('listening on', server.address()));
